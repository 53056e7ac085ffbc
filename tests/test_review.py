"""The moves of a report along its steps, and what stands in their way, without a desk."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DesignProblem, Forbidden, UsageError
from assistant.review import (
    Act,
    Passed,
    Process,
    Role,
    Route,
    Sign,
    Standing,
    State,
    Step,
    advance,
    checked,
    default,
    kept_route,
    may_edit,
    moves,
    moves_of,
    presets,
    route_of,
    stage,
)
from assistant.review.steps import from_json, read, to_json

CLEAN = Standing(signed=frozenset(Sign))
SOMEBODY = Passed("赵经办（经办人）", "zhao", "2026-01-05T09:00:00+00:00")


def at(state: State, process: Process | None = None) -> Route:
    """A route that stands in the first step of a kind."""
    return route_of({}, state, process or default())


def test_the_way_to_approval():
    route = at(State.DRAFTING)
    for act, role in [(Act.SUBMIT, Role.CLERK), (Act.FORWARD, Role.EDITOR), (Act.APPROVE, Role.LEADER)]:
        route = route.went(advance(route, act, role, CLEAN).to, SOMEBODY)
    assert route.state is State.APPROVED
    assert len(route.passed) == 3


@pytest.mark.parametrize(
    ("state", "act", "role", "standing", "reason", "says"),
    [
        (State.DRAFTING, Act.SUBMIT, Role.CLERK, Standing(errors=2), "", "还有 2 个错误"),
        (State.DRAFTING, Act.SUBMIT, Role.CLERK, Standing(unfilled=3), "", "还有 3 个单元格空白"),
        (State.DRAFTING, Act.SUBMIT, Role.LEADER, CLEAN, "", "由经办人办理"),
        (State.DRAFTING, Act.APPROVE, Role.LEADER, CLEAN, "", "不能“通过”"),
        (State.EDITING, Act.FORWARD, Role.EDITOR, Standing(open_warnings=1), "", "还有 1 个提醒"),
        (State.EDITING, Act.FORWARD, Role.EDITOR, Standing(), "", "还没有对现在的内容签署数据核对"),
        (State.EDITING, Act.RETURN, Role.EDITOR, CLEAN, " ", "写明理由"),
        (State.REVIEWING, Act.APPROVE, Role.LEADER, Standing(signed=frozenset({Sign.FIGURES})), "", "保密审查"),
        (State.REVIEWING, Act.APPROVE, Role.LEADER, replace(CLEAN, own="编辑审核"), "", "须由不同的人办理"),
        (State.REVIEWING, Act.RETURN, Role.LEADER, CLEAN, "", "写明理由"),
        (State.EDITING, Act.WITHDRAW, Role.CLERK, CLEAN, "", "对方已经开始办理"),
        (State.REVIEWING, Act.WITHDRAW, Role.CLERK, CLEAN, "", "由编辑办理"),
        (State.APPROVED, Act.REOPEN, Role.CLERK, CLEAN, "改错字", "由编辑、领导办理"),
    ],
)
def test_what_is_not_permitted_says_why(state, act, role, standing, reason, says):
    with pytest.raises(Forbidden, match=says):
        advance(at(state), act, role, standing, reason)


def test_a_leader_returns_to_whom_they_like_and_an_editor_to_the_clerk():
    leader = [move.step for move in moves(at(State.REVIEWING), Role.LEADER) if move.act is Act.RETURN]
    assert leader == ["编辑审核", "起草"], "the nearest first"
    many = Standing(errors=9)
    assert advance(at(State.REVIEWING), Act.RETURN, Role.LEADER, many, "表述再斟酌").target is State.EDITING
    assert advance(at(State.REVIEWING), Act.RETURN, Role.LEADER, many, "数据不对", to=0).target is State.DRAFTING
    assert advance(at(State.EDITING), Act.RETURN, Role.EDITOR, many, "补充数据").target is State.DRAFTING
    for to in (2, 3, -1):
        with pytest.raises(Forbidden, match="只能是“领导审阅”以前的环节"):
            advance(at(State.REVIEWING), Act.RETURN, Role.LEADER, many, "再看看", to=to)


def test_remarks_at_their_places_are_reasons_of_a_return():
    assert advance(at(State.REVIEWING), Act.RETURN, Role.LEADER, Standing(remarked=2)).to == 1
    with pytest.raises(Forbidden, match="写明理由"):
        advance(at(State.APPROVED), Act.REOPEN, Role.LEADER, Standing(remarked=2))


def test_leaders_only_comment_and_nobody_edits_what_is_approved():
    assert not any(may_edit(state, Role.LEADER) for state in State)
    assert not any(may_edit(State.APPROVED, role) for role in Role)
    assert may_edit(State.DRAFTING, Role.CLERK)
    assert not may_edit(State.EDITING, Role.CLERK)


def test_what_was_just_sent_is_taken_back_until_somebody_begins_with_it():
    untouched = Standing(errors=9, untouched=True)
    assert advance(at(State.EDITING), Act.WITHDRAW, Role.CLERK, untouched).target is State.DRAFTING
    assert advance(at(State.REVIEWING), Act.WITHDRAW, Role.EDITOR, untouched).target is State.EDITING
    two = presets()["two"]
    assert advance(at(State.REVIEWING, two), Act.WITHDRAW, Role.CLERK, untouched).target is State.DRAFTING


# ---- the steps of an office's own


def test_three_reviews_are_shipped_and_two_steps_are_the_least():
    assert default().name == "三审三校"
    assert [(step.name, step.role, step.signs) for step in default().steps] == [
        ("起草", Role.CLERK, ()),
        ("编辑审核", Role.EDITOR, (Sign.FIGURES,)),
        ("领导审阅", Role.LEADER, (Sign.CONFIDENTIALITY,)),
    ]
    assert min(len(process.steps) for process in presets().values()) == 2


def test_with_two_steps_a_clerk_signs_and_answers_warnings_before_a_leader_reads():
    draft = at(State.DRAFTING, presets()["two"])
    for standing, says in (
        (Standing(signed=frozenset(Sign), open_warnings=1), "还有 1 个提醒"),
        (Standing(), "签署数据核对"),
    ):
        with pytest.raises(Forbidden, match=says):
            advance(draft, Act.SUBMIT, Role.CLERK, standing)
    move = advance(draft, Act.SUBMIT, Role.CLERK, Standing(signed=frozenset({Sign.FIGURES})))
    assert move.target is State.REVIEWING


def test_a_leader_sends_on_to_another_leader():
    heads = presets()["heads"]
    route = at(State.REVIEWING, heads)
    (move,) = [one for one in moves(route, Role.LEADER) if one.onward]
    assert (move.act, move.label, move.target) == (Act.FORWARD, "报分管领导终审", State.REVIEWING)
    assert route.went(move.to, SOMEBODY).step == heads.steps[-1]


def test_what_was_reopened_goes_on_where_somebody_can_change_it():
    for name, expected in (("three", "编辑审核"), ("four", "复审"), ("heads", "编辑审核"), ("two", "起草")):
        (move,) = moves_of(at(State.APPROVED, presets()[name]))
        assert (move.act, move.step) == (Act.REOPEN, expected)


CLERK, EDITOR, LEADER = (
    Step("起草", Role.CLERK),
    Step("审核", Role.EDITOR),
    Step("审阅", Role.LEADER, (Sign.CONFIDENTIALITY,)),
)


@pytest.mark.parametrize(
    ("process", "says"),
    [
        (Process(" ", (CLERK, LEADER)), "名称"),
        (Process("一人", (LEADER,)), "至少 2 个、最多 8 个，现在是 1 个"),
        (Process("多", (CLERK, *(Step(f"审{n}", Role.EDITOR) for n in range(7)), LEADER)), "现在是 9 个"),
        (Process("空", (CLERK, Step("", Role.EDITOR), LEADER)), "第 2 个环节没有名称"),
        (Process("长", (CLERK, Step("一" * 13, Role.EDITOR), LEADER)), "超过 12 个字"),
        (Process("重", (CLERK, EDITOR, EDITOR, LEADER)), "“审核”出现了两次"),
        (Process("无人起草", (EDITOR, LEADER)), "第一个环节由经办人起草"),
        (Process("又起草", (CLERK, Step("再起草", Role.CLERK), LEADER)), "以后的环节由编辑或者领导办理"),
        (Process("无领导", (CLERK, replace(EDITOR, signs=(Sign.CONFIDENTIALITY,)))), "“审核”须由领导办理"),
        (Process("不审查", (CLERK, replace(LEADER, signs=()))), "至少要有一个环节签署保密审查"),
    ],
)
def test_steps_nobody_could_answer_for_are_refused(process, says):
    with pytest.raises(UsageError, match=says):
        checked(process)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "不是一张审核环节的表"),
        ("a: {name: 甲, steps: 3}", "“a”：steps 须是一列环节"),
        ("a: {name: 甲, steps: [{name: 起草, role: boss}]}", "“起草”的角色或者签署的内容不存在"),
        ("a: {name: 甲, steps: [{name: 起草, role: clerk, signs: [all]}]}", "签署的内容不存在"),
        ("a: {name: 甲, steps: [{name: 起草, role: clerk}], more: 1}", "只能写"),
        ("a: {name: 甲, steps: [{name: 起草, role: clerk}]}", "“a”：审核环节至少 2 个"),
    ],
)
def test_a_file_of_steps_names_its_slip(text, says):
    with pytest.raises(DesignProblem, match=re.escape(says)):
        read(text)


def processes() -> st.SearchStrategy[Process]:
    """Any process an office may make for itself."""
    signs = st.lists(st.sampled_from(Sign), unique=True).map(tuple)
    middle = st.lists(st.tuples(st.sampled_from([Role.EDITOR, Role.LEADER]), signs), max_size=6)
    steps = st.tuples(signs, middle, signs).map(
        lambda made: (
            Step("起草", Role.CLERK, made[0]),
            *(Step(f"第{place}审", role, signed) for place, (role, signed) in enumerate(made[1], 1)),
            Step("终审", Role.LEADER, tuple({*made[2], Sign.CONFIDENTIALITY})),
        )
    )
    return st.builds(Process, st.just("自定"), steps, st.booleans())


@given(processes(), st.data())
def test_no_way_past_a_step_or_a_signature(process, data):
    assert from_json(to_json(checked(process))) == process
    route = Route(process)
    for _ in range(data.draw(st.integers(1, 25))):
        role = data.draw(st.sampled_from(Role))
        act = data.draw(st.sampled_from(Act))
        to = data.draw(st.none() | st.integers(-1, len(process.steps)))
        signed = frozenset(data.draw(st.sets(st.sampled_from(Sign))))
        standing = Standing(signed=signed, untouched=data.draw(st.booleans()))
        try:
            move = advance(route, act, role, standing, "有错字", to=to)
        except Forbidden:
            continue
        after = route.went(move.to, SOMEBODY)
        if after.at > route.at:
            assert after.at == route.at + 1, "no step is passed over"
            assert route.step is not None
            assert role is route.step.role
            assert signed >= {sign for step in process.steps[: after.at] for sign in step.signs}
        assert after.state is move.target
        assert len(after.passed) == min(after.at, len(process.steps))
        kept = kept_route(after)
        assert route_of(kept, after.state, default() if kept else process) == (after if kept else Route(process))
        assert stage(kept, after.state) == (after.step.name if after.step and kept else after.state.label)
        route = after
