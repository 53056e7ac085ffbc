"""Review: the states of a report, the roles, and who may do what in which state. Pure.

    起草 ──送审──▶ 编辑 ──报领导──▶ 审阅 ──通过──▶ 定稿
     ▲──────退回──────┘▲─────退回──────┘               │
     │                 └────────────撤回───────────────┘

An error-level finding stops 送审 and everything after it; a warning without a reason stops 报领导;
保密审查 must be signed, for the text as it now is, before 通过.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import Forbidden


class Role(StrEnum):
    """经办人, 编辑, 领导, 管理员."""

    CLERK = "clerk"
    EDITOR = "editor"
    LEADER = "leader"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"clerk": "经办人", "editor": "编辑", "leader": "领导", "admin": "管理员"}[self.value]


class State(StrEnum):
    """Where a report stands."""

    DRAFTING = "drafting"
    EDITING = "editing"
    REVIEWING = "reviewing"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"drafting": "起草中", "editing": "编辑审核", "reviewing": "领导审阅", "approved": "已定稿"}[self.value]

    @property
    def turn(self) -> Role | None:
        """Whose turn it is, None when done."""
        return {"drafting": Role.CLERK, "editing": Role.EDITOR, "reviewing": Role.LEADER}.get(self.value)


class Act(StrEnum):
    """What moves a report."""

    SUBMIT = "submit"
    FORWARD = "forward"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"submit": "送审", "forward": "报领导审阅", "approve": "通过", "return": "退回", "reopen": "撤回定稿"}[
            self.value
        ]


@dataclass(frozen=True)
class Move:
    """One permitted move and what it asks."""

    act: Act
    source: State
    target: State
    roles: frozenset[Role]
    needs_reason: bool = False
    needs_no_errors: bool = False
    needs_reasons_for_warnings: bool = False
    needs_confidentiality: bool = False


MOVES: tuple[Move, ...] = (
    Move(Act.SUBMIT, State.DRAFTING, State.EDITING, frozenset({Role.CLERK}), needs_no_errors=True),
    Move(
        Act.FORWARD,
        State.EDITING,
        State.REVIEWING,
        frozenset({Role.EDITOR}),
        needs_no_errors=True,
        needs_reasons_for_warnings=True,
    ),
    Move(Act.RETURN, State.EDITING, State.DRAFTING, frozenset({Role.EDITOR}), needs_reason=True),
    Move(
        Act.APPROVE,
        State.REVIEWING,
        State.APPROVED,
        frozenset({Role.LEADER}),
        needs_no_errors=True,
        needs_reasons_for_warnings=True,
        needs_confidentiality=True,
    ),
    Move(Act.RETURN, State.REVIEWING, State.EDITING, frozenset({Role.LEADER}), needs_reason=True),
    Move(Act.REOPEN, State.APPROVED, State.EDITING, frozenset({Role.EDITOR, Role.LEADER}), needs_reason=True),
)

_EDITS: Mapping[State, frozenset[Role]] = {
    State.DRAFTING: frozenset({Role.CLERK, Role.EDITOR}),
    State.EDITING: frozenset({Role.EDITOR}),
    State.REVIEWING: frozenset(),
    State.APPROVED: frozenset(),
}

_SIGNERS = frozenset({Role.EDITOR, Role.LEADER})


@dataclass(frozen=True)
class Standing:
    """What a move depends on, counted from the findings as they now are."""

    unfilled: int = 0
    errors: int = 0
    open_warnings: int = 0
    confidentiality_signed: bool = False


def may_edit(state: State, role: Role) -> bool:
    """Whether the role may change figures or text in this state."""
    return not closed(state, role)


def closed(state: State, role: Role) -> str:
    """Why the role may not change figures or text in this state, one Chinese sentence; empty if it may."""
    if role in _EDITS[state]:
        return ""
    turn = f"，现在由{state.turn.label}处理" if state.turn else ""
    return f"年报{state.label}{turn}，当前身份（{role.label}）只能查看，不能修改。"


def may_sign(role: Role) -> bool:
    """Whether the role may sign 保密审查."""
    return role in _SIGNERS


def moves(state: State, role: Role) -> tuple[Move, ...]:
    """The moves this role has in this state, whatever still stands in their way."""
    return tuple(move for move in MOVES if move.source is state and role in move.roles)


def obstacles(move: Move, standing: Standing) -> list[str]:
    """What stands in the way of a move, one Chinese sentence each."""
    out = []
    if move.needs_no_errors and standing.unfilled:
        out.append(f"还有 {standing.unfilled} 个单元格空白，请到“数据填报”填写，没有发生的填 0。")
    if move.needs_no_errors and standing.errors:
        out.append(f"还有 {standing.errors} 个错误没有改正，请到“校核”逐项处理。")
    if move.needs_reasons_for_warnings and standing.open_warnings:
        out.append(f"还有 {standing.open_warnings} 个提醒没有改正也没有说明理由，请到“校核”处理。")
    if move.needs_confidentiality and not standing.confidentiality_signed:
        out.append("还没有对现在的内容签署保密审查。")
    return out


def advance(state: State, act: Act, role: Role, standing: Standing, reason: str = "") -> State:
    """The state after the act; raises Forbidden with what is missing or who may do it."""
    candidates = [move for move in MOVES if move.source is state and move.act is act]
    if not candidates:
        raise Forbidden(f"报告现在是“{state.label}”，不能“{act.label}”。")
    move = candidates[0]
    if role not in move.roles:
        allowed = "、".join(sorted(item.label for item in move.roles))
        raise Forbidden(f"“{act.label}”由{allowed}办理，当前身份是{role.label}。")
    if move.needs_reason and not reason.strip():
        raise Forbidden(f"“{act.label}”请写明理由。")
    if blocked := obstacles(move, standing):
        raise Forbidden("暂时不能" + f"“{act.label}”：" + "".join(blocked))
    return move.target
