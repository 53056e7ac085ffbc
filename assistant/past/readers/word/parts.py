"""The parts of a Word file beside its text: comments, footnotes and endnotes, and styles that hide what is in them.

A part that is damaged or lacking is as good as empty; of one that is damaged it is told.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from assistant.past.lines.characters import clean
from assistant.past.markup import Hand
from assistant.past.readers.word.runs import hand_of, pieces
from assistant.past.readers.word.tags import W, is_on

_KINDS = {"comments": "批注", "footnotes": "脚注", "endnotes": "尾注"}
_PART = re.compile(r"(?:^|/)(comments|footnotes|endnotes)\d*\.xml$")


class Parts:
    """What a document's parts say."""

    def __init__(self, document: Any) -> None:
        """Read them, of a document as python-docx opened it."""
        self.damaged: list[str] = []
        roots = {kind: list(self._roots(document, kind)) for kind in _KINDS}
        self.comments: dict[str, tuple[str, Hand]] = {
            item.get(W + "id", ""): (_text(item), hand_of(item))
            for root in roots["comments"]
            for item in root.iter(W + "comment")
        }
        self._notes = {
            f"{kind[0]}{item.get(W + 'id', '')}": _text(item)
            for kind in ("footnotes", "endnotes")
            for root in roots[kind]
            for item in root.iter(W + kind.removesuffix("s"))
            if item.get(W + "type", "normal") == "normal"
        }
        self.hidden = frozenset(_hiding(document))

    def note(self, name: str) -> str:
        """What a footnote or an endnote says, begun so that it is seen to be one; "" for one that is not there."""
        text = self._notes.get(name, "")
        return text if not text or text.startswith("注") else f"注：{text}"

    def _roots(self, document: Any, kind: str) -> Iterator[Any]:
        for relation in document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            try:
                yield _parsed(relation.target_part.blob)
            except (etree.XMLSyntaxError, ValueError):
                self.damaged.append(_KINDS[kind])


def without_damaged(data: bytes) -> tuple[bytes, list[str]]:
    """The file with an empty part for each damaged one that can be done without, and what these hold in words."""
    lost: list[str] = []
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            known = _PART.search(item.filename)
            try:
                content = source.read(item)
                if known:
                    _parsed(content)
            except (etree.XMLSyntaxError, zipfile.BadZipFile, ValueError):
                if known is None:
                    raise
                lost.append(_KINDS[known[1]])
                content = f'<w:{known[1]} xmlns:w="{W[1:-1]}"/>'.encode()
            target.writestr(item.filename, content)
    return out.getvalue(), lost


def _parsed(content: bytes) -> Any:
    # Nothing outside of the file is asked for, and nothing in it unfolds to more than is there.
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(item: Any) -> str:
    """What the paragraphs of a comment or a note say, a line each."""
    lines = (
        "".join(piece.text for piece in pieces(paragraph) if piece.stands(accepted=True))
        for paragraph in item.iter(W + "p")
    )
    return "\n".join(line for one in lines if (line := clean(one).strip()))


def _hiding(document: Any) -> Iterator[str]:
    for style in document.styles.element.iter(W + "style"):
        properties = style.find(W + "rPr")
        if properties is not None and is_on(properties, "vanish"):
            yield style.get(W + "styleId", "")
