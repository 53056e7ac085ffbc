"""The use cases, on a store of their own and the shipped fictional reports."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from people import CLERK, EDITOR, KEEPER, LEADER

from assistant.desk import Desk, proposal_from
from assistant.desk.conversation.told_cards import cards_content, cards_of
from assistant.errors import Conflict, Forbidden, NotFound, StorageProblem, UsageError
from assistant.figures import Indicator, Note
from assistant.listening.told import Told
from assistant.report import from_json
from assistant.review import Act, Sign, State, default
from assistant.settings import shipped

CELL = "T3.received.natural_person"
CORRECTED = {"organ": "虚构省某厅", "year": 2024, "kind": "部门", "level": "省级", "region": "虚构省"}


def shipped_report(name):
    return from_json(json.loads((shipped("corpus") / name).read_text("utf-8")))


@pytest.fixture
def last(desk):
    data = (shipped("corpus") / "demo/2024.json").read_bytes()
    return desk.archive.add("2024.json", data, who=KEEPER)


@pytest.fixture
def started(desk, last):
    return desk.reports.start(last.report.organ, 2025, last_id=last.archive_id, who=CLERK)


def test_a_new_report_takes_over_what_last_year_decides(desk, last, started):
    work = desk.reports.open(started)
    for column in ("natural_person", "business"):
        assert work.report.figures.get(f"T3.carried_in.{column}") == last.report.figures.get(f"T3.carried_out.{column}")
    assert work.report.figures.get(CELL) is None
    assert [item.last for item in work.report.indicators] == [item.value for item in last.report.indicators]
    assert "2024年1月1日" not in work.report.section("preamble")


def test_an_opened_report_is_read_again_only_after_a_change(desk, last, started):
    first = desk.reports.open(started)
    assert desk.reports.open(started) is first
    desk.store.reports.set_notes(started, [Note("other", "别的进程保存的")])
    second = desk.reports.open(started)
    assert [note.text for note in second.report.notes] == ["别的进程保存的"]
    assert desk.reports.open(started) is second
    desk.archive.correct(last.archive_id, **CORRECTED, who=KEEPER)
    assert desk.reports.open(started).last.organ == "虚构省某厅"
    desk.archive.remove(last.archive_id, who=KEEPER)
    assert desk.reports.open(started).last is None


def test_a_carried_over_cell_is_locked_until_a_reason_is_given(desk, started):
    code = "T3.carried_in.natural_person"
    saved = desk.reports.set_cells(started, {code: Decimal(99)}, who=CLERK)
    assert "已锁定" in saved.refused[code]
    with pytest.raises(UsageError, match="理由"):
        desk.reports.unlock(started, code, " ", who=CLERK)
    desk.reports.unlock(started, code, "上年报告更正", who=CLERK)
    saved = desk.reports.set_cells(started, {code: Decimal(99)}, who=CLERK)
    assert saved.refused == {}
    assert desk.reports.open(started).report.figures.get(code) == 99
    found = [item.finding for item in desk.judging.findings(started) if item.finding.code == "Y-01"]
    assert {item.where for item in found} == {code, "T3.carried_in.total"}
    # The reason answers what nobody can correct here; a person lets it stand, and it no longer blocks the way.
    assert all(item.severity == "warning" and "上年报告更正" in item.message for item in found)
    desk.judging.waive(started, found[0].fingerprint, "见更正公告", who=CLERK)


def test_computed_cells_are_refused_and_the_rest_kept(desk, started):
    saved = desk.reports.set_cells(started, {"T3.received.total": Decimal(5), CELL: Decimal(5)}, who=CLERK)
    assert list(saved.refused) == ["T3.received.total"]
    assert desk.reports.open(started).report.figures.get(CELL) == 5


def test_the_second_person_in_a_section_sees_a_conflict(desk, started):
    desk.reports.set_section(started, "problems", "先写的一段", who=CLERK, base="")
    with pytest.raises(Conflict):
        desk.reports.set_section(started, "problems", "后写的一段", who=EDITOR, base="")


def test_indicators_need_different_names(desk, started):
    with pytest.raises(UsageError, match="出现了两次"):
        desk.reports.set_indicators(started, [Indicator("培训", Decimal(1)), Indicator("培训 ", Decimal(2))], who=CLERK)


def test_a_warning_is_waived_with_a_reason_that_lapses_with_the_value(desk, started):
    changes = {code: Decimal(0) for code in desk.reports.open(started).report.figures.form.tables["T2"].codes()}
    desk.reports.set_cells(started, changes, who=CLERK)
    warning = next(item.finding for item in desk.judging.findings(started) if item.finding.code == "Y-02")
    with pytest.raises(UsageError, match="理由"):
        desk.judging.waive(started, warning.fingerprint, "", who=CLERK)
    desk.judging.waive(started, warning.fingerprint, "集中清理后移交", who=CLERK)
    waived = [item for item in desk.judging.findings(started) if item.finding.fingerprint == warning.fingerprint]
    assert [item.waiver.reason for item in waived] == ["集中清理后移交"]
    desk.reports.set_cells(started, {f"{warning.where}.in_force": Decimal(7)}, who=CLERK)
    again = [
        item
        for item in desk.judging.findings(started)
        if item.finding.code == "Y-02" and item.finding.where == warning.where
    ]
    assert again
    assert all(item.waiver is None for item in again)


def test_an_error_can_not_be_waived(desk, started):
    error = next(item.finding for item in desk.judging.findings(started) if item.finding.severity == "error")
    with pytest.raises(Forbidden, match="只能改正"):
        desk.judging.waive(started, error.fingerprint, "领导同意", who=EDITOR)


def test_errors_stop_the_report_from_being_sent(desk, started):
    with pytest.raises(Forbidden, match="个错误没有改正"):
        desk.moving.act(started, Act.SUBMIT, who=CLERK)


def test_a_finished_report_goes_all_the_way(desk):
    published = replace(shipped_report("demo/2024.json"), findings=())
    report_id = desk.store.reports.create(published)
    for item in desk.judging.findings(report_id):
        if item.finding.severity == "warning":
            desk.judging.waive(report_id, item.finding.fingerprint, "已经核实", who=EDITOR)
    assert [item.finding.message for item in desk.judging.findings(report_id) if item.finding.severity == "error"] == []
    desk.moving.act(report_id, Act.SUBMIT, who=CLERK)
    with pytest.raises(Forbidden, match="不能修改"):
        desk.reports.set_section(report_id, "problems", "经办人还想改", who=CLERK)
    with pytest.raises(Forbidden, match="还没有对现在的内容签署数据核对"):
        desk.moving.act(report_id, Act.FORWARD, who=EDITOR)
    desk.moving.sign(report_id, Sign.FIGURES, who=EDITOR)
    desk.moving.act(report_id, Act.FORWARD, who=EDITOR)
    with pytest.raises(Forbidden, match="保密审查"):
        desk.moving.act(report_id, Act.APPROVE, who=LEADER)
    desk.moving.sign(report_id, Sign.CONFIDENTIALITY, who=LEADER)
    desk.reviewing.comment(report_id, "problems", "再具体些", who=LEADER)
    assert desk.moving.act(report_id, Act.APPROVE, who=LEADER) is State.APPROVED
    assert [item.reason for item in desk.reviewing.versions(report_id)] == ["通过", "报下一环节", "送审"]
    assert {"送审", "报下一环节", "通过", "签署数据核对", "签署保密审查"} <= {
        item.act for item in desk.reviewing.trail(report_id)
    }


def test_what_was_sent_is_taken_back_until_the_other_has_begun(desk):
    report_id = desk.store.reports.create(replace(shipped_report("demo/2024.json"), findings=()))
    for item in desk.judging.findings(report_id):
        if item.finding.severity == "warning":
            desk.judging.waive(report_id, item.finding.fingerprint, "已经核实", who=EDITOR)
    desk.moving.act(report_id, Act.SUBMIT, who=CLERK)
    with pytest.raises(Forbidden, match="只能查看"):
        desk.reports.set_section(report_id, "problems", "经办人还想改", who=CLERK)
    assert desk.moving.act(report_id, Act.WITHDRAW, who=CLERK) is State.DRAFTING
    desk.moving.act(report_id, Act.SUBMIT, who=CLERK)
    desk.reviewing.comment(report_id, "problems", "正在看", who=EDITOR)
    with pytest.raises(Forbidden, match="对方已经开始办理"):
        desk.moving.act(report_id, Act.WITHDRAW, who=CLERK)


def test_the_signature_of_confidentiality_is_void_after_a_change(desk):
    report_id = desk.store.reports.create(replace(shipped_report("demo/2024.json"), findings=()))
    steps = tuple(replace(step, signs=tuple(Sign)) for step in default().steps)
    desk.steps.choose(replace(default(), steps=steps), who=KEEPER)
    desk.store.reports.set_head(report_id, state=State.EDITING)
    for sign in Sign:
        desk.moving.sign(report_id, sign, who=EDITOR)
    assert desk.judging.standing(desk.reports.open(report_id)).signed == set(Sign)
    desk.reports.set_section(report_id, "other", "改了一处。", who=EDITOR)
    assert desk.judging.standing(desk.reports.open(report_id)).signed == {Sign.FIGURES}, "no figure was changed"
    desk.reports.set_cells(report_id, {"T3.received.natural_person": Decimal(7)}, who=EDITOR)
    assert desk.judging.standing(desk.reports.open(report_id)).signed == set()


def test_restoring_a_version_keeps_the_present_one(desk, started):
    desk.reports.set_section(started, "problems", "第一稿", who=CLERK)
    number = desk.reviewing.keep_version(started, "", who=CLERK)
    desk.reports.set_section(started, "problems", "第二稿", who=CLERK)
    desk.reviewing.restore(started, number, who=CLERK)
    assert desk.reports.open(started).report.section("problems") == "第一稿"
    assert desk.store.trail.version(started, number + 1).section("problems") == "第二稿"


def test_a_restored_version_leaves_locked_what_still_stands_there(desk, started):
    desk.reports.set_section(started, "problems", "一是人手少。二是经验不足。", who=CLERK)
    number = desk.reviewing.keep_version(started, "", who=CLERK)
    desk.reports.set_section(started, "problems", "一是人手少。三是宣传不够。", who=CLERK)
    desk.words.lock(started, "problems", ["一是人手少。", "三是宣传不够。"], who=CLERK)
    desk.reviewing.restore(started, number, who=CLERK)
    assert desk.words.locked(started, "problems") == ["一是人手少。"]


def test_a_total_of_a_restored_version_does_not_outlive_its_cells(desk):
    report_id = desk.store.reports.create(replace(shipped_report("demo/2024.json"), findings=()))
    work = desk.reports.open(report_id)
    totals = {code for code, cell in work.report.form.cells.items() if cell.computed}
    desk.store.reports.set_cells(report_id, dict.fromkeys(totals))
    desk.moving.act(report_id, Act.SUBMIT, who=CLERK)
    desk.reviewing.restore(report_id, 1, who=EDITOR)
    desk.reports.set_cells(report_id, {CELL: None}, who=EDITOR)
    assert desk.reports.open(report_id).report.figures.get("T3.received.total") is None


def test_cards_of_another_report_are_not_to_be_had(desk, started):
    """What somebody may do in one report says nothing of another one."""
    other = desk.reports.start("虚构县水务局", 2025, who=CLERK)
    fact = Told("note", "", "problems", "人手少")
    turn = desk.store.trail.say(other, "", "assistant", "记下吗？", cards_content([fact]))
    for change in (desk.recording.record_cards, desk.recording.drop_cards):
        with pytest.raises(NotFound):
            change(started, turn, [0], who=CLERK)
    assert [card.state for card in cards_of(desk.words.turn(turn).content)] == ["open"]


def test_the_demonstration_is_put_back_beside_what_is_still_there(settings):
    desk = Desk(settings.model_copy(update={"demo": True}))
    desk.demo.put_back(who=KEEPER)
    assert [item.detail for item in desk.store.audit.entries("")] == [{"reports": [], "archived": 0}]
    desk.close()


def test_a_file_filed_twice_is_asked_about(desk, last):
    again = desk.archive.add("again.json", (shipped("corpus") / "demo/2024.json").read_bytes(), who=KEEPER)
    assert (again.status, again.existing.id) == ("duplicate", last.archive_id)
    replaced = desk.archive.add(
        "again.json", (shipped("corpus") / "demo/2024.json").read_bytes(), on_duplicate="replace", who=KEEPER
    )
    assert replaced.status == "replaced"
    assert len(desk.archive.entries()) == 1


def test_every_report_of_an_archive_is_filed_by_its_path_and_broken_ones_are_named(desk):
    demo = shipped("corpus") / "demo"
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        archive.writestr("上报/2024.json", (demo / "2024.json").read_bytes())
        archive.writestr("上报/2023.json", (demo / "2023.json").read_bytes())
        archive.writestr("上报/坏.docx", b"PK\x03\x04 not really")
        archive.writestr("__MACOSX/上报/._2024.json", b"x")
    outcomes = list(desk.archive.add_all("上报.zip", out.getvalue(), who=KEEPER))
    assert [(one.name, one.status) for one in outcomes] == [
        ("上报/2024.json", "filed"),
        ("上报/2023.json", "filed"),
        ("上报/坏.docx", "failed"),
    ]
    assert {entry.name for entry in desk.archive.entries()} == {"上报/2024.json", "上报/2023.json"}
    again = list(desk.archive.add_all("上报.zip", out.getvalue(), who=KEEPER, on_duplicate="skip"))
    assert [one.status for one in again] == ["duplicate", "duplicate", "failed"]
    (broken,) = desk.archive.add_all("上报.zip", out.getvalue()[:500], who=KEEPER)
    assert broken.status == "failed"


def test_an_unreadable_file_changes_nothing_and_says_what_to_do(desk):
    outcome = desk.archive.add("年报.docx", b"PK\x03\x04 not really", who=KEEPER)
    assert outcome.status == "failed"
    assert outcome.message.endswith("。")
    assert desk.archive.entries() == []


def test_what_was_filed_is_found_and_what_was_removed_is_not(desk, last):
    hits = desk.archive.search("依申请公开答复", k=3)
    assert hits
    assert {hit.passage.organ for hit in hits} == {last.report.organ}
    desk.archive.remove(last.archive_id, who=KEEPER)
    assert desk.archive.search("依申请公开答复", k=3) == []


def test_a_correction_of_the_organ_reaches_the_index(desk, last):
    desk.archive.correct(last.archive_id, **CORRECTED, who=KEEPER)
    assert {hit.passage.organ for hit in desk.archive.search("依申请公开答复", k=3)} == {"虚构省某厅"}


@pytest.mark.usefixtures("last")
def test_a_damaged_index_is_mended_as_its_message_says(desk, settings):
    desk.close()
    for name in ("", "-wal", "-shm"):
        (settings.data / "index" / f"passages.sqlite{name}").unlink(missing_ok=True)
    (settings.data / "index" / "passages.sqlite").write_bytes(b"damaged" * 1000)
    again = Desk(settings)
    with pytest.raises(StorageProblem, match="archive reindex"):
        again.archive.search("依申请公开答复")
    assert again.archive.reindex(who=KEEPER) == 1
    assert again.archive.search("依申请公开答复", k=3)
    again.close()


@pytest.mark.usefixtures("last")
def test_a_retrained_model_is_the_one_searched_with(desk, settings):
    shipped_model = desk.index.evidence._open_vectors().name
    assert desk.archive.train(who=KEEPER) == 1
    assert (settings.data / "model" / "modules.json").is_file()
    assert sorted(path.name for path in settings.data.glob("model*")) == ["model"]
    assert desk.archive.search("依申请公开答复", k=3)
    assert desk.index.evidence._open_vectors().name != shipped_model
    assert desk.index.evidence.remarks == []
    assert desk.archive.train(who=KEEPER) == 1


def test_training_says_when_it_would_be_for_nothing(settings):
    for changes, says in (({}, "还没有年报"), ({"embedding_model": "别的模型"}, "NIANBAO_EMBEDDING_MODEL")):
        desk = Desk(settings.model_copy(update=changes))
        with pytest.raises(UsageError, match=says):
            desk.archive.train(who=KEEPER)
        desk.close()


def test_proposals_and_conversation_are_kept_with_the_report(desk, started):
    desk.reports.set_notes(started, [Note("overview.active", "开设“法治民营”专栏，集中发布涉企政策解读")], who=CLERK)
    proposals = desk.words.propose(started, "overview.active", "facts")
    assert any("法治民营" in item.text for item in proposals)
    reply = desk.talking.say(started, "overview.active", "更简短", who=CLERK)
    assert reply.text
    speakers = [item.speaker for item in desk.words.history(started, "overview.active")]
    assert speakers == ["person", "assistant"]


def test_what_is_said_of_an_older_proposal_changes_that_one(desk, started):
    def proposed(*notes):
        desk.reports.set_notes(started, [Note("overview.active", note) for note in notes], who=CLERK)
        proposals = desk.words.propose(started, "overview.active", "facts")
        desk.words.note_proposals(started, "overview.active", "据实成文。", proposals, who=CLERK)

    proposed("开设“法治民营”专栏", "编制办事指南")
    proposed("编制办事指南", "制作政策图解")
    older = proposal_from(desk.words.history(started, "overview.active")[1].content["proposals"][0])
    of_newest = desk.talking.say(started, "overview.active", "删去办事指南", who=CLERK)
    of_older = desk.talking.say(started, "overview.active", "删去办事指南", who=CLERK, previous=older)
    assert "政策图解" in of_newest.proposals[0].text
    assert "法治民营" in of_older.proposals[0].text
    assert "政策图解" not in of_older.proposals[0].text


def test_without_a_model_the_model_way_says_that_it_fell_back(desk, started):
    desk.reports.set_notes(started, [Note("overview.active", "开设专栏")], who=CLERK)
    (proposal, *_) = desk.words.propose(started, "overview.active", "llm")
    assert "没有配置语言模型" in proposal.remark
    assert proposal.way == "facts"


def test_the_demonstration_is_there_on_the_first_start_and_gone_for_good(settings):
    demo = settings.model_copy(update={"demo": True})
    desk = Desk(demo)
    assert desk.demo.is_there()
    assert [item.state for item in desk.judging.summaries(date(2026, 1, 10), desk.store.reports.heads())] == [
        State.DRAFTING
    ]
    desk.demo.remove(who=KEEPER)
    assert not desk.demo.is_there()
    desk.close()
    again = Desk(demo)
    assert not again.demo.is_there()
    again.demo.put_back(who=KEEPER)
    assert again.demo.is_there()
    assert [item.head.demo for item in again.judging.summaries(date(2026, 1, 10), again.store.reports.heads())] == [
        True
    ]
    again.close()


def test_blanks_are_the_cells_a_person_still_types(desk, started):
    """Totals follow from what is typed: they are neither asked for nor counted as errors of their own."""
    work = desk.reports.open(started)
    assert set(work.to_fill) < set(work.blanks)
    line, standing = desk.judging.summary(work, date(2026, 1, 10)), desk.judging.standing(work)
    assert line.blanks == standing.unfilled == len(work.to_fill)
    assert line.errors == standing.errors


def test_a_deadline_for_departments_and_one_for_governments(desk):
    dates = {}
    for name, organ in (("a", "虚构县教育局"), ("b", "虚构县人民政府")):
        report_id = desk.reports.start(organ, 2025, who=CLERK)
        dates[name] = desk.judging.deadline(desk.store.reports.head(report_id))
    assert dates == {"a": date(2026, 1, 31), "b": date(2026, 3, 31)}


@pytest.mark.parametrize(("organ", "year"), [("", 2025), ("虚构县教育局", 1999), ("虚构县教育局", 2999)])
def test_a_report_of_nobody_or_of_an_impossible_year_is_refused(desk, organ, year):
    with pytest.raises(UsageError):
        desk.reports.start(organ, year, who=CLERK)
