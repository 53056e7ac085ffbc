"""Plain text and Markdown → blocks. Flattened tables are left as lines; `streams` finds them."""

import re

from assistant.past.blocks import Document, Line, lines
from assistant.past.readers.drawn import unboxed, uncomma, untab
from assistant.past.readers.encoding import decode

_TAGS = re.compile(r"</?(?:br|p|b|strong|em|span|sup|sub|u|i)\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([|*_#\-.()\[\]>])")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def read_text(data: bytes) -> Document:
    """A .txt or .csv file."""
    text = decode(data).replace("\x0c", "\n")
    return Document(tuple(lines(unboxed(untab(uncomma(text))))), flowing=False)


def read_markdown(data: bytes) -> Document:
    """A .md file: inline marks dropped, tables and headings left to be recognised like those of plain text."""
    text = decode(data)
    if text.startswith("---\n") and (end := text.find("\n---", 4)) > 0:
        text = text[end + 4 :]
    text = _LINK.sub(r"\1", _IMAGE.sub("", _TAGS.sub(" ", text)))
    text = _ESCAPED.sub(r"\1", text).replace("**", "").replace("&nbsp;", " ")
    out: list[Line] = []
    for line in lines(text):
        out.append(Line(re.sub(r"^(?:>\s*|#{1,6}\s+)+", "", line.text), line.gap, line.indented))
    return Document(tuple(line for line in out if line.text), flowing=False)
