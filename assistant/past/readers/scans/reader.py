"""Picture files as documents."""

from assistant.errors import FileUnreadable
from assistant.findings import Finding, found
from assistant.past import progress
from assistant.past.blocks import Block, Document, has_words
from assistant.past.readers.printed.joining import Joiner, set_in
from assistant.past.readers.printed.page import Page, without_running
from assistant.past.readers.scans.page import NOTE, scanned_page
from assistant.past.readers.scans.picture_files import pictures
from assistant.past.readers.scans.thresholds import MOST_PICTURES


def read_picture(data: bytes) -> Document:
    """A picture file, a TIFF with all its pages; FileUnreadable where no writing is seen, FileTooLarge."""
    pages: list[Page | None] = []
    findings: list[Finding] = []
    for number, picture in enumerate(pictures(data), 1):
        if number > MOST_PICTURES:
            message = f"图片不止 {MOST_PICTURES} 页，只读取了前 {MOST_PICTURES} 页，其余没有读取。请拆分后再试。"
            findings.append(found("R-07", "preamble", message, values={"read": MOST_PICTURES}))
            break
        pages.append(scanned_page(picture, number))
        progress.step(number, 0)
    blocks = joined(pages)
    if not has_words(blocks):
        raise FileUnreadable("图片中没有认出文字，可能不是年度报告，或者太模糊。请换一张清楚的扫描件，或者手工填写。")
    findings.append(found("R-07", "preamble", f"这是图片，{NOTE}", values={"pages": list(range(1, len(pages) + 1))}))
    return Document(tuple(blocks), findings=tuple(findings))


def joined(pages: list[Page | None]) -> list[Block]:
    """The blocks of pages that were pictures."""
    blocks: list[Block] = []
    joiner = Joiner(blocks)
    for page in without_running(pages):
        if page is not None:
            joiner.page(page, set_in(page, pages))
    joiner.end()
    return blocks
