"""The moves of a report along its steps, and what still stands in their way. Pure.

    起草 ──送审──▶ 一个或者几个环节，逐个上报 ──通过──▶ 定稿
     ▲──退回到以前的任何环节──┘      撤回定稿────────────┘

An error-level finding stops 送审 and everything after it; a warning without a reason stops before a leader reads.
What a step or one before it asks to be signed must be signed, for the content as it now is, before the report goes
on. What was sent may be withdrawn until somebody acts on it. Whose each move is stands in permissions.yaml, and in
the step itself.
"""

from dataclasses import dataclass

from assistant.errors import Forbidden
from assistant.review.permissions import permission
from assistant.review.roles import Act, Role, State
from assistant.review.route import Route
from assistant.review.steps import Sign


@dataclass(frozen=True)
class Move:
    """One move there is, and what it asks. `to` is the place of the step it leads to, `step` that one's name."""

    act: Act
    to: int
    target: State
    step: str
    roles: frozenset[Role]
    needs_reason: bool = False
    needs_no_errors: bool = False
    needs_reasons_for_warnings: bool = False
    needs_signed: frozenset[Sign] = frozenset()
    needs_untouched: bool = False

    @property
    def onward(self) -> bool:
        """Whether it brings the report nearer to approval."""
        return self.act in {Act.SUBMIT, Act.FORWARD, Act.APPROVE}

    @property
    def label(self) -> str:
        """What the press that does it says."""
        if self.act is Act.FORWARD:
            return f"报{self.step}"
        return self.act.label


@dataclass(frozen=True)
class Standing:
    """What a move depends on, counted from the findings as they now are.

    `untouched` if nothing was done to the report since it was sent on: then it may be taken back. `own` names the step
    that whoever asks sent on themselves, where two in a row must be different people's. `remarked` is the number of
    open remarks they made since the report reached them: reasons of a return, at their places.
    """

    unfilled: int = 0
    errors: int = 0
    open_warnings: int = 0
    signed: frozenset[Sign] = frozenset()
    untouched: bool = False
    own: str = ""
    remarked: int = 0


def moves_of(route: Route) -> tuple[Move, ...]:
    """All the moves a report on this route has now, whosever they are."""
    if route.step is None:
        return (_to(route, Act.REOPEN, route.reopened, permission(Act.REOPEN.value).allowed(State.APPROVED)),)
    here = frozenset({route.step.role})
    onward = Act.SUBMIT if route.at == 0 else Act.FORWARD
    if route.at + 1 == len(route.process.steps):
        onward = Act.APPROVE
    back = [_to(route, Act.RETURN, place, here) for place in range(route.at - 1, -1, -1)]
    withdrawn = [_to(route, Act.WITHDRAW, route.at - 1, frozenset({route.before.role}))] if route.before else []
    return (_to(route, onward, route.at + 1, here), *back, *withdrawn)


def _to(route: Route, act: Act, to: int, roles: frozenset[Role]) -> Move:
    step = route.process.steps[to] if to < len(route.process.steps) else None
    target = step.kind if step else State.APPROVED
    onward = to > route.at
    return Move(
        act,
        to,
        target,
        step.name if step else State.APPROVED.label,
        roles & permission(act.value).allowed(route.state),
        needs_reason=act in {Act.RETURN, Act.REOPEN},
        needs_no_errors=onward,
        # A leader neither corrects a warning nor gives a reason for one: what reaches them has both behind it.
        needs_reasons_for_warnings=onward and target is not State.EDITING,
        needs_signed=route.process.signed_by(route.at) if onward else frozenset(),
        needs_untouched=act is Act.WITHDRAW,
    )


def moves(route: Route, role: Role) -> tuple[Move, ...]:
    """The moves this role has now, whatever still stands in their way."""
    return tuple(move for move in moves_of(route) if role in move.roles)


def obstacles(move: Move, standing: Standing) -> list[str]:
    """What stands in the way of a move, one Chinese sentence each."""
    out = []
    if move.needs_no_errors and standing.unfilled:
        out.append(f"还有 {standing.unfilled} 个单元格空白，请到“数据填报”填写，没有发生的填 0。")
    if move.needs_no_errors and standing.errors:
        out.append(f"还有 {standing.errors} 个错误没有改正，请到“校核”逐项处理。")
    if move.needs_reasons_for_warnings and standing.open_warnings:
        out.append(f"还有 {standing.open_warnings} 个提醒没有改正也没有说明理由，请到“校核”处理。")
    unsigned = [sign for sign in Sign if sign in move.needs_signed and sign not in standing.signed]
    out += [f"还没有对现在的内容签署{sign.label}。" for sign in unsigned]
    if move.onward and standing.own:
        out.append(f"上一个环节“{standing.own}”也是您办理的，按设置须由不同的人办理，请另一位同事办理这一环节。")
    if move.needs_untouched and not standing.untouched:
        out.append("对方已经开始办理，不能撤回，请联系对方退回。")
    return out


def advance(route: Route, act: Act, role: Role, standing: Standing, reason: str = "", *, to: int | None = None) -> Move:
    """The move that is made; raises Forbidden with what is missing or who may do it.

    `to` is the step a report is returned to, the one before by default.
    """
    open_ways = [move for move in moves_of(route) if move.act is act]
    candidates = [move for move in open_ways if to in (None, move.to)]
    name = route.step.name if route.step else State.APPROVED.label
    if not open_ways:
        raise Forbidden(f"报告现在是“{route.state.label}”，不能“{act.label}”。")
    if not candidates:
        raise Forbidden(f"不能“{act.label}”到所选的环节：只能是“{name}”以前的环节，请重新选择。")
    move = candidates[0]
    if role not in move.roles:
        whose = "、".join(one.label for one in Role if one in move.roles)
        raise Forbidden(f"年报{route.state.label}，“{act.label}”由{whose}办理，当前身份是{role.label}。")
    if move.needs_reason and not reason.strip() and not (act is Act.RETURN and standing.remarked):
        raise Forbidden(f"“{act.label}”请写明理由。")
    if blocked := obstacles(move, standing):
        raise Forbidden("暂时不能" + f"“{act.label}”：" + "".join(blocked))
    return move
