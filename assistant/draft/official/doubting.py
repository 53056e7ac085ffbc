"""Where a wording should be looked at before it is printed: an everyday word or a bare verb is left in it."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.draft.official.lexicon import lexicon
from assistant.evidence.word_cutting import known_words

_QUOTED = re.compile("“[^”]*”")
_WORD = re.compile("[一-鿿]+")
_NO_VERB = "这句话还没有说清做了什么，请补充。"
_AROUND = 2
"""So many characters either side are quoted with what is left, enough to find it in the sentence."""


def doubt(text: str, *, whole: bool, spoken: bool, read: str) -> str:
    """Why the text should be looked at, "" where it may stand; `read` is what a rule read into it.

    Printed prose uses verbs of one character too; they are looked for in what was spoken alone.
    """
    plain = _QUOTED.sub("", text)
    if place := _everyday(plain) or (_bare(plain) if spoken else None):
        at = max(place[0] - _AROUND, 0)
        return f"“{plain[at : place[1] + _AROUND].strip('，、')}”可能仍是口语，请看一看。"
    return read if whole else _NO_VERB


def _everyday(text: str) -> tuple[int, int] | None:
    left = lexicon().residue.search(text)
    return left.span() if left else None


def everyday_verb(text: str) -> bool:
    """Whether the text says what is done in everyday words, 重污染天气及时发预警: it is complete, if not official."""
    return any(text[at] not in lexicon().file.unverbal for at in _alone(_QUOTED.sub("", text)))


def _bare(text: str) -> tuple[int, int] | None:
    """Where the first character stands alone that written Chinese joins to a word."""
    at = next(_alone(text), None)
    return None if at is None else (at, at + 1)


def _alone(text: str) -> Iterator[int]:
    """Where an everyday character stands alone that written Chinese joins to a word: 发 of 发预警, but not of 发布."""
    file, known = lexicon().file, _official_pairs()
    everyday = file.alone + file.unverbal
    at = 0
    for word in known_words(text):
        around = {text[max(at - 1, 0) : at + 1], text[at : at + 2]}
        if len(word) == 1 and word in everyday and not around & known:
            yield at
        at += len(word)


@cache
def _official_pairs() -> frozenset[str]:
    """Every two characters that stand together in the lexicon's official words, which the dictionary may not hold."""
    file = lexicon().file
    words = [*file.predicates, *file.nouns, *file.things, *file.adverbs, *file.channels, *file.compounds]
    words += [noun for act in file.acts for group in act.by.values() for noun in group]
    words += [rule.write for rule in [*file.words, *file.sayings]]
    words += [act.otherwise for act in file.acts] + [verb for act in file.acts for verb in act.by]
    return frozenset(run[at : at + 2] for word in words for run in _WORD.findall(word) for at in range(len(run) - 1))
