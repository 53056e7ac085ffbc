"""Advising: whether and how a thing is to be written or filled in, by what the form asks of it."""

from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.form import section_title
from assistant.prose.wordfile import load
from assistant.topics import named


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str]
    say: str


class AdviceFile(BaseModel):
    """What advice.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    items: list[_Item]
    required: str
    government: str
    optional: str
    unnamed: str

    @field_validator("required", "government", "optional")
    @classmethod
    def _slots(cls, text: str) -> str:
        text.format(question="", section="")
        return text


@cache
def _file() -> AdviceFile:
    return load("assistant.draft.conversation", "advice.yaml", AdviceFile)


def advice(message: str) -> str:
    """What the form asks of the thing a message names, in a sentence or two; what holds of everything if it names none.

    Source of what is asked: articles 49 and 50 of the Regulations, 国办公开办函〔2021〕30号 and 国办函〔2020〕109号.
    """
    file = _file()
    item = next((item for item in file.items if any(word in message for word in item.words)), None)
    if item is not None:
        return item.say
    topic = next((match.topic for match in named(message)), None)
    if topic is None:
        return file.unnamed
    wording = {"all": file.required, "government": file.government}.get(topic.required, file.optional)
    return wording.format(question=topic.ask, section=section_title(topic.section))
