"""The words by which a clerk's clause is judged, words.yaml as values."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.draft.official.lexicon import lexicon
from assistant.prose.wordfile import alternatives, compiled, load

_AN_ADVERB = 2
"""Characters that may stand between 未 and its verb: an adverb, 未及时公开."""

_NONE_TAKEN = "(?<!没有)(?<!没)(?<!无)不(?=收)"
"""不收费 says of the fee what 没收费 does; 没有不收费的 says the opposite."""


class WordsFile(BaseModel):
    """What words.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    empty: list[str]
    shortcomings: list[str]
    spoken: list[str]
    negations: list[str]
    denials: list[str]
    once: list[str]
    connectives: list[str]
    formal: dict[str, str]
    times: list[str]
    endings: list[str]
    doubting: list[str]
    with_not_yet: list[str]
    receiving: list[str]
    wholes: list[str]
    honours: list[str]
    trouble: list[str]
    changes: list[str]
    changing: list[str]
    apart: list[str]
    with_parts: list[str]
    channels: list[str]
    mostly: str
    never_first: list[str]
    light: list[str]

    @field_validator("*")
    @classmethod
    def _not_empty(cls, words: list[str] | dict[str, str] | str) -> list[str] | dict[str, str] | str:
        if not words or not all(words):
            raise ValueError("词不能为空")
        if isinstance(words, str):
            compiled(words)
        return words


@cache
def words() -> WordsFile:
    """The words; raises DesignProblem that names the line if their file is malformed."""
    return load("assistant.draft.composing", "words.yaml", WordsFile)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    file = words()
    return re.compile(alternatives(file.empty)), re.compile(alternatives(file.shortcomings))


def without_empty(text: str) -> str:
    """The text less the words that say nothing of their own."""
    return _patterns()[0].sub("", text)


def without_negation(text: str) -> str:
    """A denial less the words that deny, so that what is denied is left."""
    return re.sub(f"{alternatives(words().negations)}|{_NONE_TAKEN}", "", text)


def tells_of_trouble(text: str) -> bool:
    """Whether a clause speaks of what nobody wishes to have: that there was none of it is worth telling."""
    return any(word in text for word in words().trouble)


def is_shortcoming(text: str) -> bool:
    """Whether a clause tells of something wanting, as a problem must."""
    return bool(_patterns()[1].search(text))


@cache
def _spoken() -> re.Pattern[str]:
    return compiled("|".join(words().spoken))


def is_spoken(text: str) -> bool:
    """Whether a clause still holds words of everyday speech, which no report prints."""
    return bool(_spoken().search(text))


def ends_work(text: str) -> bool:
    """Whether a clause tells that something was closed or dropped."""
    return any(word in text for word in words().endings)


def doubts_the_work(text: str) -> bool:
    """Whether a clause may say that the work it names is not done, or not as usual."""
    return any(word in text for word in words().doubting)


def without_a_thing(text: str) -> str:
    """A clause that says that a thing is not there: 解读没有新意; 未 stands before verbs alone."""
    known = rf"(?!{alternatives([word.removeprefix('未') for word in words().with_not_yet])})"
    return re.sub(rf"(?<![从尚并仍])未{known}(?P<rest>[^，；。]+)", _not_there, text)


def _not_there(denied: re.Match[str]) -> str:
    verb = lexicon().verb(denied["rest"])
    if denied["rest"][1:2] == "的":
        return denied[0]  # 未审的不发: a verb of one character
    return denied[0] if verb and verb.start() <= _AN_ADVERB else "没有" + denied["rest"]


def contents(text: str) -> str:
    """What a clause lists as being there, as what something holds: 文件、公告都有 → 内容包括…等; "" for no list."""
    if (mostly := _mostly().fullmatch(text)) and not any(one in text for one in words().channels):
        return f"以{mostly['things'] or mostly['most']}为主"
    found = re.fullmatch(r"(?P<things>[^，、]+(?:、[^，、]+)+?)(?:等)?(?:都|均|全)有", text)
    if found is None or any(channel in found["things"] for channel in words().channels):
        return ""
    return f"内容包括{found['things']}等"


@cache
def _mostly() -> re.Pattern[str]:
    return compiled(words().mostly)


def formal(text: str) -> str:
    """The text in the stricter of two ways of saying the same."""
    for old, new in words().formal.items():
        text = text.replace(old, new)
    return text
