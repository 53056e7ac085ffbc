"""Blanks: what a file left empty, told once for a whole table or whole rows, else cell by cell."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from assistant.figures import Figures
from assistant.findings import Finding, found
from assistant.form import Form, Row, Table, load

_SHOWN = 40


def blanks_of(figures: Figures, *, absent: Collection[str] = (), printed: str = "") -> Iterator[Finding]:
    """T-01 for every cell without a number, one for a whole table or for whole rows that follow each other.

    The tables `absent` are told of otherwise (R-01, R-04), and what the edition a report is `printed` in has no
    place for is not missed in it (R-02). `values["cells"]` are the cells of a finding that is not about one.
    """
    edition = load(printed) if printed else figures.form
    for table in figures.form.tables.values():
        if table.id not in absent:
            yield from _of_table(figures, table, edition)


def _of_table(figures: Figures, table: Table, edition: Form) -> Iterator[Finding]:
    asked = [code for code in table.codes() if edition.prints(code)]
    empty = {code for code in asked if code not in figures.values and code not in figures.unreadable}
    if len(empty) == len(asked):
        yield _whole_table(table, asked)
        return
    rows = [row for row in table.rows.values() if any(code in asked for code in _cells(table, row))]
    for blank, following in groupby(rows, key=lambda row: empty.issuperset(_cells(table, row))):
        run = list(following)
        codes = [code for row in run for code in _cells(table, row) if code in asked]
        if blank and len(codes) > 1:
            yield _whole_rows(table, run, codes)
        else:
            yield from (_cell(figures, code) for code in codes if code not in figures.values)


def _cells(table: Table, row: Row) -> list[str]:
    return [f"{table.id}.{row.id}.{column}" for column in row.columns]


def _whole_table(table: Table, codes: Sequence[str]) -> Finding:
    message = f"{table.name}“{table.title}”{len(codes)} 格全部为空，请对照原件填写；确实没有发生的填 0。"
    return found("T-01", table.id, message, values={"raw": "", "cells": list(codes)})


def _whole_rows(table: Table, rows: Sequence[Row], codes: Sequence[str]) -> Finding:
    message = f"{table.name}{_which(table, rows)}全部为空，请核实后填写；确实没有发生的填 0。"
    return found("T-01", f"{table.id}.{rows[0].id}", message, values={"raw": "", "cells": list(codes)})


def _which(table: Table, rows: Sequence[Row]) -> str:
    """The rows in words: one, a block of the form by its printed label, or from one to another."""
    if len(rows) == 1:
        return f"“{_called(rows[0])}”一行"
    blocks = {row.group for row in rows}
    if len(blocks) == 1 and rows[0].group and sum(row.group in blocks for row in table.rows.values()) == len(rows):
        return f"“{rows[0].group[-1]}”共 {len(rows)} 行"
    return f"从“{_called(rows[0])}”到“{_called(rows[-1])}”共 {len(rows)} 行"


def _called(row: Row) -> str:
    """The row's label, with its block's before it where it is numbered within that: （六）其他处理3.其他."""
    return "".join((*row.group[-1:], row.label)) if row.label[:1].isdigit() else row.label


def _cell(figures: Figures, code: str) -> Finding:
    name = figures.form.cell_name(code)
    if code not in figures.unreadable:
        return found("T-01", code, f"{name}为空，请核实后填写；确实没有发生的填 0。", values={"raw": ""})
    raw = figures.unreadable[code]
    shown = raw if len(raw) <= _SHOWN else raw[:_SHOWN] + "……"
    return found("T-01", code, f"{name}无法识别，原文为“{shown}”，请对照原件填写。", values={"raw": raw})
