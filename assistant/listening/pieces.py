"""Pieces: a message cut so that each piece tells one number, or one thing without a number.

People leave out commas, put blanks where they pause, and tell three things in a breath: 今年搞了3场培训一共120人参加.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.facts import Fact
from assistant.listening.naming import naming
from assistant.listening.words import words
from assistant.prose import Number, numbers, read
from assistant.prose.numbers import AROUND
from assistant.sources.setting.dealt_out import dealt
from assistant.sources.setting.setting import Setting, settings

_TYPESET = 30
"""Characters of a line that is broken because the page ends there, not because something else is told."""
_BREAK = re.compile(r"[。；！？!?;\n]+")
_PAUSE = re.compile(r"[，：（）]+")
_HUNDRED = 100
"""From it on 上百, 过百 say only about how many."""
_DATE = 7
"""Characters of a day by its number and the one after it: 12·9, 3·15."""
_RANGE_AFTER, _RANGE_BEFORE = re.compile(r"(?:到|至|[-—~～])\d"), re.compile(r"\d(?:到|至|[-—~～])$")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Characters that no font shows: names use them as marks of their own."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%#~:-]+[ \t]*")
"""An address on the web: where something stands, and nothing that a number is named after."""
_NOT_SAID = re.compile(
    r"</?[A-Za-z][^<>\n]{0,80}>|\{\{[^{}\n]{0,40}\}\}|[\U0001F000-\U0001FAFF\u2600-\u27BF\u200D\uFE0F]+"
)
"""Markup, slots and pictures: nothing that is said, and a pause where they stand."""
_BIG = re.compile(r"(?<=[\d一二两三四五六七八九十百几])个(?=亿)")
"""两个亿 is 两亿."""
_MARK = re.compile(r"[。；！？!?;\n，：（）]")
_SHIELDED = re.compile(r"《[^》]*》|“[^”]*”|[〔\[][^〕\]]*[〕\]]\d*号?")
_HAN = "\u4e00-\u9fff"
_ENUMERATED = re.compile(r"(?:^|(?<=[。；！？，：]))[一二三四五六七八九十]是(?=[\u4e00-\u9fff])")
"""三是 of a pasted list is no part of what it numbers."""
_NUMBER_THEN = re.compile(r"^(?:[、和与及跟]|以及)$")


@dataclass(frozen=True)
class Piece:
    """A piece of a message: its words, the number it tells with what stands before and after it, its sentence.

    `before` and `after` are the piece's own words around the number; `lead` is its sentence up to the number.
    """

    text: str
    sentence: int
    number: Number | None = None
    before: str = ""
    after: str = ""
    lead: str = ""
    start: int = 0
    end: int = 0
    mood: str = ""
    """The section of shortcomings or of plans where it tells one."""
    governed: bool = False
    """Whether its mood was opened before it, or by its first words."""
    planned: bool = False
    """Whether it is yet to be done, by its own words or by those that opened it."""
    lead_in: str = ""
    """Words before it that say nothing by themselves: 除公众号外，."""

    @property
    def elided(self) -> str:
        """The piece with ＃ for its number."""
        return f"{self.before}＃{self.after}" if self.number else self.text

    @property
    def about(self) -> str:
        """How exactly the number is told: by the number itself, or by a 大概 anywhere in the piece."""
        if self.number is None:
            return ""
        return self.number.approx or (AROUND if words().roughly.search(self.text) else "")

    @property
    def bare(self) -> str:
        """The piece's words without its number."""
        return self.before + self.after if self.number else self.text

    @property
    def spoken(self) -> str:
        """The number as it was said, in digits: 12万 for 十二万多."""
        number = self.number
        if number is None:
            return ""
        style = number.scale if number.scale in {"万", "亿"} else ""
        if not style and number.spelt and number.scaled:
            style = "亿" if number.text.rstrip("余多来").endswith("亿") else "万"
        return Fact("", "", number.value).text(style)


def even(message: str) -> str:
    """The message with full-width marks and narrow digits, pauses for blanks and for the ends of short lines."""
    lines = _PRIVATE.sub("", message).replace("\r", "\n").split("\n")
    joined = "".join(line + ("\n" if len(line.strip()) < _TYPESET else "\u2028") for line in lines)
    text = read(joined.replace("\n", "\n\n").replace("\u2028", "\n")).text
    text = _NOT_SAID.sub(" ", _ADDRESS.sub("网站", text))
    text = re.sub(r"[ \t\u3000]*\n\s*", "；", text.strip())
    text = _BIG.sub("", text)
    text = _ENUMERATED.sub("", text)
    text = words().bracketed.sub(r"\g<said>", words().one_more.sub(r"\g<and>1", text))
    text = naming().persons.sub(lambda match: f"{match['crowd'] or match['came'] or match['many']}人", text)
    text = words().said_unit.sub(lambda match: words().said_units[match[0]], text)
    text = re.sub(rf"(?<=[{_HAN}％%])[ \t]+(?=[{_HAN}])", "，", text)
    text = re.sub(rf"(?<=\d[{_HAN}])[ \t]+(?=\d)", "，", text)
    return re.sub(rf"(?<=[{_HAN}\d])[ \t]+(?=[{_HAN}\d])", "", text)


def pieces(text: str, year: int) -> list[Piece]:
    """The pieces of an even text in order."""
    found = [_plain(one) for one in numbers(text, spoken=True) if _is_count(one, text)]
    around = dealt(settings(text, found, year))
    shown = _SHIELDED.sub(lambda match: "\ufffc" * len(match[0]), text)
    out: list[Piece] = []
    at = 0
    for index, (start, end) in enumerate(_spans(shown, _BREAK)):
        own = []
        while at < len(found) and found[at].start < end:
            own.append((found[at], around[at]))
            at += 1
        out += _of_sentence(text, shown, start, end, own, index)
    return [piece for piece in out if re.search(r"\w", piece.text)]


def _plain(number: Number) -> Number:
    """The number without a 上 or 过 that belongs to the words before it: 网站上398条, 培训过一次."""
    lead = number.text[0]
    if lead not in "上过" or (number.spelt and number.value >= _HUNDRED):
        return number
    return replace(number, start=number.start + 1, text=number.text[1:], approx="")


def _is_count(number: Number, text: str) -> bool:
    """Whether a number counts what was done; 三家 in 三家法律顾问一起审了 and 一件 in 一件没收到 do not."""
    if number.value <= 1 and words().denied_one.match(text[number.end :]):
        return False
    if _RANGE_AFTER.match(text[number.end :]) or _RANGE_BEFORE.search(text[: number.start]):
        return False  # 20到25篇 is asked for
    if words().hotline.match(text[number.start :]) or words().date.search(text[: number.end + 2][-_DATE:]):
        return False
    before = _MARK.split(text[: number.start])[-1]
    after = _MARK.split(text[number.end :], maxsplit=1)[0]
    if number.spelt and number.value == 1 and number.unit in words().together:
        return bool(words().together_counts.search(before))
    clause = f"{before}＃{number.unit}{after}"
    if words().described.search(clause):
        return False
    return number.unit not in words().not_counted_units or bool(words().compares.search(before))


def _of_sentence(
    text: str, shown: str, start: int, end: int, own: list[tuple[Number, Setting]], index: int
) -> Iterator[Piece]:
    for first, last in _spans(shown, _PAUSE, start, end):
        inside = [one for one in own if first <= one[0].start < last]
        cuts = [first, *_cuts(text, first, [number for number, _ in inside]), last]
        if not inside:
            yield from _listed(text, first, last, index)
        for (number, setting), begin, stop in zip(inside, cuts, cuts[1:], strict=False):
            piece = Piece(
                text[begin:stop].strip("、 "),
                index,
                setting.number,
                text[begin : number.start].lstrip("、 "),
                text[number.end : stop].rstrip("、 "),
                text[start : number.start],
                begin,
                stop,
            )
            yield replace(piece, before=setting.before) if setting.partners is not None else piece


def _listed(text: str, first: int, last: int, index: int) -> Iterator[Piece]:
    yield Piece(text[first:last].strip(" 、"), index, start=first, end=last, lead=text[first:last])


def _cuts(text: str, first: int, own: list[Number]) -> Iterator[int]:
    """Where the words between two numbers of one clause are cut."""
    begin = first
    for number, following in pairwise(own):
        cut = number.end + _cut(text[begin : number.start], text[number.end : following.start])
        yield cut
        begin = cut


def _cut(before: str, between: str) -> int:
    """How much of the words between two numbers belongs to the first."""
    if not between or _NUMBER_THEN.match(between):
        return 0
    if found := words().joins.search(between) or words().month.search(between):
        return found.start()
    if (at := between.rfind("、")) >= 0:
        return at + 1
    if names_something(before) or naming().asked_how.match(before):  # 网上8份信函3份
        return 0
    verb = words().verbs.search(between, 1)
    return verb.start() if verb and not words().nouns.match(between) else len(between)


def names_something(words_before: str) -> bool:
    """Whether words hold more than fillers and verbs: what is counted has been named."""
    left = words().fillers.sub("", words().nouns.sub("项目", words_before))
    return len(re.sub(rf"[^{_HAN}]", "", words().verbs.sub("", left))) > 1


def _spans(text: str, breaks: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    end = len(text) if end is None else end
    at = start
    for match in breaks.finditer(text, start, end):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end
