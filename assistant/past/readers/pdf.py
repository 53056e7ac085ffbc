"""PDF → blocks: its pages are read and joined as printed ones are."""

import io
import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.errors import FileEncrypted, FileProblem, FileUnreadable
from assistant.findings import Finding, found
from assistant.past import progress
from assistant.past.blocks import Block, Document, Picture
from assistant.past.readers.printed.joining import Joiner, set_in
from assistant.past.readers.printed.page import Page, read_page, sideways, without_running
from assistant.past.readers.printed.pdfium import PDFIUM
from assistant.past.readers.scans.choosing import chosen
from assistant.past.readers.scans.page import NOTE, scanned_page
from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.thresholds import DPI, LOOKING_DPI, MOST_SIDE

MOST_PAGES = 120  # an annual report has six to twenty; each page costs some three megabytes
MOST_SECONDS = 18.0
_FIRST_PAGES = 20
_MOST_LOOKING = 4.0


def read_pdf(data: bytes) -> Document:
    """A .pdf file; pages beyond the limits are named in a finding, pages that are pictures too."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if not (turned := _lying(pdf)):
                return _read(pdf)
        with pdfplumber.open(io.BytesIO(_turned(data, turned))) as pdf:
            return _read(pdf)
    except PDFPasswordIncorrect as problem:
        raise FileEncrypted("PDF 文件设有密码，无法读取。请取消密码后重新保存再试。") from problem
    except (FileProblem, progress.Stopped):
        raise
    except Exception as problem:
        if "PasswordIncorrect" in repr(problem) or "Encryption" in repr(problem):
            raise FileEncrypted("PDF 文件设有密码，无法读取。请取消密码后重新保存再试。") from problem
        raise FileUnreadable("PDF 文件读不下去，可能已损坏。请用浏览器或 PDF 阅读器打开后另存一份再试。") from problem


def _read(pdf: Any) -> Document:
    blocks: list[Block] = []
    findings: list[Finding] = []
    pictures: list[int] = []
    started = time.monotonic()
    count = len(pdf.pages)
    if not count:
        raise FileUnreadable("PDF 文件中没有页面，无法读取。请检查文件是否完整。")
    joiner = Joiner(blocks)
    pages: list[Page | None] = []
    for index, page in enumerate(pdf.pages):
        if index >= MOST_PAGES or time.monotonic() - started > MOST_SECONDS:
            message = f"PDF 共 {count} 页，只读取了前 {index} 页，其余没有读取。请拆分后再试。"
            findings.append(found("R-07", "preamble", message, values={"pages": count, "read": index}))
            break
        if len(page.chars) < 5 and page.images:  # noqa: PLR2004 - a page number at most
            pictures.append(index)
            pages.append(None)
        else:
            pages.append(read_page(page, pages))
        page.close()
    scanned = _scanned(pdf, pictures)
    for index in pictures:
        pages[index] = scanned.get(index)
    for read in without_running(pages):
        if read is None:
            joiner.end()
            blocks.append(Picture())
        else:
            joiner.page(read, set_in(read, pages))
    joiner.end()
    findings.extend(_told(pictures, scanned))
    return Document(tuple(blocks), titles=_titles(pdf), findings=tuple(findings))


def _scanned(pdf: Any, pictures: Sequence[int]) -> dict[int, Page]:
    """The pages that are pictures, read; of very many those that may be the report."""
    wanted = chosen(pictures, lambda index: _drawn(pdf, index, LOOKING_DPI))
    out: dict[int, Page] = {}
    for index in wanted:
        out[index] = scanned_page(_drawn(pdf, index, DPI), index + 1)
        progress.step(len(out), len(wanted))
    return out


def _drawn(pdf: Any, index: int, dpi: int) -> Image:
    """A page as a picture of RGB bytes."""
    import numpy as np

    page = pdf.pages[index]
    resolution = min(dpi, MOST_SIDE * 72 / max(page.width, page.height))
    with PDFIUM:
        picture = np.asarray(page.to_image(resolution=resolution).original.convert("RGB"))
    page.close()
    return picture


def _told(pictures: Sequence[int], scanned: Mapping[int, Page]) -> Iterator[Finding]:
    """Which pages are pictures, and which of those were not read."""
    read = [index + 1 for index in pictures if index in scanned]
    left = [index + 1 for index in pictures if index not in scanned]
    if read:
        message = f"PDF 第 {_pages(read)} 页是扫描图片，{NOTE}"
        yield found("R-07", "preamble", message, values={"pages": read})
    if left:
        message = f"PDF 中扫描的页太多，只读了表格前后的 {len(read)} 页，第 {_pages(left)} 页没有读。请拆分后再试。"
        yield found("R-04", "preamble", message, values={"pages": left})


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers, runs of them as 3至7."""
    out: list[str] = []
    for _, run in itertools.groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        first, *others = (number for _, number in run)
        out.append(f"{first}至{others[-1]}" if others else str(first))
    return "、".join(out)


def _lying(pdf: Any) -> dict[int, int]:
    """The pages whose letters lie on their side, and by how much each must be turned; looked for in the first ones."""
    started = time.monotonic()
    pages = itertools.takewhile(lambda _: time.monotonic() - started < _MOST_LOOKING, pdf.pages[:_FIRST_PAGES])
    return {at: turn for at, page in enumerate(pages) if (turn := sideways(page))}


def _turned(data: bytes, turns: Mapping[int, int]) -> bytes:
    """The file with its sideways pages set upright."""
    import pypdfium2

    out = io.BytesIO()
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        for at, turn in turns.items():
            page = document[at]
            page.set_rotation((page.get_rotation() + turn) % 360)
        document.save(out)
    return out.getvalue()


def _titles(pdf: Any) -> tuple[str, ...]:
    title = (pdf.metadata or {}).get("Title")
    return (title,) if isinstance(title, str) and title else ()
