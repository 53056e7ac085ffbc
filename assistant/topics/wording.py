"""Ways of saying, checked: predicates that hold for every organ which only confirmed the topic.

What they may not hold (effects, whoever speaks) is a list in wording.yaml.
"""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.prose import numbers
from assistant.prose.wordfile import alternatives, load

_SLOT = re.compile(r"\{([^{}]*)\}")
_DIGIT = re.compile(r"[0-9０-９]")
_ENDS = ("。", "，", "；", "、", "！", "：", ".", ",", ";")


class _Forbidden(BaseModel):
    """The words of wording.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    effects: list[str]
    harmless: list[str]
    subjects: list[str]
    opening_subjects: list[str]
    times: list[str]


@cache
def _words() -> dict[str, re.Pattern[str]]:
    words = load("assistant.topics", "wording.yaml", _Forbidden)
    opening = rf"(?:^|(?<=[，；]))(?:{alternatives(words.opening_subjects)})"
    return {
        "harmless": re.compile(alternatives(words.harmless)),
        "time": re.compile(alternatives(words.times)),
        "effect": re.compile(alternatives(words.effects)),
        "subject": re.compile(rf"{alternatives(words.subjects)}|{opening}"),
    }


def check(wording: str, slot: str = "") -> str:
    """The wording itself; ValueError with a Chinese clause that says what is wrong with it.

    `slot` is the name of the one slot it must have, "" for none.
    """
    if not wording.strip():
        raise ValueError("说法不能是空的")
    if _SLOT.findall(wording) != ([slot] if slot else []):
        wanted = f"有且只有一个空位 {{{slot}}}" if slot else "没有空位"
        raise ValueError(f"“{wording}”应当{wanted}")
    if wording.endswith(_ENDS):
        raise ValueError(f"“{wording}”末尾不带标点")
    _claims_nothing(wording)
    return wording


def _claims_nothing(wording: str) -> None:
    words = _words()
    if subject := words["subject"].search(wording):
        raise ValueError(f"“{wording}”写了主语“{subject[0]}”，说法从谓语写起")
    if time := words["time"].search(wording):
        raise ValueError(f"“{wording}”写了时间“{time[0]}”，年份由成文时写明")
    if _DIGIT.search(wording) or numbers(wording):
        raise ValueError(f"“{wording}”写了数字，数字只由 {{count}} 带入")
    if effect := words["effect"].search(words["harmless"].sub("", wording)):
        raise ValueError(f"“{wording}”写了没有记录的程度、频次或者效果“{effect[0]}”")
