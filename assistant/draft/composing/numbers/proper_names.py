"""Proper names: what a note calls the thing that a number counts, in the sentence of the number.

开设“每日一学”“法治故事会”专栏 beside 开设专栏2个 is one sentence, as is 设有抖音号“某某司法” beside 抖音号发布193条.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.composing.told import Count, Deed

_NAMES = "(?:“[^”]+”、?)+"
_BEFORE_A_THING = re.compile(rf"^(?P<verb>[^“”，{{]{{0,6}}?)(?P<names>{_NAMES})(?P<thing>[^“”，{{]{{2,6}})$")
_BEHIND_A_THING = re.compile(
    rf"^(?:设有|开设|开通|开办|注册|运营|建有|有)(?P<thing>[^“”，{{]{{2,8}})(?P<names>{_NAMES})(?:账号)?$"
)
_ACCOUNT = "公众号|订阅号|服务号|视频号|抖音号|头条号|号|账号|平台"


def named_in(ways: tuple[str, ...], count: Count, deeds: Sequence[Deed]) -> tuple[tuple[str, ...], list[Deed]]:
    """The number's wordings with the proper name a deed gives its thing, and the deeds still to be told."""
    left = list(deeds)
    for at, deed in enumerate(deeds):
        naming, _, more = deed.words.partition("，")  # 设有公众号“某某”，主要发布动态: the name goes, the rest stays
        named = [name for way in ways if (name := _named(way, count, naming))]
        if named:
            left[at : at + 1] = [replace(deed, words=more)] if more else []
            return tuple(named), left
    return ways, left


def _named(way: str, count: Count, words: str) -> str:
    """The wording with the name in it; "" where it is not of the thing named, or names are more than things."""
    shown = count.shown
    if (before := _BEFORE_A_THING.match(words)) and f"{before['thing']}{shown}" in way:
        names, things = before["names"].count("“"), count.fact.value
        some = "等" if names < things else ""
        return f"{before['verb']}{before['names']}{some}{before['thing']}{shown}" if names <= things else ""
    if behind := _BEHIND_A_THING.match(words):
        thing = re.sub(f"(?:{_ACCOUNT})$", "", behind["thing"]) or behind["thing"]
        place = re.search(rf"{re.escape(thing)}(?:{_ACCOUNT})?", way)
        if place and place.end() < way.find(shown):
            return way[: place.end()] + behind["names"] + way[place.end() :]
    return ""
