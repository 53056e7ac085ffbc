"""An indicator as a clause with a verb: 微博发布 104 条 → 通过微博发布信息104条, 高教科研信息 → 发布高教科研信息15条.

Which verb a name wants is data in phrases/indicators.yaml.
"""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from assistant.facts import Fact
from assistant.prose.wordfile import alternatives, compiled, load

_PUBLISHING = ("overview.active", "overview.platform")
_A_FIELD = 4
"""Characters up to which a name counted by 条 is a field of work, of which information is published: 职业教育."""
_HAVING, _ONE = "共有", "设有"
_LED = ("通过", "共有", "设有", "围绕", "针对", "面向", "聚焦", "依托")


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    verb: str
    units: list[str] = Field(min_length=1)
    ends: list[str] = Field(min_length=1)


class IndicatorsFile(BaseModel):
    """What indicators.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    begins: list[str]
    goes: str
    able: str
    able_verbs: dict[str, str]
    no_verbs: str
    nouns_alone: list[str]
    kinds: list[_Kind]
    measures: list[str]
    turned: list[str]
    objects: dict[str, str]
    channels: list[str]
    done: list[str]
    published: list[str]


@dataclass(frozen=True)
class _Verbs:
    begins: re.Pattern[str]
    goes: re.Pattern[str]
    able: re.Pattern[str]
    able_verbs: dict[str, str]
    no_verbs: re.Pattern[str]
    alone: frozenset[str]
    kinds: tuple[tuple[re.Pattern[str], frozenset[str], str], ...]
    measure: re.Pattern[str]
    turned: re.Pattern[str]
    objects: tuple[tuple[str, str], ...]
    channel: re.Pattern[str]
    at: re.Pattern[str]
    done: re.Pattern[str]
    published: frozenset[str]


_ABOUT = re.compile(r"^(?P<of>(?:围绕|针对|面向|聚焦).{2,}?)(?P<what>(?:“[^”]+”)?(?:系列|专题|主题|业务)[^，。]{2,})$")
"""围绕防汛系列宣传: the verb stands before what was done, not before what it was about."""


@cache
def _verbs() -> _Verbs:
    file = load("assistant.draft.book", "phrases/indicators.yaml", IndicatorsFile)
    return _Verbs(
        re.compile(f"^(?:{alternatives(file.begins)})"),
        compiled(file.goes),
        compiled(file.able),
        file.able_verbs,
        compiled(file.no_verbs),
        frozenset(file.nouns_alone),
        tuple((re.compile(f"(?:{alternatives(kind.ends)})$"), frozenset(kind.units), kind.verb) for kind in file.kinds),
        re.compile(f"(?:{alternatives(file.measures)})$"),
        re.compile(
            f"^(?P<what>.{{2,}}?)(?P<where>在[^，。]{{1,6}}上)?(?P<verb>(?:主动)?(?:{alternatives(file.turned)}))$"
        ),
        tuple(file.objects.items()),
        re.compile(
            f"^(?P<channel>.*?(?:{alternatives(file.channels)}))(?P<verb>(?:主动)?(?:发布|推送|公开|刊发|发文|推文))(?P<what>.*)$"
        ),
        re.compile(f"^(?P<at>.{{0,6}}?(?:{alternatives(file.channels)}))(?!站)上?(?P<what>(?!上)[^，。]{{2,}})$"),
        re.compile(f"(?:{alternatives(file.done)})$"),
        frozenset(file.published),
    )


def phrase(fact: Fact) -> str:
    """The indicator's name and figure as prose says them, the digits as a placeholder."""
    name = re.sub(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", r"（\1）", fact.label.strip())
    turned = _verbs().turned.match(name)
    digit = turned is not None and turned["what"][-1:].isdigit()
    figure = f"{'共' if digit else ''}{{{{{fact.id}}}}}{fact.unit}"  # 投诉电话12301共560个
    if said := _of_a_channel(name, figure):
        return said
    goes = _verbs().goes.match(name)
    if goes or _has_verb(name):
        return f"{_went(name) if goes else name}{figure}"
    if _verbs().measure.search(name):
        return f"{name}为{figure}" if fact.unit == "%" else f"{name}{figure}"
    if turned and turned["where"]:
        return _told(name, fact) + figure  # 处罚结果在网上公示 is no 公示 that was published
    bare = re.sub(r"(?:次数|场次)$", "", name)
    about = _ABOUT.match(bare)
    lead, what = (about["of"], about["what"]) if about else ("", bare)
    if verb := _verb(what, fact.unit):
        return f"{lead}{_ONE if verb == _HAVING and fact.value == 1 else verb}{what}{figure}"
    return f"{_told(name, fact)}{figure}"


def _went(name: str) -> str:
    """Where somebody went, as it is written: 去乡镇宣讲 is 到乡镇宣讲."""
    return re.sub(r"^去", "到", name)


def _of_a_channel(name: str, figure: str) -> str:
    """What was published through a channel, or can be done there; "" for any other name."""
    if able := _verbs().able.match(name):
        at = f"在{able['where']}" if able["where"] else ""
        return f"{able['at'] or ''}共有{able['what']}{figure}可{at}{_verbs().able_verbs[able['verb']]}"
    if channel := _verbs().channel.match(name):
        verb = "推送" if channel["verb"] == "推文" else channel["verb"].replace("发文", "发布")
        return f"通过{channel['channel']}{verb}{channel['what'] or '信息'}{figure}"
    return ""


def _told(name: str, fact: Fact) -> str:
    """A name that has no verb before it, as it stands before its figure."""
    if turned := _verbs().turned.match(name):
        if (at := _verbs().at.match(turned["what"])) and turned["verb"].removeprefix("主动") in {"发布", "公开"}:
            return f"通过{at['at']}{turned['verb']}{at['what']}"
        return (turned["where"] or "") + turned["verb"] + _thing(turned["what"])
    if fact.unit in _verbs().published and fact.aspect in _PUBLISHING and not _verbs().done.search(name):
        if at := _verbs().at.match(name):
            return f"通过{at['at']}发布{at['what']}"
        return f"发布{name}{'' if len(name) > _A_FIELD or fact.unit != '条' else '信息'}"
    return f"{name}共" if fact.unit and fact.value > 1 else name


def _thing(what: str) -> str:
    """What stands before the verb, as its object: 村务 is no object, 村务信息 is."""
    what = re.sub(r"[的被]$", "", what)
    return what + next((more for end, more in _verbs().objects if what.endswith(end)), "")


def measures(name: str) -> bool:
    """Whether an indicator of that name measures what is told elsewhere, as 阅读量 does, and is no work of its own."""
    return bool(_verbs().measure.search(name)) and not _has_verb(name)


def bare_name(name: str) -> str:
    """A name less the verb it begins with, as it stands in a row of parts: 公开文件 → 文件, 发布公告 → 公告."""
    found = _verbs().begins.match(name)
    return name[found.end() :] if found and len(name) - found.end() > 1 else name


def _has_verb(name: str) -> bool:
    """Whether a name begins with its verb and has an object behind it: 出席新闻发布活动, but not 直播 or 培训."""
    found = _verbs().begins.match(name)
    if found is None or _verbs().no_verbs.match(name):
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
