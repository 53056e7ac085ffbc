"""Reading: a text made even before anything is looked for in it, with the way back to every place of it.

Portals' copies have half-width commas and brackets, and a PDF breaks lines within a sentence and within a number
(351 / 件, 尚 / 未审结). What is read is the even text; places told to people are those of the text as it stands.
"""

import re
from dataclasses import dataclass

from assistant.prose.numbers import NARROW

_WIDE = str.maketrans({"(": "（", ")": "）", ";": "；", "﹙": "（", "﹚": "）", "\u3000": " "})
_ENDED = re.compile(r"[。！？；：…!?;:]\s*$|[）)】]\s*$")
_OPENS = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[，、部章]|[①-⑩]|[#*·•]"
    r"|(?:19|20)\d\d\s*年)"
)
_HEADING = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)[^，。；：]{2,24}\s*$"
)
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


@dataclass(frozen=True)
class Reading:
    """The even text and, for each of its characters, where it stands in the text as given; `at` has one more."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the even text stands in the text as given."""
        return (self.at[start], self.at[end - 1] + 1) if end > start else (self.at[start], self.at[start])


def read(text: str) -> Reading:
    """The text with full-width marks and narrow digits, lines joined where one breaks within a sentence."""
    dropped = _breaks_within(text)
    kept = [at for at in range(len(text)) if at not in dropped]
    even = "".join(text[at] for at in kept).translate(_WIDE).translate(NARROW)
    # A comma or colon between digits is part of a number: 1,213 and 9:30.
    even = re.sub(r"(?<!\d),|,(?!\d{3})", "，", even)
    even = re.sub(r"(?<!\d):(?!//)|(?<=\d):(?!\d|//)", "：", even)
    return Reading(even, (*kept, len(text)))


def _breaks_within(text: str) -> set[int]:
    """Places of the line ends, and of the blanks around them, that stand within a sentence."""
    dropped: set[int] = set()
    for match in re.finditer(r"[ \t\r]*\n[ \t\r\u3000]*", text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        following = text[match.end() : match.end() + 12]
        if not line.strip() or not following.strip() or following.startswith("\n"):
            continue
        if _ENDED.search(line) or _OPENS.match(following) or _HEADING.match(line):
            continue
        dropped.update(range(*match.span()))
    return dropped


def full_width(text: str) -> str:
    """English marks between Chinese words made Chinese; those in numbers, addresses and placeholders stay."""
    for mark, full in _MARKS.items():
        text = re.sub(rf"(?<=[\u4e00-\u9fff”》）】}}]){re.escape(mark)}(?=[\u4e00-\u9fff“《（【{{]|\s*$)", full, text)
    text = re.sub(r"(?<=[\u4e00-\u9fff]):(?=\d)", "：", text)
    text = re.sub(r"(?<=\d)[;](?=[\u4e00-\u9fff])", "；", text)
    text = re.sub(r"(?<=\d)[,](?=[\u4e00-\u9fff])", "，", text)
    return re.sub(r"\(([^()\n]*[\u4e00-\u9fff][^()\n]*)\)", r"（\1）", text)
