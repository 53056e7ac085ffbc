"""What the desk hands to a face: who acts, a report opened with all that belongs to it, and summaries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.facts import Facts
from assistant.findings import Finding, Severity
from assistant.report import Report
from assistant.review import Role, State, stage
from assistant.store import Head, Waiver


@dataclass(frozen=True)
class Who:
    """A person at the desk: in which role, from which address, and whether they look after the installation too.

    Of somebody with an `account`, `member` says what they are in which organ ("" is every organ) and `sees` whose
    reports they see. None is everything: one person at their own machine. `deputy_for` is the leader in whose place
    they act, `deputy_of` that one's account, `delegations` the ids of those they do it by, `beside` the roles they have
    besides; `keeps` are the organs whose accounts they look after.
    """

    name: str = "本机用户"
    role: Role = Role.CLERK
    admin: bool = False
    address: str = ""
    account: str = ""
    member: Mapping[str, frozenset[Role]] | None = None
    sees: frozenset[str] | None = None
    deputy_for: str = ""
    deputy_of: str = ""
    delegations: frozenset[str] = frozenset()
    beside: tuple[Role, ...] = ()
    keeps: frozenset[str] = frozenset()

    def role_in(self, organ: str) -> Role | None:
        """The role they act in there: their own if they hold it there, else None."""
        if self.member is None:
            return self.role
        held = self.member.get(organ, frozenset()) | self.member.get("", frozenset())
        return self.role if self.role in held else None

    @property
    def own(self) -> tuple[Role, ...]:
        """The roles they may act in, in the order of the work."""
        if self.member is None:
            return (Role.CLERK, Role.EDITOR, Role.LEADER)
        if self.deputy_for:
            return self.beside
        own = (role for role in Role if role is not Role.ADMIN)
        return tuple(role for role in own if any(role in held for held in self.member.values())) or (self.role,)

    def may_see(self, organ: str) -> bool:
        """Whether reports of an organ are shown to them."""
        return self.sees is None or organ in self.sees

    @property
    def own_key(self) -> str:
        """Whose looks and marks are theirs: the account's in whatever role, without accounts the role's."""
        return self.account or self.signature

    @property
    def signatures(self) -> frozenset[str]:
        """How what is theirs may be signed: without accounts each role is a person of its own."""
        roles = self.own if self.account else (self.role,)
        return frozenset({self.signature, *(f"{self.name}（{role.label}）" for role in roles)})

    @property
    def label(self) -> str:
        """What they act as, in words."""
        return "未分配角色" if self.is_nothing_yet else self.role.label

    @property
    def is_nothing_yet(self) -> bool:
        """Whether they have an account and were given no role: they may sign in, and that is all."""
        return bool(self.role is Role.ADMIN and self.account and not (self.admin or self.keeps))

    @property
    def signature(self) -> str:
        """How acts are signed."""
        return f"{self.name}（{f'代{self.deputy_for}，' if self.deputy_for else ''}{self.label}）"


@dataclass(frozen=True)
class Judged:
    """A finding and, if a person let it stand, the reason."""

    finding: Finding
    waiver: Waiver | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something: errors always, warnings until waived."""
        return self.finding.severity is not Severity.INFO and self.waiver is None


@dataclass(frozen=True)
class Work:
    """A report in work, opened: totals computed, last year beside it, facts derived."""

    head: Head
    report: Report
    last: Report | None
    facts: Facts
    locked: frozenset[str]

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.head.state)

    @property
    def stage(self) -> str:
        """What the step it stands in is called: the kind of it, or by the name the office gave it."""
        return stage(self.head.route, self.state)

    @property
    def blanks(self) -> tuple[str, ...]:
        """Cells nothing is known of, in form order; unreadable ones are something known, and an error."""
        figures = self.report.figures
        return tuple(code for code in figures.blanks() if code not in figures.unreadable)

    @property
    def to_fill(self) -> tuple[str, ...]:
        """Blank cells that a person fills; the totals among the blanks follow from them."""
        return tuple(code for code in self.blanks if not self.report.figures.form.cells[code].computed)


@dataclass(frozen=True)
class Summary:
    """A line of the 工作台. `blanks` are cells still to be typed; `days` to the deadline, negative when late."""

    head: Head
    state: State
    errors: int
    warnings: int
    blanks: int
    deadline: date
    days: int


@dataclass(frozen=True)
class Saved:
    """The outcome of a change: what was not taken, by cell code, each with a sentence."""

    refused: Mapping[str, str]


@dataclass(frozen=True)
class Waiting:
    """How many reports wait for somebody; of these how many are past their deadline, and how many soon due."""

    count: int
    late: int
    soon: int
