"""Sentences: where a text is cut. A full stop ends a sentence; a semicolon ends a statement within one."""

import re

_CLOSERS = "”’」』）)】》"
_ENDS = "。！？!?"
_STATEMENT = re.compile(r"[^。；;！!？?\n]+")
_CLAUSE = re.compile(r"[，,]")


def sentences(text: str) -> list[str]:
    """The sentences of a text; joined again they are the text. A newline stays with the sentence before it."""
    out: list[str] = []
    start = depth = 0
    for at, char in enumerate(text):
        depth += (char in "《（(“【") - (char in "》）)”】")
        depth = max(depth, 0)
        if char == "\n":
            depth = 0
        ends = char == "\n" or (char in _ENDS and depth == 0)
        quoted_end = char in _CLOSERS and depth == 0 and at > 0 and text[at - 1] in _ENDS
        if (ends or quoted_end) and not _goes_on(text, at):
            out.append(text[start : at + 1])
            start = at + 1
    if start < len(text):
        out.append(text[start:])
    return out


def _goes_on(text: str, at: int) -> bool:
    """Whether what follows belongs to the same sentence: closing marks, or the newline that ends the line."""
    following = text[at + 1 : at + 2]
    return bool(following) and (following == "\n" or (following in _CLOSERS and text[at] in _ENDS))


def statements(text: str) -> list[tuple[int, int]]:
    """Spans of the statements of a text: what stands between full stops, semicolons and line ends."""
    return [match.span() for match in _STATEMENT.finditer(text)]


def clause_before(text: str, at: int) -> str:
    """What stands before a place since the last comma."""
    return _CLAUSE.split(text[:at])[-1]
