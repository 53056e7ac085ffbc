"""Two people at one list: each item saved by the value it had when it was seen, as cells and sections are. Pure.

What only one of the two changed is as that one left it; where both changed the same thing otherwise, the first stands
and the second is told of both. Nothing is undone unseen.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from assistant.figures import Indicator, Note
from assistant.prose import value_text

T = TypeVar("T")
_Key = Callable[[T], Hashable]


@dataclass(frozen=True)
class Clash(Generic[T]):
    """An item two people changed otherwise: as it was seen, as it now is and as it was about to be; None is none."""

    base: T | None
    theirs: T | None
    ours: T | None


def merge(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    *,
    key: _Key[T],
    both: Callable[[T, T, T], T | None] = lambda _base, _theirs, _ours: None,
) -> tuple[list[T], list[Clash[T]]]:
    """The list with our changes since `base` made in what others made of it, `theirs`; and where that could not be.

    Items are the same if their `key` is, the second of one key being another item. `both` makes one of an item that
    both changed, or None.
    """
    if list(base) == list(theirs):
        return list(ours), []
    seen, wanted, kept = _by_key(base, key), _by_key(ours, key), _by_key(theirs, key)
    clashes = []
    for name in {**seen, **wanted}:
        old, new, now = seen.get(name), wanted.get(name), kept.get(name)
        if new in (old, now):
            continue
        if now != old:
            made = both(old, now, new) if old is not None and now is not None and new is not None else None
            if made is None:
                clashes.append(Clash(old, now, new))
                continue
            new = made
        if new is None:
            del kept[name]
        else:
            kept[name] = new
    return list(kept.values()), clashes


def _by_key(items: Iterable[T], key: _Key[T]) -> dict[Hashable, T]:
    met: Counter[Hashable] = Counter()
    out: dict[Hashable, T] = {}
    for item in items:
        name = key(item)
        out[name, met[name]] = item
        met[name] += 1
    return out


def merged_indicators(
    base: Sequence[Indicator], ours: Sequence[Indicator], theirs: Sequence[Indicator]
) -> tuple[list[Indicator], dict[str, str]]:
    """The indicators of both, field by field; by name a sentence for what was not taken."""
    merged, clashes = merge(base, ours, theirs, key=lambda item: item.name, both=_both_fields)
    return merged, dict(_indicator_clash(clash) for clash in clashes)


_TOGETHER = frozenset({"value", "about", "origin"})
"""Fields of an indicator that are one statement: the number, how exactly it is known, and where it was told."""


def _both_fields(base: Indicator, theirs: Indicator, ours: Indicator) -> Indicator | None:
    """The item with our changed fields and theirs; None if one field was changed by both, to different things."""
    mine = _changed(base, ours)
    other = _changed(base, theirs)
    if any(name in other and other[name] != value for name, value in mine.items()):
        return None
    statements = [{name: value for name, value in one.items() if name in _TOGETHER} for one in (mine, other)]
    if all(statements) and statements[0] != statements[1]:
        return None
    return replace(theirs, **mine)


def _changed(base: Any, item: Any) -> Mapping[str, Any]:
    names = [field.name for field in fields(base)]
    return {name: getattr(item, name) for name in names if getattr(item, name) != getattr(base, name)}


def _indicator_clash(clash: Clash[Indicator]) -> tuple[str, str]:
    theirs, ours = clash.theirs, clash.ours
    name = next(item.name for item in (ours, theirs, clash.base) if item is not None)
    if theirs is None:
        return name, f"补充指标“{name}”刚被别人删除，您填的“{_shown(ours)}”没有保存。需要的话请重新添加。"
    if ours is None:
        return name, f"补充指标“{name}”刚被别人改为“{_shown(theirs)}”，没有删除，请核对后再删。"
    return name, f"补充指标“{name}”刚被别人改为“{_shown(theirs)}”，您填的是“{_shown(ours)}”，没有覆盖，请核对。"


def _shown(item: Indicator | None) -> str:
    if item is None:
        return "空白"
    number = "空白" if item.value is None else value_text(item.value, item.about) + item.unit
    return f"{number}（上年 {value_text(item.last, '')}）" if item.last is not None else number


def merged_notes(base: Sequence[Note], ours: Sequence[Note], theirs: Sequence[Note]) -> tuple[list[Note], bool]:
    """The work facts of both, and whether both changed those of one section: then all stand, to be looked through."""
    merged, _ = merge(base, ours, theirs, key=lambda note: (note.aspect, note.text))
    return merged, bool(_sections_of(base, ours) & _sections_of(base, theirs)) and list(ours) != list(theirs)


def _sections_of(base: Sequence[Note], changed: Sequence[Note]) -> set[str]:
    before, after = Counter(base), Counter(changed)
    return {note.aspect for note in (before - after) + (after - before)}


def merged_locks(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """The locked sentences of both: what we locked since `base` is, what we unlocked is not."""
    before, wanted = set(base), list(dict.fromkeys(ours))
    kept = [one for one in theirs if one in wanted or one not in before]
    return kept + [one for one in wanted if one not in before and one not in kept]
