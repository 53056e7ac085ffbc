"""Requests: what a clerk asks for, told from what a clerk states; enough to work with no model at all.

检查一下数字 is asked for, 检查了3次网站 was done. Words of asking that stand in the statement of a deed ask nothing.
"""

import re
from dataclasses import dataclass

from assistant.figures import plain
from assistant.listening.requests.places import section_named
from assistant.listening.requests.statements import QUOTED, states
from assistant.listening.requests.wordings import Kind, wordings
from assistant.prose import numerals

_TRIM = re.compile(
    r"^(?:请|麻烦|帮我|给我|能不能|可以|可否|把|再)+|(?:吧|啊|呢|了|一下|好吗|可以吗|行吗|谢谢)*[。！？!?，,.~～\s]*$"
)
_SUBJECT_TAIL = re.compile(
    r"(?:这一?句(?:话)?|那一?句(?:话)?|这一?段|的内容|的情况|的表述|的说法|这件事|的?数据|这个|进去|上去|写进去|写上|部分)+$"
)

_SWAP = re.compile(
    r"把?[“\"「『‘']?(?P<old>[^“”\"「」『』‘’']{1,30}?)[”\"」』’']?(?:都|全部|统一)?(?:改成|改为|换成|替换成|替换为)"
    r"[“\"「『‘']?(?P<new>[^“”\"「」『』‘’']{1,30}?)[”\"」』’']?(?:吧|可以吗|好吗)?[。！？!?\s]*$"
)


@dataclass(frozen=True)
class Intent:
    """What is asked, about what, and which way of writing if one was named."""

    kind: Kind
    subject: str = ""
    way: str = ""
    quoted: bool = False


def recognise(message: str) -> Intent:
    """The intent of a message; `unknown` where the words fit none, or state a deed of the year."""
    text = message.strip()
    if not states(text):
        for kind, pattern in wordings().kinds:
            found = pattern.search(QUOTED.sub("“”", text))
            if found is not None and (intent := _intent(kind, pattern, found, text)) is not None:
                return intent
    return Intent("unknown", _TRIM.sub("", text))


def _intent(kind: Kind, pattern: re.Pattern[str], found: re.Match[str], text: str) -> Intent | None:
    """What words of a kind ask for; None where they only look like it."""
    if kind == "swap":
        pair = _pair(text)
        return Intent("swap", "\n".join(pair)) if pair else None
    if kind in {"add", "drop"}:
        subject, quoted = _subject(text, pattern)
        if subject:
            return Intent(kind, subject, quoted=quoted)
        return Intent("fuller") if kind == "add" else None
    if kind == "limit":
        return Intent(kind, _characters(found["most"] or found["within"]))
    if kind in {"propose", "style"} and not wordings().placed.search(text) and (section := section_named(text)):
        return Intent("section", section)
    way = next((name for name, words in wordings().ways if words.search(text)), "")
    return Intent(kind, _topic(text, pattern), way if kind in {"way", "propose", "again"} else "")


def _characters(said: str) -> str:
    """A number of characters in digits: 300 for 三百."""
    value = None if said.isdigit() else numerals.value(said)
    return said if value is None else plain(value)


def _subject(text: str, pattern: re.Pattern[str]) -> tuple[str, bool]:
    """What to add or drop: in quotation marks, after the verb, or before it (把普法直播加上)."""
    if quoted := QUOTED.search(text):
        return quoted[1].strip(), True
    found = pattern.search(text)
    if found is None:
        return "", False
    after = _TRIM.sub("", text[found.end() :].lstrip("：:，, "))
    before = _TRIM.sub("", text[: found.start()].strip())
    words = after or re.sub(r"^.*?把", "", before)
    words = re.sub(r"^(?:一下|关于|有关|一句|一条|一些|本年的?|今年的?|对)", "", words)
    return _SUBJECT_TAIL.sub("", words).strip(" ，。、：:"), False


def _pair(text: str) -> tuple[str, str] | None:
    """The words to replace and what to put: 把“微博”改成“政务微博”, 把我局改成本机关."""
    found = _SWAP.search(text)
    return (found["old"].strip(), found["new"].strip()) if found else None


def _topic(text: str, pattern: re.Pattern[str]) -> str:
    """What the question is about besides the asking words: 微博 in 别的局怎么写微博."""
    if quoted := QUOTED.search(text):
        return quoted[1].strip()
    rest = pattern.sub("", text)
    return re.sub(
        r"[的是吗呢吧么？?。！!，,\s]|怎么写|如何写|写|这一?节|这一?段|这个|这些|数字?|看看|请|本节|关于|什么|是",
        "",
        rest,
    )
