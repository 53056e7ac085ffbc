"""What the statute asks: the form's editions, as data."""

from assistant.form.form import CURRENT, Box, Cell, Column, Form, Operand, Part, Row, Rule, Table, load, section_name

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
