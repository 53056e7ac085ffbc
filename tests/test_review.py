import pytest

from assistant.errors import Forbidden
from assistant.review import Act, Role, Standing, State, advance, may_edit, moves

CLEAN = Standing(confidentiality_signed=True)


def test_the_way_to_approval():
    state = State.DRAFTING
    for act, role in [(Act.SUBMIT, Role.CLERK), (Act.FORWARD, Role.EDITOR), (Act.APPROVE, Role.LEADER)]:
        state = advance(state, act, role, CLEAN)
    assert state is State.APPROVED


@pytest.mark.parametrize(
    ("state", "act", "role", "standing", "reason", "says"),
    [
        (State.DRAFTING, Act.SUBMIT, Role.CLERK, Standing(errors=2), "", "还有 2 个错误"),
        (State.DRAFTING, Act.SUBMIT, Role.CLERK, Standing(unfilled=3), "", "还有 3 个单元格空白"),
        (State.DRAFTING, Act.SUBMIT, Role.LEADER, CLEAN, "", "由经办人办理"),
        (State.DRAFTING, Act.APPROVE, Role.LEADER, CLEAN, "", "不能“通过”"),
        (State.EDITING, Act.FORWARD, Role.EDITOR, Standing(open_warnings=1), "", "还有 1 个提醒"),
        (State.EDITING, Act.RETURN, Role.EDITOR, CLEAN, " ", "写明理由"),
        (State.REVIEWING, Act.APPROVE, Role.LEADER, Standing(), "", "保密审查"),
        (State.REVIEWING, Act.RETURN, Role.LEADER, CLEAN, "", "写明理由"),
        (State.EDITING, Act.WITHDRAW, Role.CLERK, CLEAN, "", "对方已经开始办理"),
        (State.REVIEWING, Act.WITHDRAW, Role.CLERK, CLEAN, "", "由编辑办理"),
        (State.APPROVED, Act.REOPEN, Role.CLERK, CLEAN, "改错字", "由编辑、领导办理"),
    ],
)
def test_what_is_not_permitted_says_why(state, act, role, standing, reason, says):
    with pytest.raises(Forbidden, match=says):
        advance(state, act, role, standing, reason)


def test_a_leader_returns_to_the_editor_and_the_editor_to_the_clerk():
    assert advance(State.REVIEWING, Act.RETURN, Role.LEADER, Standing(errors=9), "表述再斟酌") is State.EDITING
    assert advance(State.EDITING, Act.RETURN, Role.EDITOR, Standing(errors=9), "补充数据") is State.DRAFTING


def test_leaders_only_comment_and_nobody_edits_what_is_approved():
    assert not any(may_edit(state, Role.LEADER) for state in State)
    assert not any(may_edit(State.APPROVED, role) for role in Role)
    assert may_edit(State.DRAFTING, Role.CLERK)
    assert not may_edit(State.EDITING, Role.CLERK)


def test_every_state_but_approval_has_a_way_on():
    for state in State:
        assert any(moves(state, role) for role in Role)


def test_what_was_just_sent_is_taken_back_until_somebody_begins_with_it():
    untouched = Standing(errors=9, untouched=True)
    assert advance(State.EDITING, Act.WITHDRAW, Role.CLERK, untouched) is State.DRAFTING
    assert advance(State.REVIEWING, Act.WITHDRAW, Role.EDITOR, untouched) is State.EDITING
