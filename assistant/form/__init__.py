"""What the statute asks: the form's editions, as data."""

from assistant.form.form import Form, Operand, Part, Rule, section_name
from assistant.form.loading import CURRENT, editions, known, load, section_title
from assistant.form.table import Box, Cell, Column, Group, Row, Table

__all__ = [
    "CURRENT",
    "Box",
    "Cell",
    "Column",
    "Form",
    "Group",
    "Operand",
    "Part",
    "Row",
    "Rule",
    "Table",
    "editions",
    "known",
    "load",
    "section_name",
    "section_title",
]
