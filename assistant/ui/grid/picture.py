"""What the browser is told: one table's layout, labels and identities as JSON, from the form's data.

Nothing of the form is stated again in the browser: it draws these boxes and evaluates these operands.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from assistant.desk.typed_cells import LIMIT, SHOWN
from assistant.figures import APART, ASIDE, BLANKS, FOLDS, LARGEST, MARKED, NUMBER, Figures, plain
from assistant.findings import Finding
from assistant.form import Box, Form, Operand, Row, Rule

_CASES = 8
"""So many applications are named beside a cell; the ledger's tab lists them all."""
_READING = {
    "folds": FOLDS,
    "number": NUMBER,
    "apart": APART,
    "aside": ASIDE,
    "marked": MARKED,
    "blanks": sorted(BLANKS),
    "largest": int(LARGEST),
    "limit": int(LIMIT),
    "shown": SHOWN,
}
"""What the server reads a typed text by; tests hold the two readings to each other."""
_ORDINAL = re.compile(r"^([一二三四五六七八九十]+)、")


@cache
def form_of(table_id: str, form: Form) -> dict[str, Any]:
    """The unchanging part: layout, cells and rules of one table."""
    table = form.tables[table_id]
    own = [rule for rule in form.rules if rule.place.split(".")[0] == table_id]
    return {
        "name": table.name,
        "title": table.title,
        "headerRows": table.header_rows,
        "widths": list(table.widths),
        "layout": [[_box(box, line) for box in line] for line in table.layout],
        "rows": {row.id: _row(row, f"{table_id}.{row.id}.{row.columns[0]}", form) for row in table.rows.values()},
        "columns": {
            column.id: {"label": column.label, "unit": column.unit, "decimal": column.decimal}
            for column in table.columns.values()
        },
        "cells": {
            code: {"row": cell.row.id, "column": cell.column.id, "computed": cell.computed}
            for code in table.codes()
            for cell in [form.cells[code]]
        },
        "rules": [_rule(rule, form) for rule in sorted(own, key=lambda rule: _order(rule, form))],
        "reading": _READING,
    }


def values_of(table_id: str, figures: Figures) -> dict[str, str]:
    """The table's numbers as printed; blank cells are left out."""
    codes = figures.form.tables[table_id].codes()
    return {code: plain(value) for code in codes if (value := figures.values.get(code)) is not None}


def of_table(table_id: str, codes: Iterable[str]) -> list[str]:
    """Those codes that belong to the table, sorted so that the same set is sent the same way."""
    return sorted(code for code in codes if _belongs(table_id, code))


def findings_of(table_id: str, findings: Collection[Finding]) -> list[dict[str, str]]:
    """The findings that have a place in the table."""
    return [
        {"code": item.code, "severity": item.severity.value, "where": item.where, "message": item.message}
        for item in findings
        if _belongs(table_id, item.where)
    ]


def cases_of(table_id: str, cases: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, list[Any]]:
    """How many applications of the ledger each cell was counted from, and the first of them in words."""
    return {code: [len(cases[code]), _named_cases(cases[code])] for code in of_table(table_id, cases)}


def _named_cases(rows: Sequence[tuple[str, str]]) -> str:
    named = "、".join(f"{number}（第 {row} 行）" if number else f"第 {row} 行" for row, number in rows[:_CASES])
    return f"{named} 等" if len(rows) > _CASES else named


def _belongs(table_id: str, code: str) -> bool:
    return code == table_id or code.startswith(f"{table_id}.")


def _box(box: Box, line: tuple[Box, ...]) -> dict[str, Any]:
    out: dict[str, Any] = {"wide": box.wide, "tall": box.tall}
    if box.code:
        return {**out, "code": box.code}
    if any(other.code for other in line):
        scope = "rowgroup" if box.tall > 1 else "row"
    else:
        scope = "colgroup" if box.wide > 1 else "col"
    return {**out, "text": box.text, "scope": scope}


def _row(row: Row, first: str, form: Form) -> dict[str, str]:
    """What the status line says of the row: its name with the groups above it, and the legal sentence."""
    return {"name": " ".join((*row.group, row.label)), "basis": form.cells[first].basis, "note": row.note}


def _order(rule: Rule, form: Form) -> int:
    """Computing rules first, in the order in which each finds its operands filled."""
    return form.computing.index(rule) if rule.computes else len(form.computing)


def _rule(rule: Rule, form: Form) -> dict[str, Any]:
    return {
        "code": rule.code,
        "place": rule.place,
        "placeName": form.cell_name(rule.place),
        "severity": rule.severity.value,
        "computes": rule.computes,
        "basis": rule.basis,
        "left": [_operand(operand, rule, form) for operand in rule.left],
        "right": [_operand(operand, rule, form) for operand in rule.right],
    }


def _operand(operand: Operand, rule: Rule, form: Form) -> list[Any]:
    """Sign, cell, whether of last year, and what it is called beside the others of its rule."""
    cell = form.cells[operand.cell]
    if len({form.cells[code].row.id for code in rule.cells}) == 1 and len(rule.cells) > 1:
        name = cell.column.label
    else:
        ordinal = _ORDINAL.match((*cell.row.group, cell.row.label)[0])
        name = f"第{ordinal[1]}项" if ordinal and not rule.across_years else _ORDINAL.sub("", cell.row.label)
    return [operand.sign, operand.cell, operand.last, f"上年报告的“{name}”" if operand.last else name]
