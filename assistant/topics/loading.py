"""The catalogue loaded: one YAML file a section in catalogue/, checked whole; what is wrong is named by its line."""

import re
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, field_validator, model_validator

from assistant.errors import DesignProblem
from assistant.form import load as load_form
from assistant.prose.wordfile import compiled, parse
from assistant.topics.topic import Catalogue, Counted, Topic

_SLOT = re.compile(r"\{([a-z_]*)\}")
_Words = Annotated[list[str], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Counted(_Strict):
    name: str
    units: _Words
    words: list[str] = []
    say: list[str] = []
    ask: str = ""

    @field_validator("say")
    @classmethod
    def _one_count(cls, say: list[str]) -> list[str]:
        return _with_slot(say, "count")


class _Topic(_Strict):
    sections: _Words
    words: _Words
    patterns: list[str] = []
    unless: list[str] = []
    ask: str = ""
    kind: Literal["yes-no", "count", "text"] = "yes-no"
    options: list[str] = []
    counted: list[_Counted] = []
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
        for section in sections:
            if section not in load_form().narrative:
                raise ValueError(f"没有“{section}”这一节")
        return sections

    @field_validator("patterns")
    @classmethod
    def _compile(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            compiled(pattern)
        return patterns

    @field_validator("detail")
    @classmethod
    def _one_detail(cls, detail: list[str]) -> list[str]:
        return _with_slot(detail, "detail")

    @field_validator("plain", "denied", "purposes")
    @classmethod
    def _no_slot(cls, say: list[str]) -> list[str]:
        return _with_slot(say, "")

    @model_validator(mode="after")
    def _a_count_counts(self) -> "_Topic":
        if self.kind == "count" and not self.counted:
            raise ValueError("问数量的主题要有 counted")
        return self


_File = RootModel[dict[str, _Topic]]


def _with_slot(wordings: list[str], slot: str) -> list[str]:
    for wording in wordings:
        if _SLOT.findall(wording) != ([slot] if slot else []):
            wanted = f"有且只有一个空位 {{{slot}}}" if slot else "没有空位"
            raise ValueError(f"“{wording}”应当{wanted}")
        if wording.endswith(("。", "，", "；")):
            raise ValueError(f"“{wording}”末尾不带标点")
    return wordings


@cache
def catalogue() -> Catalogue:
    """The topics the program knows; raises DesignProblem naming the file and line that is wrong."""
    folder = resources.files("assistant.topics") / "catalogue"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    topics: dict[str, Topic] = {}
    for file in files:
        topics |= read(file.read_text("utf-8"), file.name, topics)
    for topic in topics.values():
        if unknown := [name for name in topic.measures if name not in topics]:
            raise DesignProblem(f"主题“{topic.id}”的 measures 提到的“{unknown[0]}”没有定义。")
    return topics


def read(text: str, name: str, known: Catalogue) -> dict[str, Topic]:
    """The topics of one file; a topic that is already known is refused."""
    raw = parse(text, name, _File).root
    if twice := [topic for topic in raw if topic in known]:
        raise DesignProblem(f"主题文件 {name} 里的“{twice[0]}”已经在别的文件里有了。")
    return {topic: _topic(topic, item) for topic, item in raw.items()}


def _topic(topic: str, raw: _Topic) -> Topic:
    return Topic(
        topic,
        tuple(raw.sections),
        tuple(raw.words),
        tuple(re.compile(pattern) for pattern in raw.patterns),
        tuple(raw.unless),
        raw.ask,
        raw.kind,
        tuple(raw.options),
        tuple(Counted(one.name, tuple(one.units), tuple(one.words), tuple(one.say), one.ask) for one in raw.counted),
        raw.note,
        raw.none,
        raw.required,
        tuple(raw.plain),
        tuple(raw.detail),
        tuple(raw.denied),
        tuple(raw.purposes),
        tuple(raw.measures),
    )
