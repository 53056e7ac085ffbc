"""What organs of the kind write about and this report says nothing of, as questions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.draft.proposal.proposal import Request
from assistant.draft.thresholds import MOST_TOPICS_ASKED
from assistant.prose import sentences
from assistant.topics import named

if TYPE_CHECKING:
    from assistant.evidence import Passage


def asked_of_peers(request: Request, passages: Sequence["Passage"]) -> list[str]:
    """One question a topic of the section, those that most organs write of first; at most three."""
    told = _told(request)
    organs: dict[str, set[str]] = {}
    for passage in passages:
        for topic in _topics(passage.masked, request.section):
            organs.setdefault(topic, set()).add(passage.organ)
    open_ = [topic for topic in organs if topic not in told and not _answered(topic, request.report.answers)]
    open_.sort(key=lambda topic: -len(organs[topic]))
    return [f"同类机关多写到{topic}，本机关今年有没有？" for topic in open_[:MOST_TOPICS_ASKED]]


def _topics(text: str, section: str) -> Iterator[str]:
    """The topics of the section that the sentences of a text name most clearly."""
    for one in sentences(text):
        for match in named(one, section)[:2]:
            if section in match.topic.sections:
                yield match.topic.id


def _told(request: Request) -> set[str]:
    """The topics this report speaks of anywhere: in notes, indicators, or what is written already."""
    report = request.report
    said = [note.text for note in report.notes]
    said += [item.name for item in report.indicators]
    said += [text for section in report.sections.values() for text in sentences(section)]
    return {match.topic.id for text in said for match in named(text)}


def _answered(topic: str, answers: Mapping[str, str]) -> bool:
    """Whether a question on the topic was answered, whatever the answer: what was asked once is not asked again."""
    return any(topic in key for key in answers)
