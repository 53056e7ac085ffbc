"""Clauses of a carried sentence: what stands between commas, each with its mark, titles and placeholders whole."""

import re
from collections.abc import Sequence

from assistant.facts import PLACEHOLDER

_PIECE = re.compile(
    r"(?:\{\{[^{}]*\}\}|《[^《》]*》|“[^“”]*”|（[^（）]*）|【[^【】]*】|[^，；。：])*(?:[，；。]|：|$)\s*"
)
_MARK = re.compile(r"^\s*(?:第?[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[)）])")
_ASKED = re.compile(r"【[^】]*】")
_ENDS = re.compile(r"[；。]\s*$")
YEARS = frozenset({"year", "last_year", "next_year"})
"""Facts that date a sentence and state nothing."""


def clauses(template: str) -> list[str]:
    """The clauses of a sentence; joined again they are the sentence."""
    found = [match[0] for match in _PIECE.finditer(template) if match[0]]
    out: list[str] = []
    for piece in found:
        # A colon only leads to a list: 做了以下工作：一是…; 主题：今日说法 is one clause.
        if out and out[-1].rstrip().endswith("：") and not _MARK.match(piece):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def bare(clause: str) -> str:
    """A clause's words alone: no item mark, no figure, nothing asked, no closing mark."""
    words = _ASKED.sub("", PLACEHOLDER.sub("", unmarked(clause)))
    return re.sub(r"[，；。\s]+$", "", words).strip()


def unmarked(text: str) -> str:
    """A sentence or clause without the 一是 in front."""
    return _MARK.sub("", text).lstrip()


def mark_of(text: str) -> str:
    """The 一是 or （一） in front of a sentence, empty if there is none."""
    found = _MARK.match(text)
    return found[0] if found else ""


def stated(clause: str) -> list[str]:
    """The facts whose figures a clause shows, years apart."""
    return [match[1] for match in PLACEHOLDER.finditer(clause) if match[1] not in YEARS]


def asks(clause: str) -> bool:
    """Whether a clause already asks for something."""
    return bool(_ASKED.search(clause))


def ends(clause: str) -> bool:
    """Whether a statement ends with the clause."""
    return bool(_ENDS.search(clause))


def joined(kept: Sequence[str], dependent: re.Pattern[str], whole: str) -> str:
    """Clauses left of a sentence as a sentence again; `dependent` are openings that need what stood before."""
    if not kept:
        return ""
    first = unmarked(kept[0])
    opened = dependent.match(first)
    text = mark_of(kept[0]) + (first[opened.end() :] if opened else first) + "".join(kept[1:])
    newline = "\n" if whole.endswith("\n") else ""
    return text.rstrip("，；。：、 \n\u3000") + "。" + newline
