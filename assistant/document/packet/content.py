"""What a 送审包 says: words and moments, already decided; how they are printed is the page's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.report import Report


@dataclass(frozen=True)
class Signed:
    """Something somebody put their name to. `stands` is whether the content is still the same, None if not known."""

    act: str
    by: str
    at: datetime | None
    stands: bool | None
    reason: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Found:
    """A finding: its severity in words, where, and the sentence with the values; if it stands, why and who said so."""

    severity: str
    code: str
    where: str
    message: str
    reason: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Answered:
    """An answer to a remark."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Noted:
    """An open remark: its place, the words it was made on, and what they are now where they changed."""

    place: str
    quote: str
    now: str
    text: str
    by: str
    at: datetime
    answers: Sequence[Answered] = ()


@dataclass(frozen=True)
class ChangedText:
    """The sentences taken out of a section and those added to it."""

    section: str
    taken: Sequence[str]
    added: Sequence[str]


@dataclass(frozen=True)
class Sourced:
    """A number of the text with the words around it, what kind of source it has, and which."""

    section: str
    number: str
    before: str
    after: str
    kind: str
    source: str


@dataclass(frozen=True)
class Packet:
    """Everything a leader reads before deciding.

    `digest` is the SHA-256 that a signature signs; `version` says which kept version this is. `compared` says with
    what the changes are counted, `turn` whose turn it is ("" when done).
    """

    report: Report
    state: str
    turn: str
    made_at: datetime
    version: str
    digest: str
    signatures: Sequence[Signed]
    open: Sequence[Found]
    waived: Sequence[Found]
    remarks: Sequence[Noted]
    compared: str
    cells: Sequence[tuple[str, str, str]]
    texts: Sequence[ChangedText]
    sources: Sequence[Sourced]
