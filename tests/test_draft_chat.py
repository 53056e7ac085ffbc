"""The conversation: every intent works with no model, and a failing model is told and replaced."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from draft_material import ORGAN, passage, request
from fake_model import FakeModel

from assistant.draft import Proposal, Reply, answer, propose
from assistant.draft.model.writer import ModelWriter
from assistant.evidence import Hit
from assistant.listening.requests import recognise
from assistant.settings import Settings

INTENTS = yaml.safe_load((Path(__file__).parent / "cases" / "draft_intents.yaml").read_text("utf-8"))
PLATFORM = "overview.platform"


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeModel]:
    with FakeModel() as server:
        yield server


def writer(fake: FakeModel, model: str) -> ModelWriter:
    return ModelWriter(
        Settings(
            _env_file=None,
            home=Path("/nonexistent"),
            llm_base_url=fake.url,
            llm_model=model,
            llm_timeout=5,
            llm_retries=0,
        )
    )


def first(section: str = PLATFORM) -> Proposal:
    return propose(request(section), "facts")[0]


def said(message: str, section: str = PLATFORM, previous: Proposal | None = None, **options: Any) -> Reply:
    return answer(message, request(section, **options), previous=previous)


@pytest.mark.parametrize("case", INTENTS, ids=[case["say"] for case in INTENTS])
def test_what_a_clerk_says_is_understood(case: dict[str, str]) -> None:
    intent = recognise(case["say"])
    assert intent.kind == case["kind"]
    assert not case.get("subject") or intent.subject == case["subject"]
    assert not case.get("way") or intent.way == case["way"]


def test_a_request_to_write_brings_a_proposal() -> None:
    reply = said("帮我起草这一节")
    assert reply.proposals[0].text == first().text
    assert "据实成文" in reply.text


def test_another_wording_is_another_text() -> None:
    before = first("overview.on_request")
    reply = said("换一种写法", "overview.on_request", before)
    assert reply.proposals[0].text not in {"", before.text}
    assert set(reply.proposals[0].facts) & set(before.facts)


def test_shorter_is_shorter_and_fuller_carries_more_facts() -> None:
    before = first("overview.on_request")
    short = said("更简短", "overview.on_request", before).proposals[0]
    assert len(short.text) < len(before.text)
    full = said("更具体", "overview.on_request", short).proposals[0]
    assert set(full.facts) > set(short.facts)


def test_a_fact_is_added_by_its_name() -> None:
    without = said("删去普法直播", previous=first()).proposals[0]
    assert "普法直播" not in without.text
    added = said("加上普法直播", previous=without).proposals[0]
    assert "普法直播4场" in added.text
    assert "indicator.普法直播" in added.facts


def test_what_no_fact_carries_is_not_added() -> None:
    reply = said("加上直升机演练", previous=first())
    assert reply.proposals == ()
    assert "不能凭空写" in reply.text


def test_the_clerks_own_sentence_is_added_with_its_numbers_asked_for() -> None:
    reply = said("加上“新开设视频号2个，运行平稳”", previous=first())
    assert "【待核实：" in reply.proposals[0].text
    assert "2个" not in reply.proposals[0].text


def test_only_the_clause_goes_where_the_rest_can_stand() -> None:
    reply = said("删去阅读量", previous=first())
    assert "阅读量" not in reply.proposals[0].text
    assert "微博发布信息104条" in reply.proposals[0].text


def test_numbered_points_are_counted_anew() -> None:
    before = first("problems")
    reply = said("去掉政策解读", "problems", before)
    assert "一是" not in reply.proposals[0].text
    assert "栏目更新不及时" in reply.proposals[0].text


@pytest.mark.parametrize(("place", "index"), [("第二句", 1), ("最后一句", -1)])
def test_a_sentence_is_dropped_by_its_place(place: str, index: int) -> None:
    before = first("overview.on_request")
    after = said(f"请删除{place}", "overview.on_request", before).proposals[0]
    assert before.sentences[index].text not in after.text
    assert len(after.sentences) == len(before.sentences) - 1


def test_a_locked_sentence_is_not_dropped() -> None:
    before = first()
    locked = next(item.text for item in before.sentences if "阅读量" in item.text)
    reply = answer("删去阅读量", request(PLATFORM, locked=(locked,), current=locked), previous=before)
    assert reply.proposals == ()
    assert "锁定" in reply.text


def test_a_number_is_traced_to_its_cell_and_formula() -> None:
    before = said("更具体", "overview.on_request").proposals[0]
    reply = said("34件从哪来", "overview.on_request", before)
    assert reply.facts == ("T3.received.total",)
    assert "表三" in reply.text
    share = said("36这个数怎么算的", "overview.on_request", before)
    assert "+" in share.text


def test_a_number_without_a_source_is_told() -> None:
    assert "没有找到出处" in said("777从哪来", previous=first()).text


def test_last_years_wording_is_shown_as_last_years() -> None:
    reply = said("去年怎么写的")
    assert "2023年" in reply.text
    assert "不能照用" in reply.text
    assert reply.proposals == ()


def test_other_organs_wording_is_shown_masked_and_cited() -> None:
    shown = passage("p1", "白河市东坪区财政局通过微博发布信息2300条。", section=PLATFORM)
    asked: list[dict[str, Any]] = []

    def find(query: str, **options: Any) -> list[Hit]:
        asked.append({"query": query, **options})
        return [Hit(shown, 0.9)]

    reply = answer("别的局怎么写微博", request(PLATFORM), find=find)
    assert reply.passages == (shown,)
    assert asked[0]["section"] == PLATFORM
    assert "微博" in asked[0]["query"]
    assert "2300" not in reply.text


def test_nothing_found_is_said_plainly() -> None:
    assert "没有找到相近的往年表述" in answer("别的局怎么写", request(PLATFORM), find=lambda *_a, **_k: []).text


def test_the_text_is_held_against_the_tables() -> None:
    wrong = "2024年，我局未收到政府信息公开申请。公开信息88条。新收政府信息公开申请34件。"
    reply = answer("与表格核对", request("overview.on_request", current=wrong))
    assert "与本年表格不符" in reply.text
    assert "88条没有找到对应的数" in reply.text
    assert "T3.received.total" in reply.facts


def test_what_is_missing_is_listed() -> None:
    reply = answer("还缺什么", request(PLATFORM, current="通过微博发布信息104条，直播【待填：场次】场。"))
    assert "待填：场次" in reply.text
    assert "阅读量957541次" in reply.text
    assert "微博发布104" not in reply.text


def test_what_it_cannot_do_it_says_with_what_it_can() -> None:
    reply = said("讲个笑话")
    assert "没有语言模型" in reply.text
    assert "换一种写法" in reply.text


def test_a_section_without_facts_asks_instead_of_writing() -> None:
    reply = answer("起草", request("overview.management", report=_empty(), last=None))
    assert reply.proposals[0].text == ""
    assert "请先回答" in reply.text
    assert any("制度" in question for question in reply.proposals[0].questions)


def test_with_a_model_free_requests_are_written(fake: FakeModel) -> None:
    told: list[str] = []
    reply = answer(
        "语气再亲切一些",
        request("overview.on_request"),
        previous=first(),
        writer=writer(fake, "good"),
        on_text=told.append,
    )
    assert reply.proposals[0].way == "llm"
    assert "".join(told) == reply.proposals[0].text
    assert "语气再亲切一些" in fake.asked[-1]["messages"][1]["content"]


def test_a_failing_model_is_told_and_replaced(fake: FakeModel) -> None:
    reply = answer("起草", request("overview.on_request"), writer=writer(fake, "broken"))
    assert "已改用离线写法" in reply.text
    assert reply.proposals[0].way == "facts"
    assert "34件" in reply.proposals[0].text


def test_questions_never_go_to_the_model(fake: FakeModel) -> None:
    before = len(fake.asked)
    answer(
        "34件从哪来", request("overview.on_request"), previous=first("overview.on_request"), writer=writer(fake, "good")
    )
    assert len(fake.asked) == before


def _empty() -> Any:
    from assistant.report import Report

    return Report(ORGAN, 2024)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("今年收到多少件申请", "34件：表三"),
        ("微博比去年多了多少", "上年为90条"),
        ("去年微博发了多少条", "90条"),
        ("粮食产量是多少", "没有看出问的是哪一个数"),
        ("为什么没有写阅读量", "已经写在当前文字里"),
        ("为什么没有写满意率", "没有关于“满意率”"),
        ("语气亲切些", "需要语言模型"),
        ("把第一句放到最后", "编辑框中直接改"),
        ("去掉第九句", "没有第九句"),
        ("撤销", "撤销上次采用"),
        ("有没有错别字", "校核"),
        ("谢谢", "好的"),
        ("今天天气怎么样", "我能做的有"),
        ("把104改成140", "不能在文字里改"),
        ("把“抖音”改成“视频号”", "没有找到“抖音”"),
    ],
)
def test_it_answers_or_says_what_it_can_do(message: str, told: str) -> None:
    assert told in said(message, previous=first()).text


def test_a_word_is_put_for_another_and_the_figures_stay_bound() -> None:
    reply = said("把“微博”改成“政务微博”", previous=first())
    assert "政务微博" in reply.proposals[0].text
    assert "104条" in reply.proposals[0].text
    assert "indicator.微博发布" in reply.proposals[0].facts


def test_a_locked_sentence_keeps_its_words() -> None:
    before = first()
    locked = tuple(item.text for item in before.sentences)
    reply = said("把微博改成政务微博", previous=before, locked=locked)
    assert not reply.proposals


def test_an_indicator_is_added_by_what_it_counts() -> None:
    assert "政务公开培训3场" in said("加上培训场次", previous=first()).proposals[0].text


def test_percentages_go_where_they_are_not_wanted() -> None:
    before = next(
        one
        for at in range(6)
        if "%；" in (one := propose(request("overview.on_request", variant=at, instruction="更具体"), "facts")[0]).text
    )
    after = said("不要写百分比", "overview.on_request", before).proposals[0].text
    assert "%" not in after
    assert "自然人申请30件；法人或者其他组织申请4件。" in after
