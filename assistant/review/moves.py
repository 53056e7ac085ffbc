"""The moves of a report, and what still stands in their way. Pure.

    起草 ──送审──▶ 编辑 ──报领导──▶ 审阅 ──通过──▶ 定稿
     ▲──────退回──────┘▲─────退回──────┘               │
     │                 └────────────撤回───────────────┘

An error-level finding stops 送审 and everything after it; a warning without a reason stops 报领导;
保密审查 must be signed, for the text as it now is, before 通过. What was sent may be withdrawn until
somebody acts on it. Whose each move is stands in permissions.yaml.
"""

from dataclasses import dataclass

from assistant.errors import Forbidden
from assistant.review.permissions import permission
from assistant.review.roles import Act, Role, State


@dataclass(frozen=True)
class Move:
    """One move there is, and what it asks."""

    act: Act
    source: State
    target: State
    needs_reason: bool = False
    needs_no_errors: bool = False
    needs_reasons_for_warnings: bool = False
    needs_confidentiality: bool = False
    needs_untouched: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """Who may do it."""
        return permission(self.act.value).allowed(self.source)


MOVES: tuple[Move, ...] = (
    Move(Act.SUBMIT, State.DRAFTING, State.EDITING, needs_no_errors=True),
    Move(Act.FORWARD, State.EDITING, State.REVIEWING, needs_no_errors=True, needs_reasons_for_warnings=True),
    Move(Act.RETURN, State.EDITING, State.DRAFTING, needs_reason=True),
    Move(
        Act.APPROVE,
        State.REVIEWING,
        State.APPROVED,
        needs_no_errors=True,
        needs_reasons_for_warnings=True,
        needs_confidentiality=True,
    ),
    Move(Act.RETURN, State.REVIEWING, State.EDITING, needs_reason=True),
    Move(Act.WITHDRAW, State.EDITING, State.DRAFTING, needs_untouched=True),
    Move(Act.WITHDRAW, State.REVIEWING, State.EDITING, needs_untouched=True),
    Move(Act.REOPEN, State.APPROVED, State.EDITING, needs_reason=True),
)


@dataclass(frozen=True)
class Standing:
    """What a move depends on, counted from the findings as they now are.

    `untouched` if nothing was done to the report since it was sent on: then it may be taken back.
    """

    unfilled: int = 0
    errors: int = 0
    open_warnings: int = 0
    confidentiality_signed: bool = False
    untouched: bool = False


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
    if move.needs_untouched and not standing.untouched:
        out.append("对方已经开始办理，不能撤回，请联系对方退回。")
    return out


def advance(state: State, act: Act, role: Role, standing: Standing, reason: str = "") -> State:
    """The state after the act; raises Forbidden with what is missing or who may do it."""
    candidates = [move for move in MOVES if move.source is state and move.act is act]
    if not candidates:
        raise Forbidden(f"报告现在是“{state.label}”，不能“{act.label}”。")
    move = candidates[0]
    if why := permission(act.value).why_not(state, role):
        raise Forbidden(why)
    if move.needs_reason and not reason.strip():
        raise Forbidden(f"“{act.label}”请写明理由。")
    if blocked := obstacles(move, standing):
        raise Forbidden("暂时不能" + f"“{act.label}”：" + "".join(blocked))
    return move.target
