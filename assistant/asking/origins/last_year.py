"""Questions from last year's own sentences: its practices, and the numbers it counts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from assistant.asking.origins.candidate import Candidate, Rank, key
from assistant.asking.origins.known import Known, same
from assistant.asking.origins.statements import clauses, is_half
from assistant.asking.question import Question
from assistant.asking.quoting import BLANK, quoted, struck
from assistant.asking.thresholds import AT_THE_END, LONGEST, SHORTEST, SMALL
from assistant.asking.wording import words
from assistant.figures import Figures, Indicator, plain
from assistant.form import Form
from assistant.prose import read, sentences
from assistant.report import Report
from assistant.sources.numbers_found import indicators_in
from assistant.topics import Topic, named

_REPORTS_KEPT = 32
"""Last year's reports whose numbers are kept: what one office works on at the same time."""


def numbers_of(last: Report) -> tuple[Indicator, ...]:
    """What last year's report counted beyond its tables: its own indicators, then the numbers of its text."""
    listed = [item for item in last.indicators if item.value is not None]
    known = [Indicator(item.name, None, item.unit, item.aspect, item.value) for item in listed]
    text = _in_text(last.year, tuple(last.sections.items()), tuple(last.figures.values.items()), last.form)
    return (
        *known,
        *(item for item in text if item.last is not None and not any(_is_one(item, other) for other in known)),
    )


def asked_numbers(known: Known, last: Report | None) -> Iterator[Candidate]:
    """How many this year, of each number last year's report gave; those of one topic one after another."""
    found = [item for item in known.report.indicators if item.value is None and item.last is not None]
    if last is not None:
        found += [item for item in numbers_of(last) if not known.listed(item.name, item.unit)]
        found += [
            _with_last(item, last) for item in known.report.indicators if item.value is None and item.last is None
        ]
    pairs = [(item, _home(item.name, item.aspect)) for item in found if item.unit and item.unit != "%"]
    pairs = [(item, topic) for item, topic in pairs if topic is None or topic.id not in words().topics.values()]
    order = list(dict.fromkeys((topic.id if topic else item.name) for item, topic in pairs))
    for item, topic in sorted(pairs, key=lambda pair: order.index(pair[1].id if pair[1] else pair[0].name)):
        if item.last is not None and item.last > 0:
            yield _number(item, topic, known, last)


def asked_practices(known: Known, last: Report | None) -> Iterator[Candidate]:
    """Whether it is still so, of each practice last year's sections wrote of: one question a topic."""
    if last is None:
        return
    form = known.report.form
    seen: set[str] = set()
    for section in (*form.aspects, "other", "overview"):
        for clause in clauses(last.section(section)):
            if BLANK in struck(clause):  # what is counted is asked as a number, and a person's name not at all
                continue
            topics = _topics(clause, section)
            new = next((topic for topic in topics if topic.id not in seen), None)
            if new is not None:
                seen.add(new.id)
                yield from _practice(clause, section if section != "overview" else new.section, new, known)
            elif not topics and section != "overview" and _is_deed(clause):
                yield from _practice(clause, section, None, known)


@lru_cache(maxsize=_REPORTS_KEPT)
def _in_text(
    year: int | None, texts: tuple[tuple[str, str], ...], cells: tuple[tuple[str, Decimal], ...], form: Form
) -> tuple[Indicator, ...]:
    """The numbers of a report's text; kept, since a text is read slowly and asked about at every answer."""
    return tuple(indicators_in(Report(year=year, figures=Figures(dict(cells), {}, form), sections=dict(texts))))


def _number(item: Indicator, topic: Topic | None, known: Known, last: Report | None) -> Candidate:
    value = plain(item.last or Decimal(0))
    how = "几" if (item.last or 0) < SMALL and "." not in value else "多少"
    text = words().ask["number"].format(name=item.name, value=value, unit=item.unit, how=how)
    return Candidate(
        Question(
            f"count:{item.aspect}:{item.name}:{item.unit}",
            item.aspect,
            text,
            "count",
            "last-year",
            options=words().options["count"],
            quote=_sentence_of(item, last),
            topic=topic.id if topic else "",
            name=item.name,
            unit=item.unit,
            last=item.last,
        ),
        Rank.NUMBER,
        known.number(item.name, item.unit),
    )


def _practice(clause: str, section: str, topic: Topic | None, known: Known) -> Iterator[Candidate]:
    quote = quoted(clause)
    if is_half(quote):  # what was said of it did not fit
        quote = quoted(clause.partition("，")[2])
        if len(quote) < SHORTEST or words().skip.search(quote):
            return
    kept = words().options["denied" if words().denied.search(clause) else "practice"]
    about = topic.id if topic else key(clause)
    yield Candidate(
        Question(
            f"{'topic' if topic else 'practice'}:{about}",
            section,
            words().ask["practice"].format(quote=quote),
            "choice",
            "last-year",
            options=kept,
            quote=quote,
            topic=topic.id if topic else "",
        ),
        Rank.PRACTICE if topic else Rank.UNNAMED,
        known.topic(topic.id) if topic else False,
    )


def _topics(clause: str, section: str) -> list[Topic]:
    """Topics of the section that a clause speaks of, first the one it ends with: 工作人员培训 is about 培训."""
    asked_by_tables = words().topics.values()
    home = [
        match
        for match in named(clause, section)
        if match.topic.id not in asked_by_tables and _at_home(match.topic, section)
    ]
    said = words().light.sub("", clause)
    home.sort(key=lambda match: -match.strength - AT_THE_END * said.endswith(match.words))
    return [match.topic for match in home]


def _at_home(topic: Topic, section: str) -> bool:
    """Whether a topic belongs to the section; the introduction of part one, or a part one without aspects, has all."""
    return section in topic.sections or (section == "overview" and topic.section.startswith("overview."))


def _is_deed(clause: str) -> bool:
    """Whether a clause that names no topic says what was done, in words that can be said again."""
    known = words()
    return not known.effects.search(clause) and clause.startswith(known.deeds)


def _home(name: str, section: str) -> Topic | None:
    """The topic of the section that an indicator belongs to."""
    return next((match.topic for match in named(name, section) if section in match.topic.sections), None)


def _sentence_of(item: Indicator, last: Report | None) -> str:
    """The clause of last year's text that gives the number, its other digits struck out."""
    said = plain(item.last or Decimal(0)) + item.unit
    text = last.section(item.aspect) if last is not None else ""
    for sentence in sentences(read(text).text):
        for clause in re.split(r"[，；。、]", sentence):
            if said in clause:
                return quoted(clause[: clause.index(said) + len(said)][-LONGEST:], keep=said)
    return f"{item.name}{said}"


def _with_last(item: Indicator, last: Report) -> Indicator:
    value = next((old.last for old in numbers_of(last) if same(old, item.name, item.unit)), None)
    return Indicator(item.name, None, item.unit, item.aspect, value)


def _is_one(item: Indicator, other: Indicator) -> bool:
    """Whether a number of the text is an indicator's: named alike, or the same count of the same section."""
    counted = item.last == other.last and item.unit == other.unit and item.aspect == other.aspect
    return counted or same(item, other.name, other.unit)
