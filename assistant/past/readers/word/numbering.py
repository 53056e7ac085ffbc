"""Automatic numbers: what Word prints before a paragraph and writes nowhere as text."""

from typing import Any

from assistant.past.readers.word.tags import W, integer

_CHINESE = "〇一二三四五六七八九十"


class Numbering:
    """The numbers of one document, counted on paragraph after paragraph."""

    def __init__(self, document: Any) -> None:
        """Begin to count, by the formats of a document."""
        self.counters: dict[tuple[str, str], int] = {}
        self.formats = _formats(document)

    def next(self, element: Any) -> str:
        """The automatic number of a paragraph as printed; "" if it has none or it is only a bullet."""
        properties = element.find(f"{W}pPr/{W}numPr")
        if properties is None:
            return ""
        number = properties.find(W + "numId")
        level = properties.find(W + "ilvl")
        key = (
            number.get(W + "val") if number is not None else "",
            level.get(W + "val") if level is not None else "0",
        )
        if key not in self.formats:
            return ""
        kind, pattern, start = self.formats[key]
        self.counters[key] = self.counters.get(key, start - 1) + 1
        for other in list(self.counters):
            if other[0] == key[0] and other[1] > key[1]:
                del self.counters[other]
        value = self.counters[key]
        shown = (
            _chinese(value)
            if "hinese" in kind or "ideograph" in kind
            else str(value)
            if kind.startswith("decimal")
            else ""
        )
        own = f"%{int(key[1]) + 1}"
        return pattern.replace(own, shown) if shown and own in pattern and pattern.count("%") == 1 else ""


def _formats(document: Any) -> dict[tuple[str, str], tuple[str, str, int]]:
    """(numId, level) → number format, printed pattern and first value."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        root = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except (KeyError, AttributeError):  # no numbering, or a part of that name that holds none
        return {}
    abstract: dict[str, dict[str, tuple[str, str, int]]] = {}
    for item in root.iter(W + "abstractNum"):
        levels: dict[str, tuple[str, str, int]] = {}
        for level in item.iter(W + "lvl"):
            kind, text, start = level.find(W + "numFmt"), level.find(W + "lvlText"), level.find(W + "start")
            levels[level.get(W + "ilvl", "0")] = (
                kind.get(W + "val", "") if kind is not None else "",
                text.get(W + "val", "") if text is not None else "",
                integer(start, 1),
            )
        abstract[item.get(W + "abstractNumId", "")] = levels
    out: dict[tuple[str, str], tuple[str, str, int]] = {}
    for item in root.iter(W + "num"):
        base = item.find(W + "abstractNumId")
        for level, form in abstract.get(base.get(W + "val", "") if base is not None else "", {}).items():
            out[item.get(W + "numId", ""), level] = form
    return out


def _chinese(value: int) -> str:
    if value <= 10:  # noqa: PLR2004 - 十 has its own character
        return _CHINESE[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")
