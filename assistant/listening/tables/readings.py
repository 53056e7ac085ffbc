"""Readings: which cell a number of a field stands in, by the words beside it; none where they say another count."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.figures import plain
from assistant.listening.pieces import Piece, names_something
from assistant.listening.tables.afterwards import (
    DISPUTES,
    dispute_row,
    of_all,
    of_whom,
    outcome_of,
    without_names,
    words_all,
)
from assistant.listening.tables.count import Count, Counts
from assistant.listening.tables.grammar import Grammar
from assistant.listening.words import words

_CASES = frozenset({"件", "起", "宗", "个", "份", "条", "例", "项", "部", ""})
"""Units that cases, decisions and documents are counted in."""
_APPLICATIONS = _CASES - {"条", "项", "部"}
_TIMES = "次"
"""How often an organ was sued counts suits: 被起诉2次."""
_WHO = 6
"""Characters of who asked, beside others who did: 媒体记者1件."""
_DECISIONS = frozenset({"件", "起", "宗", "个", "例", "项", "次", "份", ""})
"""Units of decisions: 处罚信息64条 counts what was published."""


def read(piece: Piece, known: Grammar, out: Counts) -> bool:
    """Take what a piece says of the field in hand; False if it says nothing of it."""
    if piece.number is None:
        return of_whom(piece, known, out) or of_all(piece, known, out)
    if out.field == "fees":
        return _fee(piece, known, out)
    sued = out.field in DISPUTES and piece.number.unit == _TIMES
    if (piece.number.unit not in _CASES and not sued) or piece.number.percent:
        return False
    if out.field == "applications":
        return piece.number.unit in _APPLICATIONS and _application(piece, known, out)
    if out.field in DISPUTES:
        return _dispute(piece, known, out)
    return _decision(piece, known, out)


def _application(piece: Piece, known: Grammar, out: Counts) -> bool:
    text = piece.elided
    if known.elsewhere.search(piece.before) or known.strangers.search(text):
        return False
    column = known.applicant(text) or known.applicant(_with_unit(piece))
    if not column and known.rest.search(text) and out.told and out.told[-1].column not in {"", "total"}:
        column = "other_org"
    column = column or out.those
    row, kind = _row(text, known), ""
    if row in out.form.tables["T3"].results:
        row, kind = "", row
    if not row and not kind and not names_something(piece.bare):
        row = _told_before(out, column)
    if not row and not kind:
        column = column or ("" if names_something(piece.bare) else out.every)
        if not column or not out.row:
            return _unclear(piece, out)
        row = out.row
    if row == known.given and _publishes(piece, known):
        return False
    value = _value(piece)
    if out.before is not None:
        piece, out.before = replace(piece, text=f"{out.before.text}，{piece.text}"), None
    every = bool(column) and words_all(text, known)
    out.told.append(Count(f"T3.{row}" if row else "", column, value, piece, kind, every))
    out.row = row or out.row
    if row == "received" and every:
        out.every = column
    return True


def _told_before(out: Counts, column: str) -> str:
    """The row of a number that names none: 上半年3件，下半年5件，一共8件; 去年收到申请8件，今年12件."""
    return (out.row if out.parts and not column else "") or out.compared


def _with_unit(piece: Piece) -> str:
    """7个人: the 个 that was taken for a unit belongs to the applicant."""
    return f"{piece.before}＃{piece.number.unit if piece.number else ''}{piece.after}"


def _publishes(piece: Piece, known: Grammar) -> bool:
    """Whether 公开 says what else was published: 公开部门文件15件."""
    rest = known.granted_beside.sub("", piece.bare.replace("公开", ""))
    return "公开" in piece.bare and not known.applicant(piece.elided) and names_something(rest)


def _unclear(piece: Piece, out: Counts) -> bool:
    """Whether a number tells a part of the field that no cell could be told for: 1件告知去别的单位要, 记者1件."""
    last = out.told[-1] if out.told else None
    if last is None or last.piece.sentence != piece.sentence:
        return False
    beside = last.row.startswith("T3.") and last.column not in {"", "total"} and len(piece.bare) <= _WHO
    if names_something(piece.before) and not beside:
        return False
    out.unclear.append(piece)
    return True


def _row(text: str, known: Grammar) -> str:
    named = known.row(text)
    if named in {"carried_in", "carried_out"}:
        return named
    return known.result(without_names(text)) or named


def _dispute(piece: Piece, known: Grammar, out: Counts) -> bool:
    outcome = outcome_of(piece.bare, known)
    named = known.field(piece.text) or any(said.search(piece.text) for said in known.suits.values())
    listed = bool(out.told) and out.told[-1].piece.sentence == piece.sentence and out.told[-1].column != "total"
    part = listed and bool(re.search(r"[\u4e00-\u9fff]", piece.after)) and not words().in_all.search(piece.text)
    if not outcome and not named and (names_something(piece.bare) or part):  # 3件维持，1件改了
        return _unclear(piece, out)
    row = dispute_row(piece, known, out)
    out.told.append(Count(row, outcome or "total", _value(piece), piece))
    out.row = row
    return True


def _decision(piece: Piece, known: Grammar, out: Counts) -> bool:
    text = piece.elided
    row = out.form.tables["T2"].rows.get(out.field)
    if row is None:
        return False
    column = next((each for each in row.columns if each in known.counted and known.counted[each].search(text)), "")
    if "repealed" in row.columns:  # 废止 and 有效 are nearer to the number than the 制发 before them
        column = next((each for each in ("repealed", "in_force", "issued") if known.counted[each].search(text)), "")
        if column == "issued" and out.field == "normative" and not _is_normative(piece):
            return False
    if out.parts and words().in_all.search(piece.text) and not names_something(piece.bare):
        column = "decisions" if "decisions" in row.columns else column  # 上半年9件，下半年14件，一共23件
    if not column or (column == "decisions" and not _decides(piece, known, out)):
        return False
    out.told.append(Count(f"T2.{row.id}", column, _value(piece), piece))
    return True


def _decides(piece: Piece, known: Grammar, out: Counts) -> bool:
    """Whether it is decisions that are counted, and not what else was done: 办理许可20件，办了展板3个."""
    said = known.field(piece.text) == out.field or not names_something(piece.bare)
    return said and piece.number is not None and piece.number.unit in _DECISIONS


def _is_normative(piece: Piece) -> bool:
    """今年发了23个文件 says not that they are 规范性文件."""
    return "规范性文件" in piece.lead + piece.text or "红头文件" in piece.lead + piece.text


def _fee(piece: Piece, known: Grammar, out: Counts) -> bool:
    money = piece.number is not None and (piece.number.unit or piece.number.scale) in {"元", "万"}  # 收了5120.6万
    if piece.number is None or not money or not known.counted["amount"].search(piece.elided):
        return False
    out.told.append(Count("T2.fees", "amount", Decimal(plain(piece.number.value.scaleb(-4))), piece))
    return True


def _value(piece: Piece) -> Decimal:
    return piece.number.value if piece.number else Decimal(0)
