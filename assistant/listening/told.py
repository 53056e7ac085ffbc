"""What was told: facts read from a message, before anybody records them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from assistant.figures import plain

Kind = Literal["indicator", "figure", "note"]


@dataclass(frozen=True)
class Told:
    """One fact of a message, offered to be recorded.

    An `indicator` has name, value, unit, section and perhaps last year's value; a `figure` is a cell, with its code and
    value; a `note` has its words and its section, and is `negative` where it says that something did not happen.
    `about` says how exactly a value was told (over, under, around), empty for exactly; `text` are the words of the
    message that state it, cleaned of persons' names and numbers; `topic` is the id of the topic they name.
    `conflict` is what is recorded already and differs, as a person reads it (12), None if nothing does.
    """

    kind: Kind
    name: str
    section: str
    text: str
    value: Decimal | None = None
    unit: str = ""
    code: str = ""
    last: Decimal | None = None
    about: str = ""
    negative: bool = False
    topic: str = ""
    conflict: str | None = None
    spoken: str = ""
    """The value as it was said, in digits: 12万 for 十二万多."""
    whole: bool = False
    """Whether a cell holds all there is of its row: 都是个人提的 leaves none to the other applicants."""
    replaces: str = ""
    """The words of a recorded note that this tells again, with more, or the name of an indicator it renames."""

    def as_json(self) -> dict[str, Any]:
        """The fact as `nianbao tell --json` prints it."""
        number = self.value is not None
        return {
            "kind": self.kind,
            "name": self.name or None,
            "value": (self.spoken or plain(self.value)) if self.value is not None else None,
            "unit": self.unit or None if number else None,
            "section": self.section,
            "code": self.code or None,
            "last": None if self.last is None else plain(self.last),
            "about": self.about or None,
            "negative": self.negative if self.kind == "note" else None,
            "text": self.text,
            "conflict": None if self.conflict is None else {"recorded": self.conflict},
        }


@dataclass(frozen=True)
class Ask:
    """Something of a message that could not be read, or not surely: the words, and the one question about them."""

    words: str
    question: str
    topic: str = ""


@dataclass(frozen=True)
class Heard:
    """A message read: facts to record, what is asked for in it, and what it left unclear."""

    facts: tuple[Told, ...] = ()
    requests: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    known: tuple[Told, ...] = ()
    """What it states and is recorded already with the same value: told again, and not offered again."""
    withheld: tuple[str, ...] = ()
    """Kinds of private details that were left out, in Chinese: 人员姓名, 电话号码."""
