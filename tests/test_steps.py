"""The steps of review at the desk: an office chooses them, reports under way keep theirs, nobody signs for two."""

import json
from dataclasses import replace

import pytest
from kept_desk import finished, opened
from people import CLERK, EDITOR, KEEPER, LEADER
from sqlalchemy import create_engine, text

from assistant.desk import Desk, Who
from assistant.desk.judging import waits_for
from assistant.errors import Forbidden, UsageError
from assistant.findings import Severity
from assistant.review import Act, Process, Role, Sign, State, default, presets
from assistant.settings import Settings
from assistant.store import Store
from assistant.store.migrating import upgrade

SECOND = Who("戊", Role.EDITOR, account="wu")
FIRST = replace(EDITOR, account="yi")


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = opened(Settings(_env_file=None, home=tmp_path, demo=False))
    yield made
    made.close()


@pytest.fixture
def report(desk: Desk) -> str:
    """A finished report whose warnings have their reasons."""
    report_id = desk.store.reports.create(finished())
    for item in desk.judging.findings(report_id):
        if item.finding.severity is Severity.WARNING:
            desk.judging.waive(report_id, item.finding.fingerprint, "已经核实", who=EDITOR)
    return report_id


def stage(desk: Desk, report: str) -> str:
    return desk.reports.open(report).stage


def test_what_is_under_way_ends_as_it_began_and_a_draft_takes_the_new_way(desk, report):
    desk.moving.act(report, Act.SUBMIT, who=CLERK)
    desk.steps.choose(presets()["four"], who=KEEPER)
    assert [step.name for step in desk.steps.route(desk.store.reports.head(report)).process.steps] == [
        "起草", "编辑审核", "领导审阅",
    ]  # fmt: skip
    desk.moving.act(report, Act.RETURN, who=EDITOR, reason="补数据")
    assert stage(desk, report) == "起草中"
    desk.moving.act(report, Act.SUBMIT, who=CLERK)
    assert stage(desk, report) == "初审"
    with pytest.raises(Forbidden, match="签署数据核对"):
        desk.moving.act(report, Act.FORWARD, who=FIRST)
    desk.moving.sign(report, Sign.FIGURES, who=FIRST)
    desk.moving.act(report, Act.FORWARD, who=FIRST)
    assert (stage(desk, report), desk.reports.open(report).state) == ("复审", State.EDITING)


def test_where_two_steps_are_two_peoples_one_account_does_not_do_both(desk, report):
    desk.steps.choose(presets()["four"], who=KEEPER)
    desk.moving.act(report, Act.SUBMIT, who=CLERK)
    desk.moving.sign(report, Sign.FIGURES, who=FIRST)
    desk.moving.act(report, Act.FORWARD, who=FIRST)
    head = desk.store.reports.head(report)
    assert [one.id for one in desk.judging.heads(SECOND)] == [report]
    assert (waits_for(head, FIRST), waits_for(head, SECOND)) == (False, True)
    with pytest.raises(Forbidden, match="上一个环节“初审”也是您办理的"):
        desk.moving.act(report, Act.FORWARD, who=FIRST)
    desk.moving.act(report, Act.FORWARD, who=SECOND)
    assert stage(desk, report) == "终审"


def test_a_signature_is_the_steps_own(desk, report):
    with pytest.raises(Forbidden, match="现在的环节不签署数据核对，到“编辑审核”环节再签"):
        desk.moving.sign(report, Sign.FIGURES, who=CLERK)
    desk.moving.act(report, Act.SUBMIT, who=CLERK)
    with pytest.raises(Forbidden, match="现在的环节不签署保密审查，到“领导审阅”环节再签"):
        desk.moving.sign(report, Sign.CONFIDENTIALITY, who=EDITOR)
    assert desk.steps.to_sign(desk.reports.open(report)) == [Sign.FIGURES]
    desk.moving.sign(report, Sign.FIGURES, who=EDITOR)
    assert desk.steps.to_sign(desk.reports.open(report)) == []
    assert desk.steps.signatures(desk.reports.open(report)) == {Sign.FIGURES: EDITOR.signature}


def test_a_return_says_its_reason_and_its_places(desk, report):
    desk.moving.act(report, Act.SUBMIT, who=CLERK)
    desk.moving.sign(report, Sign.FIGURES, who=EDITOR)
    desk.reviewing.comment(report, "problems", "编辑的意见", who=EDITOR)
    desk.moving.act(report, Act.FORWARD, who=EDITOR)
    with pytest.raises(Forbidden, match="请写明理由"):
        desk.moving.act(report, Act.RETURN, who=LEADER)
    for place in ("problems", "improvements"):
        desk.reviewing.comment(report, place, "再具体些", who=LEADER)
    desk.moving.act(report, Act.RETURN, who=LEADER, to=0)
    assert stage(desk, report) == "起草中"
    assert desk.store.reports.head(report).returned == f"{LEADER.signature}：批注 2 处，见“审阅”"


def test_a_poor_process_is_refused_and_changes_nothing(desk):
    with pytest.raises(UsageError, match="须由领导办理"):
        desk.steps.choose(Process("无领导", default().steps[:2]), who=KEEPER)
    assert desk.steps.in_force() == default()
    assert desk.store.audit.last() == 0


# ---- what was there before


@pytest.mark.parametrize(
    ("state", "at", "steps"),
    [("drafting", 0, 3), ("editing", 1, 3), ("reviewing", 2, 3), ("approved", 3, 3)],
)
def test_reports_under_way_before_there_were_steps_go_on_as_they_began(tmp_path, state, at, steps):
    settings = Settings(_env_file=None, home=tmp_path, demo=False)
    signed = {"content": "摘要", "by": "丙（领导）"}
    engine = create_engine(settings.database)
    with engine.begin() as connection:
        upgrade(connection, "0009")
        connection.execute(
            text(
                "INSERT INTO reports (id, organ, year, title, edition, state, demo, returned, confidentiality, "
                "unlocked, created_at, saved_at) VALUES ('r', '某局', 2025, '', '2021', :state, 0, '', :signed, '{}',"
                " '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
            ),
            {"state": state, "signed": json.dumps(signed)},
        )
    engine.dispose()
    store = Store(settings)
    head = store.reports.head("r")
    store.close()
    assert head.signatures == {"confidentiality": signed}
    desk = opened(settings)
    route = desk.steps.route(head)
    assert (route.at, route.state.value, len(route.process.steps)) == (at, state, steps)
    # Whoever holds it is asked for no signature that nobody asked for when it was sent.
    assert [step.signs for step in route.process.steps][1] == (() if at else (Sign.FIGURES,))
    desk.close()
