"""Deeds: what a message says was done, not done, planned or fell short, as notes; one for each piece of work."""

import re
from dataclasses import dataclass, field, replace

from assistant.listening.names import of_this_year
from assistant.listening.pieces import Piece
from assistant.listening.told import Told
from assistant.listening.words import words
from assistant.prose import tidy
from assistant.topics import Topic, named

_WORK = re.compile(r"[\u4e00-\u9fff]")
_SHORT = 4
"""Fewer characters say no piece of work that no topic knows: 好多了."""
_OPEN = re.compile(r"(?:是|为|叫|由)$")
"""Words left open say nothing: what they open was a person's name."""
_BARE_REST = 6
"""What may stand in a bare no besides the topic's words and the no itself, in characters: 因为公开的事."""
_GENERAL = re.compile(
    r"今年|全年|本年度?|一直|仍然|仍|还是|我们|我局|人|因为?|公开的?事|的|过|被|也|都|了|一[分次件]|搞|办|开|做|收|情况|公开"
)


@dataclass
class Deeds:
    """The notes of a message as they are gathered."""

    section: str
    told: list[Told] = field(default_factory=list)
    mood: str = ""
    """The section of shortcomings or of plans, where a heading has opened it."""
    at: list[tuple[int, int]] = field(default_factory=list)
    """Where each note was last told: sentence and number of the piece."""

    def hear(self, piece: Piece, index: int, *, target: str) -> bool:
        """Take what a piece says as a note, or as more of the note before it; False if it says no work."""
        text = cleaned(piece.text)
        section, topic = self._home(piece.text)
        near = bool(self.told) and self.at[-1] == (piece.sentence, index - 1)
        short = not near and topic is None and len(_WORK.findall(text)) < _SHORT
        if short or not text or _OPEN.search(text):
            return False
        if near and self._goes_on(piece.text, section, topic):
            last = self.told[-1]
            self.told[-1] = replace(last, text=f"{last.text}，{text}")
        elif topic is None and not section:
            return False
        else:
            negative = is_negative(piece.text) and section not in {"problems", "improvements"}
            said = _official(text, topic, negative=negative)
            home = target or section
            name = topic.id if topic else ""
            self.told.append(Told("note", name, home, said, negative=negative, topic=name))
            self.at.append((piece.sentence, index))
            return True
        self.at[-1] = (piece.sentence, index)
        return True

    def _home(self, text: str) -> tuple[str, Topic | None]:
        """The section and the topic of what was said; a plan and a shortcoming have sections of their own."""
        for mood, pattern in (("improvements", words().plans), ("problems", words().shortcomings)):
            if mood == self.mood or (not self.mood and pattern.search(text)):
                found = [match.topic for match in named(text, mood)]
                home = [topic for topic in found if mood in topic.sections]
                other = of_this_year(text)
                topic = next(iter(home), None) or next(iter(other), None)
                return mood, topic
        found = of_this_year(text, self.section)
        if not found:
            return (self.section if _DONE.search(text) else ""), None
        topic = found[0]
        return (self.section if self.section in topic.sections else topic.section), topic

    def _goes_on(self, text: str, section: str, topic: Topic | None) -> bool:
        """Whether it is said of the same work: by its topic, or because it names none of its own."""
        last = self.told[-1]
        if section in {"problems", "improvements"} and section != last.section:
            return False
        if last.negative != is_negative(text) and topic is not None:
            return False
        if topic is None:
            return True
        if topic.id == last.topic:
            return True
        return last.section in {"problems", "improvements"} and any(word in last.text for word in topic.words)


_DONE = re.compile(r"[\u4e00-\u9fff]了|过|已|均|都|实行|建立|完善|规范|严格|定期|每[年月周季日]|制定|落实|加强|开展")
"""What a deed says of itself where no topic knows it; only within the conversation of a section."""


def cleaned(text: str) -> str:
    """The clerk's words without what fills a pause."""
    return words().tails.sub("", words().heads.sub("", tidy(text))).strip("，、：: ")


def is_negative(text: str) -> bool:
    """Whether the words deny that something was done: 没搞培训, but not 没有超期."""
    bare = words().nots_unless.sub("", text)
    return bool(words().nots.search(bare))


def _official(text: str, topic: Topic | None, *, negative: bool) -> str:
    """The clerk's words, or the topic's own where they say no more than yes or no."""
    if topic is None:
        return text
    if negative and topic.none and _says_no_more(text, topic, words().nots):
        return topic.none
    if words().continues.search(text) and topic.note and _says_no_more(text, topic, words().continues):
        return topic.note if any(word in topic.note for word in topic.words if word in text) else text
    return text


def _says_no_more(text: str, topic: Topic, pattern: re.Pattern[str]) -> bool:
    rest = text
    for word in sorted((word for word in topic.words if word in text), key=len, reverse=True):
        rest = rest.replace(word, "")
    rest = _GENERAL.sub("", pattern.sub("", rest))
    return len(_WORK.findall(rest)) < _BARE_REST
