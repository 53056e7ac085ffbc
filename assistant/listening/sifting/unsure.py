"""Unsure: what a piece tells without a number that could be recorded, and how it is asked about."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.listening.measures import Measures
from assistant.listening.moods import moods
from assistant.listening.names import of_this_year
from assistant.listening.naming import naming
from assistant.listening.pieces import Piece
from assistant.listening.told import Ask
from assistant.listening.words import words


def asked_about(piece: Piece, index: int, cut: Sequence[Piece], measures: Measures) -> bool:
    """Whether a piece told nothing that could be recorded, and was asked about: not known, promised, 好几场."""
    if piece.mood:
        return False
    if piece.number is None and words().unsure.search(piece.text):
        _taken_back(piece, index, cut, measures)
        return True
    if piece.number is None and moods().promised.search(piece.text):
        measures.asks.append(Ask(piece.text, f"“{piece.text}”：今年落实得怎样？"))
        return True
    return _number_asked(piece, measures)


def _number_asked(piece: Piece, measures: Measures) -> bool:
    """Whether a piece tells no number that could be recorded, and was asked for it: 好几场, 再加一场."""
    if piece.number is not None and words().denied_number.search(piece.elided):
        measures.ask(piece)
    elif piece.number is not None and words().adding.search(piece.text):
        measures.asks.append(Ask(piece.text, f"“{piece.text}”：加上以后一共是多少？"))
    elif words().vague.search(piece.text):
        measures.ask(piece)
        measures.subject = subject_of(piece) or measures.subject
    else:
        return False
    return True


def doubts(piece: Piece, following: Piece) -> bool:
    """Whether the next words doubt a number: 记不清了, but not 人没统计, which says it of something else."""
    found = words().unsure.search(following.text)
    if found is None or following.sentence != piece.sentence or following.number is not None:
        return False
    if words().of_others.match(following.text):
        return False
    people = piece.number is not None and piece.number.unit in words().people
    return people or "人" not in following.text[: found.start()]


def _taken_back(piece: Piece, index: int, cut: Sequence[Piece], measures: Measures) -> None:
    """记不清了: asked of what was told just before, or of the words themselves."""
    before = cut[index - 1] if index else None
    if (
        before is not None
        and before.sentence == piece.sentence
        and (before.number is not None or words().vague.search(before.text))
    ):
        asked = measures.asks[-1:] if measures.asks and before.text in measures.asks[-1].words else []
        measures.asks[-1:] = [replace(one, words=f"{one.words}，{piece.text}") for one in asked] or measures.asks[-1:]
        return
    measures.asks.append(Ask(piece.text, f"“{piece.text}”：等查到准确的数再告诉我，好吗？"))


def subject_of(piece: Piece) -> str:
    """What a note speaks of, for a number after it that names nothing: 新开了个视频号，发了56条."""
    if often := naming().often.match(piece.text):
        return often["of"]
    if asked := naming().gathered.search(piece.text):
        return asked["of"]
    if given := naming().given.search(piece.text):
        return given["of"]
    if event := naming().event.search(piece.text):
        return event["of"]
    topics = of_this_year(piece.text)
    found = [word for topic in topics[:1] for word in topic.words if word in piece.text]
    place = naming().news_place.search(piece.text)
    worked_on = naming().worked_on.search(piece.text)
    return max(found, key=len, default=place[0] if place else worked_on["of"] if worked_on else "")
