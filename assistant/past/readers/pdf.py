"""PDF → blocks: ruled tables as grids, the text around them as paragraphs put together from lines.

A table is kept as a grid only where it holds labels of the statutory tables: text in front of a coloured
background looks like a table too.
"""

import io
import itertools
import math
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.errors import FileEncrypted, FileUnreadable
from assistant.findings import Finding, found
from assistant.past.blocks import Block, Document, Grid, Line, Picture
from assistant.past.lines.characters import clean, squeeze
from assistant.past.lines.headings import heading
from assistant.past.lines.table_labels import named
from assistant.past.readers.pdf_page import Page, PrintedLine, read_page, sideways, without_running
from assistant.past.readers.thresholds import BROKEN_HEADING, HARDLY_WIDE
from assistant.past.tables.regions import is_tabular
from assistant.past.tables.slips import is_value

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
    joiner = _Joiner(blocks)
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
            joiner.page(read, _margins(alike))
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

    def page(self, page: Page, set_in: tuple[float, float]) -> None:
        """Add one page's lines and grids from top to bottom.

        `set_in` is where the lines of all pages of its width begin and end: one page may hold indented lines only.
        """
        left, right = _margins(page.lines)
        left, right = (min(left, set_in[0]), max(right, set_in[1])) if page.lines else set_in
        if right - left < HARDLY_WIDE * (page.width - 2 * left):
            right = page.width - left  # none of these lines comes near the end of the page: none was broken
        pieces: list[tuple[float, PrintedLine | Grid]] = [(line.top, line) for line in page.lines]
        pieces += page.grids
        for _, piece in sorted(pieces, key=lambda item: item[0]):
            if isinstance(piece, Grid):
                self.end()
                last = self.blocks[-1] if self.blocks else None
                if isinstance(last, Grid) and _row_broken(last, piece):
                    whole = tuple(f"{a or ''}{b or ''}" for a, b in zip(last.rows[-1], piece.rows[0], strict=True))
                    self.blocks[-1] = replace(last, rows=(*last.rows[:-1], whole))
                    piece = replace(piece, rows=piece.rows[1:])  # noqa: PLW2901 - its first row has been taken
                self.blocks.append(piece)
            else:
                self.line(piece, left, right)

    def line(self, line: PrintedLine, left: float, right: float) -> None:
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
    """Whether a line ends early because what begins the next one can't be broken: a number, a character and its marks.

    `room` is what was left of the line, in characters.
    """
    word = re.match(r"[!-~]+|.?[，。、；：！？）”》】]+", after)
    return bool(word and before and before[-1] not in "。！？；" and _breadth(word[0]) > room)


def _breadth(text: str) -> float:
    return sum(0.6 if char.isascii() else 1.0 for char in text)


def _is_heading_after_sentence(before: str, after: str) -> bool:
    found = heading(after)
    if found is None or found.rest or not before.endswith("。"):
        return False
    return bool(found.names) or (found.level == "aspect" and not re.search(r"[，。；、]", found.title + after[-1:]))


def _title_goes_on(before: str, after: str) -> bool:
    """A heading broken over two centred lines."""
    first, whole = heading(before), heading(before + after)
    if first is None or first.names or whole is None or heading(after) is not None:
        return False
    return whole.level == "part" and bool(whole.names) and len(before + after) < BROKEN_HEADING


def _row_broken(above: Grid, below: Grid) -> bool:
    """Whether a page broke within a row.

    Its numbers stand on one page without a label and its label on the other, or its label is broken in the middle.
    """
    if not above.rows or not below.rows or len(above.rows[-1]) != len(below.rows[0]):
        return False
    pairs = [((a or "").strip(), (b or "").strip()) for a, b in zip(above.rows[-1], below.rows[0], strict=True)]
    both = [(a, b) for a, b in pairs if a and b]
    if both and all(not is_value(a + b) for a, b in both) and any(named(a + b) and not named(a) for a, b in both):
        return True
    sides = [[cell.strip() for cell in row if cell and cell.strip()] for row in (above.rows[-1], below.rows[0])]
    numbers = [bool(side) and all(is_value(text) for text in side) for side in sides]
    words = [bool(side) and not any(is_value(text) for text in side) for side in sides]
    return (numbers[0] and words[1]) or (words[0] and numbers[1])


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    long = [line for line in lines if len(line.text) > 12] or list(lines)  # noqa: PLR2004
    if not long:
        return 0.0, 0.0
    # The commonest start is the margin; a page may hold only first lines, so the leftmost long one counts too.
    starts = Counter(round(line.x0) for line in long)
    return min(start for start, _ in starts.most_common(4)), max(line.x1 for line in long)
