"""What a model wrote, made safe: numbers of its own, claims nobody recorded, and what the tables deny."""

from dataclasses import replace
from decimal import Decimal

import pytest
from draft_material import BUREAU, LAST

from assistant.draft import Request
from assistant.draft.model.answer_lines import Line
from assistant.draft.model.guarding import guarded
from assistant.facts import derive
from assistant.figures import Indicator, Note

NOTED = "新增三家查阅点，编印《政务公开》第七期，接听12345热线来电"
REPORT = replace(
    BUREAU,
    notes=(*BUREAU.notes, Note("overview.platform", NOTED)),
    indicators=(*BUREAU.indicators, Indicator("视频播放", Decimal(863512), "次", "overview.platform")),
)


def written(text: str, section: str = "overview.platform") -> str:
    request = Request(section, REPORT, derive(REPORT, LAST), LAST)
    return "".join(item.text for item in guarded(Line(text), request, {}, []))


@pytest.mark.parametrize(
    "text",
    [
        "新增三家查阅点，编印《政务公开》第七期，做好12345热线来电接听。",
        "建立两项制度，明确一名专人负责，围绕三个方面推进。",
    ],
)
def test_what_the_clerk_noted_and_what_counts_nothing_stands(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("全年服务企业近万家。", "全年服务企业【待核实：服务企业数量】家。"),
        ("视频播放86万余次。", "视频播放86.35万次。"),
        (
            "培训八场，参加人员达３．２万人次。",
            "培训【待核实：培训数量】场，参加人员达【待核实：参加人员数量】人次。",
        ),
        ("政务新媒体相关做法获评全国优秀案例。", ""),
        ("优化网站栏目，公开指数位列全市第一。", "优化网站栏目。"),
        ("网站访问量翻了一番，栏目更清晰。", ""),
        ("未发生因政务新媒体管理不善被追究责任的情况。", ""),
    ],
)
def test_what_nobody_recorded_does_not_stand(text: str, safe: str) -> None:
    assert written(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "政务公开工作在考核中被评定为优秀等次。",
        "经验做法在全省推广交流。",
        "政务公开工作得到上级充分肯定。",
        "微信公众号深受群众欢迎。",
        "以满分通过第三方评估。",
        "测评成绩在同类部门中保持第一。",
        "群众满意度不断提高。",
        "全部申请均在法定期限内答复。",
        "不存在失泄密问题。",
        "从未出现超时答复的情形。",
        "未受到上级通报批评。",
        "责任追究情况为零。",
    ],
)
def test_honours_effects_and_clean_records_must_be_noted(text: str) -> None:
    assert written(text, "overview.supervision") == ""


@pytest.mark.parametrize(
    "text",
    [
        "对未按规定公开造成失误的严肃追责。",
        "设置无障碍浏览和投诉举报栏目。",
        "建立容错纠错和责任追究机制。",
        "落实保密审查要求，防止失泄密事件发生。",
        "总结各科室经验做法，形成工作清单。",
        "申请人无正当理由逾期不补正的，不再处理其申请。",
    ],
)
def test_rules_and_purposes_are_no_claims(text: str) -> None:
    assert written(text, "overview.supervision") == text


def test_a_clean_record_noted_in_other_words_may_be_said() -> None:
    report = replace(BUREAU, notes=(*BUREAU.notes, Note("overview.supervision", "没有人因为公开的事被追责")))
    request = Request("overview.supervision", report, derive(report, LAST), LAST)
    text = "未发生因政府信息公开被追究责任的情况。"
    assert [item.text for item in guarded(Line(text), request, {}, [])] == [text]
    assert guarded(Line("未收到群众投诉举报。"), request, {}, []) == []


def test_a_list_of_placeholders_is_no_sentence() -> None:
    assert written("{{year}}、{{T3.received.total}}、{{T2.normative.issued}}。") == ""
    assert written("T3.received.total为本年新收。") == ""


def test_a_name_of_the_form_is_no_denial() -> None:
    text = "未经复议直接起诉{{T4.direct.total}}件，复议后起诉{{T4.after_review.total}}件。"
    assert written(text, "overview.on_request") == "未经复议直接起诉1件，复议后起诉0件。"


@pytest.mark.parametrize("text", ["收到申请{{T3.received.total}}件，均为予以公开。", "收到的申请均由企业提出。"])
def test_a_claim_of_all_that_the_tables_deny_gives_way_to_the_facts(text: str) -> None:
    said = written(text, "overview.on_request")
    assert "均为予以公开" not in said
    assert "均由企业" not in said
    assert "政府信息公开申请34件" in said
