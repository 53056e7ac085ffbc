"""Notes as clerks type them, and how many come out as an office director would sign them."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.draft.official import Worded, official
from assistant.facts import PLACEHOLDER

NOTES = yaml.safe_load((Path(__file__).parent / "cases" / "official_notes.yaml").read_text("utf-8"))
SIGNED = 0.75
"""Of all notes: what the lexicon reached when the notes were written down; it may only rise."""
TRUSTED = 0.95
"""Of the wordings without a doubt: a sentence that is printed unseen has to be right."""


@cache
def worded(note: str) -> Worded:
    return official(note, organ="某县教育局", section="overview.active")


def signed(note) -> bool:
    return worded(note["say"]).template in [*note["official"], *note.get("accepted", [])]


def test_most_notes_can_be_signed():
    assert sum(map(signed, NOTES)) / len(NOTES) >= SIGNED


def test_a_wording_without_a_doubt_can_be_trusted():
    sure = [note for note in NOTES if not worded(note["say"]).doubt]
    assert sum(map(signed, sure)) / len(sure) >= TRUSTED


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["say"])
def test_what_was_worded_stays_and_keeps_its_figures(note):
    once = worded(note["say"]).template
    assert worded(once).template == once
    assert sorted(PLACEHOLDER.findall(once)) == sorted(PLACEHOLDER.findall(note["say"]))


@pytest.mark.parametrize(
    ("say", "left"),
    [
        ("有些乡镇把内部的东西也发出来了", "把内部"),
        ("网站换了新的服务器，打开快多了", "打开快多"),
        ("办公室每周看一遍网站", "看一遍"),
        ("网站怎么弄的没说", "怎么"),
    ],
)
def test_an_everyday_word_that_is_left_is_doubted(say, left):
    assert left in worded(say).doubt


@pytest.mark.parametrize(
    "say", ["制定《政务公开管理办法》", "全年公开信息{{n}}条", "修订了政府信息公开指南", "搞了3场培训"]
)
def test_an_official_clause_is_not_doubted(say):
    assert worded(say).doubt == ""


def test_a_clause_without_a_verb_is_doubted():
    assert worded("新媒体备案").doubt
