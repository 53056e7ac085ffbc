"""The things of the field: what a name ends with, and the practices that are there or go on."""

import re
from functools import cache

from assistant.draft.official.lexicon import lexicon
from assistant.prose.wordfile import alternatives, compiled

_BEFORE = re.compile("[给向对跟和与从在往为按由]")
"""What leads up to a verb and is nothing it is done to."""
_WHEN = re.compile("(?:[天日时后前来年即刻上里]|马上|当[月周季]|[按分](?:季度|[月季年周批期]))$")
"""What ends like this says when or where: 当天 of 当天补了, 网上 of 网上也改了."""
_ADVERBIAL = re.compile("[请给向对把从在往为按由被将都也还就不没未已很最的时后前，]|每|怎么|什么|自己")
"""Signs that more than a name stands before the verb."""


def practised(part: str) -> str:
    """A practice that is there or goes on as before: 三审三校都有, 保密审查照旧; unchanged where it is none."""
    match = _going_on().fullmatch(part)
    if match is None:
        return part
    thing, goes_on = match["o"].removesuffix("还是"), bool(match["same"])
    found = [
        (len(noun), template)
        for template, nouns in lexicon().file.practices.items()
        for noun in nouns
        if thing.endswith(noun)
    ]
    if not found:
        if goes_on:
            return f"{thing}与上年一致"
        return part
    return ("继续" if goes_on else "") + max(found)[1].replace("<o>", thing)


def known_thing(thing: str) -> str:
    """The longest thing of the lexicon that a name ends with, "" if it ends with none."""
    match = _things().search(thing)
    return match[0] if match else ""


def undergoes(thing: str) -> bool:
    """Whether something can only be what is worked on: a known thing, or a name without verb, place or actor in it."""
    if _BEFORE.match(thing) or _WHEN.search(thing) or lexicon().body.match(thing):
        return False
    if known_thing(thing):
        return True
    return len(thing) > 1 and not (
        _ADVERBIAL.search(thing) or lexicon().verb(thing) or thing.endswith(tuple(lexicon().file.agents))
    )


def spoken_of(topic: str) -> bool:
    """Whether a clause can be about it: as undergoes, but an official verb in it may be its name, 水质检测."""
    return len(topic) > 1 and not (
        _BEFORE.match(topic)
        or _WHEN.search(topic)
        or _ADVERBIAL.search(topic.replace("的", ""))
        or lexicon().body.match(topic)
        or topic.endswith(tuple(lexicon().file.agents))
    )


@cache
def _going_on() -> re.Pattern[str]:
    words = lexicon()
    return compiled(
        rf"(?P<o>[^，]{{2,24}}?)(?:(?P<same>{words.same})|(?:一直|也|都|还|正常|已经?)*(?:都)?(?:有的?|在做|做着|做了?|坚持着?|搞着?|搞了|在搞|在用|落实了|执行着))"
    )


@cache
def _things() -> re.Pattern[str]:
    file = lexicon().file
    nouns = {noun for act in file.acts for group in act.by.values() for noun in group} | {*file.nouns}
    nouns |= {noun for group in file.practices.values() for noun in group} | {*file.channels}
    nouns |= {noun for group in file.units.values() for noun in group} | {*file.things}
    return re.compile(f"(?:{alternatives(sorted(nouns))})$")
