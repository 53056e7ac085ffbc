"""The shape of a topic file: what an entry may hold, each rule with the Chinese sentence that says it is broken."""

import re
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator

from assistant.form import known as known_forms
from assistant.prose.wordfile import compiled
from assistant.topics.topic import Counted, More, Topic
from assistant.topics.wording import check

SHORTEST = 2
"""Characters a word has at least: one alone names nothing surely, and matching looks words up by their first two."""


def _long_enough(word: str) -> str:
    if len(word.strip()) < SHORTEST:
        raise ValueError(f"词语“{word}”太短，至少 {SHORTEST} 个字")
    return word


def sections() -> list[str]:
    """The narrative sections of every edition of the form, in their order: topics are of no edition."""
    return list(dict.fromkeys(section for form in known_forms() for section in form.narrative))


def _known(section: str) -> str:
    known = sections()
    if section not in known:
        raise ValueError(f"没有“{section}”这一部分，可以写：{'、'.join(known)}")
    return section


def _compiling(pattern: str) -> str:
    compiled(pattern)
    return pattern


def _statement(said: str) -> str:
    return check(said) if said else ""


def _asking(question: str) -> str:
    if not question.endswith("？"):
        raise ValueError(f"“{question}”不是问句，末尾写“？”")
    return question


_Word = Annotated[str, AfterValidator(_long_enough)]
_Section = Annotated[str, AfterValidator(_known)]
_Pattern = Annotated[str, AfterValidator(_compiling)]
_Statement = Annotated[str, AfterValidator(_statement)]
_Say = Annotated[str, AfterValidator(check)]
_SayDetail = Annotated[str, AfterValidator(partial(check, slot="detail"))]
_Question = Annotated[str, AfterValidator(_asking)]
_SayCount = Annotated[str, AfterValidator(partial(check, slot="count"))]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CountedEntry(_Strict):
    """A number of a topic."""

    name: _Word
    units: Annotated[list[str], Field(min_length=1)]
    words: list[_Word] = []
    say: list[_SayCount] = []
    ask: str = ""

    def counted(self) -> Counted:
        """The number as the program keeps it."""
        return Counted(self.name, tuple(self.units), tuple(self.words), tuple(self.say), self.ask)


class MoreEntry(_Strict):
    """What is asked of a topic that was told in a few words only."""

    ask: _Question
    told: Annotated[list[str], Field(min_length=1)]
    lead: str = ""

    def more(self) -> More:
        """The question as the program keeps it."""
        return More(self.ask, tuple(self.told), self.lead)


class Entry(_Strict):
    """A topic, or what a site adds to one: everything may be left out until it is asked what it `lacks`."""

    sections: list[_Section] = []
    words: list[_Word] = []
    patterns: list[_Pattern] = []
    unless: list[_Word] = []
    ask: str = ""
    kind: Literal["yes-no", "count", "text"] = "yes-no"
    options: list[str] = []
    counted: list[CountedEntry] = []
    note: _Statement = ""
    none: _Statement = ""
    required: Literal["", "all", "government"] = ""
    plain: list[_Say] = []
    detail: list[_SayDetail] = []
    denied: list[_Say] = []
    purposes: list[_Say] = []
    measures: list[str] = []
    family: str = ""
    more: MoreEntry | None = None

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
            self.family,
            self.more.more() if self.more else None,
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
