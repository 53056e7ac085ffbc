"""Table labels: which row, column or heading of the statutory tables a piece of text names.

All wording comes from the form editions; what is added here is only how loosely it may be written:
without its number, cut at the bracket, with a letter wrong, or broken over lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.form import Form, Table, known
from assistant.past.lines.characters import key
from assistant.past.lines.thresholds import CLEARLY, HEAD_LIKE, LIKE, SHORT, SHORTEST_CUT
from assistant.prose.likeness import in_order

_GAP = r"[\s、,.:;“”\"'‘’()《》\-]*"
_NUMBER = (
    r"(?:\(\s*[一二三四五六七八九十]\s*\)|[一二三四五六七八九十]\s*[、.,](?!\d)|(?<!\d)\(?\d\s*[.、)](?!\d)|[①-⑩])?\s*"
)


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
        return len(self.text) > SHORT and self.text not in _COMMON


_COMMON = {"行政复议", "行政诉讼", "行政许可", "行政处罚", "行政强制", "自然人", "其他处理", "规范性文件"}


def labels() -> tuple[Label, ...]:
    """Every label of the three tables in all editions, longest first; the same words once a table and kind."""
    return _labels(known())


@cache
def _labels(forms: tuple[Form, ...]) -> tuple[Label, ...]:
    found: dict[tuple[str, str, str], Label] = {}
    for form in forms:
        for table in form.tables.values():
            for kind, code, texts in _printed(table):
                for words in (words for text in texts for words in _ways(text)):
                    found.setdefault(
                        (table.id, words, "row" if kind == "row" else "other"), Label(table.id, kind, code, words)
                    )
    return tuple(sorted(found.values(), key=lambda label: -len(label.text)))


def _printed(table: Table) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for code, row in table.rows.items():
        # Table four's "rows" are printed above its columns.
        yield ("column" if table.id == "T4" else "row"), code, (row.label, *row.aliases)
        for group in row.group:
            yield "group", group, (group,)
    for code, column in table.columns.items():
        yield "column", code, (column.label, *column.aliases)
    for line in table.layout:
        for box in line:
            if box.head and box.text:
                yield "column", box.text, (box.text,)


def _ways(text: str) -> Iterator[str]:
    """The whole label, and the part before its bracket or first comma."""
    yield key(text)
    for cut in ("（", "、"):
        head = key(text.rpartition("、")[0] if cut == "、" and text.count("、") > 1 else _before(text, cut))
        if len(head) >= SHORTEST_CUT:
            yield head


def _before(text: str, mark: str) -> str:
    at = text.find(mark, 3)
    return text[:at] if at > 0 else text


@cache
def _pattern(forms: tuple[Form, ...]) -> re.Pattern[str]:
    words = dict.fromkeys(label.text for label in _labels(forms))
    return re.compile(_NUMBER + "(" + "|".join(map(_loosely, words)) + ")" + r"[)”\"]*")


def _loosely(word: str) -> str:
    """The word with punctuation and space allowed inside; 其他 and 总计 only where no longer word holds them."""
    pattern = _GAP.join(map(re.escape, word))
    before = r"(?<![\u4e00-\u9fff])" if word == _REST else ""
    return before + pattern + (r"(?![\u4e00-\u9fff])" if len(word) <= SHORT else "")


_REST = "其他"


@cache
def _by_words(forms: tuple[Form, ...]) -> dict[str, tuple[Label, ...]]:
    table: dict[str, list[Label]] = {}
    for label in _labels(forms):
        table.setdefault(label.text, []).append(label)
    return {words: tuple(found) for words, found in table.items()}


def named(text: str) -> tuple[Label, ...]:
    """The labels that are exactly these words, whatever number stands before them."""
    return _by_words(known()).get(key(text), ())


def scan(folded: str) -> list[tuple[Label, ...]]:
    """The labels in a run of folded text, in order; those with the same words together."""
    return [found for _, _, found in spans(folded)]


def spans(folded: str) -> list[tuple[int, int, tuple[Label, ...]]]:
    """The labels in folded text with where they stand."""
    forms = known()
    words = _by_words(forms)
    return [(match.start(), match.end(), words[key(match[1])]) for match in _pattern(forms).finditer(folded)]


@cache
def _all_words(forms: tuple[Form, ...]) -> str:
    return (
        "\n".join(label.text for label in _labels(forms))
        + "\n"
        + "\n".join(key(group) for form in forms for table in form.tables.values() for group in _fragments(table))
    )


def _fragments(table: Table) -> Iterator[str]:
    for row in table.rows.values():
        yield row.label
        yield from row.group


def is_fragment(text: str) -> bool:
    """Whether the words are a piece of a label, as when one is broken over lines; its group's may stand before it."""
    words, every = key(text), _all_words(known())
    if not words or words in every:
        return True
    return any(words.startswith(end) and words[len(end) :] in every for end in _ends(known()))


@cache
def _ends(forms: tuple[Form, ...]) -> frozenset[str]:
    """What may stand of a group's name in its second line; one letter begins many sentences."""
    groups = {key(group) for form in forms for row in form.tables["T3"].rows.values() for group in row.group}
    return frozenset(group[at:] for group in groups for at in range(1, len(group) - 1))


def like(text: str, table: str) -> Label | None:
    """The one row label the text is a misprint of; None if none or more than one is near."""
    return _like(text, table, known())


@lru_cache(maxsize=4096)
def _like(text: str, table: str, forms: tuple[Form, ...]) -> Label | None:
    words = key(text)
    if len(words) < SHORTEST_CUT:
        return None
    own = frozenset(words)
    best: dict[str, float] = {}
    chosen: dict[str, Label] = {}
    for label, characters in _rows(table, forms):
        # Two texts without half their characters in common are not worth comparing.
        if len(own & characters) * 2 < max(len(own), len(characters)):
            continue
        ratio = in_order(words, label.text)
        if ratio > best.get(label.id, 0):
            best[label.id], chosen[label.id] = ratio, label
    ranked = sorted(best, key=lambda code: -best[code])
    if not ranked or best[ranked[0]] < LIKE:
        return None
    if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < CLEARLY:
        return None
    return chosen[ranked[0]]


@cache
def _rows(table: str, forms: tuple[Form, ...]) -> tuple[tuple[Label, frozenset[str]], ...]:
    """The row labels of a table that are long enough to be recognised from most of their characters."""
    return tuple(
        (label, frozenset(label.text))
        for label in _labels(forms)
        if label.table == table and label.kind == "row" and len(label.text) >= SHORTEST_CUT
    )


def head_like(text: str) -> Label | None:
    """The heading of a column that the text is a misprint of: 现行有效数; None if none is near."""
    return _head_like(text, known())


@lru_cache(maxsize=4096)
def _head_like(text: str, forms: tuple[Form, ...]) -> Label | None:
    words = key(_before(text.replace("(", "（"), "（"))
    if not SHORTEST_CUT < len(words) <= 2 * SHORTEST_CUT:
        return None
    for label in _labels(forms):
        near = label.kind == "column" and abs(len(label.text) - len(words)) < SHORT
        if near and in_order(words, label.text) >= HEAD_LIKE:
            return label
    return None
