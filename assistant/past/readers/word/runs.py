"""A paragraph's pieces: its runs, breaks and tabs, each kept, put in or taken out, and where comments and notes stand.

What was struck out or hidden is not there, nor what a content control shows while nothing was filled in, nor the
instruction of a field. What text boxes hold is theirs, not the paragraph's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.past.markup import NOBODY, Hand, author, moment
from assistant.past.readers.word.tags import MC, W, is_on

State = Literal["kept", "put in", "taken out"]


@dataclass(frozen=True)
class Piece:
    """Some text in one state, by whose hand; `moved` is whether it came from or went to another place.

    `comment` and `note` stand where a comment begins ("+id"), ends ("-id") or is anchored ("id"), and where a footnote
    is referred to; such a piece has no text.
    """

    text: str
    state: State = "kept"
    hand: Hand = NOBODY
    moved: bool = False
    comment: str = ""
    note: str = ""

    def stands(self, *, accepted: bool) -> bool:
        """Whether it is in the text with all changes accepted, or with all rejected."""
        return self.state == "kept" or (self.state == "put in") is accepted


_NOWHERE = {W + name for name in ("pPr", "rPr", "sdtPr", "drawing", "pict", "object", "p", "txbxContent")}
_TRACKED: dict[str, tuple[State, bool]] = {
    W + "ins": ("put in", False),
    W + "moveTo": ("put in", True),
    W + "del": ("taken out", False),
    W + "moveFrom": ("taken out", True),
    W + "cellIns": ("put in", False),
    W + "cellDel": ("taken out", False),
}
_COMMENTS = {W + "commentRangeStart": "+", W + "commentRangeEnd": "-", W + "commentReference": ""}
_NOTES = {W + "footnoteReference": "f", W + "endnoteReference": "e"}
_BROKEN = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-", W + "cr": "\n"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def pieces(paragraph: Any, hidden: frozenset[str] = frozenset()) -> list[Piece]:
    """A paragraph's pieces in order; `hidden` are the styles whose text is not shown."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and style.get(W + "val") in hidden:
        return []
    return list(_within(paragraph, Piece(""), hidden))


def hand_of(element: Any) -> Hand:
    """Who made a change or a comment, and when."""
    return Hand(author(element.get(W + "author", "")), moment(element.get(W + "date", "")))


def tracked(element: Any) -> Piece | None:
    """What `ins` or `del` within an element's properties say of the element itself, as a piece without text."""
    for child in element if element is not None else ():
        if child.tag in _TRACKED:
            state, moved = _TRACKED[child.tag]
            return Piece("", state, hand_of(child), moved)
    return None


def comment_mark(element: Any) -> Piece | None:
    """Where a comment begins or ends, if that is what an element says."""
    if element.tag not in _COMMENTS:
        return None
    return Piece("", comment=_COMMENTS[element.tag] + element.get(W + "id", ""))


def _within(parent: Any, made: Piece, hidden: frozenset[str]) -> Iterator[Piece]:
    for child in parent:
        tag = child.tag
        if tag in _NOWHERE or not isinstance(tag, str):
            continue
        if tag in _TRACKED:
            state, moved = _TRACKED[tag]
            if made.state in {"kept", state}:
                yield from _within(child, Piece("", state, hand_of(child), moved), hidden)
            # What one put in and another took out was in neither text.
        elif (comment := comment_mark(child)) is not None:
            yield comment
        elif tag == W + "r":
            if not _is_hidden(child, hidden):
                yield from _run(child, made, hidden)
        elif tag == MC + "AlternateContent":
            yield from _within(chosen(child), made, hidden)
        elif tag != W + "sdt" or not is_placeholder(child):
            yield from _within(child, made, hidden)


def _run(run: Any, made: Piece, hidden: frozenset[str]) -> Iterator[Piece]:
    place = run.find(f"{W}rPr/{W}vertAlign")
    raised = place is not None and place.get(W + "val") == "superscript"
    for child in run:
        tag = child.tag
        if tag in {W + "t", W + "delText"}:
            # Raised, a footnote's number never joins the number before it.
            text = (child.text or "").translate(_RAISED) if raised else child.text or ""
            yield replace(made, text=text)
        elif tag in _BROKEN:
            yield replace(made, text=_BROKEN[tag])
        elif tag == W + "br":
            if child.get(W + "type") != "page":
                yield replace(made, text="\n")
        elif tag in _NOTES:
            yield replace(made, note=_NOTES[tag] + child.get(W + "id", ""))
        elif (comment := comment_mark(child)) is not None:
            yield comment
        elif tag == MC + "AlternateContent":
            yield from _run(chosen(child), made, hidden)


def _is_hidden(run: Any, hidden: frozenset[str]) -> bool:
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    style = properties.find(W + "rStyle")
    return any(is_on(properties, name) for name in ("strike", "dstrike", "vanish")) or (
        style is not None and style.get(W + "val") in hidden
    )


def chosen(alternate: Any) -> Any:
    """The one of several ways to say the same that is read: the first that holds text, else the last."""
    ways = [way for way in alternate if isinstance(way.tag, str)]
    return next((way for way in ways if next(way.iter(W + "t"), None) is not None), ways[-1] if ways else alternate)


def is_placeholder(control: Any) -> bool:
    """Whether a content control shows what should be filled in, since nothing was."""
    properties = control.find(W + "sdtPr")
    return properties is not None and is_on(properties, "showingPlcHdr")
