"""Completing: what an answer to a detail makes of the note it was asked about; the note is told once, with it."""

import re

from assistant.asking.details.documents import bare_documents, entitled, titles_of
from assistant.asking.details.things import named, names_of, unnamed_thing
from assistant.asking.details.words import words
from assistant.asking.question import Question
from assistant.listening.told import Told
from assistant.prose import numbers
from assistant.prose.wordfile import alternatives
from assistant.topics import Topic, catalogue

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST = 2
"""Han characters that say how: 打码 does."""
_SEVERAL = 3
"""Documents that are told by their number are asked for together; with more words beside them an answer is talk."""
_NUMERAL = r"\d|^[一二两三四五六七八九十百千]+$|[几两一二三四五六七八九十]"
_STOPS = re.compile(r"[。；;！!\n]+")


def kind_of(question: Question) -> str:
    """What a detail asks for: title, name, count, how, instance or means; empty for another question."""
    return question.id.rpartition(":")[2] if question.source == "details" else ""


def completed(question: Question, said: str) -> tuple[Told, ...] | str:
    """The note as the answer completes it, or what to ask again."""
    kind = kind_of(question)
    if kind == "title":
        return _entitled(question, said)
    if kind == "name":
        return _named(question, said)
    text = _plain(said)
    if len(_HAN.findall(text)) < _SHORTEST:
        return words().again["how"].format(question=question.question)
    if kind == "means" and words().done.search(text):  # what is done already is no part of a plan
        return (Told("note", "", question.section, text, topic=question.topic),)
    if kind == "instance" and (another := words().another.match(text)):
        return (Told("note", "", question.section, f"{another['thing']}{text[another.end() :]}"),)
    return (_note(question, _continued(question, text, said)),)


def without_detail(problem: str) -> str:
    """A problem without what was added to it: where it shows, what it comes from."""
    return re.split(f"，(?:{words().shows}|{words().because}|{words().what})", problem)[0]


def is_told(question: Question, said: str) -> bool:
    """Whether an answer has the shape of what was asked for: titles, names, a number; of others any words may have."""
    kind = kind_of(question)
    if kind == "title":
        return bool(titles_of(said, _wanted(question)))
    return bool(names_of(said)) if kind == "name" else True


def is_how(question: Question, said: str) -> bool:
    """Whether an answer to a count tells no number of the year, but how often or how: 每季度一次, 线上办的."""
    if kind_of(question) != "count":
        return False
    return bool(words().often.search(said)) or not (numbers(said, loose=True) or re.search(_NUMERAL, said))


def besides(question: Question, said: str) -> tuple[str, tuple[Told, ...]]:
    """The number of an answer to a count, and the note with what is said besides it: 2场，讲的是防汛."""
    head, _, rest = said.replace(",", "，").partition("，")
    text = _plain(rest)
    if not numbers(head, loose=True) or numbers(rest, loose=True) or len(_HAN.findall(text)) < _SHORTEST:
        return said, ()
    return head, (_note(question, f"{question.note}，{text}"),)


def _wanted(question: Question) -> tuple[str, ...]:
    """The words of the documents whose titles are asked for; of 三个制度 so many as may be given."""
    places = bare_documents(question.note)
    slots = tuple(slot for place in places for slot in place.slots)
    return slots * _SEVERAL if any(place.many for place in places) else slots


def _entitled(question: Question, said: str) -> tuple[Told, ...] | str:
    titles = titles_of(said, _wanted(question))
    text = entitled(question.note, bare_documents(question.note), titles) if titles else ""
    return (_note(question, text),) if text else words().again["titles"]


def _named(question: Question, said: str) -> tuple[Told, ...] | str:
    if not question.note:
        return _named_counted(question, names_of(said))
    thing, names = unnamed_thing(question.note), names_of(said)
    text = named(question.note, thing, names) if thing and names else ""
    return (_note(question, text),) if text else words().again["how"].format(question=question.question)


def _named_counted(question: Question, names: tuple[str, ...]) -> tuple[Told, ...] | str:
    """The names of what is only counted: of a series in its number's own name, of others as a note."""
    thing, things = question.id.split(":")[2], words().things
    many = next((number.value for number in numbers(question.quote, loose=True)), None)
    several = thing == things.columns.calls
    if not names or (not several and len(names) > 1) or (several and many is not None and len(names) > many):
        return words().again["how"].format(question=question.question)
    quoted = "".join(f"“{name}”" for name in names)
    if several:
        rest = "等" if many is not None and len(names) < many else ""
        return (Told("note", "", question.section, f"{things.columns.made}{quoted}{rest}{thing}"),)
    if thing in things.activities.words:
        name = f"{question.name.removesuffix(thing)}{quoted}{thing}"
        return (Told("indicator", name, question.section, quoted, unit=question.unit, replaces=question.name),)
    return (Told("note", "", question.section, f"{things.accounts.made}{thing}{quoted}"),)


def _continued(question: Question, text: str, said: str) -> str:
    """The note with what was added to it: how it is done or is to be done, where it shows, what it comes from.

    A note that says no more than yes gives its place to the topic's own words.
    """
    kind, topic = kind_of(question), catalogue().get(question.topic)
    if kind == "instance":
        shows = words().what if words().needs.search(text) else words().shows
        return f"{question.note}，{words().because if words().reason.search(said) else shows}{text}"
    if topic is None or kind == "means":
        return f"{question.note}，{words().ahead.sub('', text)}"
    lead = next((word for word in sorted(topic.words, key=len, reverse=True) if text.startswith(word)), "")
    if lead and lead in f"{question.note}{topic.id}" and words().goes_on.match(text[len(lead) :]):
        text = words().by.sub(words().by_put, text[len(lead) :]).lstrip("是，：: ")
    if topic.more and topic.more.lead and not words().says_itself.search(text):
        text = f"{topic.more.lead}{text}"
    return f"{topic.note if _is_plain(question.note, topic) else question.note}，{text}"


def _is_plain(note: str, topic: Topic) -> bool:
    """Whether a note says of its topic that it is done, and nothing else."""
    if not topic.note or "“" in note or "《" in note:
        return False
    rest = re.sub(alternatives(list(topic.words)), "", note)
    return not _HAN.search(re.sub(alternatives(words().plain), "", rest))


def _plain(said: str) -> str:
    """An answer as the end of a sentence: without what leads to it, and with commas for its stops."""
    text = _STOPS.sub("，", said.strip("。；;，,！! 　").replace(",", "，").replace(" ", ""))
    while (bare := words().leads.sub("", text, count=1)) != text and bare:
        text = bare
    return words().by.sub(words().by_put, text).strip("，")


def _note(question: Question, text: str) -> Told:
    return Told("note", "", question.section, text, topic=question.topic, replaces=question.note)
