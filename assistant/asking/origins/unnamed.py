"""Things told without their names: columns, accounts and series, in a note or as a number of them."""

import re
from collections.abc import Iterator

from assistant.asking.details.things import called, is_account, unnamed_thing
from assistant.asking.details.words import words
from assistant.asking.origins.candidate import Candidate, Rank
from assistant.asking.origins.known import Known, topics_of
from assistant.asking.origins.lines import PREFIX, Line, detail
from assistant.asking.question import Question
from assistant.figures import Indicator, plain
from assistant.prose.wordfile import alternatives


def unnamed(note: Line, known: Known) -> Iterator[Candidate]:
    """The name of what a note speaks of."""
    thing = unnamed_thing(note.text)
    if thing is None or (is_account(thing.thing) and ("“" in note.text or _has_name(called(thing.thing), known))):
        return
    ask = words().ask["names" if thing.many else "name"]
    about = f"{note.about}:{thing.thing}"
    yield detail("name", note, about, ask.format(quote=note.said, thing=thing.thing, many=thing.many))


def unnamed_counted(known: Known, section: str) -> Iterator[Candidate]:
    """The names of what is only counted: 专栏3个, 公众号发布400篇, 系列宣传12期."""
    things = words().things
    for item in known.report.indicators:
        if item.aspect != section or not item.value:
            continue
        series = next((word for word in things.activities.words if item.name.endswith(word)), "")
        topic = next((topic for topic in things.accounts.topics if topic in topics_of(item.name, section)), "")
        if series and "“" not in item.name:
            text = words().ask["name"].format(quote=f"{item.name}{plain(item.value)}{item.unit}", thing=series)
            yield _of(item, series, text)
        elif item.name == things.columns.counted and not _has_name(things.columns.words, known):
            yield _of(
                item,
                things.columns.calls,
                words().ask["counted"].format(name=item.name, value=plain(item.value), unit=item.unit),
            )
        elif topic and "“" not in item.name and not _has_name(things.accounts.topics[topic], known):
            thing = things.accounts.topics[topic][0]
            yield _of(item, thing, words().ask["account"].format(thing=thing))


def _of(item: Indicator, thing: str, text: str) -> Candidate:
    question = Question(
        f"{PREFIX}{item.aspect}:{thing}:name",
        item.aspect,
        text,
        "text",
        "details",
        words().options["name"],
        f"{item.name}{plain(item.value) if item.value is not None else ''}{item.unit}",
        name=item.name,
        unit=item.unit,
        last=item.value,
    )
    return Candidate(question, Rank.DETAIL)


def _has_name(kinds: list[str], known: Known) -> bool:
    """Whether a thing of the kind is called by its name elsewhere: 公众号“河北教育发布”, “每日一学”专栏."""
    told = [line for section in known.report.form.narrative for line in known.notes(section)]
    told += [item.name for item in known.report.indicators]
    thing = alternatives(kinds)
    return any(re.search(f"”[^，。；]{{0,6}}(?:{thing})|(?:{thing})[^，。；]{{0,4}}“", line) for line in told)
