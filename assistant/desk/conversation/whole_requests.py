"""What is asked for of the whole report, recognised by a list of words; and which section a message is about."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.listening.requests import section_named
from assistant.prose.wordfile import load

Wanted = Literal["draft_all", "take_all", "interview", "missing"]


class Words(BaseModel):
    """The word list: for each thing that can be wanted, the words that ask for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    draft_all: list[str]
    take_all: list[str]
    interview: list[str]
    missing: list[str]


@cache
def words() -> Words:
    """The list as it stands in whole.yaml; DesignProblem naming the line that is wrong."""
    return load("assistant.desk.conversation", "whole.yaml", Words)


@dataclass(frozen=True)
class WholeRequest:
    """What a message said of the whole report wants; `section` where it names one and so wants that alone."""

    wanted: Wanted | None
    section: str = ""


def whole_request(message: str) -> WholeRequest:
    """What a message wants of the whole report, if that, and the section it names."""
    known, section = words(), section_named(message)
    kinds: dict[Wanted, list[str]] = {
        "draft_all": known.draft_all,
        "take_all": known.take_all,
        "interview": known.interview,
        "missing": known.missing,
    }
    wanted = next((kind for kind, said in kinds.items() if any(word in message for word in said)), None)
    return WholeRequest(wanted, section)
