"""Table labels: which row, column or heading of the statutory tables a piece of text names.

All wording comes from the form editions; what is added here is only how loosely it may be written:
without its number, cut at the bracket, with a letter wrong, or broken over lines.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.form import Table, load
from assistant.past.lines.characters import key

OLD = "2019"
_GAP = r"[\s、,.:;“”\"'‘’()《》\-]*"
_NUMBER = (
    r"(?:\(\s*[一二三四五六七八九十]\s*\)|[一二三四五六七八九十]\s*[、.,](?!\d)|(?<!\d)\(?\d\s*[.、)](?!\d)|[①-⑩])?\s*"
)
_SHORTEST_CUT = 4
_LIKE = 0.72
_CLEARLY = 0.12


@dataclass(frozen=True)
class Label:
    """A printed label. `kind` is row, column (any other heading of the table) or group."""

    table: str
    kind: str
    id: str
    text: str

    @property
    def strong(self) -> bool:
        """Whether the words occur nowhere but in this table."""
        return len(self.text) > _SHORT and self.text not in _COMMON


_COMMON = {"行政复议", "行政诉讼", "行政许可", "行政处罚", "行政强制", "自然人", "其他处理", "规范性文件"}


@cache
def labels() -> tuple[Label, ...]:
    """Every label of the three tables in both editions, longest first; the same words once a table and kind."""
    found: dict[tuple[str, str, str], Label] = {}
    for form in (load(), load(OLD)):
        for table in form.tables.values():
            for kind, code, text in _printed(table):
                for words in _ways(text):
                    found.setdefault(
                        (table.id, words, "row" if kind == "row" else "other"), Label(table.id, kind, code, words)
                    )
    return tuple(sorted(found.values(), key=lambda label: -len(label.text)))


def _printed(table: Table) -> Iterator[tuple[str, str, str]]:
    for code, row in table.rows.items():
        # Table four's "rows" are printed above its columns.
        yield ("column" if table.id == "T4" else "row"), code, row.label
        for group in row.group:
            yield "group", group, group
    for code, column in table.columns.items():
        yield "column", code, column.label
    for line in table.layout:
        for box in line:
            if box.head and box.text:
                yield "column", box.text, box.text


def _ways(text: str) -> Iterator[str]:
    """The whole label, and the part before its bracket or first comma; 总计 is as often called 合计."""
    yield key(text)
    if key(text) == "总计":
        yield "合计"
    for cut in ("（", "、"):
        head = key(text.rpartition("、")[0] if cut == "、" and text.count("、") > 1 else _before(text, cut))
        if len(head) >= _SHORTEST_CUT:
            yield head


def _before(text: str, mark: str) -> str:
    at = text.find(mark, 3)
    return text[:at] if at > 0 else text


@cache
def _pattern() -> re.Pattern[str]:
    words = dict.fromkeys(label.text for label in labels())
    return re.compile(_NUMBER + "(" + "|".join(map(_loosely, words)) + ")" + r"[)”\"]*")


def _loosely(word: str) -> str:
    """The word with punctuation and space allowed inside; 其他 and 总计 only where no longer word holds them."""
    pattern = _GAP.join(map(re.escape, word))
    before = r"(?<![\u4e00-\u9fff])" if word == _REST else ""
    return before + pattern + (r"(?![\u4e00-\u9fff])" if len(word) <= _SHORT else "")


_REST = "其他"
_SHORT = 2


@cache
def _by_words() -> dict[str, tuple[Label, ...]]:
    table: dict[str, list[Label]] = {}
    for label in labels():
        table.setdefault(label.text, []).append(label)
    return {words: tuple(found) for words, found in table.items()}


def named(text: str) -> tuple[Label, ...]:
    """The labels that are exactly these words, whatever number stands before them."""
    return _by_words().get(key(text), ())


def scan(folded: str) -> list[tuple[Label, ...]]:
    """The labels in a run of folded text, in order; those with the same words together."""
    return [_by_words()[key(match[1])] for match in _pattern().finditer(folded)]


def spans(folded: str) -> list[tuple[int, int, tuple[Label, ...]]]:
    """The labels in folded text with where they stand."""
    return [(match.start(), match.end(), _by_words()[key(match[1])]) for match in _pattern().finditer(folded)]


@cache
def _all_words() -> str:
    return (
        "\n".join(label.text for label in labels())
        + "\n"
        + "\n".join(
            key(group) for form in (load(), load(OLD)) for table in form.tables.values() for group in _fragments(table)
        )
    )


def _fragments(table: Table) -> Iterator[str]:
    for row in table.rows.values():
        yield row.label
        yield from row.group


def is_fragment(text: str) -> bool:
    """Whether the words are a piece of a label, as when a label is broken over lines."""
    words = key(text)
    return not words or words in _all_words()


@lru_cache(maxsize=4096)
def like(text: str, table: str) -> Label | None:
    """The one row label the text is a misprint of; None if none or more than one is near."""
    words = key(text)
    if len(words) < _SHORTEST_CUT:
        return None
    own = frozenset(words)
    best: dict[str, float] = {}
    chosen: dict[str, Label] = {}
    for label, characters in _rows(table):
        # Two texts without half their characters in common are not worth comparing.
        if len(own & characters) * 2 < max(len(own), len(characters)):
            continue
        ratio = difflib.SequenceMatcher(None, words, label.text).ratio()
        if ratio > best.get(label.id, 0):
            best[label.id], chosen[label.id] = ratio, label
    ranked = sorted(best, key=lambda code: -best[code])
    if not ranked or best[ranked[0]] < _LIKE:
        return None
    if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < _CLEARLY:
        return None
    return chosen[ranked[0]]


@cache
def _rows(table: str) -> tuple[tuple[Label, frozenset[str]], ...]:
    """The row labels of a table that are long enough to be recognised from most of their characters."""
    return tuple(
        (label, frozenset(label.text))
        for label in labels()
        if label.table == table and label.kind == "row" and len(label.text) >= _SHORTEST_CUT
    )


_HEAD_LIKE = 0.8


@lru_cache(maxsize=4096)
def head_like(text: str) -> Label | None:
    """The heading of a column that the text is a misprint of: 现行有效数; None if none is near."""
    words = key(_before(text.replace("(", "（"), "（"))
    if not _SHORTEST_CUT < len(words) <= 2 * _SHORTEST_CUT:
        return None
    for label in labels():
        near = label.kind == "column" and abs(len(label.text) - len(words)) < _SHORT
        if near and difflib.SequenceMatcher(None, words, label.text).ratio() >= _HEAD_LIKE:
            return label
    return None
