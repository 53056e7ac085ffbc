"""Details: what a note lacks is asked, and the answer completes the note; what is no answer changes nothing."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.asking import Question, answer, is_elsewhere, questions
from assistant.asking.details.words import Words, words
from assistant.asking.thresholds import DETAILS, DETAILS_IN_ALL
from assistant.errors import DesignProblem
from assistant.figures import Figures, Indicator, Note
from assistant.form import load
from assistant.listening.recording import record
from assistant.prose.wordfile import parse
from assistant.report import Report
from assistant.topics import catalogue

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "details.yaml").read_text("utf-8"))


def year(*notes: tuple[str, str], **more: Any) -> Report:
    told = tuple(Note(section, text) for section, text in notes)
    return Report(organ="清河县水务局", year=2025, figures=Figures(form=load()), notes=told, **more)


def details(report: Report, section: str = "") -> list[Question]:
    return [one for one in questions(report, section=section) if one.source == "details"]


def of(case: dict[str, Any]) -> Report:
    more = [(case["节"], case["还"])] if "还" in case else []
    return year((case["节"], case["记录"]), *more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['记录']}-{case.get('答', '')}")
def test_a_note_lacks_and_an_answer_completes_it(case: dict[str, Any]) -> None:
    """Every case of the file."""
    report, section = of(case), case["节"]
    found = details(report, section)
    if "不问" in case:
        assert not [one.question for one in found if case["不问"] in one.question]
        return
    question = next((one for one in found if case["问"] in one.question), None)
    assert question is not None, [one.question for one in found]
    assert is_elsewhere(question, case["答"], report) == (case.get("算") == "不算")
    if case.get("算") == "不算":
        return
    read = answer(question, case["答"], report)
    assert read.settled == (case.get("算") != "再问")
    after, left = record(report, read.facts)
    assert not left
    if "指标" in case:
        assert {item.name: item.value for item in after.indicators} == case["指标"]
    assert after.notes[0].text == case.get("成", case["记录"])
    assert len(after.notes) == len(report.notes)


@pytest.mark.parametrize("case", [case for case in CASES if "成" in case], ids=lambda case: case["成"])
def test_what_was_answered_is_not_asked_again(case: dict[str, Any]) -> None:
    """Its note has changed, and the question of it is the same."""
    report, section = of(case), case["节"]
    question = next(one for one in details(report, section) if case["问"] in one.question)
    after, _ = record(report, answer(question, case["答"], report).facts)
    after = replace(after, answers={question.id: case["答"]})
    assert question.question not in [one.question for one in details(after, section)]


MANY = year(
    *[
        ("overview.management", text)
        for text in ("保密审查都做", "三审三校都有", "公开属性都定", "台账建了", "出了个办法")
    ],
    *[
        ("overview.platform", text)
        for text in ("开了个专栏", "公众号在更新", "搞了开放日", "网站栏目调整了", "热线也在办")
    ],
    *[("overview.supervision", text) for text in ("培训搞了", "纳入考核了", "有专人", "通报过", "工作要点落实了")],
    *[("problems", text) for text in ("解读形式单一", "更新不够快", "互动少", "内容少")],
    *[
        ("improvements", text)
        for text in ("下一步把责任压实", "下一步制度完善一下", "下一步加强互动", "下一步丰富内容")
    ],
)


def test_few_details_a_section_and_a_report() -> None:
    """No more than a colleague asks; all after the questions of the form; of one section its own."""
    found = questions(MANY)
    own = [one for one in found if one.source == "details"]
    assert len(own) == DETAILS_IN_ALL
    assert found[-len(own) :] == own
    for section in MANY.form.narrative:
        assert len([one for one in own if one.section == section]) <= DETAILS
        assert len(details(MANY, section)) <= DETAILS


def test_what_was_answered_takes_the_room_of_others() -> None:
    """Somebody who answers all of them is asked ten, however often the list is made anew."""
    report, asked = MANY, []
    while found := details(report):
        asked.append(found[0].id)
        report = replace(report, answers={**report.answers, found[0].id: "没有了"})
    assert len(asked) == len(set(asked)) == DETAILS_IN_ALL
    assert {one.split(":")[-1] for one in asked} >= {"title", "name", "count", "how", "instance", "means"}


def test_titles_and_names_are_asked_first_in_a_section() -> None:
    """They take a word to answer."""
    assert next(one.id.split(":")[-1] for one in details(MANY, "overview.management")) == "title"
    assert [one.id.split(":")[-1] for one in details(MANY, "overview.platform")][:2] == ["name", "name"]


def test_a_written_section_is_asked_nothing() -> None:
    """What is written was told."""
    assert not details(MANY.with_section("problems", "解读形式单一。"), "problems")


def test_a_no_to_the_topics_own_question_settles_its_details() -> None:
    """Who does not know how it stands with work is not asked how it is done."""
    report = year(("overview.management", "保密审查都做"), answers={"topic:保密审查": "不清楚"})
    assert not [one for one in details(report) if one.topic == "保密审查"]


def test_a_series_is_named_by_its_name() -> None:
    """Twelve issues have one name, which goes into the number's own."""
    series = Indicator("节水系列宣传", Decimal(12), "期", "overview.platform")
    report = year(indicators=(series,))
    question = next(one for one in details(report) if "叫什么" in one.question)
    after, _ = record(report, answer(question, "叫“节水进万家”", report).facts)
    assert [(item.name, item.value) for item in after.indicators] == [("节水“节水进万家”系列宣传", 12)]


def test_columns_that_are_only_counted_get_their_names() -> None:
    """As a note; no more names than there are columns."""
    report = year(indicators=(Indicator("公开专栏", Decimal(2), "个", "overview.active"),))
    question = next(one for one in details(report) if "叫什么" in one.question)
    assert answer(question, "水价一点通、停水早知道", report).facts[0].text == "开设“水价一点通”“停水早知道”专栏"
    assert not answer(question, "甲栏、乙栏、丙栏", report).settled


def test_what_will_be_done_is_asked_once_whatever_is_added() -> None:
    """The question on a problem is the same when the problem says more."""
    for said in ("文字多、图解少", "因为没有人会做", "形式还要更丰富"):
        report = year(("problems", "解读形式单一"))
        before = [one.id for one in questions(report) if one.id.startswith("measure:")]
        after, _ = record(report, answer(details(report, "problems")[0], said, report).facts)
        assert [one.id for one in questions(after) if one.id.startswith("measure:")] == before


def test_other_programs_read_one_of_five_sources() -> None:
    """What is asked of the notes is printed as what the form asks for."""
    assert {one.as_json()["source"] for one in details(MANY)} == {"form"}


def test_the_words_are_checked() -> None:
    """A quick answer that would settle nothing, a topic there is not: the line is named."""
    text = (Path(__file__).parent.parent / "assistant/asking/details/details.yaml").read_text("utf-8")
    with pytest.raises(DesignProblem, match="要在 enough 里"):
        parse(text.replace("name: [没有名称]", "name: [随便]"), "details.yaml", Words)
    with pytest.raises(DesignProblem, match="没有“拜访”这个主题"):
        parse(text.replace("counted_topics: [", "counted_topics: [拜访, "), "details.yaml", Words)
    assert words().options.keys()


def test_every_topic_asks_for_more_in_a_question() -> None:
    """Where a topic asks for more, its words for having been told are not its own name alone."""
    asking = [topic for topic in catalogue().values() if topic.more]
    assert len(asking) > 100
    assert all(topic.more and topic.more.ask.endswith("？") for topic in asking)


@pytest.mark.parametrize("said", ["运行机制也不够成熟", "运行机制还不够成熟"])
def test_another_lack_is_a_note_of_its_own(said: str) -> None:
    report = year(("problems", "制度体系不够全"))
    question = next(one for one in details(report, "problems") if "具体表现" in one.question)
    after, _ = record(report, answer(question, said, report).facts)
    assert [note.text for note in after.notes] == ["制度体系不够全", "运行机制不够成熟"]
