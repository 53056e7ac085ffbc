"""Plain text and Markdown → blocks. Flattened tables are left as lines; `streams` finds them."""

import re
from collections.abc import Iterator

from assistant.past.blocks import Block, Document, Line, lines
from assistant.past.readers.drawn import unboxed, uncomma, untab
from assistant.past.readers.encoding import decode
from assistant.past.readers.thresholds import COPIED

_TAGS = re.compile(r"</?(?:br|p|b|strong|em|span|sup|sub|u|i)\s*/?>", re.IGNORECASE)
_TABLE = re.compile(r"(<table\b.*?</table>)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ASIDE = 0x10F000
"""Where escaped signs wait in a private corner of Unicode until all that Markdown means by signs is read."""
_SIGNS = {_ASIDE + code: chr(code) for code in range(0x21, 0x7F)}
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINE_MARK = re.compile(r"^(?:>\s*|#{1,6}\s+|[*+-]\s+(?=.*[\u4e00-\u9fff]))+")
_NO_TEXT = re.compile(r"^(?:(?:```|~~~).*|={3,}|-{3,}|\*{3,}|_{3,})$")
"""A fence, a rule, the line under a title."""
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


_WRITTEN_OUT = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);|<br\s*/?>")


def read_text(data: bytes) -> Document:
    """A .txt or .csv file; where a page's source was copied into it, its blanks are blanks."""
    text = decode(data).replace("\x0c", "\n")
    if len(_WRITTEN_OUT.findall(text)) >= COPIED:
        text = _WRITTEN_OUT.sub(" ", text)
    return Document(tuple(lines(unboxed(untab(uncomma(text))))), flowing=False)


def read_markdown(data: bytes) -> Document:
    """A .md file: inline marks dropped, tables and headings left to be recognised like those of plain text."""
    text = _ESCAPED.sub(lambda escaped: chr(_ASIDE + ord(escaped[1])), decode(data))
    if text.startswith("---\n") and (end := text.find("\n---", 4)) > 0:
        text = text[end + 4 :]
    blocks: list[Block] = []
    for at, piece in enumerate(_TABLE.split(text)):
        blocks += _html_tables(piece) if at % 2 else _lines(piece)
    return Document(tuple(blocks), flowing=False)


def _html_tables(source: str) -> Iterator[Block]:
    """A table written as HTML in the midst of Markdown, as converters do where cells are merged."""
    from assistant.past.readers.html import read_html

    # Within HTML a backslash is a backslash.
    written = source.translate({code: f"\\{sign}" for code, sign in _SIGNS.items()})
    yield from read_html(f"<html><body>{written}</body></html>".encode()).blocks


def _lines(text: str) -> Iterator[Line]:
    text = _LINK.sub(r"\1", _IMAGE.sub("", _TAGS.sub(" ", text)))
    text = text.replace("**", "").replace("&nbsp;", " ")
    for line in lines(text):
        plain = _LINE_MARK.sub("", line.text)
        if plain and not _NO_TEXT.match(plain):
            yield Line(plain.translate(_SIGNS), line.gap, line.indented)
