"""The statutory form as data: cells, layout, identities and legal sentences of one edition.

Every page, file format, check and reader takes its labels, codes and order from here. Cell codes are
`table.row.column`, as in T3.received.total.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.findings import Severity


@dataclass(frozen=True)
class Part:
    """A part or section of the report, in printed order. `kind` is text, table or heading."""

    id: str
    title: str
    kind: str
    parent: str | None
    basis: str


@dataclass(frozen=True)
class Row:
    """A row of a table: its printed label, the group labels at its left, and its legal article."""

    id: str
    label: str
    columns: tuple[str, ...]
    group: tuple[str, ...]
    article: str
    note: str


@dataclass(frozen=True)
class Column:
    """A column: label, unit (件 or 万元), and whether decimals are allowed."""

    id: str
    label: str
    unit: str
    decimal: bool


@dataclass(frozen=True)
class Cell:
    """One of the 200 cells. `computed` cells are never typed; `carried` comes from last year's report."""

    code: str
    table: str
    row: Row
    column: Column
    computed: bool
    carried: bool
    basis: str

    @property
    def decimal(self) -> bool:
        """Whether the cell may hold decimals."""
        return self.column.decimal

    @property
    def unit(self) -> str:
        """件 or 万元."""
        return self.column.unit

    @property
    def name(self) -> str:
        """How a person calls the cell: 表三“（一）予以公开”一行“自然人”一列."""
        return f"“{self.row.label}”·{self.column.label}"


@dataclass(frozen=True)
class Box:
    """One printed box of a table: a label or a cell, with the grid columns and rows it covers."""

    text: str
    code: str | None
    wide: int
    tall: int
    head: bool


@dataclass(frozen=True)
class Table:
    """One statistical table with its printed layout, top to bottom, each row left to right."""

    id: str
    name: str
    title: str
    rows: Mapping[str, Row]
    columns: Mapping[str, Column]
    layout: tuple[tuple[Box, ...], ...]
    widths: tuple[int, ...]
    header_rows: int

    def codes(self) -> Iterator[str]:
        """The table's cell codes, row by row."""
        for row in self.rows.values():
            for column in row.columns:
                yield f"{self.id}.{row.id}.{column}"

    @cached_property
    def placed(self) -> tuple[tuple[int, int, Box], ...]:
        """Every box with its grid column and row (x, y), in printed order."""
        covered: set[tuple[int, int]] = set()
        out: list[tuple[int, int, Box]] = []
        for y, line in enumerate(self.layout):
            x = 0
            for box in line:
                while (x, y) in covered:
                    x += 1
                covered |= {(x + dx, y + dy) for dx in range(box.wide) for dy in range(box.tall)}
                out.append((x, y, box))
        return tuple(out)


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


@dataclass(frozen=True)
class Form:
    """One edition of the form."""

    edition: str
    name: str
    source: str
    parts: tuple[Part, ...]
    tables: Mapping[str, Table]
    cells: Mapping[str, Cell]
    rules: tuple[Rule, ...]
    articles: Mapping[str, str]

    @cached_property
    def narrative(self) -> tuple[str, ...]:
        """Ids of the sections that hold prose, in printed order."""
        return tuple(part.id for part in self.parts if part.kind == "text")

    @cached_property
    def aspects(self) -> tuple[str, ...]:
        """Ids of the five aspects of 总体情况."""
        return tuple(part.id for part in self.parts if part.parent == "overview")

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
