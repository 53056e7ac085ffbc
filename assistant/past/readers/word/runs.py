"""A paragraph's text: its runs, breaks and tabs, without what was deleted, struck out or hidden."""

from typing import Any

from assistant.past.readers.word.tags import W


def text_of(paragraph: Any) -> str:
    """A paragraph's own text: runs, breaks and tabs, without deleted runs and text boxes."""
    out: list[str] = []
    for node in paragraph.iter(W + "t", W + "br", W + "cr", W + "tab", W + "noBreakHyphen"):
        owner = next(node.iterancestors(W + "p"), None)
        if owner is not paragraph or _is_gone(node):
            continue
        if node.tag == W + "t":
            out.append(_raised(node) or node.text or "")
        elif node.tag == W + "tab":
            # A tab stop definition is not a tab in the text.
            if next(node.iterancestors(W + "tabs"), None) is None:
                out.append("\t")
        elif node.tag == W + "noBreakHyphen":
            out.append("-")
        elif node.get(W + "type") != "page":
            out.append("\n")
    return "".join(out)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _is_gone(node: Any) -> bool:
    """Whether text was deleted or moved away with changes tracked, struck out, or hidden."""
    if next(node.iterancestors(W + "del", W + "moveFrom"), None) is not None:
        return True
    return any(_is_on(node, name) for name in ("strike", "dstrike", "vanish"))


def _is_on(node: Any, name: str) -> bool:
    """Whether a property of the run is set."""
    found = _property(node, name)
    return found is not None and found.get(W + "val", "true") not in {"0", "false", "off"}


def _property(node: Any, name: str) -> Any:
    run = next(node.iterancestors(W + "r"), None)
    return run.find(f"{W}rPr/{W}{name}") if run is not None else None


def _raised(node: Any) -> str:
    """A raised run's text, its digits raised: a footnote's number never joins the number before it."""
    place = _property(node, "vertAlign")
    raised = place is not None and place.get(W + "val") == "superscript"
    return (node.text or "").translate(_RAISED) if raised else ""
