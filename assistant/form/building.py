"""An edition built: its YAML text validated whole, or a DesignProblem that says what is wrong in it."""

import re
from collections.abc import Iterator, Mapping

import yaml
from pydantic import ValidationError

from assistant.errors import DesignProblem
from assistant.form.bound_rules import bind
from assistant.form.declared import DeclaredBox, DeclaredColumn, DeclaredEdition, DeclaredRow, DeclaredTable
from assistant.form.form import Form, Part
from assistant.form.table import Box, Cell, Column, Group, Organisations, Row, Table

_NUMERALS = "零一二三四五六七八九"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def build(text: str) -> Form:
    """Make a form from the YAML text of an edition; raises DesignProblem with what is wrong in it."""
    try:
        raw = DeclaredEdition.model_validate(yaml.load(text, Loader=_LOADER))  # noqa: S506 - a safe loader, in C where there is one
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
    rules = tuple(rule for identity in raw.identities for rule in bind(identity, tables))
    for rule in rules:
        unknown = [op.cell for op in (*rule.left, *rule.right) if op.cell not in cells]
        if unknown:
            raise DesignProblem(f"{rule.code} 引用了不存在的单元格 {unknown[0]}。")
    parts = tuple(Part(part.id, part.title, part.kind, part.parent, part.basis) for part in raw.parts)
    return Form(raw.edition, raw.name, raw.source, parts, tables, cells, rules, raw.articles, raw.read_into)


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


def _table(table_id: str, raw: DeclaredTable) -> Table:
    columns = {key: _column(key, item) for key, item in raw.columns.items()}
    rows: dict[str, Row] = {}
    for key, item in raw.rows.items():
        used = tuple(item.columns or columns)
        if unknown := [column for column in used if column not in columns]:
            raise DesignProblem(f"{table_id}.{key} 使用了不存在的列 {unknown[0]}。")
        if unknown := [column for column in item.anchors if column not in used]:
            raise DesignProblem(f"{table_id}.{key} 的 anchors 使用了不存在的列 {unknown[0]}。")
        rows[key] = _row(key, item, used, raw)
    layout = tuple(
        tuple(box for declared in line for box in _boxes(table_id, declared, rows, columns)) for line in raw.layout
    )
    groups = {
        key: Group(
            key,
            item.label,
            item.name or item.label,
            item.said or item.name or item.label,
            item.within,
            tuple(row.id for row in rows.values() if row.kind == key),
            tuple(item.anchors),
        )
        for key, item in raw.groups.items()
    }
    over = Organisations(raw.organisations.label, tuple(raw.organisations.words)) if raw.organisations else None
    table = Table(
        table_id,
        raw.name,
        raw.title,
        rows,
        columns,
        layout,
        tuple(raw.widths),
        raw.header_rows,
        groups,
        over,
        tuple(raw.telling),
    )
    _check_layout(table)
    return table


def _column(key: str, raw: DeclaredColumn) -> Column:
    return Column(
        key,
        raw.label,
        raw.unit,
        raw.decimal,
        raw.said or raw.label,
        tuple(raw.aliases),
        raw.applicant,
        tuple(raw.words),
    )


def _row(key: str, raw: DeclaredRow, columns: tuple[str, ...], table: DeclaredTable) -> Row:
    return Row(
        key,
        raw.label,
        columns,
        tuple(_labels_over(raw.group, table)),
        raw.article,
        raw.note,
        raw.group,
        raw.said or raw.label,
        tuple(raw.aliases),
        tuple(raw.reasons),
        raw.rest,
        raw.becomes,
        {column: tuple(words) for column, words in raw.anchors.items()},
        tuple(raw.spoken),
    )


def _labels_over(group: str, table: DeclaredTable) -> Iterator[str]:
    """The labels printed at the left of a group's rows, outermost first."""
    if group:
        raw = table.groups[group]
        yield from _labels_over(raw.within, table)
        if raw.label:
            yield raw.label


def _boxes(table_id: str, raw: DeclaredBox, rows: Mapping[str, Row], columns: Mapping[str, Column]) -> Iterator[Box]:
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
