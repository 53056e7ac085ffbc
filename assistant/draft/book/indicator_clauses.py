"""An indicator as a clause with a verb: 微博发布 104 条 → 通过微博发布信息104条, 高教科研信息 → 发布高教科研信息15条.

Which verb a name wants is data in phrases/indicators.yaml.
"""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from assistant.facts import Fact
from assistant.prose.wordfile import alternatives, load

_CHANNEL = re.compile(
    r"^(?P<channel>.*?(?:微博|微信(?:公众号|订阅号|工作群|群)?|公众号|抖音号?|视频号|头条号?|网站|网|新媒体|平台|客户端|公报|公示栏))(?P<verb>发布|推送|公开|刊发|发文|推文)(?P<what>.*)$"
)
_PUBLISHING = ("overview.active", "overview.platform")
_HAVING, _ONE = "共有", "设有"
_LED = ("通过", "共有", "设有")


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    verb: str
    units: list[str] = Field(min_length=1)
    ends: list[str] = Field(min_length=1)


class IndicatorsFile(BaseModel):
    """What indicators.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    begins: list[str]
    nouns_alone: list[str]
    kinds: list[_Kind]
    measures: list[str]
    done: list[str]
    published: list[str]


@dataclass(frozen=True)
class _Verbs:
    begins: re.Pattern[str]
    alone: frozenset[str]
    kinds: tuple[tuple[re.Pattern[str], frozenset[str], str], ...]
    measure: re.Pattern[str]
    done: re.Pattern[str]
    published: frozenset[str]


@cache
def _verbs() -> _Verbs:
    file = load("assistant.draft.book", "phrases/indicators.yaml", IndicatorsFile)
    return _Verbs(
        re.compile(f"^(?:{alternatives(file.begins)})"),
        frozenset(file.nouns_alone),
        tuple((re.compile(f"(?:{alternatives(kind.ends)})$"), frozenset(kind.units), kind.verb) for kind in file.kinds),
        re.compile(f"(?:{alternatives(file.measures)})$"),
        re.compile(f"(?:{alternatives(file.done)})$"),
        frozenset(file.published),
    )


def phrase(fact: Fact) -> str:
    """The indicator's name and figure as prose says them, the digits as a placeholder."""
    name = re.sub(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", r"（\1）", fact.label.strip())
    figure = f"{{{{{fact.id}}}}}{fact.unit}"
    if channel := _CHANNEL.match(name):
        verb = "推送" if channel["verb"] == "推文" else channel["verb"].replace("发文", "发布")
        return f"通过{channel['channel']}{verb}{channel['what'] or '信息'}{figure}"
    if _has_verb(name):
        return f"{name}{figure}"
    if _verbs().measure.search(name):
        return f"{name}为{figure}" if fact.unit == "%" else f"{name}{figure}"
    bare = re.sub(r"(?:次数|场次)$", "", name)
    if verb := _verb(bare, fact.unit):
        return f"{_ONE if verb == _HAVING and fact.value == 1 else verb}{bare}{figure}"
    if fact.unit in _verbs().published and fact.aspect in _PUBLISHING and not _verbs().done.search(name):
        return f"发布{name}{figure}"
    return f"{name}共{figure}" if fact.unit and fact.value > 1 else f"{name}{figure}"


def measures(name: str) -> bool:
    """Whether an indicator of that name measures what is told elsewhere, as 阅读量 does, and is no work of its own."""
    return bool(_verbs().measure.search(name)) and not _has_verb(name)


def _has_verb(name: str) -> bool:
    """Whether a name begins with its verb and has an object behind it: 出席新闻发布活动, but not 直播 or 培训."""
    found = _verbs().begins.match(name)
    if found is None:
        return False
    rest = name[found.end() :]
    return len(rest) > 1 or (bool(rest) or found[0] not in _verbs().alone)


def _verb(name: str, unit: str) -> str:
    """The verb a bare name wants before it, by what it names and how it is counted; empty for any other."""
    return next((verb for ends, units, verb in _verbs().kinds if unit in units and ends.search(name)), "")


def starts_with_verb(clause: str) -> bool:
    """Whether a clause can follow the organ's name: 我局通过微博…, but not 我局阅读量…."""
    kinds = tuple(kind[2] for kind in _verbs().kinds)
    return clause.startswith((*_LED, *kinds)) or bool(_verbs().begins.match(clause))
