"""Regions: where in the lines of a text flattened tables stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.past.blocks import Line
from assistant.past.lines.characters import key
from assistant.past.lines.headings import heading
from assistant.past.lines.table_labels import Label, head_like, is_fragment, like, named
from assistant.past.tables.flattened.tokens import tokens
from assistant.past.tables.thresholds import LONGEST_TABLE, LONGEST_TITLE, MANY_VALUES

_YEAR = re.compile(r"20\d\d年?度?")
"""Before a row where two years are compared."""


@dataclass(frozen=True)
class Region:
    """Consecutive lines that are one flattened table. `table` is empty if no label says which."""

    table: str
    start: int
    end: int
    lines: tuple[Line, ...]
    after: int = 0


def regions(lines: Sequence[Line]) -> list[Region]:
    """The flattened tables in a run of lines."""
    kinds = [_kind(line.text) for line in lines]
    out: list[Region] = []
    at = 0
    while at < len(lines):
        if kinds[at].sort == "prose":
            at += 1
            continue
        end = at
        while end < len(lines) and kinds[end].sort != "prose":
            end += 1
        out.extend(_cut(lines, kinds, at, end))
        at = end
    return out


def is_tabular(text: str) -> bool:
    """Whether a line holds labels or values of a statutory table and nothing else."""
    kind = _kind(text)
    return kind.sort == "label" or (kind.sort == "value" and kind.values > 0)


@dataclass(frozen=True)
class _Kind:
    sort: str  # label, value, piece or prose
    tables: tuple[str, ...] = ()
    strong: bool = False
    values: int = 0


def _kind(text: str) -> _Kind:
    """What a line holds if it is wholly table; prose otherwise. Part four's title is made of labels, but is a title."""
    if len(text) > LONGEST_TABLE:
        return _Kind("prose")
    if text.endswith("。") and "|" not in text and not re.search(r"\d\s+\d", text):
        return _Kind("prose")
    if len(text) > LONGEST_TITLE and "|" not in text and "。" in text and not re.search(r"\d\s+\d", text):
        return _Kind("prose")
    found: list[tuple[Label, ...]] = []
    values = left = 0
    for token in tokens(text, 0):
        if token.kind == "value":
            values += 1
        elif labels := token.labels or _near(token.text):
            found.append(labels)
        elif not is_fragment(token.text) and not _YEAR.fullmatch(token.text):
            left += len(key(token.text))
    words = len(key(text))
    if left * 4 > words or (left and not found) or (not values and _is_title(text)):
        return _Kind("prose")
    if found:
        sure = [labels for labels in found if len({label.table for label in labels}) == 1 and labels[0].strong]
        return _Kind("label", tuple(labels[0].table for labels in sure), bool(sure), values)
    return _Kind("value" if values or not words else "piece", values=values)


def _is_title(text: str) -> bool:
    title = heading(text)
    return bool(title and title.level == "part" and title.names) and not named(text)


def _near(text: str) -> tuple[Label, ...]:
    """The label a short text is a misprint of."""
    if len(text) > LONGEST_TITLE or "。" in text or is_fragment(text):
        return ()
    found = tuple(label for table in ("T3", "T2") if (label := like(text, table)))
    head = head_like(text)
    return found or ((head,) if head else ())


def _cut(lines: Sequence[Line], kinds: Sequence[_Kind], start: int, end: int) -> Iterator[Region]:
    """Cut a run of table lines where another table's labels begin."""
    strong = [at for at in range(start, end) if kinds[at].strong]
    values = sum(kinds[at].values for at in range(start, end))
    if not strong:
        if values >= MANY_VALUES or (values and any("|" in lines[at].text for at in range(start, end))):
            yield _region("", lines, start, end)
        return
    if len(strong) == 1 and not values and not any(kinds[at].values for at in strong):
        return
    starts: list[tuple[str, int]] = []
    for at in strong:
        for table in kinds[at].tables:
            if not starts or starts[-1][0] != table:
                starts.append((table, at))
    first = start
    while first < starts[0][1] and kinds[first].sort != "label" and not _is_border(lines[first].text):
        first += 1
    for index, (table, at) in enumerate(starts):
        begin = first if index == 0 else _back(kinds, at, starts[index - 1][1])
        stop = _back(kinds, starts[index + 1][1], at) if index + 1 < len(starts) else end
        if starts[index + 1 : index + 2] and starts[index + 1][1] == at:
            stop = at + 1
        yield _region(table, lines, begin, max(stop, begin + 1))


def _is_border(text: str) -> bool:
    """Whether it is a row of a table drawn with bars that holds nothing, or the rule under it."""
    return bool(re.fullmatch(r"[\s|｜:\-]*[|｜][\s|｜:\-]*", text))


def _back(kinds: Sequence[_Kind], at: int, floor: int) -> int:
    """Labels such as 行政复议 that stand before the first sure one belong to it."""
    while at - 1 > floor and kinds[at - 1].sort == "label" and not kinds[at - 1].strong and not kinds[at - 1].values:
        at -= 1
    return at


def _region(table: str, lines: Sequence[Line], start: int, end: int) -> Region:
    after = lines[end].gap if end < len(lines) else 0
    return Region(table, start, end, tuple(lines[start:end]), after)
