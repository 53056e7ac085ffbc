"""DOCX → blocks: paragraphs with their automatic numbers, tables with their merges, pictures.

Tracked changes are taken as accepted, comments are kept beside the text, and findings tell of both.
"""

import io
from collections.abc import Iterator
from typing import Any

from assistant.errors import FileUnreadable
from assistant.findings import Finding, found
from assistant.past.blocks import Document
from assistant.past.markup import Change, Comment, by_whom
from assistant.past.readers.word.body import Body
from assistant.past.readers.word.parts import Parts, without_damaged
from assistant.past.readers.zip_files import check_zip, holds


def read_word(data: bytes, *, accepted: bool = True) -> Document:
    """A .docx file with its tracked changes accepted, or as it was before any of them."""
    check_zip(data)
    try:
        document, lost = _opened(data)
        parts = Parts(document)
        body = Body(document, parts, accepted=accepted)
        blocks = tuple(body.blocks(document.element.body))
        changes = body.gathered.changes(blocks)
        comments = body.gathered.comments(blocks, parts.comments)
        properties = document.core_properties
        title, made = properties.title or "", properties.created
    except RecursionError:
        raise FileUnreadable(
            "文档的嵌套层次过深，无法读取。请用 Word 或 WPS 打开后另存为新的 docx 文件再试。"
        ) from None
    except Exception as problem:
        raise FileUnreadable("文档已损坏，无法读取。请用 Word 或 WPS 打开并另存为新的 docx 文件后再试。") from problem
    findings = tuple(_told(changes, comments, [*lost, *parts.damaged])) if accepted else ()
    return Document(
        blocks,
        titles=(title,) if title else (),
        findings=findings,
        changes=changes,
        comments=comments,
        made=made,
    )


def is_word(data: bytes) -> bool:
    """Whether a zip file is a Word document."""
    return holds(data, "word/document.xml")


def _opened(data: bytes) -> tuple[Any, list[str]]:
    """The document, and what had to be left aside for it to open."""
    import docx

    try:
        return docx.Document(io.BytesIO(data)), []
    except Exception:
        sound, lost = without_damaged(data)
        if not lost:
            raise
        return docx.Document(io.BytesIO(sound)), lost


def _told(changes: tuple[Change, ...], comments: tuple[Comment, ...], damaged: list[str]) -> Iterator[Finding]:
    if changes:
        whose = by_whom([change.hand for change in changes])
        message = f"文件中有 {len(changes)} 处修订（{whose}），已按接受修订后的内容读入；请确认这些修订都应当接受。"
        yield found("R-07", "preamble", message, values={"changes": len(changes)})
    if comments:
        whose = by_whom([comment.hand for comment in comments]).replace(" 处", " 条")
        message = f"文件中有 {len(comments)} 条批注（{whose}），批注没有读入正文。"
        yield found("R-07", "preamble", message, values={"comments": len(comments)})
    for part in dict.fromkeys(damaged):
        message = (
            f"文件的{part}部分已损坏，{part}没有读出，正文和表格不受影响。需要{part}的，请用 Word 或 WPS 另存后再试。"
        )
        yield found("R-07", "preamble", message, values={"damaged": part})
