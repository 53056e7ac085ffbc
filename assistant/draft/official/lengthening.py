"""Verbs of one character written with two, where the dictionary shows them to stand alone: 贴在 is 张贴在."""

import re

from assistant.draft.official.lexicon import lexicon
from assistant.evidence.word_cutting import known_words

_BEFORE = re.compile("[均未已可先再不各新共仅由向并就也都才时后内前天月日年周次件条上下里中人员局科室处股]|[^一-鿿]")
"""What of one character may stand before a verb; another belongs to a word the dictionary does not hold."""
_BEHIND = re.compile("[较到成至给在各本新旧其均后前的]|[^一-鿿]")
"""What of one character may stand behind it; behind another, as 得 of 搜得, the longer verb would not fit."""

_OFFICE = re.compile("(?:由|经|报|交|送)[^，、由经]{1,6}$|(?:[委府政县市区省镇乡]|公开|保密|综治)$")
"""What may lead up to the short name of an office: 由信用办统一审核, 区委办印发."""

_SENT_TO = re.compile("(?:报|送)[^，、由经]{1,6}$")
"""What leads up to it at the end of a clause: 再送保密办, where 由综合科办 has the verb."""

_ROUNDS = ("一遍", "一下", "一看", "一眼")
"""What makes speech of any verb, however long."""


def lengthened(text: str) -> str:
    """The text with its verbs of one character replaced by the official ones that mean no more than they do."""
    words = known_words(text)
    return "".join(
        _longer(word, words[max(at - 4, 0) : at], words[at + 1 : at + 2]) if len(word) == 1 else word
        for at, word in enumerate(words)
    )


def _longer(word: str, before: tuple[str, ...], behind: tuple[str, ...]) -> str:
    longer = lexicon().file.lengthened.get(word, word)
    if word == "办" and (_OFFICE if behind else _SENT_TO).search("".join(before)):
        return word
    fits = all(len(one) > 1 or _BEFORE.fullmatch(one) for one in before[-1:]) and all(
        (len(one) > 1 and one not in _ROUNDS) or _BEHIND.fullmatch(one) for one in behind
    )
    return longer if fits else word
