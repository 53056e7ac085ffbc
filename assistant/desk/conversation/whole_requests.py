"""What is asked for of the whole report, recognised by a list of words; and which section a message is about."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.form import Form, section_name
from assistant.prose.wordfile import load

Wanted = Literal["draft_all", "take_all", "interview", "missing"]


class Words(BaseModel):
    """The word list: for each thing that can be wanted, and for each section, the words that name it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    draft_all: list[str]
    take_all: list[str]
    interview: list[str]
    missing: list[str]
    sections: dict[str, list[str]]


@cache
def words() -> Words:
    """The list as it stands in whole.yaml; DesignProblem naming the line that is wrong."""
    return load("assistant.desk.conversation", "whole.yaml", Words)


@dataclass(frozen=True)
class WholeRequest:
    """What a message said of the whole report wants; `section` where it names one and so wants that alone."""

    wanted: Wanted | None
    section: str = ""


def whole_request(message: str, form: Form) -> WholeRequest:
    """What a message wants of the whole report, if that, and the section it names."""
    known, section = words(), named_section(message, form)
    kinds: dict[Wanted, list[str]] = {
        "draft_all": known.draft_all,
        "take_all": known.take_all,
        "interview": known.interview,
        "missing": known.missing,
    }
    wanted = next((kind for kind, said in kinds.items() if any(word in message for word in said)), None)
    return WholeRequest(wanted, section)


def named_section(message: str, form: Form) -> str:
    """The narrative section a message names, by the longest of its names; empty if none."""
    found: list[tuple[int, str]] = []
    for section in form.narrative:
        if section != "overview":
            names = {section_name(form, section), *words().sections.get(section, ())}
            found += [(len(name), section) for name in names if name in message]
    return max(found, default=(0, ""))[1]
