"""PDF → blocks: ruled tables as grids, the text around them as paragraphs put together from lines.

A table is kept as a grid only where it holds labels of the statutory tables: text in front of a coloured
background looks like a table too.
"""

import io
import math
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import FileEncrypted, FileUnreadable
from assistant.findings import Finding, found
from assistant.past import grids
from assistant.past.blocks import Block, Document, Grid, Line, Picture
from assistant.past.characters import clean, squeeze
from assistant.past.chrome import is_page_mark
from assistant.past.headings import heading
from assistant.past.regions import is_tabular

MOST_PAGES = 120
MOST_SECONDS = 25.0
_MOST_RULES = 6000
_MOST_CHARS = 20_000
_MARGIN = 0.09
_HEADING = 40


@dataclass(frozen=True)
class _Text:
    """A printed line with its place on the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        return self.bottom - self.top


def read_pdf(data: bytes) -> Document:
    """A .pdf file; pages beyond the limits are named in a finding, pages that are pictures too."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
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
    joiner = _Joiner(blocks)
    pages: list[_Page | None] = []
    for index, page in enumerate(pdf.pages):
        if index >= MOST_PAGES or time.monotonic() - started > MOST_SECONDS:
            message = f"PDF 共 {count} 页，只读取了前 {index} 页，其余没有读取。请拆分后再试。"
            findings.append(found("R-07", "preamble", message, values={"pages": count, "read": index}))
            break
        if len(page.chars) < 5 and page.images:  # noqa: PLR2004 - a page number at most
            pictures.append(index + 1)
            pages.append(None)
        else:
            pages.append(_page(page))
        page.close()
    for read in pages:
        if read is None:
            joiner.end()
            blocks.append(Picture())
        else:
            alike = [line for page in pages if page and page.width == read.width for line in page.lines]
            joiner.page(read, _margins(alike))
    joiner.end()
    if pictures:
        shown = "、".join(str(number) for number in pictures)
        message = f"PDF 第 {shown} 页是扫描图片，没有文字可读，请换用文字版文件，或者对照原件手工填写。"
        findings.append(found("R-04", "T3", message, values={"pages": pictures}))
    return Document(tuple(blocks), titles=_titles(pdf), findings=tuple(findings))


def _titles(pdf: Any) -> tuple[str, ...]:
    title = (pdf.metadata or {}).get("Title")
    return (title,) if isinstance(title, str) and title else ()


@dataclass(frozen=True)
class _Page:
    """One page's lines outside its tables, and its statutory tables with their tops."""

    width: int
    lines: tuple[_Text, ...]
    grids: tuple[tuple[float, Grid], ...]


def _page(page: Any) -> _Page:
    page = page.dedupe_chars(tolerance=1) if len(page.chars) < _MOST_CHARS else page
    tables = list(_grids(page))
    lines = [line for line in _lines(page) if not _covered(line, tables) and not _is_mark(line, page)]
    return _Page(round(page.width), tuple(lines), tuple((top, grid) for top, _, grid in tables))


class _Joiner:
    """Collects the blocks of page after page; a paragraph may go on over the end of a page."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.held = ""
        self.room = math.inf

    def end(self) -> None:
        """Close the paragraph under way."""
        if self.held.strip():
            self.blocks.append(Line(self.held))
        self.held, self.room = "", math.inf

    def page(self, page: _Page, set_in: tuple[float, float]) -> None:
        """Add one page's lines and grids from top to bottom.

        `set_in` is where the lines of all pages of its width begin and end: one page may hold indented lines only.
        """
        left, right = _margins(page.lines)
        left, right = (min(left, set_in[0]), max(right, set_in[1])) if page.lines else set_in
        pieces: list[tuple[float, _Text | Grid]] = [(line.top, line) for line in page.lines]
        pieces += page.grids
        for _, piece in sorted(pieces, key=lambda item: item[0]):
            if isinstance(piece, Grid):
                self.end()
                self.blocks.append(piece)
            else:
                self.line(piece, left, right)

    def line(self, line: _Text, left: float, right: float) -> None:
        """Join a line to the paragraph it goes on, or begin a new one."""
        tabular = is_tabular(line.text)
        text = line.text if tabular else squeeze(clean(line.text))
        indented = line.x0 > left + line.size * 1.2
        full = self.room < line.size * 2.2 or _was_too_long(self.held, text, self.room / line.size)
        goes_on = full and not tabular and (not indented or _title_goes_on(self.held, text))
        if not goes_on or _is_heading_after_sentence(self.held, text):
            self.end()
        between = (
            " "
            if self.held[-1:].isascii() and self.held[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
            else ""
        )
        self.held += between + text
        self.room = math.inf if tabular else right - line.x1


def _was_too_long(before: str, after: str, room: float) -> bool:
    """Whether a line ends early because the number or address that begins the next one can't be broken.

    `room` is what was left of the line, in characters.
    """
    word = re.match(r"[!-~]+", after)
    return bool(word and before and before[-1] not in "。！？；" and len(word[0]) * 0.6 > room)


def _is_heading_after_sentence(before: str, after: str) -> bool:
    found = heading(after)
    return bool(before.endswith("。") and found and found.names and not found.rest)


def _title_goes_on(before: str, after: str) -> bool:
    """A heading broken over two centred lines."""
    first, whole = heading(before), heading(before + after)
    if first is None or first.names or whole is None or heading(after) is not None:
        return False
    return whole.level == "part" and bool(whole.names) and len(before + after) < _HEADING


def _margins(lines: Sequence[_Text]) -> tuple[float, float]:
    long = [line for line in lines if len(line.text) > 12] or list(lines)  # noqa: PLR2004
    if not long:
        return 0.0, 0.0
    # The commonest start is the margin; a page may hold only first lines, so the leftmost long one counts too.
    starts = Counter(round(line.x0) for line in long)
    return min(start for start, _ in starts.most_common(4)), max(line.x1 for line in long)


def _lines(page: Any) -> Iterator[_Text]:
    for line in page.extract_text_lines(return_chars=False, strip=True):
        yield _Text(line["text"], line["x0"], line["x1"], line["top"], line["bottom"])


def _is_mark(line: _Text, page: Any) -> bool:
    text = squeeze(line.text)
    if is_page_mark(text):
        return True
    edge = page.height * _MARGIN
    return text.isdigit() and len(text) < 4 and (line.bottom < edge or line.top > page.height - edge)  # noqa: PLR2004


def _covered(line: _Text, tables: Sequence[tuple[float, float, Grid]]) -> bool:
    middle = (line.top + line.bottom) / 2
    return any(top <= middle <= bottom for top, bottom, _ in tables)


def _grids(page: Any) -> Iterator[tuple[float, float, Grid]]:
    """The statutory tables on a page: top, bottom, grid. Rows of a found table that are text are left to the text."""
    if len(page.lines) + len(page.rects) + len(page.curves) > _MOST_RULES:
        return
    for table in page.find_tables():
        rows = [tuple(None if cell is None else clean(cell) for cell in row) for row in table.extract()]
        boxes = [row.bbox for row in table.rows]
        at = 0
        for parted in grids.part(Grid(tuple(rows))):
            size = len(parted.rows)
            own = boxes[at : at + size]
            at += size
            if parted.table and own:
                yield min(box[1] for box in own), max(box[3] for box in own), Grid(parted.rows)
