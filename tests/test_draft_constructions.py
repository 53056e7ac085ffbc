"""A sentence built as clerks build it is said in written order, whatever it speaks of, and then left alone."""

from importlib import resources
from pathlib import Path

import pytest
import yaml

from assistant.draft.official import clauses, official
from assistant.draft.official.verb_phrases import VerbPhrasesFile
from assistant.errors import DesignProblem
from assistant.prose.wordfile import parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "constructions.yaml").read_text("utf-8"))


def said(clause: str):
    return official(clause, organ="某县教育局", section="overview.active")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_a_construction_is_said_in_written_order(case):
    worded = said(case["say"])
    assert worded.template == case["official"]
    assert not worded.doubt
    assert said(worded.template).template == worded.template


@pytest.mark.parametrize("say", ["福彩公益金使用情况也公开了", "行政规范性文件制发程序规范"])
def test_no_slot_begins_within_a_word(say):
    assert "通过" not in said(say).template


@pytest.mark.parametrize(
    ("say", "kept"),
    [
        ("参加申请的人都收到了回执", "收到"),
        ("防汛通知发给了各村", "通知"),
        ("平台访问的人不多", "访问"),
        ("由林长办牵头", "林长办"),
    ],
)
def test_no_phrase_begins_within_a_word(say, kept):
    assert kept in said(say).template


def test_who_does_what_is_kept_where_two_act():
    assert "我局负责检查" in said("由学校自己公开食堂账目，我们负责检查").template


@pytest.mark.parametrize(
    "note", ["不光在网站发，还在码头贴告示", "为了让渔民看得明白，把政策录成了广播", "制度上，新定了两个办法"]
)
def test_what_leads_into_the_next_part_stays_with_it(note):
    assert clauses(note) == [note]


def test_a_wrong_verb_phrase_is_named():
    text = (resources.files("assistant.draft.official") / "verb_phrases.yaml").read_text("utf-8")
    line = "  - {say: '甲', write: '<who>'}"
    text = text.replace("\nphrases:\n", f"\nphrases:\n{line}\n")
    with pytest.raises(DesignProblem, match="没有名为“who”的成分"):
        parse(text, "verb_phrases.yaml", VerbPhrasesFile)
