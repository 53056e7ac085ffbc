"""Who may do what in which state: permissions.yaml, read and held against the roles and states there are. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.errors import DesignProblem
from assistant.review.roles import Role, State

ANYWHERE = "anywhere"
"""In the place of a state: a use case that is about no report in particular."""


@dataclass(frozen=True)
class Permission:
    """A use case: its id, what it is called in the trail, and the roles that may do it by state.

    `content` are those that change what the report says. `organs` are an administrator's that one of some organs alone
    may do there too; whoever does it holds it against those organs.
    """

    use: str
    name: str
    roles: Mapping[State | None, frozenset[Role]]
    content: bool = False
    organs: bool = False

    def allowed(self, state: State | None) -> frozenset[Role]:
        """The roles that may do it now; `state` is None where it is about no report."""
        return self.roles.get(state, frozenset())

    def why_not(self, state: State | None, role: Role, *, admin: bool = False, keeper: bool = False) -> str:
        """Why somebody acting in this role may not do it, one sentence; empty if they may.

        `admin` are those who look after the installation besides: what is an administrator's is theirs, whatever they
        act as. A `keeper` looks after some organs, and does what can be done for those alone.
        """
        allowed = self.allowed(state)
        if role in allowed - {Role.ADMIN} or (Role.ADMIN in allowed and (admin or (keeper and self.organs))):
            return ""
        whose = "、".join(one.label for one in Role if one in allowed)
        if state is None:
            acting = "您只管理本机关的账号" if keeper and role is Role.ADMIN else f"当前身份是{role.label}"
            return f"“{self.name}”由{whose}办理，{acting}。"
        if self.content:
            turn = f"，现在由{state.turn.label}处理" if state.turn else ""
            return f"年报{state.label}{turn}，当前身份（{role.label}）只能查看，不能修改。"
        if whose:
            return f"年报{state.label}，“{self.name}”由{whose}办理，当前身份是{role.label}。"
        later = "请先退回或者撤回。" if state in {State.REVIEWING, State.APPROVED} else ""
        return f"年报{state.label}，现在不能“{self.name}”。{later}"


def may(use: str, state: State | None, role: Role, *, admin: bool = False, keeper: bool = False) -> bool:
    """Whether somebody acting in this role may do it now."""
    return not permission(use).why_not(state, role, admin=admin, keeper=keeper)


def may_edit(state: State, role: Role) -> bool:
    """Whether the role may change figures or text in this state."""
    return may("set_section", state, role)


def closed(state: State, role: Role) -> str:
    """Why the role may not change figures or text in this state, one Chinese sentence; empty if it may."""
    return permission("set_section").why_not(state, role)


@cache
def permissions() -> Mapping[str, Permission]:
    """Every use case by its id; raises DesignProblem if the table is malformed."""
    return read((resources.files("assistant.review") / "permissions.yaml").read_text("utf-8"))


def permission(use: str) -> Permission:
    """The permission of a use case; DesignProblem for one the table does not know, which nobody may do."""
    try:
        return permissions()[use]
    except KeyError:
        raise DesignProblem(f"权限表中没有“{use}”这一项，请核对 permissions.yaml。") from None


def read(text: str) -> Mapping[str, Permission]:
    """A table of permissions; raises DesignProblem naming what is wrong in it."""
    table = yaml.safe_load(text)
    if not isinstance(table, dict):
        raise DesignProblem("permissions.yaml 不是一张操作和角色的表。")
    return {use: _permission(use, entry) for use, entry in table.items()}


def _permission(use: str, entry: Any) -> Permission:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise DesignProblem(f"permissions.yaml 中“{use}”没有写 name。")
    places = {name: roles for name, roles in entry.items() if name not in {"name", "content", "organs"}}
    if unknown := set(places) - {ANYWHERE, *State}:
        raise DesignProblem(f"permissions.yaml 中“{use}”的环节“{min(unknown)}”不存在。")
    if not places or (ANYWHERE in places and len(places) > 1):
        raise DesignProblem(f"permissions.yaml 中“{use}”要么写 anywhere，要么写各个环节。")
    if wrong := sorted({str(role) for roles in places.values() for role in roles} - set(Role)):
        raise DesignProblem(f"permissions.yaml 中“{use}”的角色“{wrong[0]}”不存在。")
    return Permission(
        use,
        entry["name"],
        {
            None if name == ANYWHERE else State(name): frozenset(Role(role) for role in roles)
            for name, roles in places.items()
        },
        content=bool(entry.get("content")),
        organs=bool(entry.get("organs")),
    )
