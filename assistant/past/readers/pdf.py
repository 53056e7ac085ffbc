"""PDF → blocks: its pages are read and joined as printed ones are."""

import io
import itertools
import time
from collections.abc import Mapping
from typing import Any

from assistant.errors import FileEncrypted, FileUnreadable
from assistant.findings import Finding, found
from assistant.past.blocks import Block, Document, Picture
from assistant.past.readers.printed.joining import Joiner, margins
from assistant.past.readers.printed.page import Page, read_page, sideways, without_running

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
    except FileEncrypted:
        raise
    except Exception as problem:
        if "PasswordIncorrect" in repr(problem) or "Encryption" in repr(problem):
            raise FileEncrypted("PDF 文件设有密码，无法读取。请取消密码后重新保存再试。") from problem
        raise FileUnreadable("PDF 文件已损坏，无法读取。请用浏览器或 PDF 阅读器打开后另存一份再试。") from problem


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
            pictures.append(index + 1)
            pages.append(None)
        else:
            pages.append(read_page(page, pages))
        page.close()
    for read in without_running(pages):
        if read is None:
            joiner.end()
            blocks.append(Picture())
        else:
            alike = [line for page in pages if page and page.width == read.width for line in page.lines]
            joiner.page(read, margins(alike))
    joiner.end()
    if pictures:
        shown = "、".join(str(number) for number in pictures)
        message = f"PDF 第 {shown} 页是扫描图片，没有文字可读，请换用文字版文件，或者对照原件手工填写。"
        findings.append(found("R-04", "T3", message, values={"pages": pictures}))
    return Document(tuple(blocks), titles=_titles(pdf), findings=tuple(findings))


def _lying(pdf: Any) -> dict[int, int]:
    """The pages whose letters lie on their side, and by how much each must be turned; looked for in the first ones."""
    started = time.monotonic()
    pages = itertools.takewhile(lambda _: time.monotonic() - started < _MOST_LOOKING, pdf.pages[:_FIRST_PAGES])
    return {at: turn for at, page in enumerate(pages) if (turn := sideways(page))}


def _turned(data: bytes, turns: Mapping[int, int]) -> bytes:
    """The file with its sideways pages set upright."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for at, turn in turns.items():
        page = document[at]
        page.set_rotation((page.get_rotation() + turn) % 360)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _titles(pdf: Any) -> tuple[str, ...]:
    title = (pdf.metadata or {}).get("Title")
    return (title,) if isinstance(title, str) and title else ()
