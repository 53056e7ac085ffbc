"""Settings on 管理, driven without a browser: what is in force and from where, saved, tried, and back to usual."""

from collections.abc import Callable, Iterator

import pytest
from fake_model import FakeModel
from people import KEEPER
from streamlit.testing.v1 import AppTest
from test_pages_words import open_page, press, words

from assistant.desk import Desk

KEY = "sk-very-secret-7"


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel() as server:
        yield server


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    return page_desk(LLM_RETRIES="1")


def administration(desk: Desk) -> AppTest:
    return open_page("administration", desk.store.reports.heads()[0].id)


def field(at: AppTest, name: str):  # type: ignore[no-untyped-def]
    kinds = (at.text_input, at.number_input, at.selectbox, at.checkbox)
    return next(one for kind in kinds for one in kind if (one.key or "").startswith(f"chosen_{name}_"))


def told(at: AppTest) -> str:
    return "\n".join(str(one.value) for kind in (at.toast, at.success, at.warning, at.error) for one in kind)


def test_each_says_what_is_in_force_and_from_where(desk: Desk) -> None:
    at = administration(desk)
    assert field(at, "llm_retries").disabled
    assert "由环境变量 NIANBAO_LLM_RETRIES 设定，在这里不能改" in words(at).replace("\\", "")
    assert not field(at, "llm_model").disabled
    assert field(at, "deadline").value == "01-31"
    assert "默认值" in words(at)
    assert "其余的由信息化同事通过环境变量" in words(at).replace("\\", "")


def test_saved_and_back_to_usual(desk: Desk) -> None:
    at = administration(desk)
    field(at, "deadline").set_value("02-15")
    field(at, "overview_limit").set_value(1500)
    press(at, "chosen_dates_save")
    assert "设置已保存" in told(at)
    assert (desk.settings.deadline, desk.settings.overview_limit) == ("02-15", 1500)
    assert "每年2月15日" in words(at)
    assert "在本页设定" in words(at)
    press(at, "chosen_dates_usual")
    assert "已恢复默认" in told(at)
    assert (desk.settings.deadline, field(at, "deadline").value) == ("01-31", "01-31")
    press(at, "chosen_dates_save")
    assert "没有改动" in told(at)


def test_a_wrong_value_is_told_and_what_was_typed_stays(desk: Desk) -> None:
    at = administration(desk)
    field(at, "deadline").set_value("02-30")
    field(at, "overview_limit").set_value(1500)
    press(at, "chosen_dates_save")
    assert "“部门截止日期”应当是月-日" in told(at)
    assert field(at, "deadline").value == "02-30"
    assert desk.settings.overview_limit == 0


def test_the_model_is_tried_then_saved_and_its_key_shown_no_more(desk: Desk, fake: FakeModel) -> None:
    at = administration(desk)
    field(at, "llm_base_url").set_value(fake.url)
    field(at, "llm_model").set_value("unknown")
    field(at, "llm_api_key").set_value(KEY)
    press(at, "chosen_model_test")
    assert "没有名为“unknown”的模型" in told(at).replace("\\", "")
    assert not desk.settings.has_model
    field(at, "llm_model").set_value("good")
    press(at, "chosen_model_test")
    assert "语言模型 good 有回应" in told(at)
    assert fake.keys[-1] == f"Bearer {KEY}"
    press(at, "chosen_model_save")
    assert desk.settings.llm_api_key.get_secret_value() == KEY
    assert field(at, "llm_api_key").value == ""
    assert "已设置" in words(at)
    assert KEY not in words(at) + "".join(str(one.value) for one in at.text_input)
    assert "chosen_llm_api_key_0" not in at.session_state
    press(at, "chosen_model_test")
    assert fake.keys[-1] == f"Bearer {KEY}", "what is saved is tried with the saved key"
    field(at, "llm_api_key_clear").set_value(True)
    press(at, "chosen_model_save")
    assert desk.settings.llm_api_key.get_secret_value() == ""


def test_an_address_changed_takes_the_key_with_it(desk: Desk) -> None:
    desk.choosing.put({"llm_base_url": "http://10.0.0.8/v1", "llm_model": "good"}, key=KEY, who=KEEPER)
    at = administration(desk)
    field(at, "llm_base_url").set_value("http://10.0.0.9/v1")
    press(at, "chosen_model_save")
    assert "原来的密钥已经清除" in told(at)
    assert desk.settings.llm_base_url == "http://10.0.0.9/v1"
    press(at, "chosen_model_usual")
    assert not desk.settings.has_model
    assert desk.settings.llm_retries == 1


def test_what_another_set_meanwhile_is_not_set_back(desk: Desk) -> None:
    at = administration(desk)
    desk.choosing.put({"overview_limit": 800}, who=KEEPER)
    field(at, "deadline").set_value("02-15")
    press(at, "chosen_dates_save")
    assert (desk.settings.deadline, desk.settings.overview_limit) == ("02-15", 800)
