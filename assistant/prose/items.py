"""Items: the enumerations officials write (一是…二是…, （一）, 1.), found and counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.prose.sentences import sentences

_ORDINALS = "一二三四五六七八九十"
_SPACES = re.compile(r"\s+")
_LEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.、．])"
)


@dataclass(frozen=True)
class Marker:
    """One item mark in a text: its style, its ordinal and where it stands."""

    style: str
    number: int
    start: int
    end: int
    text: str


_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "一是",
        re.compile(
            r"(?<![第同之统唯万进单每逐专某任哪另十])([一二三四五六七八九]|十[一二三四五]?)(?:是|则是)(?!否|一|日|非)"
        ),
    ),
    (
        "（一）",
        re.compile(r"(?:^|(?<=[\n。；;：:！\s]))[（(]([一二三四五六七八九]|十[一二三四五]?)[）)]", re.MULTILINE),
    ),
    ("一、", re.compile(r"(?:^|(?<=\n))\s*([一二三四五六七八九]|十[一二三四五]?)、", re.MULTILINE)),
    ("（1）", re.compile(r"(?:^|(?<=[\n。；;：:！，\s]))[（(](\d{1,2})[）)]", re.MULTILINE)),
    ("1.", re.compile(r"(?:^|(?<=[\n。；;：:！\s]))(\d{1,2})[.．、](?!\d)", re.MULTILINE)),
    ("①", re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])")),
    (
        "第一，",
        re.compile(r"(?:^|(?<=[\n。；;：:！，\s]))第([一二三四五六七八九]|十[一二三四五]?)[，、：]", re.MULTILINE),
    ),
    ("其一", re.compile(r"(?:^|(?<=[\n。；;：:！，\s]))其([一二三四五六七八九])[，、：是]", re.MULTILINE)),
)


def markers(text: str) -> list[Marker]:
    """Every item mark, in the order of the text."""
    found = [
        Marker(style, _ordinal(match[1]), match.start(), match.end(), match[0].strip())
        for style, pattern in _STYLES
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda marker: marker.start)


def runs(text: str) -> Iterator[list[Marker]]:
    """Markers of one style that belong to one list: a 1 starts a new list of its style."""
    open_runs: dict[str, list[Marker]] = {}
    done: list[list[Marker]] = []
    for marker in markers(text):
        current = open_runs.get(marker.style)
        if current is None or marker.number == 1:
            open_runs[marker.style] = [marker]
            done.append(open_runs[marker.style])
        else:
            current.append(marker)
    yield from done


def count(text: str) -> int:
    """How many items the outermost enumeration has; 0 where there is none of two or more."""
    lists = [run for run in runs(text) if len(run) > 1]
    if not lists:
        return 0
    outer = min(lists, key=lambda run: run[0].start)
    return sum(len(run) for run in lists if run[0].style == outer[0].style)


def split(text: str) -> list[str]:
    """The items of the outermost enumeration without their marks, or the sentences where nothing is enumerated."""
    lists = [run for run in runs(text) if len(run) > 1]
    if not lists:
        return [words for piece in sentences(text) if len(words := tidy(piece)) > 1]
    style = min(lists, key=lambda run: run[0].start)[0].style
    starts = [marker for run in lists if run[0].style == style for marker in run]
    bounds = [*(marker.start for marker in starts[1:]), len(text)]
    pieces = (text[marker.end : bound] for marker, bound in zip(starts, bounds, strict=True))
    return [words for piece in pieces if len(words := tidy(piece)) > 1]


def tidy(text: str) -> str:
    """A point as words alone: no leading number, no closing mark, no stray spaces."""
    squeezed = _SPACES.sub(" ", text).strip()
    mark = _LEADING.match(squeezed)
    if mark and not squeezed[mark.end() :].startswith(("%", "个")):
        squeezed = squeezed[mark.end() :]
    return squeezed.strip().rstrip("。；;，,、！!？?.").strip()


def _ordinal(mark: str) -> int:
    if mark.isdigit() and mark.isascii():
        return int(mark)
    if mark in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①②③④⑤⑥⑦⑧⑨⑩".index(mark) + 1
    if mark.startswith("十"):
        return 10 + (_ORDINALS.index(mark[1]) + 1 if len(mark) > 1 else 0)
    return _ORDINALS.index(mark) + 1
