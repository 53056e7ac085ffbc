"""A year told by the clerks of many organs is read: numbers, cells and notes where they belong, and nothing lost."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.listening.hearing import hear
from assistant.listening.moods import moods
from assistant.listening.names import of_this_year
from assistant.listening.pieces import even
from assistant.listening.private import withhold
from assistant.listening.requests import heading
from assistant.listening.told import Heard, Told
from assistant.listening.words import words
from assistant.prose import numbers
from assistant.report import Report
from assistant.topics import catalogue

CASES = Path(__file__).parent / "cases"
TALKS: list[dict[str, Any]] = yaml.safe_load((CASES / "talks.yaml").read_text("utf-8"))
SAID = [(talk["organ"], case) for talk in TALKS for case in talk["say"]]
STATEMENTS = [
    case["say"]
    for name in ("statements.yaml", "statements_own.yaml")
    for case in yaml.safe_load((CASES / name).read_text("utf-8"))
]
_WHOLE = {"problems", "improvements", "other"}
_ABOUT = {"over", "under", "around"}
_VALUE = re.compile(r"=([\d.]+[万亿]?)(.*)")


def heard_of(organ: str, message: str) -> Heard:
    return hear(message, Report(organ=organ, year=2025))


def answers(told: list[dict[str, Any]], line: str) -> bool:
    """Whether one of the facts told is what a line of a case lists."""
    place, *rest = line.split()
    found = [match for match in (_VALUE.fullmatch(word) for word in rest) if match]
    if place.startswith("T"):
        return any((fact["code"], fact["value"]) == (place, found[0][1]) for fact in told)
    homes = {home if home in _WHOLE else f"overview.{home}" for home in place.split("|")}
    last = next((word.removeprefix("去年=") for word in rest if word.startswith("去年=")), None)
    about = next((word for word in rest if word in _ABOUT), None)
    name = next((word for word in rest if "=" not in word and word not in _ABOUT | {"没有"}), "")
    here = [fact for fact in told if fact["section"] in homes and name in f"{fact['name']} {fact['text']}"]
    if not found:
        return any(fact["kind"] != "figure" and bool(fact["negative"]) == ("没有" in rest) for fact in here)
    wanted = (found[0][1], found[0][2] or None, last, about)
    return wanted in [(fact["value"], fact["unit"], fact["last"], fact["about"]) for fact in here]


@pytest.mark.parametrize(("organ", "case"), SAID, ids=[case["听"] for _, case in SAID])
def test_a_year_is_read_as_its_clerk_means_it(organ: str, case: dict[str, Any]) -> None:
    heard = heard_of(organ, case["听"])
    told = [fact.as_json() for fact in heard.facts]
    assert [line for line in case["记"] if not answers(told, line)] == [], told
    for never in case.get("不记", ()):
        assert not any(fact["kind"] == "indicator" if never == "数" else _in(never, fact) for fact in told), told
    assert not case.get("问") or any(case["问"] in ask.words + ask.question for ask in heard.asks)


def _in(table: str, fact: dict[str, Any]) -> bool:
    return str(fact["code"]).startswith(table)


def test_no_cell_and_no_number_is_invented() -> None:
    """Every value told is one the message holds, and every cell told is one the case lists or its total."""
    for organ, case in SAID:
        listed = {line.split()[0] for line in case["记"] if line.startswith("T")}
        listed |= set(case.get("还有", ()))
        rows = {code.rpartition(".")[0] for code in listed}
        codes = {fact.code for fact in heard_of(organ, case["听"]).facts if fact.kind == "figure"}
        assert all(code in listed or code.rpartition(".")[0] in rows for code in codes), (case["听"], codes)


# ---- nothing said is lost ----

_SAID = re.compile(r"[\u4e00-\u9fff\d]+")
_WORD = 2
_ITEM = re.compile(r"^[一二三四五]是")


def _words(text: str) -> str:
    """The words of a text without its numbers and marks."""
    text = even(text)
    for number in reversed(numbers(text, spoken=True)):
        text = f"{text[: number.start]}\ufffc{text[number.end :]}"
    return "".join(re.findall(r"[\u4e00-\u9fff\ufffc]", text))


def _runs(message: str) -> list[str]:
    """What a message says, run by run, without what fills a pause and what only opens shortcomings or plans."""
    kept = even(withhold(message)[0])
    for number in reversed(numbers(kept, spoken=True)):
        kept = f"{kept[: number.start]}；{kept[number.end :]}"
    runs = (re.sub(r"\d", "", _opened(run)) for run in _SAID.findall(kept))
    return [run for run in runs if len(run) >= _WORD and not words().talk.match(run) and not heading(run)]


def _opened(run: str) -> str:
    run = re.sub(r"那个|叫$", "", run)  # 那个微博叫“…” is 设有微博“…”
    for opener in moods().opens.values():
        rest = opener.sub("", run)
        run = rest if rest == run or len(rest) > _WORD else ""
    return words().tails.sub("", words().heads.sub("", _ITEM.sub("", run)))


def _says(fact: Told) -> str:
    return f"{_words(fact.name)} {_words(fact.text)}"


def _is_of(run: str, heard: Heard) -> bool:
    """Whether a run is said officially by a note of its topic: 没搞培训 is 未开展政务公开培训."""
    official = [fact for fact in heard.facts if fact.topic and fact.text.startswith(_official(fact))]
    return len(words().nots.sub("", run)) < _WORD or any(
        topic.id == fact.topic for fact in official for topic in of_this_year(run)
    )


def _official(fact: Told) -> tuple[str, ...]:
    topic = catalogue()[fact.topic]
    return tuple(said for said in (topic.none, topic.note) if said)


@pytest.mark.parametrize("message", [*STATEMENTS, *(case["听"] for _, case in SAID)])
def test_nothing_said_is_lost(message: str) -> None:
    heard = hear(message, Report(organ="白河市东坪区司法局", year=2025))
    asked = [f"{_words(ask.words)} {_words(ask.question)}" for ask in heard.asks]
    kept = " ".join([*map(_says, heard.facts), *map(_words, heard.requests), *asked]).replace("\ufffc", "")
    lost = [run for run in _runs(message) if run not in kept and not _is_of(run, heard)]
    assert lost == [] or words().orders.search(message)


def test_every_account_keeps_the_name_it_has() -> None:
    heard = heard_of("江左市教育局", "抖音“云上学堂”发了204条，订阅号“江左教育”推了88篇")
    assert [fact.text for fact in heard.facts if fact.kind == "note"] == [
        "设有抖音号“云上学堂”",
        "设有订阅号“江左教育”",
    ]
    assert [fact.value for fact in heard.facts if fact.kind == "indicator"] == [Decimal(204), Decimal(88)]
