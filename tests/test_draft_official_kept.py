"""No content word of a note is lost: it stands in what is written, or what the lexicon writes for it does."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.official import official
from assistant.draft.official.lexicon import lexicon
from assistant.prose.wordfile import alternatives

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "official.yaml").read_text("utf-8"))


@cache
def things() -> re.Pattern[str]:
    """Every name the lexicon knows: what is worked on, counted, practised or read."""
    file = lexicon().file
    named = {noun for act in file.acts for group in act.by.values() for noun in group}
    named |= {noun for group in [*file.practices.values(), *file.units.values()] for noun in group}
    named |= {*file.nouns, *file.things, *file.channels}
    return re.compile(alternatives(sorted(noun for noun in named if len(noun) > 1)))


@cache
def pairs() -> tuple[tuple[re.Pattern[str], list[str]], ...]:
    """What the lexicon says and the words of the Chinese that it writes for it, slots apart; "" for none."""
    file = lexicon().file
    rules = [*lexicon().tidy, *lexicon().sayings, *lexicon().words]
    found = [(rule.pattern, re.sub(r"<\w+>", "", rule.saying.write)) for rule in rules]
    practised = [
        (re.compile(re.escape(noun)), re.sub("<o>", "", written))
        for written, nouns in file.practices.items()
        for noun in nouns
    ]
    return tuple(
        (pattern, re.findall("[一-鿿]{2,}", other) if other else [""]) for pattern, other in (*found, *practised)
    )


def rewritten(note: str, word: str, written: str) -> bool:
    """Whether a pair of the lexicon reads the word, or the part it stands in, and writes what was written."""
    parts = [note, *re.split("[，、]", note)]
    wrote = (pattern for pattern, pieces in pairs() if any(piece in written for piece in pieces))
    return any(
        word in pattern.pattern or any(word in match[0] for part in parts for match in pattern.finditer(part))
        for pattern in wrote
    )


def stands(word: str, written: str) -> bool:
    """Whether a name is there, whole or in its halves: 公开案件信息 holds the 信息公开 of 案件信息公开了."""
    return word in written or (word[:2] in written and word[-2:] in written)


def lost(note: str) -> list[str]:
    """The names in a note that neither stand in what is written nor were rewritten."""
    written = official(note, organ="某县教育局", section="overview.active").template
    return [word for word in things().findall(note) if not stands(word, written) and not rewritten(note, word, written)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_no_name_of_a_note_is_lost(case):
    assert lost(case["say"]) == []


OBJECTS = sorted(noun for act in lexicon().file.acts for group in act.by.values() for noun in group if len(noun) > 1)
VERBS = ["搞了", "做了", "改了", "发了", "开了", "弄好了", "公开了", "更新了", "理了理", "公示了"]
OPENINGS = ["", "今年", "我们", "上半年", "办公室", "还", "又新"]
COUNTS = ["", "{{n}}个", "3场", "两次", "几个"]
TAILS = ["", "，效果还行", "，都在网站公开了", "，发现问题马上改", "，来了{{m}}人", "，去年也有"]


@given(
    *map(st.sampled_from, (OPENINGS, OBJECTS, VERBS, COUNTS, TAILS)),
    st.sampled_from(["{v}{q}{o}", "{o}{v}{q}", "把{o}{v}"]),
)
def test_a_thing_is_kept_in_every_order(opening, thing, verb, count, tail, order):
    note = opening + order.format(o=thing, v=verb, q=count) + tail
    written = official(note, organ="某县教育局", section="overview.active").template
    assert stands(thing, written) or rewritten(note, thing, written)
