"""Settings chosen on 管理: what wins, what is refused, whom the key is told, and the endpoint tried for real."""

import json
import logging
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fake_model import FakeModel
from people import CLERK, EDITOR, KEEPER, LEADER
from test_cli import nianbao

from assistant.desk import Desk
from assistant.desk.keeping.doctor import CHECKS, examine
from assistant.desk.keeping.in_force import CHOSEN, here
from assistant.desk.keeping.restoring import Restoring
from assistant.errors import Forbidden, ModelUnavailable, UsageError
from assistant.report import Report, to_json
from assistant.settings import Settings
from assistant.store.installation import MODEL_KEY

KEY = "sk-very-secret-7"
ADDRESS, MODEL = "http://10.0.0.8:8000/v1", "qwen3-32b"
SAID = "概况。" * 20


def environment(home: Path, **chosen: object) -> Settings:
    return Settings(_env_file=None, home=home, demo=False, **chosen)  # type: ignore[call-arg, arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(Desk(environment(tmp_path / "home"))) as opened:
        yield opened


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel() as server:
        yield server


def trail(desk: Desk) -> str:
    return json.dumps([[line.act, line.detail] for line in desk.store.audit.entries("")], ensure_ascii=False)


# ---- what is in force


def test_what_is_chosen_is_in_force_for_all_that_goes_by_it(desk: Desk) -> None:
    report = desk.store.reports.create(Report(organ="虚构县教育局", year=2025, sections={"overview": SAID}))
    work = desk.reports.open(report)
    assert desk.judging.deadline(work.head).isoformat() == "2026-01-31"
    found = {item.finding.message for item in desk.judging.findings(report)}
    assert desk.words._writer() is None
    desk.choosing.put({"deadline": "02-15", "overview_limit": 20}, who=KEEPER)
    desk.choosing.put({"llm_base_url": ADDRESS, "llm_model": MODEL, "llm_timeout": 5}, key=KEY, who=KEEPER)
    assert desk.judging.deadline(work.head).isoformat() == "2026-02-15"
    new = {item.finding.message for item in desk.judging.findings(report)} - found
    assert any("超过规定的 20 字" in message for message in new)
    writer = desk.words._writer()
    assert writer is not None
    assert (writer.settings.llm_model, writer.settings.llm_timeout) == (MODEL, 5)
    assert writer.settings.llm_api_key.get_secret_value() == KEY
    assert desk.words._writer() is writer, "the same as long as nothing changes"
    desk.choosing.put({"llm_model": "other"}, who=KEEPER)
    assert desk.words._writer().settings.llm_model == "other"
    desk.choosing.put({"llm_base_url": None}, who=KEEPER)
    assert desk.words._writer() is None


def test_the_environment_wins_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Desk(environment(tmp_path / "home"))) as desk:
        desk.choosing.put({"llm_model": MODEL, "deadline": "02-15"}, who=KEEPER)
    monkeypatch.setenv("NIANBAO_LLM_MODEL", "theirs")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("NIANBAO_LLM_RETRIES=4\n", "utf-8")
    with closing(Desk(Settings(home=tmp_path / "home", demo=False))) as desk:
        assert (desk.settings.llm_model, desk.settings.deadline, desk.settings.llm_retries) == ("theirs", "02-15", 4)
        shown = {name: (one.value, one.origin) for name, one in desk.choosing.shown().items()}
        assert shown["llm_model"] == ("theirs", "环境变量")
        assert shown["llm_retries"] == (4, "环境变量")
        assert shown["deadline"] == ("02-15", "本页")
        assert shown["llm_timeout"] == (60.0, "默认")
        with pytest.raises(UsageError, match=r"“模型名称”由环境变量 NIANBAO_LLM_MODEL 设定，在这里不能改。没有保存。"):
            desk.choosing.put({"llm_model": "mine", "deadline": "02-20"}, who=KEEPER)
        assert desk.settings.deadline == "02-15"
    monkeypatch.delenv("NIANBAO_LLM_MODEL")
    with closing(Desk(environment(tmp_path / "home"))) as desk:
        assert desk.settings.llm_model == MODEL, "what was chosen is still there"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("llm_base_url", "10.0.0.8:8000/v1", "“接口地址”应当是以 http://"),
        ("llm_base_url", "ftp://10.0.0.8/v1", "“接口地址”应当是以 http://"),
        ("llm_base_url", "http://10.0.0.8:99999/v1", "“接口地址”应当是以 http://"),
        ("llm_base_url", "http:///v1", "“接口地址”应当是以 http://"),
        ("llm_base_url", "http://me:geheim@10.0.0.8/v1", "接口地址里不能写用户名、密码"),
        ("llm_base_url", "http://10.0.0.8/v1?key=1", "接口地址里不能写用户名、密码"),
        ("llm_provider", "other", "“接口类型”应当是"),
        ("llm_model", "a\nb", "“模型名称”应当是"),
        ("llm_timeout", 0, "“等待的秒数”应当是大于 0 的数"),
        ("llm_timeout", float("inf"), "“等待的秒数”应当是大于 0 的数"),
        ("llm_retries", 11, "“重试次数”应当是0 到 10 的整数"),
        ("deadline", "02-30", "“部门截止日期”应当是月-日"),
        ("deadline", "02-29", "“部门截止日期”应当是月-日"),
        ("deadline", "1-31", "“部门截止日期”应当是月-日"),
        ("government_deadline", "三月底", "“政府截止日期”应当是月-日"),
        ("overview_limit", -1, "“总体情况字数上限”应当是"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_saved(desk: Desk, name: str, value: object, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        desk.choosing.put({"llm_model": MODEL, name: value}, key=KEY, who=KEEPER)
    assert said in caught.value.message
    assert caught.value.message.endswith("没有保存。")
    assert desk.settings == environment(desk.settings.home)
    assert trail(desk) == "[]"


def test_every_wrong_value_is_told_at_once(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"“部门截止日期”.*“总体情况字数上限”.*“密钥”应当是"):
        desk.choosing.put({"deadline": "x", "overview_limit": "y"}, key="两 个", who=KEEPER)
    with pytest.raises(UsageError, match="没有改动"):
        desk.choosing.put({}, who=KEEPER)


def test_facts_that_fit_nothing_are_as_if_not_there(desk: Desk) -> None:
    for kept in ("no json", "[1]", json.dumps({"deadline": "99-99", "llm_retries": 3, "home": "/", "x": 1})):
        desk.store.put(CHOSEN, kept)
        desk.store.put(MODEL_KEY, kept)
        desk.in_force.forget()
        assert desk.settings.deadline == "01-31"
        assert desk.settings.home != Path("/")
    assert desk.settings.llm_retries == 3


def test_back_to_what_is_usual(desk: Desk) -> None:
    desk.choosing.put({"deadline": "02-15", "overview_limit": 9}, who=KEEPER)
    desk.choosing.put({"deadline": None, "overview_limit": None}, who=KEEPER)
    assert (desk.settings.deadline, desk.settings.overview_limit) == ("01-31", 0)
    assert desk.choosing.shown()["deadline"].origin == "默认"


@pytest.mark.parametrize("who", [CLERK, EDITOR, LEADER])
def test_only_who_looks_after_the_installation(desk: Desk, fake: FakeModel, who: object) -> None:
    with pytest.raises(Forbidden, match="由管理员办理"):
        desk.choosing.put({"overview_limit": 9}, who=who)  # type: ignore[arg-type]
    with pytest.raises(Forbidden, match="由管理员办理"):
        desk.choosing.test({"llm_base_url": fake.url, "llm_model": "good"}, who=who)  # type: ignore[arg-type]
    assert fake.requests == 0


# ---- the key


def test_the_key_is_told_nobody(desk: Desk, fake: FakeModel, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    desk.choosing.put({"llm_base_url": fake.url, "llm_model": "refused"}, key="sk-first", who=KEEPER)
    desk.choosing.put({}, key=KEY, who=KEEPER)
    assert '"key": "设置密钥"' in trail(desk)
    assert '"key": "更换密钥"' in trail(desk)
    with pytest.raises(ModelUnavailable, match="拒绝了密钥") as refused:
        desk.choosing.test({}, who=KEEPER)
    assert fake.keys[-1] == f"Bearer {KEY}", "it goes where it belongs"
    made = desk.backup.write(tmp_path / "备份.zip", who=KEEPER)
    assert "“管理”页上填的语言模型密钥" in made.manifest.left_out
    with zipfile.ZipFile(made.path) as packed:
        held = b"".join(packed.read(name) for name in packed.namelist())
    assert fake.url.encode() in held, "what else was chosen is in it"
    points = [
        point.message for point in examine(desk.in_force.environment, checks=[c for c in CHECKS if c.point == "model"])
    ]
    assert "拒绝了密钥" in points[0], "doctor asks what is in force"
    told = [trail(desk), str(desk.choosing.shown()), repr(desk.settings), refused.value.message, caplog.text, *points]
    for secret in (KEY, "sk-first"):
        assert secret.encode() not in held
        assert secret not in "".join(told)
    restored = Restoring(environment(tmp_path / "again")).restore(made.path, who=KEEPER)
    assert any("“管理”页上填的语言模型密钥" in remark for remark in restored.remarks)
    with closing(Desk(environment(tmp_path / "again"))) as again:
        assert again.settings.llm_model == "refused"
        assert again.settings.llm_api_key.get_secret_value() == ""


def test_a_kept_key_goes_to_no_other_address(desk: Desk, fake: FakeModel, tmp_path: Path) -> None:
    desk.choosing.put({"llm_base_url": ADDRESS, "llm_model": MODEL}, key=KEY, who=KEEPER)
    desk.choosing.test({"llm_base_url": fake.url, "llm_model": "good"}, who=KEEPER)
    assert fake.keys, "it was asked"
    assert KEY not in "".join(fake.keys)
    desk.choosing.test({"llm_base_url": fake.url, "llm_model": "good"}, key="sk-typed", who=KEEPER)
    assert fake.keys[-1] == "Bearer sk-typed"
    # Nor where the environment changed the address afterwards.
    elsewhere = environment(tmp_path / "home", llm_base_url=fake.url)
    assert here(elsewhere).llm_api_key.get_secret_value() == ""
    assert here(environment(tmp_path / "home")).llm_api_key.get_secret_value() == KEY
    assert desk.choosing.put({"llm_base_url": fake.url}, who=KEEPER), "it is told that the key went"
    assert '"key": "清除密钥"' in trail(desk)
    desk.choosing.put({"llm_base_url": ADDRESS}, who=KEEPER)
    assert desk.settings.llm_api_key.get_secret_value() == ""


def test_a_key_is_taken_away(desk: Desk) -> None:
    desk.choosing.put({"llm_base_url": ADDRESS, "llm_model": MODEL}, key=KEY, who=KEEPER)
    assert desk.choosing.shown()["llm_api_key"].value is True
    desk.choosing.put({"overview_limit": 5}, who=KEEPER)
    assert desk.settings.llm_api_key.get_secret_value() == KEY, "it stays when something else is set"
    desk.choosing.put({}, key="", who=KEEPER)
    assert desk.choosing.shown()["llm_api_key"].value is False
    assert KEY not in str(desk.store.several(MODEL_KEY))


# ---- the endpoint


@pytest.mark.parametrize("provider", ["openai", "ollama"])
@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("refused", "拒绝了密钥"),
        ("unknown", "没有名为“unknown”的模型，请核对模型名称。接口上有：good、json、cut-json、thinking、digits 等。"),
        ("slow", "规定时间内没有回应"),
        ("not-json", "不是语言模型接口"),
        ("busy", "正忙"),
        ("redirect-302", "没有转过去"),
        ("flood-line", "过长"),
        ("drip-head", "规定时间内没有回应"),
    ],
)
def test_what_is_the_matter_is_said(desk: Desk, fake: FakeModel, provider: str, model: str, said: str) -> None:
    fake.elsewhere = "http://127.0.0.1:9"
    values = {"llm_provider": provider, "llm_base_url": fake.url, "llm_model": model, "llm_timeout": 2}
    with pytest.raises(ModelUnavailable) as caught:
        desk.choosing.test(values, key=KEY, who=KEEPER)
    assert said in caught.value.message
    assert said in trail(desk)
    assert KEY not in caught.value.message + trail(desk)
    assert desk.settings.llm_base_url == "", "trying keeps nothing"


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_an_endpoint_that_answers(desk: Desk, fake: FakeModel, provider: str) -> None:
    values = {"llm_provider": provider, "llm_base_url": fake.url, "llm_model": "good"}
    assert desk.choosing.test(values, who=KEEPER).startswith("语言模型 good 有回应，用时 ")
    fake.only = "pages"
    with pytest.raises(ModelUnavailable, match="不是语言模型接口"):
        desk.choosing.test(values, who=KEEPER)
    with pytest.raises(ModelUnavailable, match="连不上语言模型接口"):
        desk.choosing.test({**values, "llm_base_url": "http://127.0.0.1:9/v1"}, who=KEEPER)
    with pytest.raises(UsageError, match=r"“接口地址”应当是.*没有测试。"):
        desk.choosing.test({**values, "llm_base_url": "10.0.0.8"}, who=KEEPER)
    with pytest.raises(UsageError, match="请先填写接口地址和模型名称"):
        desk.choosing.test({"llm_model": "good"}, who=KEEPER)


# ---- the command line


def test_the_command_line_goes_by_what_was_chosen(tmp_path: Path, fake: FakeModel) -> None:
    home, report = tmp_path / "home", tmp_path / "年报.json"
    kept = to_json(Report(organ="虚构县教育局", year=2025, sections={"overview": SAID}))
    report.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    assert "超过规定的" not in nianbao("check", report, home=home).stdout.decode()
    assert not home.exists(), "checking a file makes no installation"
    with closing(Desk(environment(home))) as desk:
        desk.choosing.put({"overview_limit": 20, "llm_base_url": fake.url, "llm_model": "good"}, key=KEY, who=KEEPER)
    assert "超过规定的 20 字" in nianbao("check", report, home=home).stdout.decode()
    drafted = nianbao("draft", report, "--section", "problems", "--way", "llm", "--json", home=home)
    assert json.loads(drafted.stdout)[0]["way"] == "llm"
    assert fake.asked_for("good") >= 1
    assert KEY.encode() not in drafted.stdout + drafted.stderr
