"""The three ways without a model: cases a clerk can read, and what must hold whatever the figures are."""

import itertools
import json
import re
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml
from draft_material import BUREAU, LAST, ORGAN, figures, passage, request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.draft import WAYS, Proposal, Request, propose
from assistant.draft.proposal.proposal import sentence
from assistant.draft.thresholds import LONGEST_RUN
from assistant.draft.ways.borrowing.saying import with_verbs
from assistant.draft.ways.borrowing.turns import learn
from assistant.errors import UsageError
from assistant.evidence import split
from assistant.facts import PLACEHOLDER, derive, render
from assistant.figures import Figures, Indicator, Note
from assistant.form import load
from assistant.prose import sentences
from assistant.prose.likeness import longest_shared
from assistant.report import Report, from_json
from assistant.settings import shipped
from assistant.sources.origin import origins
from assistant.sources.slots import counted

CASES = Path(__file__).parent / "cases"
OFFLINE = [way for way in WAYS if way != "llm"]
VARIANTS = range(6)


def cases(name: str) -> Any:
    found = yaml.safe_load((CASES / name).read_text("utf-8"))
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def cells(given: dict[str, object]) -> Figures:
    return figures(**{code.replace(".", "__"): value for code, value in given.items()})


def report(case: dict[str, Any], year: int = 2024) -> Report:
    return Report(
        organ=case.get("organ", ORGAN),
        year=year,
        figures=Figures() if case.get("blank") else cells(case["figures"]),
        indicators=tuple(
            Indicator(n, Decimal(v), u, a, Decimal(last[0]) if last else None)
            for n, v, u, a, *last in case.get("indicators", [])
        ),
        notes=tuple(Note(case["section"], text) for text in case.get("notes", [])),
    )


def holds(text: str, case: dict[str, Any]) -> None:
    assert [words for words in case.get("has", []) if words not in text] == [], text
    assert [words for words in case.get("not", []) if words in text] == [], text
    assert not case.get("any") or any(words in text for words in case["any"]), text
    if "text" in case:
        assert text == case["text"]


@cases("draft_facts.yaml")
def test_written_from_facts(case: dict[str, Any]) -> None:
    last = Report(ORGAN, 2023, figures=cells(case["last"])) if "last" in case else None
    for variant in VARIANTS:
        said = {"variant": variant, "instruction": case.get("instruction", "")}
        [proposal] = propose(request(case["section"], report(case), last, **said), "facts")
        holds(proposal.text, case)
        asked = "\n".join(proposal.questions)
        assert [words for words in case.get("asks", []) if words not in asked] == []
        assert set(case.get("facts", [])) <= set(proposal.facts)


@cases("draft_last_year.yaml")
def test_carried_over_from_last_year(case: dict[str, Any]) -> None:
    last = Report(ORGAN, 2023, figures=cells(case["last"]), sections={case["section"]: case["old"]})
    for variant in VARIANTS:
        [proposal] = propose(request(case["section"], report(case), last, variant=variant), "last-year")
        holds(proposal.text, case)
        if "new" in case:
            first = proposal.text.split("\n")[0] if case["section"] == "other" else proposal.text
            assert first.startswith(case["new"])
        if "remark" in case:
            assert any(case["remark"] in item.remark for item in proposal.sentences)


def test_one_off_events_are_flagged() -> None:
    old = "我局获评全市先进单位。召开政务公开工作推进会。印发《青湖区司法局公开办法》。"
    last = Report(ORGAN, 2023, sections={"overview.supervision": old})
    [proposal] = propose(request("overview.supervision", last=last), "last-year")
    flagged = [item for item in proposal.sentences if re.search("核对", item.remark)]
    assert len(flagged) == 3
    assert all("【待核实：今年是否仍然如此】" in item.text for item in flagged)


def test_problems_and_improvements_come_in_pairs_and_promises_are_answered_first() -> None:
    [problems] = propose(request("problems"), "facts")
    [improvements] = propose(request("improvements"), "facts")
    assert problems.text.count("是") >= 2
    assert improvements.sentences[0].text.find("加强政策解读") > 0
    assert "本年" in improvements.sentences[0].text
    assert any("加大培训力度" in question for question in improvements.questions)
    assert "建立栏目更新月度检查制度" in improvements.text


def test_a_promise_is_not_answered_by_another_deed() -> None:
    notes = (Note("overview.management", "实行公开属性源头认定"), Note("improvements", "汛期预警信息及时发布"))
    last = Report(ORGAN, 2023, sections={"improvements": "一是开展公开属性认定培训；二是完善预警机制。"})
    [proposal] = propose(request("improvements", Report(ORGAN, 2024, notes=notes), last), "facts")
    assert "源头认定" not in proposal.text
    assert any("认定培训" in question for question in proposal.questions)


def test_a_problem_without_a_measure_is_asked_about() -> None:
    notes = (Note("problems", "解读形式单一"), Note("problems", "业务力量薄弱"), Note("improvements", "多用图解"))
    [proposal] = propose(request("improvements", Report(ORGAN, 2024, notes=notes), None), "facts")
    assert any("业务力量薄弱" in question for question in proposal.questions)


BORROWED = (
    "一是严格落实公开审查制度，全年审查拟公开文件46件，切实保障公开内容准确规范、合法合规、及时有效。"
    "二是东坪区财政局加强政务新媒体管理，通过微博发布信息2300条，阅读量达56.7万次。"
    "三是2023年5月6日召开会议，印发《东坪区财政局信息公开办法》。四是围绕预算绩效公开财政资金信息。"
)


@pytest.mark.parametrize("section", ["overview.platform", "overview.management", "overview.supervision"])
def test_borrowed_wording_speaks_of_this_organ_alone(section: str) -> None:
    shown = passage("p1", BORROWED, section=section)
    for variant in VARIANTS:
        [proposal] = propose(request(section, passages=(shown,), variant=variant), "model-passage")
        for foreign in ("东坪", "财政", "46", "2300", "56.7", "5月6日", "×"):
            assert foreign not in proposal.text
        assert longest_shared(proposal.text, [shown.text, shown.masked]) <= LONGEST_RUN
        assert {"p1"} >= set(proposal.passages)


@cases("draft_borrowed.yaml")
def test_borrowed_for_this_organ(case: dict[str, Any]) -> None:
    organ = case.get("own", ORGAN)
    own = replace(report({"figures": {}, **case}), organ=organ)
    elsewhere = [Note("overview.supervision", text) for text in case.get("elsewhere", [])]
    own = replace(own, notes=(*own.notes, *elsewhere))
    shown = passage("p1", case["theirs"], section=case["section"])
    for variant in VARIANTS:
        [proposal] = propose(request(case["section"], own, None, passages=(shown,), variant=variant), "model-passage")
        holds(proposal.text, case)
        topics = [question for question in proposal.questions if question.startswith("同类机关")]
        assert len(topics) <= 3
        assert [words for words in case.get("asks", []) if not any(words in one for one in topics)] == []
        assert [words for words in case.get("asks_not", []) if any(words in one for one in topics)] == []
        assert case.get("remark", "") in proposal.remark
        if case.get("learnt"):
            assert proposal.passages == ("p1",)


def test_borrowing_says_every_fact_that_plain_writing_says_and_no_other() -> None:
    for section in load().narrative:
        shown = (passage("p1", BORROWED, section=section),)
        [plain] = propose(request(section, passages=shown), "facts")
        [borrowed] = propose(request(section, passages=shown), "model-passage")
        assert sorted(borrowed.facts) == sorted(plain.facts)
        assert len(borrowed.text) <= len(plain.text) + LONGEST_RUN + 8


def test_a_verb_is_borrowed_only_for_the_same_object() -> None:
    asked = request("overview.platform")
    ours = sentence("全年开展普法直播{{indicator.普法直播}}场。", asked.facts)
    for theirs, said in (("全年举办法治直播30场。", "举办普法直播4场"), ("举办财政开放日30场。", "开展普法直播4场")):
        learnt = learn([passage("p1", theirs, section="overview.platform")], "overview.platform")
        assert said in with_verbs(ours, learnt.verbs, asked).text


def test_what_was_asked_and_answered_is_not_asked_again() -> None:
    shown = (passage("p1", "严格落实三审三校制度。", section="overview.management"),)
    own = replace(BUREAU, notes=(), indicators=(), sections={})
    [proposal] = propose(request("overview.management", own, None, passages=shown), "model-passage")
    [asked] = [one for one in proposal.questions if one.startswith("同类机关")]
    topic = re.sub("同类机关多写到|，本机关今年有没有？", "", asked)
    answered = replace(own, answers={f"last-year:{topic}": "今年没有"})
    [proposal] = propose(request("overview.management", answered, None, passages=shown), "model-passage")
    assert not any(topic in question for question in proposal.questions)


def test_locked_sentences_stay_word_for_word_at_their_place() -> None:
    locked = "我局始终把公开作为常态。"
    current = f"{locked}2024年有其他工作。"
    for way in OFFLINE:
        for section in load().narrative:
            [proposal] = propose(request(section, current=current, locked=(locked,)), way)
            assert proposal.text.startswith(locked), (way, section)
            assert proposal.text.count(locked) == 1


def test_unknown_ways_and_sections_are_told() -> None:
    with pytest.raises(UsageError, match="据实成文"):
        propose(request("overview"), "poem")
    with pytest.raises(UsageError, match="没有"):
        propose(request("T3"), "facts")


# ---- what must hold whatever the figures are ----

_PERIOD = re.compile(r"1月1日|12月31日")
_LAW = re.compile(re.escape(load().source) + r"|国务院令第711号|[（(]\d[)）]|国办函〔2020〕109号|\d{4}-\d{7}")


def free_digits(proposal: Proposal, asked: Request) -> list[str]:
    """Digits no placeholder stands for, less the period, the notice's 文号, contacts and the clerk's own dates."""
    own = [note.text for note in asked.report.notes] + list(asked.locked)
    left = []
    for item in proposal.sentences:
        assert render(item.template, asked.facts).text == item.text
        if "联系方式" in item.remark:
            continue
        bare = _LAW.sub("", _PERIOD.sub("", PLACEHOLDER.sub("", item.template)))
        for token in re.findall(r"[^\s，。；、：]*\d[^\s，。；、：]*", bare):
            if not any(token.strip("一二三四五六七八九十是") in text for text in own):
                left.append(token)
    return left


def sound(proposal: Proposal, asked: Request) -> None:
    assert proposal.text or proposal.questions or "请" in proposal.remark, (proposal.way, proposal.section)
    assert "".join(item.text for item in proposal.sentences).strip() == proposal.text
    assert free_digits(proposal, asked) == []
    assert not re.search(r"\{\{|\}\}|\{[a-z]|×|None", proposal.text)
    assert not re.search(r"【(?!待填：|待核实：)", proposal.text)
    assert not re.search(r"，，|。。|，。|：。|（）|；。", proposal.text), proposal.text
    printed = [p.text for p in asked.passages if p.organ != asked.report.organ]
    borrowed = [item.text for item in proposal.sentences if item.passages]
    assert all(longest_shared(text, printed) <= LONGEST_RUN for text in borrowed)
    openings = [text.strip()[:4] for text in sentences(proposal.text)] if proposal.way == "facts" else []
    assert all(one != two for one, two in itertools.pairwise(openings)), proposal.text


@pytest.mark.parametrize("way", OFFLINE)
@pytest.mark.parametrize("section", load().narrative)
def test_the_bureaus_proposals_are_sound(way: str, section: str) -> None:
    shown = (passage("p1", BORROWED, section=section),)
    for variant in VARIANTS:
        for instruction in ("", "更简短", "更具体"):
            asked = request(section, passages=shown, variant=variant, instruction=instruction)
            for proposal in propose(asked, way):
                sound(proposal, asked)


@st.composite
def any_figures(draw: st.DrawFn) -> Figures:
    """Balanced figures of all sizes, zeros far oftener than in print."""
    counts = st.sampled_from([0, 0, 0, 1, 1, 2, 7, 43])
    form = load()
    values: dict[str, object] = {}
    for column in form.tables["T3"].columns:
        if column == "total":
            continue
        results = [row.id for row in form.tables["T3"].rows.values() if row.group and row.id != "total_handled"]
        chosen = draw(st.lists(st.sampled_from(results), max_size=3, unique=True)) if draw(st.booleans()) else []
        handled = 0
        for row in chosen:
            count = draw(counts)
            values[f"T3__{row}__{column}"] = count
            handled += count
        out = draw(st.sampled_from([0, 0, 1]))
        carried = draw(st.integers(0, min(2, handled + out)))
        values |= {
            f"T3__carried_out__{column}": out,
            f"T3__carried_in__{column}": carried,
            f"T3__received__{column}": handled + out - carried,
        }
    for block in ("review", "direct", "after_review"):
        for outcome in ("upheld", "corrected", "other", "pending"):
            values[f"T4__{block}__{outcome}"] = draw(st.sampled_from([0, 0, 0, 1, 3]))
    for cell in (
        "T2__normative__issued",
        "T2__normative__repealed",
        "T2__normative__in_force",
        "T2__licensing__decisions",
    ):
        values[cell] = draw(counts)
    for cell in ("T2__penalty__decisions", "T2__coercion__decisions", "T2__regulations__issued"):
        values[cell] = draw(counts)
    values["T2__fees__amount"] = draw(st.sampled_from(["0", "12.5", "59237.2449"]))
    return figures(**values)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_figures(), any_figures(), st.integers(0, 7))
def test_any_figures_give_sound_proposals_that_the_tables_do_not_deny(
    now: Figures, before: Figures, variant: int
) -> None:
    this_year = Report(ORGAN, 2024, figures=now, indicators=BUREAU.indicators, notes=BUREAU.notes)
    last = Report(ORGAN, 2023, figures=before, sections=LAST.sections)
    facts = derive(this_year, last)
    for section in ("overview", "overview.active", "overview.on_request", "other"):
        for way in OFFLINE:
            asked = Request(
                section, this_year, facts, last, variant=variant, instruction="更具体" if variant % 2 else ""
            )
            [proposal] = propose(asked, way)
            sound(proposal, asked)
            if section == "overview.on_request":
                received, out = facts["T3.received.total"].value, facts["T3.carried_out.total"].value
                assert not (
                    received
                    and re.search(r"(?:局|年，|，)(?:未|没有)收到(?!新)", proposal.text.replace("上年未收到", ""))
                )
                assert not (out and re.search("均已办结|全部办", proposal.text))


def test_a_denial_stands_only_on_cells_that_are_filled() -> None:
    """Blank is not 0: 未收到 and 未发生 of last year are asked about until table three and four say so."""
    sections = {"overview.on_request": "2023年，我局未收到政府信息公开申请。未发生行政复议和行政诉讼。"}
    last = replace(LAST, sections={**LAST.sections, **sections})
    blank = replace(BUREAU, figures=Figures())
    [asked] = propose(request("overview.on_request", blank, last), "last-year")
    assert asked.text.count("【待核实：") == 2
    [settled] = propose(request("overview.on_request", replace(BUREAU, figures=figures()), last), "last-year")
    assert "【" not in settled.text


@settings(max_examples=15, deadline=None)
@given(any_figures())
def test_figures_of_last_year_never_show(before: Figures) -> None:
    last = Report(ORGAN, 2023, figures=before, sections=LAST.sections)
    blank = Report(ORGAN, 2024)
    for section in load().narrative:
        asked = request(section, blank, last)
        [proposal] = propose(asked, "last-year")
        text = re.sub(r"20\d\d年|1月1日|12月31日|0951-1234567|〔2021〕30号", "", proposal.text)
        assert not re.search(r"\d", text), text


def test_two_years_running_and_two_organs_do_not_read_alike() -> None:
    for section in ("overview.active", "overview.on_request"):
        texts = set()
        for year, organ in ((2023, ORGAN), (2024, ORGAN), (2024, "白河市东坪区财政局")):
            [proposal] = propose(request(section, Report(organ, year, figures=BUREAU.figures), None), "facts")
            texts.add(re.sub(r"\d+", "×", proposal.text))
        assert len(texts) == 3


def shipped_reports() -> list[Report]:
    files = sorted(shipped("corpus").glob("*/*.json"))
    return [from_json(json.loads(file.read_text("utf-8"))) for file in files]


def test_every_shipped_report_gives_sound_proposals_every_way_unlike_its_last_year() -> None:
    reports = shipped_reports()
    passages = [item for at, one in enumerate(reports) for item in split(one, archive_id=str(at), source=str(at))]
    for this_year in reports:
        last = next(
            (one for one in reports if one.organ == this_year.organ and one.year == (this_year.year or 0) - 1), None
        )
        facts = derive(this_year, last)
        for section in load().narrative:
            shown = tuple(item for item in passages if item.section == section and item.organ != this_year.organ)[:8]
            asked = Request(section, this_year, facts, last, shown)
            for way in OFFLINE:
                [proposal] = propose(asked, way)
                sound(proposal, asked)
                before = re.sub(r"\d+", "×", last.section(section)) if last else ""
                if way == "facts" and before and section != "preamble":
                    now = re.sub(r"\d+", "×", proposal.text)
                    assert SequenceMatcher(None, now, before, autojunk=False).ratio() < 0.6, (this_year.organ, section)


def test_every_sample_gives_sound_proposals_every_way(samples: Path) -> None:
    from assistant.past import read

    reports = {file.stem: read(file) for file in sorted(samples.glob("*")) if file.suffix in {".txt", ".pdf"}}
    passages = [item for name, one in reports.items() for item in split(one, archive_id=name, source=name)]
    lasts = {"hebei_jyt_2022": "hebei_jyt_2021", "hebei_jyt_2023": "hebei_jyt_2022"}
    for name, this_year in reports.items():
        last = reports.get(lasts.get(name, ""))
        facts = derive(this_year, last)
        for section in load().narrative:
            shown = tuple(item for item in passages if item.section == section and item.organ != this_year.organ)
            asked = Request(section, this_year, facts, last, shown)
            for way in OFFLINE:
                for proposal in propose(asked, way):
                    sound(proposal, asked) if way != "last-year" else None
                    assert proposal.text or proposal.questions or "请" in proposal.remark


def test_what_is_counted_is_no_lone_verb() -> None:
    text = "健康讲座进社区，办了5场。"
    assert counted(text, text.index("5"), text.index("5") + 1, "场") == "此处数量"


def test_two_results_told_together_are_their_sum() -> None:
    text = "予以公开17件、部分公开2件，合计19件，占办结总数的50%。"
    told = figures(
        T3__received__natural_person=38,
        T3__granted__natural_person=17,
        T3__partly_granted__natural_person=2,
        T3__refused_state_secret__natural_person=19,
    )
    facts = derive(Report("清川市文化局", 2024, figures=told))
    bound = [one.fact for one in origins(text, "overview.on_request", facts, year=2024)]
    assert bound[2:] == ["sum.opened", "share.opened"]
