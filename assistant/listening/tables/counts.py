"""Counts: the cells of the tables that a message tells, piece by piece, each with its row and whom it is about.

A field holds until other work is spoken of: 收到申请12件，都是个人提的，公开了9件 speaks of applications throughout.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.form import Form
from assistant.listening.moods import PLANS
from assistant.listening.pieces import Piece, names_something
from assistant.listening.tables.afterwards import DISPUTES, without_names
from assistant.listening.tables.count import Count, Counts
from assistant.listening.tables.grammar import Grammar, grammar
from assistant.listening.tables.readings import read
from assistant.listening.words import words

_PUBLISHED_TOO = frozenset({"licensing", "penalty", "coercion"})
"""Fields of decisions, which are also published one by one."""


def counts(pieces: Sequence[Piece], form: Form) -> Counts:
    """The counts of the pieces of a message."""
    out, known = Counts(form), grammar(form)
    said = _sentences(pieces)
    for index, piece in enumerate(pieces):
        begins = index == 0 or pieces[index - 1].sentence != piece.sentence
        here = _field(pieces, index, known, out, said[piece.sentence])
        if begins and not here and not _goes_on(piece, known, out):
            out.field = ""
        if here and here != out.field:
            out.earlier = "" if begins else out.field or out.earlier
            out.field, out.row = here, ""
        if begins:
            out.compared = out.those = ""
        compares = words().last_year.search(piece.before if piece.number is not None else piece.text)
        if out.field == "applications" and compares:
            out.compared = known.row(piece.elided)
        if not _is_of_another_year(piece, known) and _read(pieces, index, known, out):
            out.taken.add(index)
    _keep_parts(out)
    return out


def _field(pieces: Sequence[Piece], index: int, known: Grammar, out: Counts, sentence: str) -> str:
    """The field that a piece opens, "" for none; words of another's business end the field in hand."""
    piece, before = pieces[index], pieces[index - 1] if index else None
    here = known.field(piece.text)
    begins = before is None or before.sentence != piece.sentence
    if here in DISPUTES and known.is_business(sentence):
        here = out.field = ""
    if here == "applications" and out.field in DISPUTES and not begins and _is_outcome(piece, known):
        here = ""
    if here in _PUBLISHED_TOO and before is not None and _lists_on(before, piece, here, known):
        here = out.field = ""
    if here in _PUBLISHED_TOO and piece.number is not None and known.listed.search(piece.lead):
        here = out.field = ""  # 权力事项1356项，其中许可213项 are no decisions
    if begins and not here and _opens(pieces, index, known) == "applications":
        return "applications"  # 答复了15件，其中部分公开3件
    return here


def _read(pieces: Sequence[Piece], index: int, known: Grammar, out: Counts) -> bool:
    """Take what a piece says of the field in hand; False if it says nothing of the tables."""
    piece = _opened_before(pieces, index, known, out)
    if out.field and (_is_part_of_year(piece) or _is_dealt(pieces, index, out)):
        out.parts.append(piece)
        out.row = known.row(piece.elided) or out.row
        return True
    if cells := known.denied(piece.text, out.earlier if out.field == "fees" else out.field):
        out.told += [Count(*_split(cell), Decimal(0), piece) for cell in cells]
        return True
    return bool(out.field) and read(piece, known, out)


def _opened_before(pieces: Sequence[Piece], index: int, known: Grammar, out: Counts) -> Piece:
    """The piece with the words before it that say what it counts: 许可只办会计师事务所的，36件."""
    piece, before = pieces[index], pieces[index - 1] if index else None
    if before is None or before.sentence != piece.sentence or before.number is not None or piece.number is None:
        return piece
    if out.field not in _PUBLISHED_TOO or known.field(before.text) != out.field or names_something(piece.bare):
        return piece
    if piece.mood or before.mood or known.denied(before.text, out.field):
        return piece
    out.taken.add(index - 1)
    return replace(piece, text=f"{before.text}，{piece.text}", before=f"{out.form.tables['T2'].rows[out.field].label}")


def _is_part_of_year(piece: Piece) -> bool:
    """Whether it counts what half a year or a quarter came to."""
    before = piece.before
    return piece.number is not None and bool(words().part_of_year.search(before) or words().quarter.search(before))


def _is_dealt(pieces: Sequence[Piece], index: int, out: Counts) -> bool:
    """Whether it counts one of several kinds that a 分别 lists, none of them the cell: 分别是新办120件、变更45件."""
    piece, before = pieces[index], pieces[index - 1] if index else None
    if out.field not in _PUBLISHED_TOO or piece.number is None:
        return False
    going_on = before is not None and before in out.parts and before.sentence == piece.sentence
    return "分别" in piece.before or (going_on and not words().in_all.search(piece.text))


def _keep_parts(out: Counts) -> None:
    """Keep the words of parts of the year with the year's own number, where that was told in their sentence."""
    for part in reversed(out.parts):
        at = next((at for at, one in enumerate(out.told) if one.piece.sentence == part.sentence), None)
        if at is not None:
            piece = out.told[at].piece
            out.told[at] = replace(out.told[at], piece=replace(piece, text=f"{part.text}，{piece.text}"))
            out.parts.remove(part)


def _is_outcome(piece: Piece, known: Grammar) -> bool:
    """Whether a word of applications, 撤回, is how a dispute ended where disputes are told."""
    return "公开" not in piece.text and any(pattern.search(piece.text) for pattern in known.outcomes.values())


def _lists_on(before: Piece, piece: Piece, field: str, known: Grammar) -> bool:
    """Whether a piece goes on with a list of what was published: 处罚公示了142条，许可8条."""
    return (
        before.sentence == piece.sentence
        and before.number is not None
        and piece.number is not None
        and known.published(before.text, field)
        and not words().verbs.search(piece.before)
    )


def _sentences(pieces: Sequence[Piece]) -> dict[int, str]:
    said: dict[int, list[str]] = {}
    for piece in pieces:
        said.setdefault(piece.sentence, []).append(piece.text)
    return {sentence: "，".join(texts) for sentence, texts in said.items()}


def _opens(pieces: Sequence[Piece], index: int, known: Grammar) -> str:
    """The field that a sentence opens first of all."""
    sentence = (piece for piece in pieces[index:] if piece.sentence == pieces[index].sentence)
    return next((field for piece in sentence if (field := known.field(piece.text))), "")


def _is_of_another_year(piece: Piece, known: Grammar) -> bool:
    """Whether it is planned or compared; what is left for next year belongs to this one."""
    planned = piece.mood == PLANS and (piece.governed or known.row(piece.elided) != "carried_out")
    row = known.row(piece.elided)
    before = bool(words().last_year.search(piece.before)) and row not in {"carried_in", "carried_out"}
    return bool(planned or before or words().compares.search(piece.text))


def _split(code: str) -> tuple[str, str]:
    row, _, column = code.rpartition(".")
    return row, column


def _goes_on(piece: Piece, known: Grammar, out: Counts) -> bool:
    """Whether a new sentence still speaks of the field: its words name an applicant, a result or an outcome."""
    if out.field == "applications":
        result = known.result(without_names(piece.bare)) or known.row(piece.elided) in known.reasons
        return bool(known.applicant(piece.elided) or result)
    if out.field in DISPUTES:
        return any(pattern.search(piece.text) for pattern in known.outcomes.values())
    return out.field == "normative" and bool(known.counted["in_force"].search(piece.text))
