"""Topics: what names them, what they may say, and a site's own. What names which stands in cases/topics.yaml."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from assistant.cli import main
from assistant.errors import DesignProblem, UsageError
from assistant.form import load
from assistant.prose import sentences
from assistant.prose.wordfile import parse
from assistant.settings import load as load_settings
from assistant.topics import best, catalogue, check_file, named
from assistant.topics.shape import File

ROOT = Path(__file__).resolve().parent.parent
CASES = yaml.safe_load((ROOT / "tests/cases/topics.yaml").read_text("utf-8"))
ENTRY = """
河长制:
  sections: [overview.active]
  words: [河长制, 巡河]
  ask: 河长制信息公开了吗？
  note: 公开河长制信息
  plain: [公开河长名单和职责]
  detail:
    - 公开河长制信息，{detail}
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_a_clause_names_its_topic(case):
    topic = best(case["say"], case.get("within", ""))
    assert topic is not None
    assert (topic.id, topic.section) == (case["topic"], case["section"])


def test_every_word_of_a_topic_names_it_in_its_own_section():
    wrong = [
        (topic.id, word)
        for topic in catalogue().values()
        for word in topic.words
        if (found := best(word, topic.section)) is None or found.id != topic.id
    ]
    assert wrong == []


@pytest.mark.parametrize("text", ["", "好的", "更简短一点", "换一种写法", "谢谢", "，。", "12"])
def test_what_speaks_of_no_work_names_nothing(text):
    assert named(text) == []


def test_a_match_says_where_its_words_stand():
    text = "今年搞了3场培训，微博发了118条"
    places = {match.topic.id: [text[start:end] for start, end in match.spans] for match in named(text)}
    assert places == {"培训": ["培训"], "政务微博": ["微博"]}


def test_the_section_in_hand_decides_between_equals():
    assert best("图解") == catalogue()["政策解读"]
    assert best("图解", "improvements") == catalogue()["丰富解读形式"]
    assert best("明年多做图解") == catalogue()["丰富解读形式"]


def test_a_word_that_means_something_else_elsewhere_in_the_message_does_not_hide_a_topic():
    assert {match.topic.id for match in named("办了2场培训，法律援助培训办了1场")} >= {"培训", "法律援助"}


def test_a_long_message_is_matched_whole():
    text = "三审三校照旧，还是专人管；网站检查2次，整改错链23个。" * 400
    assert len(text) > 10_000
    assert {match.topic.id for match in named(text)} >= {"三审三校", "专人专岗", "网站检测"}


def test_every_section_of_the_narrative_has_topics():
    held = Counter(section for topic in catalogue().values() for section in topic.sections)
    assert set(held) == set(load().narrative) - {"preamble", "overview"}
    assert min(held.values()) >= 10


def test_every_topic_can_be_asked_noted_and_said_in_several_ways():
    lacking = [
        topic.id
        for topic in catalogue().values()
        if not topic.ask or not topic.note or min(len(topic.words), len(topic.plain), len(topic.detail)) < 2
    ]
    assert lacking == []
    unsaid = [(topic.id, one.name) for topic in catalogue().values() for one in topic.counted if len(one.say) < 2]
    assert unsaid == []


def test_what_is_required_is_asked_of_whom_the_law_asks_it():
    required = {topic.id: topic.required for topic in catalogue().values() if topic.required}
    assert required == {
        "信息处理费": "all",
        "要点落实": "all",
        "考核": "government",
        "社会评议": "government",
        "责任追究": "government",
    }


def test_every_problem_is_paired_with_what_mends_it():
    problems = [topic for topic in catalogue().values() if topic.section == "problems"]
    assert [topic.id for topic in problems if not topic.measures] == []
    mended = {catalogue()[name].section for topic in problems for name in topic.measures}
    assert {"improvements", "overview.active", "overview.supervision"} <= mended


def test_a_number_is_kept_under_one_name_by_one_topic():
    names = Counter(one.name for topic in catalogue().values() for one in topic.counted)
    assert [name for name, times in names.items() if times > 1] == []


def test_ways_of_saying_one_topic_differ():
    alike = [
        (topic.id, one) for topic in catalogue().values() for one, two in pairwise(sorted(topic.ways)) if one == two
    ]
    assert alike == []


def test_no_way_of_saying_is_a_sentence_of_the_shipped_reports():
    printed = set()
    for file in (ROOT / "corpus").rglob("*.json"):
        for text in json.loads(file.read_text("utf-8"))["sections"].values():
            printed |= {sentence.strip("。；") for sentence in sentences(text)}
    assert [way for topic in catalogue().values() for way in topic.ways if way in printed] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  sections: [overview.activ]", "没有“overview.activ”这一部分"),
        ("  words: [河]", "词语“河”太短"),
        ("  plain: [提升河长制公开水平]", "写了没有记录的程度、频次或者效果“提升”"),
        ("  plain: [全面公开河长制信息]", "“全面”"),
        ("  plain: [每月公开河长制信息]", "“每月”"),
        ("  plain: [公布河长名单3次]", "写了数字"),
        ("  plain: [开展巡河三次]", "写了数字"),
        ("  plain: [我局公布河长名单]", "写了主语“我局”"),
        ("  plain: [本单位公布河长名单]", "写了主语“本单位”"),
        ("  plain: [今年公布河长名单]", "写了时间“今年”"),
        ("  plain: [公布河长名单。]", "末尾不带标点"),
        ('  plain: ["公布河长名单，{detail}"]', "应当没有空位"),
        ("  detail: [公布河长名单]", "应当有且只有一个空位 {detail}"),
        ('  detail: ["公布{name}，{detail}"]', "应当有且只有一个空位 {detail}"),
        ("  note: 取得成效", "“成效”"),
        ("  patterns: ['(河']", "正则表达式"),
        ("  kind: number", "“number”不在可写的值之中"),
        ("  kind: count", "问数量的主题要有 counted"),
        ("  denied: [未公开河长名单]", "写了 denied 的主题要有 none"),
        ("  measures: [没有的主题]", "“没有的主题”没有定义"),
        ("  word: [河长]", "没有这个名称的项"),
        ("  words: [河长, 河长]", "重复了“河长”"),
        ("  words: 河长", "应当是列表"),
        ("  words: [河长, 双公示]", "在同一部分的主题"),
        ("  counted: [{name: 巡河, units: []}]", "不能是空的"),
        ("  counted: [{units: [次]}]", "缺少这一项"),
        ('  counted: [{name: 巡河, units: [次], say: ["巡河"]}]', "一个空位 {count}"),
    ],
)
def test_what_is_wrong_in_a_site_s_file_is_named_with_file_and_line(line, said, tmp_path):
    field = line.split(":")[0]
    kept = [row for row in ENTRY.strip().splitlines() if not row.startswith(field + ":")]
    if field == "  detail":
        kept = kept[:-1]
    file = tmp_path / "本单位.yaml"
    file.write_text("\n".join([*kept, line]), "utf-8")
    with pytest.raises(UsageError) as caught:
        check_file(file)
    assert "本单位.yaml 第" in caught.value.message
    assert "行" in caught.value.message
    assert said in caught.value.message


def test_the_line_named_is_the_wrong_one(tmp_path):
    file = tmp_path / "本单位.yaml"
    file.write_text(ENTRY.lstrip("\n") + "    - 提高透明度，{detail}\n", "utf-8")
    with pytest.raises(UsageError, match="第 9 行"):
        check_file(file)


def test_a_shipped_file_that_is_wrong_is_our_mistake():
    with pytest.raises(DesignProblem, match=r"overview\.yaml 第 1 行"):
        parse("河长制: {sections: [nowhere]}", "overview.yaml", File)


def test_a_site_adds_topics_and_words_and_wordings(tmp_path, monkeypatch):
    (tmp_path / "1.yaml").write_text(ENTRY, "utf-8")
    (tmp_path / "2.yaml").write_text(
        "政务微信: {words: [岚江教育], plain: [以公众号解答家长提问], ask: 岚江教育推送几篇？}", "utf-8"
    )
    before = catalogue()["政务微信"]
    monkeypatch.setenv("NIANBAO_TOPICS", str(tmp_path))
    load_settings.cache_clear()
    assert best("巡河12次").id == "河长制"
    after = best("岚江教育发了521篇")
    assert after.words == (*before.words, "岚江教育")
    assert after.plain == (*before.plain, "以公众号解答家长提问")
    assert after.ask == "岚江教育推送几篇？"
    assert (after.sections, after.counted) == (before.sections, before.counted)


@pytest.mark.parametrize(("name", "said"), [("没有.yaml", "找不到主题文件"), ("空", "没有 .yaml 文件")])
def test_a_site_s_file_that_is_not_there_is_said(name, said, tmp_path):
    (tmp_path / "空").mkdir()
    with pytest.raises(UsageError, match=said):
        check_file(tmp_path / name)


def test_a_site_s_file_in_another_encoding_is_said(tmp_path):
    (tmp_path / "本单位.yaml").write_bytes(ENTRY.encode("gb18030"))
    with pytest.raises(UsageError, match="UTF-8"):
        check_file(tmp_path / "本单位.yaml")


def test_the_example_of_the_guide_is_right(tmp_path):
    guide = (ROOT / "docs/guide/topics.md").read_text("utf-8")
    examples = [part.split("```")[0] for part in guide.split("```yaml\n")[1:]]
    assert len(examples) == 2
    for number, example in enumerate(examples):
        (tmp_path / f"{number}.yaml").write_text(example, "utf-8")
    assert check_file(tmp_path) == ["河长制", "政务微信"]


def test_the_command_lists_topics(capfdbinary):
    with pytest.raises(SystemExit) as left:
        main(["topics", "--section", "problems", "--json"])
    assert left.value.code == 0
    printed = json.loads(capfdbinary.readouterr().out)
    assert {"解读形式单一", "力量不足"} <= {topic["id"] for topic in printed}
    assert all("problems" in topic["sections"] for topic in printed)


def test_the_command_checks_a_file(tmp_path, capsys):
    good, bad = tmp_path / "好.yaml", tmp_path / "错.yaml"
    good.write_text(ENTRY, "utf-8")
    bad.write_text(ENTRY.replace("巡河", "河"), "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["topics", "--check", str(good)])
    assert (left.value.code, "河长制" in capsys.readouterr().err) == (0, True)
    with pytest.raises(SystemExit) as left:
        main(["topics", "--check", str(bad)])
    assert left.value.code == 2
    assert "错.yaml 第 4 行" in capsys.readouterr().err


def test_the_command_knows_the_sections(capsys):
    with pytest.raises(SystemExit) as left:
        main(["topics", "--section", "overview.activ"])
    assert left.value.code == 2
    assert "没有“overview.activ”这一部分" in capsys.readouterr().err


@pytest.fixture
def page(page_desk) -> AppTest:
    """The page 管理 of an installation without reports."""
    page_desk(DEMO="false")
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.run()
    at.switch_page("assistant/ui/views/administration.py")
    at.run()
    assert not at.exception
    return at


def shown(at: AppTest) -> list[str]:
    drawn = "".join(str(block.proto.body) for block in at.main if block.type == "html")
    return [part.split("　")[0] for part in drawn.split("<summary>")[1:]]


def test_the_page_shows_the_catalogue_and_finds_topics_by_what_a_clerk_would_say(page):
    assert len(shown(page)) == len(catalogue())
    page.text_input(key="topic_query").set_value("网站改了5个错链").run()
    assert shown(page)[0] == "网站检测"
    page.text_input(key="topic_query").set_value("没有这样的词").run()
    assert shown(page) == []
    page.text_input(key="topic_query").set_value("").run()
    page.selectbox(key="topic_section").select("problems").run()
    assert set(shown(page)) == {topic.id for topic in catalogue().values() if "problems" in topic.sections}
