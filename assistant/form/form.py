"""The statutory form as data: cells, layout, identities and legal sentences of one edition.

Loaded from form_<edition>.yaml and validated whole; every page, file format, check and reader takes
its labels, codes and order from here. Cell codes are `table.row.column`, as in T3.received.total.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import DesignProblem
from assistant.findings import CATALOGUE, Severity
from assistant.form.expression import Identity, Term, parse

CURRENT = "2021"
_NUMERALS = "零一二三四五六七八九"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


# ---- loading ---------------------------------------------------------------------------------------


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Part(_Strict):
    id: str
    title: str
    kind: Annotated[str, Field(pattern="^(text|table|heading)$")]
    parent: str | None = None
    basis: str = ""


class _Column(_Strict):
    label: str
    unit: str
    decimal: bool = False


class _Row(_Strict):
    label: str
    columns: list[str] | None = None
    group: list[str] = []
    article: str
    note: str = ""


class _Box(_Strict):
    text: str | None = None
    row: str | None = None
    column: str | None = None
    cells: str | None = None
    wide: int = 1
    tall: int = 1


class _Table(_Strict):
    name: str
    title: str
    widths: list[int]
    header_rows: int = 0
    columns: dict[str, _Column]
    rows: dict[str, _Row]
    layout: list[list[_Box]]


class _Identity(_Strict):
    code: str
    table: str
    each: Annotated[str, Field(pattern="^(row|column)$")]
    rows: list[str] | None = None
    expression: str
    computes: str | None = None
    basis: str
    severity: Severity | None = None


class _Edition(_Strict):
    edition: str
    name: str
    source: str
    parts: list[_Part]
    articles: dict[str, str]
    tables: dict[str, _Table]
    identities: list[_Identity]


def load(edition: str = CURRENT) -> Form:
    """The form of an edition; raises DesignProblem if its file is missing or malformed."""
    return _load(edition)  # with or without the argument, one parsing a process


@cache
def _load(edition: str) -> Form:
    file = resources.files("assistant.form") / f"form_{edition}.yaml"
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise DesignProblem(f"没有 {edition} 年版的表格格式文件。") from None
    return build(text)


def build(text: str) -> Form:
    """Make a form from the YAML text of an edition; raises DesignProblem with what is wrong in it."""
    try:
        raw = _Edition.model_validate(yaml.load(text, Loader=_LOADER))  # noqa: S506 - a safe loader, in C where there is one
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"表格格式文件有误：{problem}") from problem
    computed = {name for identity in raw.identities if (name := identity.computes)}
    tables: dict[str, Table] = {}
    cells: dict[str, Cell] = {}
    for table_id, declared in raw.tables.items():
        tables[table_id] = _table(table_id, declared)
        for row in tables[table_id].rows.values():
            if row.article not in raw.articles:
                raise DesignProblem(f"{table_id}.{row.id} 引用的条文 {row.article} 不在格式文件中。")
            for column_id in row.columns:
                code = f"{table_id}.{row.id}.{column_id}"
                cells[code] = Cell(
                    code=code,
                    table=table_id,
                    row=row,
                    column=tables[table_id].columns[column_id],
                    computed=row.id in computed or column_id in computed,
                    carried=row.id == "carried_in",
                    basis=f"条例第{_article(row.article)}：{raw.articles[row.article]}",
                )
    rules = tuple(rule for identity in raw.identities for rule in _bind(identity, tables))
    for rule in rules:
        unknown = [op.cell for op in (*rule.left, *rule.right) if op.cell not in cells]
        if unknown:
            raise DesignProblem(f"{rule.code} 引用了不存在的单元格 {unknown[0]}。")
    parts = tuple(Part(part.id, part.title, part.kind, part.parent, part.basis) for part in raw.parts)
    return Form(raw.edition, raw.name, raw.source, parts, tables, cells, rules, raw.articles)


def _article(number: str) -> str:
    """36(4)(5) as the statute writes it: 三十六条第（四）（五）项."""
    base, *items = re.findall(r"\d+", number)
    named = "".join(f"（{_chinese(int(item))}）" for item in items)
    return f"{_chinese(int(base))}条" + (f"第{named}项" if items else "")


def _chinese(number: int) -> str:
    """A number below one hundred in Chinese numerals, as articles are numbered."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return head + (_NUMERALS[ones] if ones else "")


def _table(table_id: str, raw: _Table) -> Table:
    columns = {key: Column(key, item.label, item.unit, item.decimal) for key, item in raw.columns.items()}
    rows: dict[str, Row] = {}
    for key, item in raw.rows.items():
        used = tuple(item.columns or columns)
        if unknown := [column for column in used if column not in columns]:
            raise DesignProblem(f"{table_id}.{key} 使用了不存在的列 {unknown[0]}。")
        rows[key] = Row(key, item.label, used, tuple(item.group), item.article, item.note)
    layout = tuple(
        tuple(box for declared in line for box in _boxes(table_id, declared, rows, columns)) for line in raw.layout
    )
    table = Table(table_id, raw.name, raw.title, rows, columns, layout, tuple(raw.widths), raw.header_rows)
    _check_layout(table)
    return table


def _boxes(table_id: str, raw: _Box, rows: Mapping[str, Row], columns: Mapping[str, Column]) -> Iterator[Box]:
    if raw.cells is not None:
        for column in rows[raw.cells].columns:
            yield Box("", f"{table_id}.{raw.cells}.{column}", raw.wide, raw.tall, head=False)
        return
    if raw.row is not None:
        text = rows[raw.row].label
    elif raw.column is not None:
        text = columns[raw.column].label
    else:
        text = raw.text or ""
    yield Box(text, None, raw.wide, raw.tall, head=True)


def _check_layout(table: Table) -> None:
    """Every grid square covered exactly once, every cell printed exactly once."""
    width = len(table.widths)
    covered: set[tuple[int, int]] = set()
    printed: list[str] = []
    for y, line in enumerate(table.layout):
        x = 0
        for box in line:
            while (y, x) in covered:
                x += 1
            squares = {(y + dy, x + dx) for dy in range(box.tall) for dx in range(box.wide)}
            if squares & covered or x + box.wide > width or y + box.tall > len(table.layout):
                raise DesignProblem(f"{table.id} 第 {y + 1} 行的版式重叠或者超出表格。")
            covered |= squares
            if box.code:
                printed.append(box.code)
    if len(covered) != width * len(table.layout) or sorted(printed) != sorted(table.codes()):
        raise DesignProblem(f"{table.id} 的版式没有铺满，或者与单元格不一致。")


def _bind(raw: _Identity, tables: Mapping[str, Table]) -> Iterator[Rule]:
    table = tables[raw.table]
    if raw.code not in CATALOGUE:
        raise DesignProblem(f"勾稽关系代码 {raw.code} 不在目录中。")
    identity = parse(raw.expression)
    by_row = raw.each == "row"
    known = table.columns if by_row else table.rows
    if unknown := [term.name for term in (*identity.left, *identity.right) if term.name not in known]:
        raise DesignProblem(f"{raw.code} 引用了不存在的名称 {unknown[0]}。")
    scopes = raw.rows or list(table.rows if by_row else table.columns)
    for scope in scopes:

        def bind(name: str, scope: str = scope) -> str:
            return f"{raw.table}.{scope}.{name}" if by_row else f"{raw.table}.{name}.{scope}"

        yield Rule(
            code=raw.code,
            place=_place(raw, scope),
            name=_rule_text(identity, table, by_row=by_row),
            left=tuple(Operand(term.sign, bind(term.name), term.last) for term in identity.left),
            right=tuple(Operand(term.sign, bind(term.name), term.last) for term in identity.right),
            computes=bind(raw.computes) if raw.computes else None,
            basis=raw.basis,
            severity=raw.severity or CATALOGUE[raw.code].severity,
        )


def _place(raw: _Identity, scope: str) -> str:
    """A rule of one cell's carry-over points at that cell, any other at its row or column."""
    identity = parse(raw.expression)
    this_year = [term.name for term in (*identity.left, *identity.right) if not term.last]
    if raw.each == "column" and len(this_year) == 1:
        return f"{raw.table}.{this_year[0]}.{scope}"
    return f"{raw.table}.{scope}"


def _rule_text(identity: Identity, table: Table, *, by_row: bool) -> str:
    """The expression in printed labels: 自然人 + 商业企业 + … = 总计."""
    labels = table.columns if by_row else table.rows

    def side(terms: tuple[Term, ...]) -> str:
        words = []
        for index, term in enumerate(terms):
            sign = "−" if term.sign < 0 else ("+" if index else "")
            words.append(f"{sign} " * bool(sign) + ("上年" if term.last else "") + labels[term.name].label)
        return " ".join(words)

    return f"{side(identity.left)} = {side(identity.right)}"
