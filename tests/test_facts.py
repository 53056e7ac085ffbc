"""Facts: what prose may state, derived once, and digits written in one place."""

from dataclasses import replace
from decimal import Decimal

import pytest
from draft_material import BUREAU, LAST, ORGAN, request

from assistant.draft import Request
from assistant.draft.book.state import State
from assistant.errors import UsageError
from assistant.facts import Fact, derive, name_of, note_templates, percent, render
from assistant.figures import Figures, Indicator, Note
from assistant.report import Report

FACTS = derive(BUREAU, LAST)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("T3.received.total", "34"),
        ("sum.to_handle", "36"),
        ("sum.organizations", "4"),
        ("share.T3.received.natural_person", "88.24"),
        ("change.T3.received.total", "29"),
        ("rate.T3.received.total", "580"),
        ("rate.T2.licensing.decisions", "25"),
        ("indicator.微博发布", "104"),
        ("last.indicator.微博发布", "90"),
        ("change.indicator.微博发布", "14"),
        ("rate.indicator.微博发布", "15.56"),
        ("note.overview.active.1", "12"),
        ("note.overview.active.2", "86"),
        ("year", "2024"),
    ],
)
def test_values(fact: str, value: str) -> None:
    assert FACTS[fact].text() == value


def test_a_base_of_zero_has_a_change_and_no_rate() -> None:
    assert "change.T2.fees.amount" in FACTS
    assert "rate.T2.fees.amount" not in FACTS


def test_what_is_not_known_is_no_fact() -> None:
    facts = derive(Report(ORGAN, 2024, figures=Figures({"T3.received.natural_person": Decimal(3)})))
    assert "T3.received.natural_person" in facts
    assert "T3.received.total" not in facts
    assert "sum.organizations" not in facts


def test_derived_facts_say_how() -> None:
    assert "÷" in FACTS["share.T3.received.natural_person"].formula
    assert FACTS["sum.to_handle"].cells == ("T3.received.total", "T3.carried_in.total")


@pytest.mark.parametrize(
    ("style", "text"),
    [("", "957541"), ("万", "95.75万"), ("亿", "0.01亿")],
)
def test_styles(style: str, text: str) -> None:
    assert FACTS["indicator.阅读量"].text(style) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [("12345", "12345"), ("28000", "2.8万"), ("2800000", "280万"), ("1230000000", "12.3亿"), ("9900", "9900")],
)
def test_round_figures_of_the_organ_are_written_in_wan(value: str, written: str) -> None:
    assert Fact("indicator.阅读量", "阅读量", Decimal(value)).text() == written
    assert Fact("T2.penalty.decisions", "行政处罚", Decimal(value)).text() == value  # as its table prints it


def test_other_styles_are_refused() -> None:
    with pytest.raises(UsageError):
        Fact("x", "x", Decimal(1)).text("千")


def test_render_places_digits_and_names_what_is_missing() -> None:
    rendered = render("新收{{T3.received.total}}件，占{{ nothing.此数 }}%。", FACTS)
    assert rendered.text == "新收34件，占【待填：此数】%。"
    assert rendered.missing == ("nothing.此数",)
    assert [(rendered.text[start:end], fact) for start, end, fact in rendered.spans] == [("34", "T3.received.total")]


@pytest.mark.parametrize("fact", ["year", "rate.T3.received.total", "x.y", "indicator.微博", "last.T3.granted.total"])
def test_names_are_chinese(fact: str) -> None:
    assert not any(char.isascii() and char.isalpha() for char in name_of(fact, FACTS.form).replace("T3", ""))


def test_figures_of_notes_become_placeholders_and_dates_do_not() -> None:
    assert note_templates(BUREAU, "overview.active") == [
        "公开2024年部门预算和2023年部门决算",
        "编制政策图解{{note.overview.active.1}}期，回应群众留言{{note.overview.active.2}}件",
    ]


@pytest.mark.parametrize(
    "text", ["编制图解12期", "阅读量1.2万次", "收费3.50元", "共1,234条", "培训三十五场", "3月5日印发〔2024〕8号文"]
)
def test_notes_render_exactly_as_typed(text: str) -> None:
    report = replace(BUREAU, notes=(Note("problems", text),))
    [template] = note_templates(report, "problems")
    assert render(template, derive(report)).text == text


@pytest.mark.parametrize(
    ("part", "whole", "style", "text"),
    [
        (1, 8, "", "12.5"),
        (2, 3, "", "66.67"),
        (2, 3, "1", "66.7"),
        (10047, 100000, "", "10.05"),
        (10047, 100000, "1", "10"),
        (10047, 100000, "3", "10.047"),
        (1, 800, "2", "0.13"),
    ],
)
def test_percentages_are_rounded_once_halves_up(part: int, whole: int, style: str, text: str) -> None:
    share = Fact("share.x", "x", percent(Decimal(part), Decimal(whole)), "%", formula="x ÷ y")
    assert share.text(style) == text


def test_a_percentage_the_clerk_typed_is_written_as_typed() -> None:
    assert Fact("indicator.满意率", "满意率", Decimal("93.605"), "%").text() == "93.605"


def test_a_percentage_moves_by_points_and_has_no_rate() -> None:
    report = Report(ORGAN, 2024, indicators=(Indicator("评议满意率", Decimal("93.6"), "%", "other", Decimal("91.2")),))
    facts = derive(report)
    change = facts["change.indicator.评议满意率"]
    assert (change.value, change.unit, change.label) == (Decimal("2.4"), "个百分点", "评议满意率比上年提高")
    assert "rate.indicator.评议满意率" not in facts
    state = State(Request("other", report, facts))
    assert render(state.compare("indicator.评议满意率"), facts).text == "，比上年提高2.4个百分点"


def test_facts_of_a_request_are_those_of_its_report() -> None:
    assert request("overview").facts.value("T3.received.total") == 34
