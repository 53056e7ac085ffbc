"""The statutory form as data: cells, layout, identities and legal sentences of one edition.

Every page, file format, check and reader takes its labels, codes and order from here. Cell codes are
`table.row.column`, as in T3.received.total.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.findings import Severity
from assistant.form.table import Cell, Table


@dataclass(frozen=True)
class Part:
    """A part or section of the report, in printed order. `kind` is text, table or heading."""

    id: str
    title: str
    kind: str
    parent: str | None
    basis: str


@dataclass(frozen=True)
class Operand:
    """A signed cell of this year's or last year's report."""

    sign: int
    cell: str
    last: bool


@dataclass(frozen=True)
class Rule:
    """An identity bound to one row or column. `place` is what a finding points at; `computes` a cell or None."""

    code: str
    place: str
    name: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]
    computes: str | None
    basis: str
    severity: Severity

    @property
    def cells(self) -> frozenset[str]:
        """The cells of this year's report the rule contains."""
        return frozenset(operand.cell for operand in (*self.left, *self.right) if not operand.last)

    @property
    def across_years(self) -> bool:
        """Whether last year's report is needed."""
        return any(operand.last for operand in (*self.left, *self.right))


@dataclass(frozen=True, eq=False, repr=False)
class Form:
    """One edition of the form. There is one object an edition, so it compares and hashes by identity.

    `read_into` names the edition whose cells a report printed in this one is read into; such a form is never written.
    """

    edition: str
    name: str
    source: str
    parts: tuple[Part, ...]
    tables: Mapping[str, Table]
    cells: Mapping[str, Cell]
    rules: tuple[Rule, ...]
    articles: Mapping[str, str]
    read_into: str = ""

    def __repr__(self) -> str:
        return f"<Form {self.edition}>"

    @cached_property
    def narrative(self) -> tuple[str, ...]:
        """Ids of the sections that hold prose, in printed order."""
        return tuple(part.id for part in self.parts if part.kind == "text")

    @cached_property
    def aspects(self) -> tuple[str, ...]:
        """Ids of the five aspects of 总体情况."""
        return tuple(part.id for part in self.parts if part.parent == "overview")

    def prints(self, code: str) -> bool:
        """Whether a report printed in this edition has a place for another edition's cell."""
        if code in self.cells:
            return True
        table, row, column = code.split(".")
        return any(own.becomes == row and column in own.columns for own in self.tables[table].rows.values())

    def part(self, part_id: str) -> Part:
        """The part of that id; KeyError if there is none."""
        return self._parts[part_id]

    @cached_property
    def _parts(self) -> dict[str, Part]:
        return {part.id: part for part in self.parts}

    @cached_property
    def computing(self) -> tuple[Rule, ...]:
        """Rules that fill a cell, in an order in which each finds its operands filled."""
        rules = [rule for rule in self.rules if rule.computes]
        filled = {rule.computes for rule in rules}

        # A sum of sums comes after the sums: the form has two levels, rows and columns crossing in one corner.
        return tuple(sorted(rules, key=lambda rule: bool((rule.cells - {rule.computes}) & filled)))

    @cached_property
    def rules_of(self) -> Mapping[str, tuple[Rule, ...]]:
        """For each cell the rules that contain it."""
        return {code: tuple(rule for rule in self.rules if code in rule.cells) for code in self.cells}

    def cell_name(self, code: str) -> str:
        """How a person calls a cell, row or column code: 表三“商业企业”一列."""
        if code in self.cells:
            cell = self.cells[code]
            return f"{self.tables[cell.table].name}{cell.name}"
        table_id, _, rest = code.partition(".")
        table = self.tables.get(table_id)
        if table is None:
            return section_name(self, code)
        if rest in table.rows:
            return f"{table.name}“{table.rows[rest].label}”"
        if rest in table.columns:
            return f"{table.name}“{table.columns[rest].label}”一列"
        return table.name


def section_name(form: Form, section: str) -> str:
    """The section's title without its number, as people say it: 主动公开; the id itself if unknown."""
    for part in form.parts:
        if part.id == section:
            title = part.title
            return title.split("）", 1)[-1].split("、", 1)[-1] if title else "导语"
    return "未归类文字" if section == "unplaced" else section
