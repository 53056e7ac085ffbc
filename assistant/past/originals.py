"""Originals: a file held against what was read of it: its blocks, where each cell stands, and its pages as pictures."""

import io
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import FileUnreadable, NotFound
from assistant.past.blocks import Block
from assistant.past.readers.printed.pdfium import PDFIUM
from assistant.past.readers.scans.picture_files import is_picture, picture_pages, pictures
from assistant.past.spots import DocumentText, Spot, spots
from assistant.report import Report

WIDEST = 2400
"""Pixels a page is drawn wide at most: A4 at 290 to the inch, sharper than a scanner's and still 20 MB in memory."""


@dataclass(frozen=True)
class Beside:
    """What was read of a file, and what it was read from.

    `spots` is code → where its value stands, of the cells that can be told; `pages` how many pages can be drawn, 0
    where the file has none: then `blocks` are shown. `text` finds the paragraphs of its sections in the file.
    """

    report: Report
    blocks: tuple[Block, ...] = ()
    spots: Mapping[str, Spot] = field(default_factory=dict)
    pages: int = 0
    text: DocumentText = field(default_factory=DocumentText)


def beside(name: str, data: bytes) -> Beside:
    """Read a file and keep where everything stands; raises a FileProblem like `assistant.past.read_bytes`."""
    from assistant.past.reader_choice import open_document
    from assistant.past.recognise import recognise

    opened = open_document(name, data)
    if isinstance(opened, Report):
        return Beside(opened)
    report = recognise(opened, Path(name).stem)
    return Beside(report, opened.blocks, spots(opened, report.figures), page_count(data), DocumentText(opened.blocks))


def page_count(data: bytes) -> int:
    """The pages that `page_picture` can draw: those of a PDF or of a picture file, else 0."""
    from pypdfium2 import PdfDocument, PdfiumError

    if is_picture(data):
        return picture_pages(data)
    if not _is_pdf(data):
        return 0
    with PDFIUM:
        try:
            document = PdfDocument(data)
        except PdfiumError:
            return 0
        try:
            return len(document)
        finally:
            document.close()


def page_picture(name: str, data: bytes, page: int, width: int) -> bytes:
    """Page `page` (from 1) of a PDF or picture file as PNG, `width` pixels wide; NotFound, FileUnreadable."""
    from pypdfium2 import PdfDocument, PdfiumError

    if is_picture(data):
        return _picture_page(name, data, page, min(width, WIDEST))
    if not _is_pdf(data):
        raise NotFound(f"“{name}”没有页面图片，请查看文字。")
    with PDFIUM:
        try:
            document = PdfDocument(data)
            try:
                if not 1 <= page <= len(document):
                    raise NotFound(f"“{name}”没有第 {page} 页，共 {len(document)} 页。")
                sheet = document[page - 1]
                drawn = sheet.render(scale=min(width, WIDEST) / sheet.get_width())
                out = io.BytesIO()
                drawn.to_pil().save(out, "PNG")
                return out.getvalue()
            finally:
                document.close()
        except PdfiumError as problem:
            message = f"“{name}”的第 {page} 页画不出来，文件可能已损坏。请下载原文件查看。"
            raise FileUnreadable(message) from problem


def _picture_page(name: str, data: bytes, page: int, width: int) -> bytes:
    from PIL import Image

    if not 1 <= page <= (count := picture_pages(data)):
        raise NotFound(f"“{name}”没有第 {page} 页，共 {count} 页。")
    drawn = Image.fromarray(next(itertools.islice(pictures(data, narrowest=1), page - 1, None)))
    drawn.thumbnail((width, drawn.height * width // drawn.width + 1))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]
