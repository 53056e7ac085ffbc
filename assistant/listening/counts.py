"""Counts: the cells of the tables that a message tells, piece by piece, each with its row and whom it is about.

A field holds until other work is spoken of: 收到申请12件，都是个人提的，公开了9件 speaks of applications throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.figures import plain
from assistant.form import Form
from assistant.listening.grammar import Grammar, grammar
from assistant.listening.pieces import Piece, names_something
from assistant.listening.words import words

_CASES = frozenset({"件", "起", "宗", "个", "份", "条", "例", "项", "部", ""})
"""Units that cases, decisions and documents are counted in."""
_DISPUTES = {"reviews": "review", "suits": ""}
_OPENS = ("信息公开申请", "依申请公开", "公开申请", "信息公开", "主动公开")
"""Where 公开 is part of a name and no result."""


@dataclass(frozen=True)
class Count:
    """A number of a table: its row (T3.received), its column or "" where that was not said, and its words."""

    row: str
    column: str
    value: Decimal
    piece: Piece
    kind: str = ""
    """A kind of result (refused) whose row was not said."""
    whole: bool = False
    """Whether it was said to be all of its row: 都是个人提的."""


@dataclass
class Counts:
    """The counts of a message as they are gathered; `taken` are the pieces read, by index."""

    form: Form
    told: list[Count] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    every: str = ""
    """The one column of everybody who asked, where the message says so."""
    all_granted: tuple[str, Piece] | None = None
    field: str = ""
    row: str = ""


def counts(pieces: Sequence[Piece], form: Form) -> Counts:
    """The counts of the pieces of a message."""
    out, known, sentence = Counts(form), grammar(form), -1
    for index, piece in enumerate(pieces):
        here = known.field(piece.text)
        if piece.sentence != sentence and not here and _opens(pieces, index, known) == "applications":
            here = "applications"  # 答复了15件，其中部分公开3件
        if piece.sentence != sentence and not here and not _goes_on(piece, known, out):
            out.field = ""
        sentence = piece.sentence
        if here and here != out.field:
            out.field, out.row = here, ""
        if _is_of_another_year(piece, known):
            continue
        cells = known.denied(piece.text)
        if cells:
            out.told += [Count(*_split(cell), Decimal(0), piece) for cell in cells]
            out.taken.add(index)
        elif out.field and _read(piece, known, out):
            out.taken.add(index)
    return out


def _opens(pieces: Sequence[Piece], index: int, known: Grammar) -> str:
    """The field that a sentence opens first of all."""
    sentence = (piece for piece in pieces[index:] if piece.sentence == pieces[index].sentence)
    return next((field for piece in sentence if (field := known.field(piece.text))), "")


def _is_of_another_year(piece: Piece, known: Grammar) -> bool:
    """Whether it is planned or compared; what is left for next year belongs to this one."""
    planned = words().plans.search(piece.text) and known.row(piece.elided) != "carried_out"
    return bool(planned or words().compares.search(piece.text))


def _split(code: str) -> tuple[str, str]:
    row, _, column = code.rpartition(".")
    return row, column


def _goes_on(piece: Piece, known: Grammar, out: Counts) -> bool:
    """Whether a new sentence still speaks of the field: its words name an applicant, a result or an outcome."""
    if out.field == "applications":
        return bool(known.applicant(piece.elided) or known.result(_without_names(piece.bare)))
    if out.field in _DISPUTES:
        return any(pattern.search(piece.text) for pattern in known.outcomes.values())
    return out.field == "normative" and bool(known.counted["in_force"].search(piece.text))


def _read(piece: Piece, known: Grammar, out: Counts) -> bool:
    if piece.number is None:
        return _of_all(piece, known, out)
    if out.field == "fees":
        return _fee(piece, known, out)
    if piece.number.unit not in _CASES or piece.number.percent:
        return False
    if out.field == "applications":
        return _application(piece, known, out)
    if out.field in _DISPUTES:
        return _dispute(piece, known, out)
    return _decision(piece, known, out)


def _application(piece: Piece, known: Grammar, out: Counts) -> bool:
    text = piece.elided
    if known.elsewhere.search(piece.before) or "法律援助" in text:
        return False
    column = known.applicant(text)
    row, kind = _row(text, known), ""
    if row in out.form.tables["T3"].results:
        row, kind = "", row
    if not row and not kind:
        column = column or ("" if names_something(piece.before) else out.every)
        if not column or not out.row:
            return False
        row = out.row
    value = _value(piece)
    every = bool(column) and words_all(text, known)
    out.told.append(Count(f"T3.{row}" if row else "", column, value, piece, kind, every))
    out.row = row or out.row
    if row == "received" and every:
        out.every = column
    return True


def words_all(text: str, known: Grammar) -> bool:
    """Whether the words say that it holds of all."""
    return bool(known.every.search(text))


def _row(text: str, known: Grammar) -> str:
    named = known.row(text)
    if named in {"carried_in", "carried_out"}:
        return named
    return known.result(_without_names(text)) or named


def _without_names(text: str) -> str:
    for name in _OPENS:
        text = text.replace(name, "申请" if "申请" in name else "")
    return text


def _dispute(piece: Piece, known: Grammar, out: Counts) -> bool:
    row = _dispute_row(piece, known, out)
    outcome = _outcome(piece.bare, known)
    out.told.append(Count(row, outcome or "total", _value(piece), piece))
    out.row = row
    return True


def _dispute_row(piece: Piece, known: Grammar, out: Counts) -> str:
    """T4.review, T4.direct or T4.after_review; T4. alone where it was not said how the suit came."""
    if out.field == "reviews":
        return "T4.review"
    said = next((row for row, pattern in known.suits.items() if pattern.search(piece.text)), "")
    return f"T4.{said}" if said else (out.row if out.row.startswith("T4.") else "T4.")


def _outcome(text: str, known: Grammar) -> str:
    return next((outcome for outcome, pattern in known.outcomes.items() if pattern.search(text)), "")


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
    if not column:
        return False
    out.told.append(Count(f"T2.{row.id}", column, _value(piece), piece))
    return True


def _is_normative(piece: Piece) -> bool:
    """今年发了23个文件 says not that they are 规范性文件."""
    return "规范性文件" in piece.lead + piece.text or "红头文件" in piece.lead + piece.text


def _fee(piece: Piece, known: Grammar, out: Counts) -> bool:
    if piece.number is None or piece.number.unit != "元" or not known.counted["amount"].search(piece.elided):
        return False
    out.told.append(Count("T2.fees", "amount", Decimal(plain(piece.number.value.scaleb(-4))), piece))
    return True


def _value(piece: Piece) -> Decimal:
    return piece.number.value if piece.number else Decimal(0)


def _reason(piece: Piece, last: Count, known: Grammar, out: Counts) -> bool:
    """2件不予公开（过程性信息）: the row of a kind of result, told after it."""
    row = known.result(_without_names(piece.text))
    table = out.form.tables["T3"]
    if row not in table.rows or table.rows[row].kind != last.kind:
        return False
    out.told[-1] = replace(last, row=f"T3.{row}", kind="")
    return True


def _of_all(piece: Piece, known: Grammar, out: Counts) -> bool:
    """都是个人提的, 都维持了, 全公开了: said of what was told just before, without a number of its own."""
    if not out.told:
        return out.field == "applications" and _everybody_first(piece, known, out)
    last = out.told[-1]
    if last.kind:
        return _reason(piece, last, known, out)
    if not (words_all(piece.text, known) or last.value == 1):
        return False
    if out.field in _DISPUTES:
        return _outcome_of_all(piece, last, known, out)
    return out.field == "applications" and _said_of_all(piece, last, known, out)


def _everybody_first(piece: Piece, known: Grammar, out: Counts) -> bool:
    """申请人都是个人，一共15件: who asked is told before how many."""
    column = known.applicant(piece.text)
    if not column or not words_all(piece.text, known):
        return False
    out.every, out.row = column, out.row or "received"
    return True


def _outcome_of_all(piece: Piece, last: Count, known: Grammar, out: Counts) -> bool:
    outcome = _outcome(piece.text, known)
    if not outcome or last.column != "total" or not last.row.startswith("T4."):
        return False
    row = _dispute_row(piece, known, out)
    out.told[-1] = replace(last, row=last.row if row == "T4." else row, column=outcome, whole=True)
    return True


def _said_of_all(piece: Piece, last: Count, known: Grammar, out: Counts) -> bool:
    """Who asked for all of them, or what all of them came to."""
    column = known.applicant(piece.text)
    if column and not last.column and last.row:
        out.told[-1] = replace(last, column=column, whole=True)
        of_all = last.row == "T3.received" or known.field(piece.text) == "applications"
        out.every = column if of_all else out.every
        return True
    result = known.result(_without_names(piece.text))
    if result and result not in out.form.tables["T3"].results and last.row == "T3.received":
        out.all_granted = (result, piece)
        return True
    return False
