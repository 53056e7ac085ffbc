"""The roles of people at a report, the states it is in, and the acts that move it. The words are the office's."""

from enum import StrEnum


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
    WITHDRAW = "withdraw"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        """The office's word."""
        return {
            "submit": "送审",
            "forward": "报下一环节",
            "approve": "通过",
            "return": "退回",
            "withdraw": "撤回",
            "reopen": "撤回定稿",
        }[self.value]
