"""Differences between a text and a proposal: any choice of changes gives a text made of the two."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft import apply, compare
from assistant.prose import sentences, split

PIECES = [
    "我局新收申请34件。",
    "我局新收申请12件。",
    "均已办结。",
    "公开“三年规划。”",
    "一是强化审查；",
    "\n",
    "甲",
    "，",
    "《条例》",
    "12",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(TEXTS, TEXTS)
def test_all_changes_give_the_proposal_and_none_the_current_text(current: str, proposed: str) -> None:
    changes = compare(current, proposed)
    assert apply(current, changes, {change.index for change in changes}) == proposed
    assert apply(current, changes, ()) == current


@given(TEXTS, TEXTS, st.data())
def test_any_choice_of_changes_is_applied_where_it_stands(current: str, proposed: str, data: st.DataObject) -> None:
    changes = compare(current, proposed)
    assert [change.index for change in changes] == list(range(len(changes)))
    assert all(one.end <= two.start for one, two in itertools.pairwise(changes))
    assert all(current[change.start : change.end] == change.before for change in changes)
    taken = data.draw(st.sets(st.sampled_from(range(len(changes))))) if changes else set()
    shift = sum(len(changes[index].after) - len(changes[index].before) for index in taken)
    assert len(apply(current, changes, taken)) == len(current) + shift


@given(TEXTS)
def test_a_text_against_itself_has_no_changes(text: str) -> None:
    assert compare(text, text) == []


@given(st.text(alphabet="甲乙。！\n“”（）；12", max_size=40))
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_a_changed_number_is_one_small_change() -> None:
    [change] = compare("2024年，我局新收申请12件，均已办结。", "2024年，我局新收申请34件，均已办结。")
    assert (change.kind, change.before, change.after) == ("replace", "12", "34")


def test_a_new_sentence_is_inserted_whole() -> None:
    [change] = compare("甲事已办。丙事已办结。", "甲事已办。乙项工作按期完成。丙事已办结。")
    assert (change.kind, change.after, change.start) == ("insert", "乙项工作按期完成。", 5)


def test_a_dropped_sentence_is_deleted_whole() -> None:
    [change] = compare("甲事已办。乙项工作按期完成。丙事已办结。", "甲事已办。丙事已办结。")
    assert (change.kind, change.before) == ("delete", "乙项工作按期完成。")


def test_locked_sentences_are_left_alone() -> None:
    current, proposed = "甲事已办。乙项工作按期完成。", "甲事未办。乙项工作全部完成。"
    changes = compare(current, proposed, locked=("乙项工作按期完成。",))
    assert "乙项工作按期完成。" in apply(current, changes, {change.index for change in changes})
    assert len(changes) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是甲不足。二是乙不够；三是丙少。", ["甲不足", "乙不够", "丙少"]),
        ("（一）公开不全。（二）解读单一。", ["公开不全", "解读单一"]),
        ("主要问题有：一是公开不全。\n二是解读单一。", ["公开不全", "解读单一"]),
        ("公开内容不够。解读单一。", ["公开内容不够", "解读单一"]),
        ("无", []),
    ],
)
def test_points_lose_their_numbers(text: str, found: list[str]) -> None:
    assert split(text) == found
