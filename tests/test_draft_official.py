"""A clerk's note in the official register: nothing lost, nothing added, no everyday word left."""

import json
import re
from collections import Counter
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.official import clauses, official
from assistant.draft.official.lexicon import ColloquialFile, lexicon
from assistant.draft.official.punctuation import punctuated
from assistant.errors import DesignProblem
from assistant.facts import PLACEHOLDER
from assistant.prose.sentences import sentences
from assistant.prose.wordfile import parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "official.yaml").read_text("utf-8"))
CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "reports"
ORGAN = "某市某区司法局"
PRINTED_UNCHANGED = 0.98
"""Of the shipped reports' clauses: printed sentences are official already."""


def said(clause: str, **more: str):
    return official(clause, **{"organ": ORGAN, "section": "overview.active", **more})


def digits(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", PLACEHOLDER.sub("", text)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_a_note_is_said_officially(case):
    worded = said(case["say"])
    assert worded.template in case["official"]
    assert worded.planned == case.get("planned", False)
    assert worded.negative == case.get("negative", False)
    assert worded.ask == case.get("ask", "")
    assert worded.complete == (not worded.ask)


def test_no_rule_that_reads_a_note_is_passed_over():
    for rules in (lexicon().tidy, lexicon().sayings, lexicon().words):
        for note in (punctuated(text) for case in CASES for text in [case["say"], *case["official"]]):
            reading = [rule for rule in rules if rule.pattern.search(note)]
            fitting = [rule for _, rule in rules.fitting(note)]
            assert [rule for rule in fitting if rule in reading] == reading


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_what_is_official_stays_as_it_is(case):
    once = said(case["say"]).template
    assert said(once).template == once


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_figures_stay_and_no_everyday_word_is_left(case):
    template = said(case["say"]).template
    assert Counter(PLACEHOLDER.findall(template)) == Counter(PLACEHOLDER.findall(case["say"]))
    assert digits(template) == digits(case["say"])
    assert not lexicon().marker.search(template)
    assert not template.endswith("。")


@cache
def printed() -> tuple[str, ...]:
    """The clauses of the reports that are shipped."""
    found: list[str] = []
    for path in sorted(CORPUS.glob("*.json")):
        report = json.loads(path.read_text("utf-8"))
        texts = [section if isinstance(section, str) else str(section) for section in report["sections"].values()]
        found += [clause for text in texts for line in sentences(text) for clause in clauses(line)]
    return tuple(found)


def test_printed_sentences_are_left_alone():
    left = [clause for clause in printed() if said(clause).template == punctuated(clause)]
    assert len(printed()) > 500
    assert len(left) / len(printed()) >= PRINTED_UNCHANGED


def test_printed_sentences_reworded_stay_reworded():
    once = [said(clause).template for clause in printed()]
    assert [said(template).template for template in once] == once


PIECES = re.findall(
    r"\S+",
    "今年 我们 搞了 弄了个 {{note.overview.active.1}} {{n|cn}} 3 场 个 培训 图解 ， 都 没有 没人 被追责 明年打算 把 "
    "指南 改了 公众号 发了 一遍 跟去年一样 《办法》 “三审三校” 8月 局长 管 这个事 。 一共 人参加 还是 了 过 ( ) 2024年 "
    "办公室 http://a.cn/1 给 每个 会 请 专家 来 官司",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_typed_keeps_its_figures(note):
    for clause in clauses(note):
        worded = said(clause)
        assert Counter(PLACEHOLDER.findall(worded.template)) == Counter(PLACEHOLDER.findall(clause))
        assert digits(worded.template) == digits(clause)
    taken = [found for clause in clauses(note) for found in PLACEHOLDER.findall(clause)]
    assert taken == PLACEHOLDER.findall(note)


@given(st.text(max_size=40))
def test_nothing_typed_is_refused(note):
    for clause in clauses(note):
        said(clause)


@pytest.mark.parametrize(
    ("note", "taken"),
    [
        ("三审三校都有。 征地拆迁等复杂申请会商", ["三审三校都有", "征地拆迁等复杂申请会商"]),
        ("抖音停更了，新开了个视频号，发了{{n}}条", ["抖音停更了", "新开了个视频号，发了{{n}}条"]),
        ("8月和11月各检查了一次网站，改了{{n}}个错链", ["8月和11月各检查了一次网站，改了{{n}}个错链"]),
        ("发了{{n}}篇解读，搞了{{m}}场培训", ["发了{{n}}篇解读", "搞了{{m}}场培训"]),
        ("印发《关于做好公开工作的通知。补充件》，按季调度", ["印发《关于做好公开工作的通知。补充件》，按季调度"]),
    ],
)
def test_a_note_is_taken_apart_by_its_work(note, taken):
    assert clauses(note) == taken


@pytest.mark.parametrize(
    ("say", "subject"),
    [
        ("各科室按季自查", "各科室"),
        ("网站每周巡查一次", "网站"),
        ("分管副局长管这个事", "分管负责同志"),
        ("政务公开纳入考核", "政务公开"),
        ("搞了{{n}}场培训", ""),
        ("由办公室专人负责", ""),
        ("8月完成网站改版", ""),
    ],
)
def test_the_subject_at_the_head_is_named(say, subject):
    assert said(say).subject == subject


def test_an_organ_speaks_of_itself_by_its_own_name():
    assert said("法院判我们赢了", organ="某县人民政府").template.count("我县") == 1


def test_a_short_name_is_written_out_where_the_organ_says_it():
    assert said("法援窗口公示了收费").template == "法援窗口公示收费"
    assert said("法援窗口公示了收费", known="受理法律援助案件").template == "法律援助窗口公示收费"


@pytest.mark.parametrize(
    ("note", "taken"),
    [
        ("医院收费标准贴在门口，多了十几项", ["医院收费标准贴在门口，多了十几项"]),
        ("重写了办事指南", ["重写了办事指南"]),
    ],
)
def test_what_says_nothing_alone_stays_with_what_it_follows(note, taken):
    assert clauses(note) == taken


@pytest.mark.parametrize(
    ("say", "official"),
    [
        ("名单贴在村口", "名单张贴在村口"),
        ("重写了办事指南", "重写办事指南"),
        ("网站适配了手机", "网站适配手机"),
        ("开通了热线", "开通热线"),
        ("定了一个人", "确定一个人"),
    ],
)
def test_a_verb_is_read_where_a_word_begins(say, official):
    assert said(say).template == official


@pytest.mark.parametrize("say", ["牌子弄了三个", "志愿者替老人查信息", "谁领了都写着"])
def test_what_no_rule_knows_stands_and_is_doubted(say):
    worded = said(say)
    assert worded.doubt
    assert worded.complete


def test_improvements_are_plans():
    assert said("每个文件都配图解", section="improvements").planned


def test_the_lexicon_knows_what_clerks_say():
    assert lexicon().file.entries >= 250


@pytest.mark.parametrize(
    ("line", "problem"),
    [("  - {say: '(', write: ''}", "正则表达式"), ("  - {say: '甲', write: '<who>'}", "没有名为“who”的成分")],
)
def test_a_wrong_line_of_the_lexicon_is_named(line, problem):
    text = (resources.files("assistant.draft.official") / "colloquial.yaml").read_text("utf-8")
    text = text.replace("\nwords:\n", f"\nwords:\n{line}\n")
    number = text.split("\n").index(line) + 1
    with pytest.raises(DesignProblem, match=f"第 {number} 行.*{problem}"):
        parse(text, "colloquial.yaml", ColloquialFile)
