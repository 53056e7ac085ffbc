"""The shape of a topic file: what an entry may hold, each rule with the Chinese sentence that says it is broken."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, field_validator, model_validator

from assistant.form import load as load_form
from assistant.prose.wordfile import compiled
from assistant.topics.topic import Counted, Topic
from assistant.topics.wording import check

SHORTEST = 2
"""Characters a word has at least: one alone names nothing surely, and matching looks words up by their first two."""
_Words = Annotated[list[str], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _long_enough(words: list[str]) -> list[str]:
    for word in words:
        if len(word.strip()) < SHORTEST:
            raise ValueError(f"词语“{word}”太短，至少 {SHORTEST} 个字")
    return words


class CountedEntry(_Strict):
    """A number of a topic."""

    name: str = Field(min_length=2)
    units: _Words
    words: list[str] = []
    say: list[str] = []
    ask: str = ""

    @field_validator("words")
    @classmethod
    def _words_long_enough(cls, words: list[str]) -> list[str]:
        return _long_enough(words)

    @field_validator("say")
    @classmethod
    def _one_count(cls, say: list[str]) -> list[str]:
        return [check(wording, "count") for wording in say]

    def counted(self) -> Counted:
        """The number as the program keeps it."""
        return Counted(self.name, tuple(self.units), tuple(self.words), tuple(self.say), self.ask)


class Entry(_Strict):
    """A topic, or what a site adds to one: everything may be left out until `whole` is asked."""

    sections: list[str] = []
    words: list[str] = []
    patterns: list[str] = []
    unless: list[str] = []
    ask: str = ""
    kind: Literal["yes-no", "count", "text"] = "yes-no"
    options: list[str] = []
    counted: list[CountedEntry] = []
    note: str = ""
    none: str = ""
    required: Literal["", "all", "government"] = ""
    plain: list[str] = []
    detail: list[str] = []
    denied: list[str] = []
    purposes: list[str] = []
    measures: list[str] = []

    @field_validator("sections")
    @classmethod
    def _known(cls, sections: list[str]) -> list[str]:
        known = load_form().narrative
        for section in sections:
            if section not in known:
                raise ValueError(f"没有“{section}”这一部分，可以写：{'、'.join(known)}")
        return sections

    @field_validator("words", "unless")
    @classmethod
    def _words_long_enough(cls, words: list[str]) -> list[str]:
        return _long_enough(words)

    @field_validator("patterns")
    @classmethod
    def _compile(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            compiled(pattern)
        return patterns

    @field_validator("detail")
    @classmethod
    def _one_detail(cls, detail: list[str]) -> list[str]:
        return [check(wording, "detail") for wording in detail]

    @field_validator("plain", "denied", "purposes")
    @classmethod
    def _no_slot(cls, say: list[str]) -> list[str]:
        return [check(wording) for wording in say]

    @field_validator("note", "none")
    @classmethod
    def _a_statement(cls, statement: str) -> str:
        return check(statement) if statement else ""

    @model_validator(mode="after")
    def _counted_once(self) -> "Entry":
        names = [one.name for one in self.counted]
        if twice := [name for name in names if names.count(name) > 1]:
            raise ValueError(f"数量“{twice[0]}”写了两次")
        return self

    def lacks(self) -> str:
        """What a topic needs and the entry has not, as a Chinese clause; "" if it is whole."""
        if not self.sections:
            return "缺少 sections（属于年报的哪些部分）"
        if not self.words:
            return "缺少 words（哪些词语说的是它）"
        if self.kind == "count" and not self.counted:
            return "问数量的主题要有 counted"
        if self.denied and not self.none:
            return "写了 denied 的主题要有 none"
        return ""

    def topic(self, name: str) -> Topic:
        """The topic as the program keeps it."""
        return Topic(
            name,
            tuple(self.sections),
            tuple(self.words),
            tuple(re.compile(pattern) for pattern in self.patterns),
            tuple(self.unless),
            self.ask,
            self.kind,
            tuple(self.options),
            tuple(one.counted() for one in self.counted),
            self.note,
            self.none,
            self.required,
            tuple(self.plain),
            tuple(self.detail),
            tuple(self.denied),
            tuple(self.purposes),
            tuple(self.measures),
        )

    def added_to(self, shipped: "Entry") -> "Entry":
        """The shipped topic with what this entry adds: lists grow, what is written singly replaces."""
        merged = {name: getattr(shipped, name) for name in type(self).model_fields}
        for name in self.model_fields_set:
            value = getattr(self, name)
            merged[name] = _grown(merged[name], value) if isinstance(value, list) else value
        return type(self).model_construct(**merged)


def _grown(shipped: list[Any], added: list[Any]) -> list[Any]:
    """Words and numbers of both; a number of the same name is the added one."""
    names = {one.name for one in added if isinstance(one, CountedEntry)}
    kept = [one for one in shipped if not (isinstance(one, CountedEntry) and one.name in names)]
    return kept + [one for one in added if one not in kept]


File = RootModel[dict[str, Entry]]
"""A topic file: entries by id, the topic's Chinese name."""
