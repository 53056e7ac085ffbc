"""An edition of the form is its YAML file: one with a row more and a column renamed goes through every room."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from draft_material import LAST, passage
from openpyxl import load_workbook

from assistant import document, ledger, workbook
from assistant.checks import run
from assistant.desk.current_reports.taking_over import taken_over
from assistant.document.charts import charts
from assistant.draft import Request
from assistant.draft.ways.offline import propose
from assistant.errors import DesignProblem, FileUnreadable, UsageError
from assistant.facts import derive, name_of
from assistant.figures import Figures
from assistant.form import Form, known, load
from assistant.form.loading import build, register, withdraw
from assistant.ledger.words import words
from assistant.past import read
from assistant.report import Report, from_json, to_json
from assistant.store import Store
from assistant.tables import fill
from assistant.ui.grid import picture

EDITION = "2031"
ADDED, COLUMN = "refused_audit", "research"
LABEL, SAID, RENAMED = "9.属于审计调查信息", "属于审计调查信息", "高等院校"
SECTION = "overview.on_request"
WAYS = ("facts", "last-year", "model-passage")
PASSAGES = (
    passage("p1", "2023年收到政府信息公开申请12件，均已按期答复。建立会商机制，规范答复文书。", section=SECTION),
    passage("p2", "办理结果均为予以公开。注重与申请人沟通，准确了解需求。", section=SECTION),
)


def edited(text: str) -> str:
    """The YAML of 2021 as an office would change it: nothing but this text makes the new edition."""
    told = f'group: refused, article: "16", said: {SAID}, reasons: [审计调查, 审计未结束]'
    row = f"      {ADDED}: {{label: {LABEL}, {told}}}\n"
    changes = [
        ('edition: "2021"', f'edition: "{EDITION}"'),
        ("国办公开办函〔2021〕30号\n\nparts", "国办公开办函〔2031〕1号\n\nparts"),
        ("{label: 科研机构,", f"{{label: {RENAMED},"),
        ("words: [科研院所, ", "words: [大学, 科研院所, "),
        ("      unavailable_not_held: {", row + "      unavailable_not_held: {"),
        ("{text: 三、本年度办理结果, tall: 22}", "{text: 三、本年度办理结果, tall: 23}"),
        ("{text: （三）不予公开, tall: 8}", "{text: （三）不予公开, tall: 9}"),
        (
            "      - [{text: （四）无法提供,",
            f"      - [{{row: {ADDED}}}, {{cells: {ADDED}}}]\n      - [{{text: （四）无法提供,",
        ),
        ("+ refused_administrative_inquiry\n", f"+ refused_administrative_inquiry + {ADDED}\n"),
    ]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def form() -> Iterator[Form]:
    text = (resources.files("assistant.form") / "form_2021.yaml").read_text("utf-8")
    yield register(build(edited(text)))
    withdraw(EDITION)


@pytest.fixture
def report(form: Form) -> Report:
    """Seven applications, three of them refused for the new reason; one comes from the renamed column."""
    values = {code: Decimal(0) for code, cell in form.cells.items() if not cell.computed}
    values |= {
        f"T3.{cell}": Decimal(number)
        for cell, number in {
            "received.natural_person": 6,
            f"received.{COLUMN}": 1,
            "granted.natural_person": 4,
            f"{ADDED}.natural_person": 2,
            f"{ADDED}.{COLUMN}": 1,
        }.items()
    }
    figures = fill(Figures(values, {}, form)).figures
    sections = {
        name: f"{form.part(name).title[-4:]}的工作按照规定完成。" for name in form.narrative if name != "overview"
    }
    return Report(
        organ="云山市青湖区司法局",
        year=2031,
        title="云山市青湖区司法局2031年政府信息公开工作年度报告",
        figures=figures,
        sections=sections | {SECTION: "2031年，我局新收政府信息公开申请7件，办结7件。"},
    )


def request(report: Report, **changes: object) -> Request:
    last = replace(LAST, year=report.year - 1 if report.year else None)
    given = Request(SECTION, replace(report, sections={}), derive(report, last), last, PASSAGES)
    return replace(given, **changes)  # type: ignore[arg-type]


def test_the_row_is_in_the_cells_the_identities_and_the_sums(form: Form, report: Report) -> None:
    assert len(form.cells) == len(load("2021").cells) + len(form.tables["T3"].columns)
    assert report.figures.get("T3.total_handled.total") == 7
    facts = derive(report)
    assert facts.value("sum.refused") == 3
    assert facts[f"T3.{ADDED}.total"].label == f"表三“{LABEL}”·总计"
    assert facts[f"T3.{ADDED}.total"].said == SAID
    assert name_of(f"last.T3.received.{COLUMN}", form).endswith(RENAMED)


def test_the_results_stand_in_the_form_and_in_no_other_list() -> None:
    package = Path(document.__file__).parents[1]
    rows = {row.id for row in load("2021").tables["T3"].result_rows}
    spoken = re.compile(rf"\b(?:{'|'.join(sorted(rows))})\b")
    found = {
        file.relative_to(package).as_posix()
        for pattern in ("**/*.py", "**/*.yaml")
        for file in package.glob(pattern)
        if spoken.search(file.read_text("utf-8")) and file.parent.name != "form"
    }
    # What a sentence that speaks of one row states, the phrase book, and 给了9件, which no list of
    # words can tell from other giving.
    known = {"claims.yaml", "subjects.yaml", "overview.on_request.yaml", "cells.yaml"}
    assert {name.rsplit("/", 1)[-1] for name in found} <= known


def test_a_report_is_of_the_form_of_its_figures_and_its_json_says_so(form: Form, report: Report) -> None:
    assert (report.edition, report.form) == (EDITION, form)
    data = json.loads(json.dumps(to_json(report)))
    assert data["edition"] == EDITION
    assert from_json(data) == report
    with pytest.raises(UsageError, match=ADDED):
        from_json({**data, "edition": "2021"})


def test_an_unknown_edition_is_told_with_those_there_are(form: Form) -> None:
    with pytest.raises(UsageError, match=f"没有“1999”年版的格式，已有的版本：2021、{form.edition}、2019"):
        from_json({"edition": "1999"})


def test_a_file_in_cells_of_2019_keeps_them_and_one_read_into_2021_too() -> None:
    old = from_json({"edition": "2019", "figures": {"T3.other_handling.total": 3}})
    assert (old.form, old.printed, from_json(to_json(old))) == (load("2019"), "", old)
    read_into = from_json({"edition": "2019", "figures": {"T3.other_other.total": 3}})
    assert (read_into.form, read_into.printed) == (load("2021"), "2019")
    assert from_json(to_json(read_into)) == read_into


def test_the_store_keeps_the_edition_and_so_do_kept_versions(report: Report, settings) -> None:
    store = Store(settings)
    report_id = store.reports.create(report)
    assert store.reports.open(report_id) == report
    number = store.trail.keep_version(report_id, report, reason="送审", actor="经办人")
    other = replace(report, figures=Figures({"T4.review.upheld": Decimal(1)}, {}, load("2021")))
    store.reports.replace(report_id, other)
    assert store.reports.open(report_id).edition == "2021"
    store.reports.replace(report_id, store.trail.version(report_id, number))
    assert store.reports.open(report_id) == report
    store.close()


def test_the_grid_draws_it(form: Form) -> None:
    told = json.loads(json.dumps(picture.form_of("T3", form), ensure_ascii=False))
    assert told["rows"][ADDED]["name"] == f"三、本年度办理结果 （三）不予公开 {LABEL}"
    assert told["columns"][COLUMN]["label"] == RENAMED
    assert len(told["layout"]) == len(picture.form_of("T3", load("2021"))["layout"]) + 1


def test_the_workbook_is_written_and_read(form: Form, report: Report) -> None:
    data = workbook.write(report)
    back = workbook.read(data)
    assert (back.form, back.figures, back.findings) == (form, report.figures, ())
    book = load_workbook(BytesIO(data))
    del book["_年报"]
    out = BytesIO()
    book.save(out)
    assert workbook.read(out.getvalue()).form is form


def test_a_workbook_without_its_mark_is_of_the_edition_whose_labels_it_holds(form: Form, balanced: Figures) -> None:
    book = load_workbook(BytesIO(workbook.write(Report(figures=balanced))))
    del book["_年报"]
    out = BytesIO()
    book.save(out)
    assert form in known()
    assert workbook.read(out.getvalue()).figures == balanced


def test_a_workbook_of_an_edition_not_here_is_told(report: Report) -> None:
    data = workbook.write(report)
    withdraw(EDITION)
    with pytest.raises(FileUnreadable, match=f"按“{EDITION}”年版的格式做的，本程序只有这些版本：2021、2019"):
        workbook.read(data)


def test_the_ledger_offers_and_counts_it(form: Form) -> None:
    choices = load_workbook(BytesIO(ledger.template(form)))["选项"]
    offered = {str(cell.value) for line in choices.iter_rows() for cell in line if cell.value}
    assert {RENAMED, f"（三）不予公开：{LABEL}"} <= offered
    rows = ["收到日期,申请人类型,办理结果,答复日期", "2031-01-02,大学,审计未结束,2031-01-20"]
    rows += [f"2031-02-02,{RENAMED},不予公开（{SAID}）,2031-02-20", "2031-03-02,自然人,予以公开,2031-03-20"]
    counted = ledger.count("台账.csv", "\n".join(rows).encode(), 2031, form=form)
    assert counted.unplaced == ()
    assert counted.figures.form is form
    assert counted.figures.get(f"T3.{ADDED}.{COLUMN}") == 2
    assert counted.figures.get("T3.received.total") == 3


def test_a_word_with_two_meanings_is_refused(form: Form) -> None:
    text = (resources.files("assistant.form") / "form_2021.yaml").read_text("utf-8")
    twice = build(edited(text).replace("reasons: [审计调查,", "reasons: [涉密,"))
    assert form is not twice
    with pytest.raises(DesignProblem, match="涉密"):
        words(twice)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_drafting_names_the_reason(report: Report, way: str) -> None:
    for variant in range(6):
        [proposal] = propose(request(report, variant=variant, instruction="详细"), way)
        assert "均为予以公开" not in proposal.text
        if way == "facts":
            assert f"不予公开3件（均{SAID}）" in proposal.text
        assert not [item for item in run(report.with_section(SECTION, proposal.text)) if item.code == "G-03"]


def test_where_all_were_refused_for_it_the_draft_says_so(report: Report) -> None:
    moved = {
        "T3.granted.natural_person": Decimal(0),
        f"T3.{ADDED}.natural_person": Decimal(6),
    }
    all_refused = replace(report, figures=fill(report.figures.with_values(moved)).figures)
    [proposal] = propose(request(all_refused, instruction="详细"), "facts")
    assert f"均为不予公开（{SAID}）" in proposal.text


def test_the_checks_compute_with_it_and_object_to_what_it_denies(report: Report) -> None:
    assert not [item for item in run(report) if item.code.startswith(("T", "G-03"))]
    off = replace(report, figures=report.figures.with_values({f"T3.{ADDED}.total": Decimal(9)}))
    assert {"T3-01", "T3-02"} <= {item.code for item in run(off)}
    for denied in ("2031年新收申请7件，办理结果均为予以公开。", "全年没有不予公开的申请。"):
        objections = [item for item in run(report.with_section(SECTION, denied)) if item.code == "G-03"]
        assert [item.where for item in objections] == [SECTION], denied


def test_the_charts_count_it(report: Report) -> None:
    results = charts([report])[1]
    assert {item.name: item.values for item in results.series}["不予公开"] == (Decimal(3),)


@pytest.mark.parametrize("suffix", document.FORMATS)
def test_every_document_prints_it_and_is_read_back(form: Form, report: Report, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"年报{suffix}"
    document.write(report, file)
    back = read(file)
    assert back.form is form
    assert back.figures == report.figures
    assert back.section(SECTION) == report.section(SECTION)
    assert not [item for item in back.findings if item.code.startswith(("R-", "T-"))]


@pytest.mark.parametrize("suffix", document.FORMATS)
def test_a_file_in_2021_is_still_read_as_that(
    form: Form, balanced: Figures, report: Report, suffix: str, tmp_path: Path
) -> None:
    file = tmp_path / f"年报{suffix}"
    document.write(replace(report, figures=balanced), file)
    back = read(file)
    assert form in known()
    assert (back.edition, back.figures) == ("2021", balanced)


def test_a_new_report_takes_over_from_one_in_it(report: Report) -> None:
    left_over = report.figures.with_values({f"T3.carried_out.{COLUMN}": Decimal(2)})
    taken = taken_over(report.organ, 2032, replace(report, figures=left_over))
    assert taken.edition == "2021"
    assert taken.figures.get(f"T3.carried_in.{COLUMN}") == 2
