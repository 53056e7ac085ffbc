"""The agent at the desk: with the desk's own tools, over real HTTP, on the shipped fictional reports."""

import json
from collections.abc import Iterator

import pytest
from fake_model import FakeModel
from people import KEEPER

from assistant.desk import Desk, Who
from assistant.desk.agent_tools import faults
from assistant.figures import Indicator, Note
from assistant.settings import Settings, shipped

PLATFORM = "overview.platform"
WHO = Who("甲")


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel() as server:
        yield server


@pytest.fixture
def desk(settings: Settings, fake: FakeModel) -> Iterator[Desk]:
    opened = Desk(settings.model_copy(update={"llm_base_url": fake.url, "llm_model": "agent", "llm_retries": 0}))
    yield opened
    opened.close()


@pytest.fixture
def started(desk: Desk) -> str:
    last = desk.archive.add("2024.json", (shipped("corpus") / "demo/2024.json").read_bytes(), who=KEEPER)
    report_id = desk.reports.start(last.report.organ, 2025, last_id=last.archive_id, who=WHO)
    desk.reports.set_indicators(report_id, [Indicator("微博发布", 104, "条", PLATFORM)], who=WHO)
    desk.reports.set_notes(report_id, [Note(PLATFORM, "完成网站适老化改造")], who=WHO)
    return report_id


def tool_answers(fake: FakeModel) -> str:
    return "\n".join(item["content"] for item in fake.asked[-1]["messages"] if item["role"] == "tool")


def test_an_agent_is_given_the_desks_own_tools(desk: Desk, started: str, fake: FakeModel) -> None:
    reply = desk.talking.say(started, PLATFORM, "帮我起草这一节", who=WHO)
    assert "104条" in reply.proposals[0].text
    assert "完成网站适老化改造" in tool_answers(fake)
    assert "本机关" in tool_answers(fake)  # last year's section


def test_what_was_said_before_is_remembered(desk: Desk, started: str, fake: FakeModel) -> None:
    desk.talking.say(started, PLATFORM, "帮我起草这一节", who=WHO)
    desk.talking.say(started, PLATFORM, "语气再正式一点，好吗", who=WHO)
    sent = json.dumps(fake.asked[-1]["messages"], ensure_ascii=False)
    assert "帮我起草这一节" in sent
    assert "{{indicator.微博发布}}" in sent


def test_a_text_is_held_against_the_tables(desk: Desk, started: str) -> None:
    work = desk.reports.open(started)
    assert any("9999" in fault for fault in faults(work, PLATFORM, "全年微博发布信息9999条。"))
    assert not any("104" in fault for fault in faults(work, PLATFORM, "全年微博发布信息104条。"))


def test_with_the_endpoint_gone_the_conversation_goes_on(desk: Desk, started: str, fake: FakeModel) -> None:
    fake.instead = "gone"
    reply = desk.talking.say(started, PLATFORM, "帮我起草这一节", who=WHO)
    assert "已改用离线写法" in reply.text
    assert "104条" in reply.proposals[0].text
    assert [turn.speaker for turn in desk.words.history(started, PLATFORM)] == ["person", "assistant"]
