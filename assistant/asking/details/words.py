"""The words of details: how each is asked, what is looked for in the notes, and what people say in answer."""

import re
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from assistant.prose.wordfile import alternatives, compiled, load
from assistant.topics import catalogue

Pattern = Annotated[re.Pattern[str], BeforeValidator(compiled)]
_KINDS = frozenset({"title", "name", "count", "how", "instance", "means"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Documents(_Strict):
    """What tells a document without its title, and what a title given in answer looks like."""

    kinds: list[str]
    followed: list[str]
    needs_more: list[str]
    issuing: dict[str, str]
    light: list[str]
    light_kinds: list[str]
    not_before: list[str]
    done: str
    one: str
    many: str
    put_first: Pattern
    put_verbs: dict[str, str]
    followers: list[str]
    follow_tails: Pattern
    whose: Pattern
    not_documents: Pattern
    ends: str
    titled: Pattern
    untitled: Pattern
    no_title: Pattern
    suffix: str
    number: Pattern

    @model_validator(mode="after")
    def _known(self) -> "Documents":
        if strange := [
            kind for kind in (*self.followed, *self.needs_more, *self.light_kinds) if kind not in self.kinds
        ]:
            raise ValueError(f"“{strange[0]}”不在 kinds 里")
        if strange := [verb for verb in self.light if verb not in self.issuing]:
            raise ValueError(f"“{strange[0]}”不在 issuing 里")
        return self

    @property
    def any_kind(self) -> str:
        """A pattern for the word at a document's end."""
        return alternatives(self.kinds)


class Columns(_Strict):
    """Columns that were opened, what they and their number are called, and how a note says that they were."""

    words: list[str]
    opened: list[str]
    calls: str
    counted: str
    made: str


class Accounts(_Strict):
    """Accounts: their words, how those of a topic are called, and how a note says that there is one."""

    words: list[str]
    topics: dict[str, list[str]]
    made: str


class Activities(_Strict):
    """Activities that go by a name."""

    words: list[str]


class Things(_Strict):
    """What goes by a name of its own."""

    columns: Columns
    accounts: Accounts
    activities: Activities


class Words(_Strict):
    """What details.yaml says; its comments tell what each list is for."""

    ask: dict[str, str]
    again: dict[str, str]
    options: dict[str, tuple[str, ...]]
    enough: Pattern
    not_answers: Pattern
    leads: Pattern
    by: Pattern
    by_put: str
    reason: Pattern
    another: Pattern
    needs: Pattern
    goes_on: Pattern
    says_itself: Pattern
    because: str
    shows: str
    what: str
    documents: Documents
    things: Things
    many_things: str
    name_leads: Pattern
    no_name: Pattern
    longest_name: int
    activities: dict[str, str]
    counted_topics: frozenset[str]
    often: Pattern
    not_done: Pattern
    done: Pattern
    concrete: Pattern
    means: Pattern
    coordinate: Pattern
    ahead: Pattern
    plain: list[str]

    @model_validator(mode="after")
    def _whole(self) -> "Words":
        if strange := sorted(self.options.keys() ^ _KINDS):
            raise ValueError(f"options 与细节的种类不一致：{strange[0]}")
        topics = {*self.counted_topics, *self.things.accounts.topics}
        if unknown := sorted(topics - catalogue().keys()):
            raise ValueError(f"没有“{unknown[0]}”这个主题")
        if untold := [text for texts in self.options.values() for text in texts if not self.enough.fullmatch(text)]:
            raise ValueError(f"现成的回答“{untold[0]}”要在 enough 里")
        return self


@cache
def words() -> Words:
    """The words shipped with the program; DesignProblem if the file is wrong."""
    return load("assistant.asking.details", "details.yaml", Words)


def enough(said: str) -> bool:
    """Whether an answer says that there is nothing to add, or that nobody knows."""
    parts = [part for part in re.split(r"[\s，。！、,.!；;]+", said) if part]
    return bool(parts) and all(
        words().enough.fullmatch(part.removesuffix("了")) or words().enough.fullmatch(part) for part in parts
    )
