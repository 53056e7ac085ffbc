"""Afterwards: what is said of counts told just before: who asked for all of them, what all of them came to."""

import re
from dataclasses import replace

from assistant.listening.pieces import Piece
from assistant.listening.tables.count import Count, Counts
from assistant.listening.tables.grammar import Grammar

DISPUTES = {"reviews": "review", "suits": ""}
_OPENS = ("信息公开申请", "依申请公开", "公开申请", "信息公开", "主动公开")
"""Where 公开 is part of a name and no result."""


_ASKED_TO_BE = re.compile(r"申请公开(?=(?:一共|共|总共|今年)?(?:收|新收|来|有|接))")
"""申请公开收到两件 gave nothing; 申请公开了9件 did."""


def _reason(piece: Piece, last: Count, known: Grammar, out: Counts) -> bool:
    """2件不予公开（过程性信息）: the row of a kind of result, told after it."""
    row = known.result(without_names(piece.text))
    table = out.form.tables["T3"]
    if row not in table.rows or table.rows[row].kind != last.kind:
        return False
    out.told[-1] = replace(last, row=f"T3.{row}", kind="", piece=_more(last, piece))
    return True


def of_whom(piece: Piece, known: Grammar, out: Counts) -> bool:
    """个人申请的那些 before their results: whose they are, until the sentence ends."""
    those = known.those.fullmatch(piece.text) if out.field == "applications" else None
    if those is None or not (column := known.applicant(those["who"])):
        return False
    out.those, out.before = column, piece
    return True


def of_all(piece: Piece, known: Grammar, out: Counts) -> bool:
    """都是个人提的, 都维持了, 全公开了: said of what was told just before, without a number of its own."""
    if not out.told:
        return out.field == "applications" and _everybody_first(piece, known, out)
    last = out.told[-1]
    if known.left.search(piece.text) and out.field == "applications" and known.applicant(piece.text):
        out.unclear.append(piece)
        return True
    if last.kind:
        return _reason(piece, last, known, out)
    asked = known.applicant(piece.text) and not known.some.search(piece.text)
    if not (words_all(piece.text, known) or last.value == 1 or asked):
        return False
    if out.field in DISPUTES:
        return _outcome_of_all(piece, last, known, out)
    return out.field == "applications" and _said_of_all(piece, last, known, out)


def _everybody_first(piece: Piece, known: Grammar, out: Counts) -> bool:
    """申请人都是个人，一共15件: who asked is told before how many."""
    column = known.applicant(piece.text)
    if not column or not words_all(piece.text, known):
        return False
    out.every, out.row, out.before = column, out.row or "received", piece
    return True


def _outcome_of_all(piece: Piece, last: Count, known: Grammar, out: Counts) -> bool:
    outcome = outcome_of(piece.text, known)
    came = known.suit(piece.text)
    if came and last.row == "T4.":  # 诉讼一件，判我们赢了，是直接起诉的
        last = out.told[-1] = replace(last, row=f"T4.{came}", piece=last.piece if outcome else _more(last, piece))
        if not outcome:
            return True
    if not outcome or last.column != "total" or not last.row.startswith("T4."):
        return False
    row = dispute_row(piece, known, out)
    out.told[-1] = replace(
        last, row=last.row if row == "T4." else row, column=outcome, whole=True, piece=_more(last, piece)
    )
    return True


def _said_of_all(piece: Piece, last: Count, known: Grammar, out: Counts) -> bool:
    """Who asked for all of them, or what all of them came to."""
    column = known.applicant(piece.text)
    if column and not last.column and last.row:
        out.told[-1] = replace(last, column=column, whole=True, piece=_more(last, piece))
        of_all = last.row == "T3.received" or known.field(piece.text) == "applications"
        out.every = column if of_all else out.every
        return True
    table, row = out.form.tables["T3"], known.row(piece.text)
    result = known.result(without_names(piece.text)) or (row if row in {one.id for one in table.result_rows} else "")
    if result and result not in table.results and last.row == "T3.received":
        out.all_granted = (result, piece)
        return True
    return False


def _more(last: Count, piece: Piece) -> Piece:
    """The piece of a count with what was said of it afterwards."""
    return replace(last.piece, text=f"{last.piece.text}，{piece.text}")


def words_all(text: str, known: Grammar) -> bool:
    """Whether the words say that it holds of all."""
    return bool(known.every.search(text))


def without_names(text: str) -> str:
    """The words with 公开 left only where it is a result."""
    text = _ASKED_TO_BE.sub("申请", text)
    for name in _OPENS:
        text = text.replace(name, "申请" if "申请" in name else "")
    return text


def dispute_row(piece: Piece, known: Grammar, out: Counts) -> str:
    """T4.review, T4.direct or T4.after_review; T4. alone where it was not said how the suit came."""
    if out.field == "reviews":
        return "T4.review"
    said = known.suit(piece.text)
    return f"T4.{said}" if said else (out.row if out.row.startswith("T4.") else "T4.")


def outcome_of(text: str, known: Grammar) -> str:
    """The outcome of a dispute that words name, "" if none."""
    for came in known.suits.values():
        text = came.sub("", text)  # 复议维持后告到法院的 was not upheld
    return next((outcome for outcome, pattern in known.outcomes.items() if pattern.search(text)), "")
