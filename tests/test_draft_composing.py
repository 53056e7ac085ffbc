"""据实成文 from clerks' notes: no fault that was seen may come back, and what holds whatever is noted."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from draft_material import ORGAN, figures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.draft import Proposal, Request, answer, propose
from assistant.draft.book.indicator_clauses import phrase
from assistant.draft.composing.framing import FramingFile, framings
from assistant.draft.official.lexicon import lexicon
from assistant.draft.proposal.manner import Manner, asked, read
from assistant.draft.whole import draft_all
from assistant.errors import DesignProblem, UsageError
from assistant.facts import PLACEHOLDER, Fact, derive
from assistant.figures import Indicator, Note
from assistant.form import load
from assistant.prose import sentences
from assistant.prose.likeness import in_order
from assistant.prose.wordfile import parse
from assistant.report import Report
from assistant.topics import catalogue

CLERKS = yaml.safe_load((Path(__file__).parent / "cases" / "clerks_notes.yaml").read_text("utf-8"))
NARRATIVE = [section for section in load().narrative if section != "preamble"]
ASPECTS = load().aspects
ORGANS = [case["organ"] for case in CLERKS]
MARK = re.compile(r"^(?:[一二三四五六七八九十]+是)")


def report(case: dict[str, Any], year: int = 2025) -> Report:
    return Report(
        case["organ"],
        year,
        figures=figures(**{code.replace(".", "__"): value for code, value in case.get("figures", {}).items()}),
        indicators=tuple(
            Indicator(name, Decimal(str(value)), unit, aspect, Decimal(str(last[0])) if last else None)
            for name, value, unit, aspect, *last in case.get("indicators", [])
        ),
        notes=tuple(Note(section, text) for section, texts in case.get("notes", {}).items() for text in texts),
    )


def request(section: str, notes: list[str] = [], indicators: list[Any] = [], **options: Any) -> Request:  # noqa: B006
    """A bureau's request for a section with these notes and indicators and nothing else."""
    given_report = report({"organ": ORGAN, "notes": {section: notes}, "indicators": indicators})
    return Request(section, replace(given_report, **options), derive(given_report))


def text(section: str, notes: list[str] = [], indicators: list[Any] = []) -> str:  # noqa: B006
    return propose(request(section, notes, indicators), "facts")[0].text


# ---- faults that were seen ----


def test_a_note_is_not_left_as_typed() -> None:
    said = text("overview.supervision", ["有专人负责", "没有人因为公开的事被追责", "搞了三次培训"])
    assert not re.search("搞了|没有人|被追责", said)
    assert "追究" in said


def test_a_number_stands_in_the_sentence_of_the_note_on_its_work() -> None:
    said = text(
        "overview.active",
        ["开了12场新闻发布会，讲的是招生、双减和校园食品安全"],
        [["新闻发布会", 12, "场", "overview.active"], ["招生信息", 46, "条", "overview.active"]],
    )
    [sentence] = [one for one in sentences(said) if "新闻发布会" in one]
    assert "12场" in sentence
    assert "校园食品安全" in sentence
    assert said.count("12场") == 1


def test_participants_stand_beside_the_training() -> None:
    said = text(
        "overview.supervision",
        [],
        [["业务培训", 3, "场", "overview.supervision"], ["培训参加人员", 120, "人次", "overview.supervision"]],
    )
    assert re.search(r"3场，[^。；]{0,8}120人次", said), said


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("高教科研信息", "条", "发布高教科研信息9条"),
        ("出席新闻发布活动", "次", "出席新闻发布活动9次"),
        ("互动留言回复", "条", "回复互动留言9条"),
        ("领导信箱来信办结", "件", "办结领导信箱来信9件"),
        ("村务公开", "条", "公开村务信息9条"),
        ("县长信箱办结", "件", "办结县长信箱来信9件"),
        ("订阅号发布", "篇", "通过订阅号发布信息9篇"),
        ("职业教育", "条", "发布职业教育信息9条"),
        ("法律顾问", "家", "聘请法律顾问9家"),
        ("楼栋微信群", "个", "共有楼栋微信群9个"),
        ("村级信息员轮训", "人", "村级信息员轮训共9人"),
        ("接听热线电话", "次", "接听热线电话9次"),
        ("纳税人学堂", "期", "举办纳税人学堂9期"),
    ],
)
def test_an_indicator_has_the_verb_it_wants(name: str, unit: str, said: str) -> None:
    fact = Fact("x", name, Decimal(9), unit, aspect="overview.active")
    assert phrase(fact).replace("{{x}}", "9") == said


def test_drafts_of_many_organs_do_not_stand_on_one_skeleton() -> None:
    opened, lists = [], 0
    for case in CLERKS:
        for organ in ORGANS[:3]:
            this = report({**case, "organ": organ})
            [proposal] = propose(Request("overview.management", this, derive(this)), "facts")
            lists += "一是" in proposal.text
            opened.append(re.sub(r"\d", "", proposal.text)[6:26])
    assert lists < len(opened) / 2
    assert not any("从以下方面" in one for one in opened)


def test_a_plan_is_told_as_a_plan_and_only_among_the_improvements() -> None:
    notes = {"overview.active": ["公开了部门预算", "明年打算每个文件都配图解"], "improvements": ["建了栏目检查台账"]}
    this = report({"organ": ORGAN, "notes": notes})
    [active] = propose(Request("overview.active", this, derive(this)), "facts")
    [improvements] = propose(Request("improvements", this, derive(this)), "facts")
    assert "图解" not in active.text
    assert "改进情况" in active.remark
    assert re.search("将[^。]*图解", improvements.text.split("。")[-2])


def test_table_three_is_not_recited() -> None:
    this = report(CLERKS[3])
    [usual] = propose(Request("overview.on_request", this, derive(this)), "facts")
    [full] = propose(Request("overview.on_request", this, derive(this), instruction="更具体"), "facts")
    cells = [fact for fact in usual.facts if fact.startswith(("T3", "sum", "share"))]
    assert len(cells) <= 10  # received, carried in and out, handled, and of the results the six kinds without reasons
    assert "共需办理" not in usual.text
    assert len(full.facts) > len(usual.facts)


def test_that_nothing_was_received_is_said_once() -> None:
    said = text("overview.on_request", ["没有收到申请"])
    assert len(re.findall(r"(?:未|没有)收到", said)) == 1
    [proposal] = propose(request("overview.on_request", ["没有收到申请"]), "facts")
    assert any(item.notes == (0,) for item in proposal.sentences)


def test_what_the_tables_deny_is_asked_about() -> None:
    this = report({"organ": ORGAN, "figures": {"T3.received.natural_person": 2, "T3.granted.natural_person": 2}})
    this = replace(this, notes=(Note("overview.on_request", "没有收到申请"),))
    [proposal] = propose(Request("overview.on_request", this, derive(this)), "facts")
    assert "未收到政府信息公开申请" not in proposal.text
    assert any("与表格不符" in question for question in proposal.questions)


def test_a_deputy_head_keeps_his_office() -> None:
    assert "副主要负责人" not in text("overview.supervision", ["分管副局长每季度听取汇报", "还是分管副局长管"])


def test_two_numbers_for_one_thing_are_asked_about() -> None:
    asked_for = request("overview.platform", ["直播4场"], [["直播", 12, "场", "overview.platform"]])
    [proposal] = propose(asked_for, "facts")
    assert any("4场" in question and "12场" in question for question in proposal.questions)
    assert "4场" not in proposal.text


def test_a_promise_kept_is_told_as_its_answer() -> None:
    last = Report(ORGAN, 2024, sections={"improvements": "一是加强政策解读，多采用图解形式。"})
    this = report({"organ": ORGAN, "notes": {"improvements": ["做了15期政策解读图解"]}})
    [proposal] = propose(Request("improvements", this, derive(this, last), last), "facts")
    assert "上年" in proposal.sentences[0].text
    assert proposal.text.count("15期") == 1


def test_parts_stand_with_their_whole() -> None:
    numbers = [
        ("网站主动公开", 664, "件"),
        ("文件", 47, "件"),
        ("公告", 85, "个"),
        ("解读", 12, "个"),
        ("其他", 520, "个"),
    ]
    said = text("overview.active", [], [[*one, "overview.active"] for one in numbers])
    assert re.search(r"664件，其中文件47件、公告85个、解读12个、其他520个。", said), said


def test_numbers_that_only_stand_side_by_side_are_no_parts() -> None:
    numbers = [("公开政策文件", 89, "件"), ("招生信息", 46, "条"), ("高教科研信息", 15, "条")]
    assert "其中" not in text("overview.active", [], [[*one, "overview.active"] for one in numbers])


def test_numbers_that_only_their_names_tell_apart_stand_in_a_row() -> None:
    said = text("overview.active", [], [[name, 9, "条", "overview.active"] for name in ("职业教育", "高教科研信息")])
    assert "发布职业教育信息9条、高教科研信息9条" in said


def test_a_narrower_number_is_not_told_as_the_wider_one() -> None:
    said = text("overview.active", [], [["职业教育信息", 13, "条", "overview.active"]])
    assert "职业教育信息13条" in said


def test_what_a_note_lists_stands_with_its_number() -> None:
    notes, number = ["编印教育快报、省情参阅刊物"], ["刊物", 2, "种", "overview.active"]
    assert "编印教育快报、省情参阅刊物2种" in text("overview.active", notes, [number])


def test_a_word_put_for_another_stays_when_the_text_is_made_anew() -> None:
    _, changed, points = conversation("overview.supervision", "把工作人员改成经办人员", "分条")
    assert "经办人员" in changed
    assert "经办人员" in points
    assert "410人次" in points


@pytest.mark.parametrize(
    ("note", "number", "said"),
    [
        ("开设“每日一学”“法治故事会”专栏", ("公开专栏", 2, "个"), "开设“每日一学”“法治故事会”专栏2个"),
        ("开设“住有所居”专栏", ("公开专栏", 2, "个"), "开设“住有所居”等专栏2个"),
        ("设有抖音号“青湖司法”", ("抖音号发布", 193, "条"), "抖音号“青湖司法”[^，。]*193条"),
        ("开通订阅号“青湖之光”", ("订阅号发布", 1111, "篇"), "订阅号“青湖之光”[^，。]*1111篇"),
    ],
)
def test_the_name_of_a_thing_stands_with_its_number(note: str, number: tuple[str, int, str], said: str) -> None:
    written = text("overview.platform", [note], [[*number, "overview.platform"]])
    assert re.search(said, written), written
    assert written.count("“") == note.count("“")


def test_a_purpose_does_not_say_again_what_was_done() -> None:
    for organ in ORGANS:
        this = report({"organ": organ, "notes": {"overview.on_request": ["答复前和申请人电话沟通，了解申请需求"]}})
        assert propose(Request("overview.on_request", this, derive(this)), "facts")[0].text.count("需求") == 1


def test_at_most_half_of_the_sections_are_introduced_and_none_short_in_facts() -> None:
    def introduced(this: Report, section: str) -> bool:
        said = propose(Request(section, this, derive(this)), "facts")[0].text
        return any(
            one.replace("{self}", "").removeprefix("{lead}").split("，")[0] in said for one in framings(section, 0)
        )

    for this in (report(case) for case in CLERKS):
        assert sum(introduced(this, section) for section in ASPECTS) <= -(-len(ASPECTS) // 2)
    assert not introduced(report({"organ": ORGAN, "notes": {"overview.management": ["修订公开制度"]}}), ASPECTS[2])


def test_what_is_still_wanted_is_a_problem_or_a_plan() -> None:
    assert "队伍建设有待加强" in text("problems", ["队伍要加强"])
    assert re.search("将[^。]*加强队伍建设", text("improvements", ["队伍要加强"]))


@pytest.mark.parametrize("note", ["解读没新意", "栏目没特色"])
def test_what_is_not_there_is_not_said_as_not_done(note: str) -> None:
    assert "没有" in text("problems", [note])


def test_numbers_of_one_topic_and_verb_stand_in_a_row() -> None:
    numbers = [["网上申请", 15, "件", "overview.on_request"], ["信函申请", 4, "件", "overview.on_request"]]
    assert re.search(r"15件[、，][^。]*4件", text("overview.on_request", [], numbers))


def test_a_doubt_about_the_words_is_shown_beside_the_sentence() -> None:
    [proposal] = propose(request("overview.active", ["与群众唠政策"]), "facts")
    assert any("可能仍是口语" in item.remark for item in proposal.sentences), proposal


def test_three_plans_are_numbered() -> None:
    said = text("improvements", ["明年打算做图解", "下一步加强业务培训", "今后每月检查栏目"])
    assert re.search("将.+以下工作：一是.+[；。]二是.+[；。]三是", said), said


def test_words_that_cannot_be_printed_leave_the_topic_and_a_question() -> None:
    [proposal] = propose(request("overview.platform", ["公众号推文排版弄得好看些"]), "facts")
    assert "微信公众号" in proposal.text
    assert any("请核对" in question for question in proposal.questions)
    assert any("公众号推文排版弄得好看些" in item.remark for item in proposal.sentences)
    # what is dropped, or said of somebody else, is no work done
    assert "抖音" not in text("overview.platform", ["抖音那边不怎么弄了"])


def test_the_year_is_told_in_one_breath() -> None:
    this = report(CLERKS[0])
    [proposal] = propose(Request("overview", this, derive(this)), "facts")
    first, second = sentences(proposal.text)
    assert "三审三校" in first
    assert not re.search(r"\d", first.removeprefix("2025年"))
    assert "16件" in second


@pytest.mark.parametrize("message", ["起草全文", "写监督保障这一节"])
def test_what_is_of_another_place_is_not_answered_with_a_draft(message: str) -> None:
    reply = answer(message, request("overview.platform", ["开设“每日一学”专栏"]))
    assert not reply.proposals
    assert "政府信息公开平台建设" in reply.text


# ---- what holds whatever is noted ----


def clerks(aside: bool) -> Iterator[tuple[Report, str]]:  # noqa: FBT001 - a filter of the cases
    for case in CLERKS:
        if bool(case.get("aside")) == aside:
            for section in NARRATIVE:
                yield report(case), section


def holds(this: Report, section: str, proposal: Proposal, request: Request) -> None:
    """All promises at once, each with the text that breaks it."""
    notes = "".join([*(note.text for note in this.notes), *(one.name for one in this.indicators)])
    told = [fact for item in proposal.sentences for fact in PLACEHOLDER.findall(item.template)]
    own = [name for name, _ in told if name.startswith(("indicator.", "note."))]
    assert len(own) == len(set(own)), proposal.text
    lost = [fact.id for fact in request.facts.of_section(section) if fact.id.startswith("indicator.")]
    lost = [name for name in lost if name not in own and "信息处理费" not in name and request.facts.value(name)]
    assert section in {"problems", "improvements"} or not lost, (lost, proposal.text)
    for item in proposal.sentences:
        loose = re.findall(r"\d+", PLACEHOLDER.sub("", item.template))
        assert all(digits in notes for digits in loose), item.text
    opened = [MARK.sub("", one.strip())[:2] for one in sentences(proposal.text) if not one.startswith("其中")]
    assert len(opened) == len(set(opened)), proposal.text
    said = re.sub(r"“[^”]*”|《[^》]*》", "", proposal.text)
    assert not lexicon().marker.search(said), (lexicon().marker.search(said), proposal.text)
    assert not re.search(r"[，；：。][，；：。]|^[，；：。]", proposal.text), proposal.text
    if section != "improvements":
        assert not re.search(r"下一步|明年|打算", said), proposal.text
    unspoken = {at for at, note in enumerate(this.notes) if note.aspect == section}
    unspoken -= {at for item in proposal.sentences for at in item.notes}
    if unspoken:
        assert proposal.questions or proposal.remark, [this.notes[at].text for at in unspoken]


@pytest.mark.parametrize("variant", range(3))
def test_promises_hold_for_every_clerk(variant: int) -> None:
    for this, section in itertools.chain(clerks(aside=False), clerks(aside=True)):
        asked_for = Request(section, this, derive(this), variant=variant)
        [proposal] = propose(asked_for, "facts")
        holds(this, section, proposal, asked_for)


POOL = {section: sorted({text for case in CLERKS for text in case["notes"].get(section, [])}) for section in NARRATIVE}
NUMBERS = sorted({tuple(one) for case in CLERKS for one in case["indicators"]}, key=str)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.data())
def test_promises_hold_for_any_notes_and_numbers(data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(NARRATIVE))
    pool = POOL[section] or ["公开了部门预算"]
    notes = data.draw(st.lists(st.sampled_from(pool), max_size=7, unique=True))
    mine = [one for one in NUMBERS if one[3] == section] or NUMBERS[:1]
    indicators = data.draw(st.lists(st.sampled_from(mine), max_size=6, unique_by=lambda one: one[0]))
    organ = data.draw(st.sampled_from(ORGANS))
    this = report({"organ": organ, "notes": {section: notes}, "indicators": indicators})
    manner = Manner(
        level=data.draw(st.integers(1, 3)),
        shape=data.draw(st.sampled_from(["", "paragraph", "list"])),
        variant=data.draw(st.integers(0, 5)),
    )
    asked_for = Request(section, this, derive(this), manner=manner)
    [proposal] = propose(asked_for, "facts")
    holds(this, section, proposal, asked_for)


def alike(case: dict[str, Any], one: str, other: str) -> float:
    """How much of two organs' part one is the same letters in the same order, digits apart."""
    drafts = []
    for organ in (one, other):
        this = report({**case, "organ": organ})
        facts = derive(this)
        drafts.append("".join(propose(Request(at, this, facts), "facts")[0].text for at in ASPECTS))
    return in_order(*(re.sub(r"\d+", "×", draft) for draft in drafts))


def confirmed(turn: int) -> dict[str, Any]:
    """Facts that were only confirmed: six topics of each aspect answered yes, three numbers."""
    topics = list(catalogue().values())
    notes: dict[str, list[str]] = {}
    indicators: list[Any] = []
    for section in ASPECTS:
        able = [topic.note for topic in topics if topic.section == section and topic.note and topic.plain]
        notes[section] = [able[(turn * 7 + at * 5) % len(able)] for at in range(min(6, len(able)))]
        counted = [one for topic in topics if topic.section == section for one in topic.counted if one.say]
        chosen = [counted[(turn * 3 + at * 2) % len(counted)] for at in range(min(3, len(counted)))]
        indicators += [(one.name, 7 + turn, one.units[0], section) for one in chosen]
    return {"notes": notes, "indicators": indicators, "figures": CLERKS[0]["figures"]}


def test_two_organs_with_the_same_facts_do_not_read_alike() -> None:
    """Of what was only confirmed the wording is the program's; of what a clerk typed his own words stay."""
    pairs = list(itertools.combinations(ORGANS[:4], 2))
    free = [alike(confirmed(turn), *pair) for turn in range(8) for pair in pairs]
    assert sum(free) / len(free) < 0.6
    assert max(free) < 0.75
    typed = [alike(case, *pair) for case in CLERKS[:3] for pair in pairs]
    assert sum(typed) / len(typed) < 0.77  # no sentence is added that says nothing only so that they differ


# ---- a whole report ----


@pytest.mark.parametrize("case", CLERKS, ids=ORGANS)
def test_no_section_is_in_the_words_of_another(case: dict[str, Any]) -> None:
    this = report(case)
    facts = derive(this)
    done: list[str] = []
    proposals = draft_all(
        lambda section: Request(section, this, facts),
        load().narrative,
        on_progress=lambda section, _: done.append(section),
    )
    assert done == list(load().narrative)
    said = [item.text.strip() for one in proposals for item in one.sentences if len(item.text) > 12]
    assert len(said) == len(set(said))


def test_written_sections_are_left_alone() -> None:
    this = replace(report(CLERKS[0]), sections={"overview.active": "已经写好。"})
    facts = derive(this)
    proposals = draft_all(lambda section: Request(section, this, facts), load().narrative)
    assert "overview.active" not in {one.section for one in proposals}


def test_a_whole_report_is_drafted_to_a_file(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from assistant.cli.drafting import draft
    from assistant.report import to_json

    source, out = tmp_path / "in.json", tmp_path / "out.json"
    this = replace(report(CLERKS[0]), sections={"problems": "已经写好。"})
    source.write_text(json.dumps(to_json(this), ensure_ascii=False), "utf-8")
    done = CliRunner().invoke(draft, [str(source), "--all", "-o", str(out)], standalone_mode=False)
    assert done.exception is None, done.output
    written = json.loads(out.read_text("utf-8"))["sections"]
    assert written["problems"] == "已经写好。"
    assert "新闻发布会12场" in written["overview.active"]
    assert "存在的主要问题已有文字" in done.stderr


# ---- the manner ----


def test_a_manner_is_kept_as_a_word() -> None:
    manner = Manner(1, "list", 300, 2, formal=True).swapped("一图 读懂", "图解，>新").swapped("甲", "乙")
    assert manner.changes == (("一图 读懂", "图解，>新"), ("甲", "乙"))
    assert read(manner.code) == manner
    assert read("") == Manner()
    with pytest.raises(UsageError):
        read("mood=好")


@pytest.mark.parametrize(
    ("words", "manner"),
    [
        ("更简短", Manner(level=1)),
        ("具体一点", Manner(level=3)),
        ("合并成一段", Manner(shape="paragraph")),
        ("分条写", Manner(shape="list")),
        ("语气正式一点", Manner(formal=True)),
        ("不超过300字", Manner(limit=300)),
        ("精简到二百字", Manner(level=1, limit=200)),
        ("写得再正式些，150个字以内", Manner(formal=True, limit=150)),
    ],
)
def test_a_manner_is_asked_for_in_words(words: str, manner: Manner) -> None:
    assert asked(words) == manner


def conversation(section: str, *messages: str) -> list[str]:
    """The texts a conversation comes to, the first draft and one for each message."""
    this = report(CLERKS[0])
    asked_for = Request(section, this, derive(this))
    proposal = propose(asked_for, "facts")[0]
    texts = [proposal.text]
    for message in messages:
        reply = answer(message, asked_for, previous=proposal)
        proposal = reply.proposals[0] if reply.proposals else proposal
        texts.append(proposal.text)
    return texts


def test_points_and_a_paragraph_hold_the_same_facts() -> None:
    first, points, paragraph = conversation("overview.management", "分条", "合并成一段")
    assert "一是" in points
    assert "二是" in points
    assert "一是" not in paragraph
    assert len(points) > 0.6 * len(first)


@pytest.mark.parametrize("limit", [60, 120, 200])
def test_a_limit_is_kept_or_the_reason_is_told(limit: int) -> None:
    for this, section in clerks(aside=False):
        asked_for = Request(section, this, derive(this), manner=Manner(limit=limit))
        [proposal] = propose(asked_for, "facts")
        assert len(proposal.text) <= limit or f"不能在{limit}字以内" in proposal.remark


def test_what_a_short_text_leaves_out_is_named() -> None:
    this = report(CLERKS[0])
    [proposal] = propose(Request("overview.active", this, derive(this), manner=Manner(limit=80)), "facts")
    assert "没有写入" in proposal.remark


def test_shorter_and_shorter_then_fuller_again() -> None:
    first, short, shorter, fuller = conversation("overview.supervision", "更简短", "再简短一点", "具体一点")
    assert len(first) > len(short) >= len(shorter)
    assert len(fuller) > len(shorter)


def test_what_was_taken_out_stays_out() -> None:
    first, without, points = conversation("overview.active", "删去高教科研信息", "分条")
    assert "高教科研信息" in first
    assert "高教科研信息" not in without
    assert "高教科研信息" not in points


def test_another_wording_holds_the_same_numbers() -> None:
    first, other = conversation("overview.active", "换一种")
    assert first != other
    numbers = {"12场", "15条", "46条", "63件", "2件", "19件"}
    assert all(number in first and number in other for number in numbers)


# ---- the words it is made of ----


@pytest.mark.parametrize("mark", ["明年", "下一步", "今后"])
def test_a_plan_answers_no_promise_of_last_year(mark: str) -> None:
    last = replace(report({"organ": ORGAN}, year=2024), sections={"improvements": "下一步，我局将不断完善规章制度。"})
    this = report({"organ": ORGAN, "notes": {"improvements": [f"{mark}规章制度再完善"]}})
    said = propose(Request("improvements", this, derive(this, last), last=last), "facts")[0].text
    assert "上年提出" not in said
    assert re.search("将[^。]*完善", said)


def test_framings_are_many_and_all_different() -> None:
    for section in ASPECTS:
        every = list(framings(section, 0))
        assert len(every) == len(set(every)) >= 12


def test_a_ground_stands_before_a_deed_and_is_no_sentence_of_its_own() -> None:
    for this in (report(case) for case in CLERKS):
        for section in ASPECTS:
            said = propose(Request(section, this, derive(this)), "facts")[0].text
            assert not re.search(
                "(?:推进|落实|抓好|履行|开展)[^，。]{0,12}(?:工作|职责|要求|措施)。", said.split("。")[0] + "。"
            ), said


@pytest.mark.parametrize(
    ("line", "said"),
    [("成效显著地推进工作", "成效"), ("推进工作。", "标点"), ("推进{who}工作", "空位")],
)
def test_a_slip_in_the_framing_is_named_by_its_line(line: str, said: str) -> None:
    file = Path(__file__).parent.parent / "assistant" / "draft" / "composing" / "framing.yaml"
    broken = file.read_text("utf-8").replace("    - 对照法定主动公开事项\n", f"    - {line}\n")
    with pytest.raises(DesignProblem, match=said):
        parse(broken, "framing.yaml", FramingFile)


def test_a_number_of_nothing_is_asked_about_and_not_printed() -> None:
    numbers = [("行政许可公示", 0, "条", "overview.active"), ("局门户网站主动公开", 1421, "条", "overview.active")]
    [proposal] = propose(request("overview.active", [], numbers), "facts")
    assert "0条" not in proposal.text
    assert "通过局门户网站主动公开信息1421条" in proposal.text
    assert any("“行政许可公示”今年是0条，没有写入" in question for question in proposal.questions)
    [fee] = propose(request("other", [], [("信息处理费", 0, "元", "other")]), "facts")
    assert "未收取" in fee.text
    assert not any("没有写入" in question for question in fee.questions)
