"""What the statute asks: the form's editions, as data."""

from assistant.form.form import Box, Cell, Column, Form, Operand, Part, Row, Rule, Table, section_name
from assistant.form.loading import CURRENT, load

__all__ = [
    "CURRENT",
    "Box",
    "Cell",
    "Column",
    "Form",
    "Operand",
    "Part",
    "Row",
    "Rule",
    "Table",
    "load",
    "section_name",
]
