"""Details: what the notes of this year lack that a report of the kind would state: titles, names, counts, how, why."""

import re
from collections.abc import Iterator, Sequence

from assistant.asking.details.documents import bare_documents
from assistant.asking.details.words import words
from assistant.asking.origins.candidate import Candidate, key
from assistant.asking.origins.known import Known, topics_of
from assistant.asking.origins.lines import PREFIX, Line, detail, line_of, short
from assistant.asking.origins.unnamed import unnamed, unnamed_counted
from assistant.asking.thresholds import SHORT_PRACTICE, SHORT_PROBLEM
from assistant.asking.wording import meaning
from assistant.asking.wording import words as asking
from assistant.listening.deeds import is_negative
from assistant.prose import numbers
from assistant.topics import Counted, Topic

_PROBLEMS, _IMPROVEMENTS = "problems", "improvements"
_HAN = re.compile(r"[\u4e00-\u9fff]")


def asked_details(known: Known, sections: Sequence[str]) -> Iterator[Candidate]:
    """What each note lacks, section by section; nothing of a section that is written, or of what did not happen."""
    for section in sections:
        if known.report.section(section).strip():
            continue
        notes = [line_of(text, section) for text in known.notes(section)]
        if section in {_PROBLEMS, _IMPROVEMENTS}:
            yield from (one for note in notes for one in _reason_or_means(note, known))
            continue
        done = [note for note in notes if _is_done(note.text)]
        named_first = [(note, one) for lacks in (_title, unnamed) for note in done for one in lacks(note, known)]
        yield from (one for _, one in named_first)
        yield from unnamed_counted(known, section)
        seen: set[str] = set()
        for note in done:
            if any(note is other for other, _ in named_first):
                continue  # one question on a note
            if note.topic is None or (note.topic.id not in seen and not _said_no(note.topic, known)):
                found = next(_how_many(note, known), None) or next(_how(note, notes), None)
                if found:
                    seen.add(note.about)
                    yield found


def section_of(question_id: str) -> str:
    """The section of a detail by its question's id, empty for another question's."""
    return question_id.split(":")[1] if question_id.startswith(PREFIX) else ""


def _is_done(text: str) -> bool:
    """Whether a note says what was done: it denies nothing, and tells no plan or award."""
    first = re.split(r"[，。；]", text)[0]
    return not (is_negative(first) or words().not_done.search(text) or asking().denied.search(text))


def _said_no(topic: Topic, known: Known) -> bool:
    """Whether the topic's own question was answered with a no."""
    said = known.report.answers.get(f"topic:{topic.id}", "")
    return bool(meaning(said) & {"none", "later"})


def _title(note: Line, _known: Known) -> Iterator[Candidate]:
    places = bare_documents(note.text)
    if not places:
        return
    slots = [slot for place in places for slot in place.slots]
    ask = words().ask
    if places[0].many:
        text = ask["listed"].format(many=places[0].many, kind=slots[0])
    elif len(slots) == 1:
        text = ask["titled" if slots[0] in words().documents.kinds else "title"].format(bare=slots[0], quote=note.said)
    else:
        text = ask["titles"].format(bare="".join(f"“{slot}”" for slot in slots))
    yield detail("title", note, f"{note.about}:{places[0].kinds[0]}", text)


def _how_many(note: Line, known: Known) -> Iterator[Candidate]:
    """How often and how many, where the note tells no number and the report has none of the topic."""
    if "《" in note.text or words().often.search(note.text) or numbers(note.text, loose=True):
        return
    topic = note.topic
    held = next((word for word in words().activities if _is_held(word, note.text)), "")
    if held and (topic is None or not any(held in word for word in topic.words)):
        counted = Counted(held, (words().activities[held],), (), (), "")
        if not known.number(held, counted.units[0]):
            yield detail("count", note, held, _count_of(note, counted), how="count", counted=(held, counted.units[0]))
    elif topic is not None and topic.counted and topic.id in words().counted_topics and not _counted(topic, known):
        first = topic.counted[0]
        text = topic.ask if topic.kind == "count" else _count_of(note, first)
        yield detail("count", note, topic.id, text, how="count", counted=(first.name, first.units[0]))


def _is_held(activity: str, note: str) -> bool:
    """Whether an activity is what was done, and no word beside it: 抽查过, 开了座谈会."""
    return bool(re.search(f"{activity}(?:$|[，。；、会过了])|(?:了|过).{{0,8}}{activity}", note))


def _count_of(note: Line, counted: Counted) -> str:
    return words().ask["count"].format(quote=note.said, name=counted.name, how="几", unit=counted.units[0])


def _counted(topic: Topic, known: Known) -> bool:
    """Whether a number of the topic is known: an indicator of it, or a count in a note that speaks of it."""
    if any(
        item.value is not None and topic.id in topics_of(item.name, item.aspect) for item in known.report.indicators
    ):
        return True
    units = {unit for one in topic.counted for unit in one.units}
    return any(
        any(number.unit in units for number in numbers(note.text, loose=True))
        and topic.id in topics_of(note.text, note.aspect)
        for note in known.report.notes
    )


def _how(note: Line, notes: list[Line]) -> Iterator[Candidate]:
    """How a practice is done that all notes of its topic tell in a few words only."""
    topic = note.topic
    if topic is None or topic.more is None or note.section not in topic.sections:
        return
    told = "".join(one.text for one in notes if one.topic and one.topic.id == topic.id)
    others = "".join(one.text for one in notes if topic.id in topics_of(one.text, one.section))
    if len(_HAN.findall(told)) <= SHORT_PRACTICE and not any(
        word in _beside(others, topic) for word in topic.more.told
    ):
        yield detail("how", note, topic.id, topic.more.ask)


def _beside(text: str, topic: Topic) -> str:
    """The words beside those that name the topic, but for words that say more themselves: 分 in 分工 are no points."""
    told = topic.more.told if topic.more else ()
    for word in sorted(topic.words, key=len, reverse=True):
        if not any(one in word for one in told if len(one) > 1):
            text = text.replace(word, "＃")
    return text


def _reason_or_means(note: Line, known: Known) -> Iterator[Candidate]:
    """Where a problem shows or what it comes from; how a measure is to be carried out."""
    kind, told = ("instance", words().concrete) if note.section == _PROBLEMS else ("means", words().means)
    bare = words().ahead.sub("", note.text)
    parts = re.split(r"[，；。]", bare)
    last = parts[-1]
    if len(parts) > 1 and not re.search(words().coordinate, last):
        return
    if any(f"{PREFIX}{note.section}:{key(part)}:{kind}" in known.report.answers for part in parts):
        return  # it is completed already
    if told.search(last) or words().concrete.search(note.text) or len(_HAN.findall(last)) > SHORT_PROBLEM:
        return
    yield detail(kind, note, key(last), words().ask[kind].format(quote=short(last)))
