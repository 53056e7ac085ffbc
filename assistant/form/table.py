"""The tables of an edition: rows, columns, cells, and the boxes they are printed in.

Cell codes are `table.row.column`, as in T3.received.total.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Row:
    """A row of a table: its printed label, the group labels at its left, and its legal article.

    `said` is its name in prose, `aliases` are its labels in published files, `reasons` what ledgers write for it,
    `spoken` what people say for it;
    `anchors` are, by column, words that name its cell beside a number; `kind` is the group it belongs to, `rest`
    whether it holds what has no row of its own. A row of an edition that is only read `becomes` one of the edition it
    is read into.
    """

    id: str
    label: str
    columns: tuple[str, ...]
    group: tuple[str, ...]
    article: str
    note: str
    kind: str = ""
    said: str = ""
    aliases: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    rest: bool = False
    becomes: str = ""
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column: label, unit (件 or 万元), and whether decimals are allowed.

    `said` is its name in prose, `aliases` are its labels in published files; `applicant` is person or organisation
    where it counts those who ask, `words` what ledgers write for them.
    """

    id: str
    label: str
    unit: str
    decimal: bool
    said: str = ""
    aliases: tuple[str, ...] = ()
    applicant: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Rows that belong together: a kind of result such as 不予公开. Without a `label` nothing is printed at its left.

    `name` is how it is called, `said` how prose says what became of a case in it: 作其他处理.
    """

    id: str
    label: str
    name: str
    said: str
    within: str
    rows: tuple[str, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Organisations:
    """The heading over the columns of organisations, and what ledgers write for all of them together."""

    label: str
    words: tuple[str, ...]


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
    groups: Mapping[str, Group] = field(default_factory=dict)
    organisations: Organisations | None = None
    telling: tuple[str, ...] = ()

    @cached_property
    def results(self) -> Mapping[str, Group]:
        """The kinds of result, in printed order: the groups within another one."""
        return {key: group for key, group in self.groups.items() if group.within}

    @cached_property
    def result_rows(self) -> tuple[Row, ...]:
        """The rows a case can end in, in printed order."""
        return tuple(row for row in self.rows.values() if row.kind in self.results)

    def applicants(self, kind: str = "") -> tuple[Column, ...]:
        """The columns that count who asks: all, or those of a kind (person, organisation)."""
        return tuple(column for column in self.columns.values() if column.applicant and kind in {"", column.applicant})

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
