"""OFD → blocks: its pages are drawn, then read and joined as printed ones are."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from assistant.errors import FileUnreadable
from assistant.findings import Finding, found
from assistant.past.blocks import Block, Document, Picture, Place
from assistant.past.readers.ofd.drawing import Drawing, Shown
from assistant.past.readers.ofd.geometry import Matrix
from assistant.past.readers.ofd.package import DAMAGED, Package
from assistant.past.readers.ofd.pages import Source, SourcePage, paths, titles
from assistant.past.readers.ofd.shaped import ShapedPage
from assistant.past.readers.printed.joining import Joiner, set_in
from assistant.past.readers.printed.page import Page, read_page, sideways, without_running
from assistant.past.readers.thresholds import PICTURE_TALL, PICTURE_WIDE
from assistant.past.readers.zip_files import NOT_A_ZIP

MOST_PAGES = 120  # as many as of a PDF
MOST_SECONDS = 18.0
_POINTS = 72 / 25.4  # to a millimetre
_FEW_LETTERS = 5  # a page number at most


def read_ofd(data: bytes) -> Document:
    """An .ofd file with all its documents; pages beyond the limits are named in a finding, and those of pictures."""
    try:
        package = Package(data)
        return _read(package)
    except (etree.XMLSyntaxError, *NOT_A_ZIP) as problem:
        raise FileUnreadable(DAMAGED) from problem


def _read(package: Package) -> Document:
    started = time.monotonic()
    source, lines = Source(package), list(paths(package))
    if not lines:
        raise FileUnreadable("OFD 文件中没有页面，无法读取。请检查文件是否完整。")
    findings: list[Finding] = []
    pages: list[Page | None] = []
    pictures: dict[int, list[Picture]] = {}
    noted: list[int] = []
    for number, line in enumerate(lines, 1):
        if number > MOST_PAGES or time.monotonic() - started > MOST_SECONDS:
            message = f"OFD 共 {len(lines)} 页，只读取了前 {number - 1} 页，其余没有读取。请拆分后再试。"
            findings.append(found("R-07", "preamble", message, values={"pages": len(lines), "read": number - 1}))
            break
        page = source.page(*line, number)
        shaped, shown = _drawn(page, number)
        if len(shaped.chars) < _FEW_LETTERS and (shown or shaped.lines or shaped.rects):
            pages.append(None)
            pictures[len(pages)] = [_picture(package, page, one, shaped) for one in shown] or [Picture()]
        else:
            large = [one for one in shown if _may_be_a_table(one, shaped)]
            within = tuple((one.box.top, _picture(package, page, one, shaped)) for one in large)
            pages.append(replace(read_page(shaped, pages), pictures=within))
        if page.noted:
            noted.append(number)
    return Document(tuple(_joined(pages, pictures)), titles(package), findings=(*findings, *_told(pictures, noted)))


def _drawn(page: SourcePage, number: int) -> tuple[ShapedPage, list[Shown]]:
    """The page in points, and its pictures; set upright where its letters lie on their side."""
    upright, wide, tall = Matrix(_POINTS, 0, 0, _POINTS), page.wide * _POINTS, page.tall * _POINTS
    shaped, shown = _set(page, number, upright, wide, tall)
    if turn := sideways(shaped):
        turned = Matrix(0, 1, -1, 0, tall, 0) if turn == 90 else Matrix(0, -1, 1, 0, 0, wide)  # noqa: PLR2004 - degrees
        return _set(page, number, upright.then(turned), tall, wide)
    return shaped, shown


def _set(page: SourcePage, number: int, base: Matrix, wide: float, tall: float) -> tuple[ShapedPage, list[Shown]]:
    drawing = Drawing(page.composites)
    for content in page.contents:
        drawing.add(content, base)
    return ShapedPage(drawing, wide, tall, number), drawing.pictures


def _may_be_a_table(shown: Shown, page: ShapedPage) -> bool:
    box = shown.box
    return box.right - box.left > PICTURE_WIDE * page.width and box.bottom - box.top > PICTURE_TALL * page.height


def _picture(package: Package, source: SourcePage, shown: Shown, page: ShapedPage) -> Picture:
    left, top, right, bottom = shown.box
    place = Place(page.page_number, (left / page.width, top / page.height, right / page.width, bottom / page.height))
    return Picture(data=package.data(source.media.get(shown.resource, "")) or b"", place=place)


def _joined(pages: Sequence[Page | None], pictures: Mapping[int, Sequence[Picture]]) -> Iterator[Block]:
    blocks: list[Block] = []
    joiner = Joiner(blocks)
    for number, read in enumerate(without_running(pages), 1):
        if read is None:
            joiner.end()
            blocks.extend(pictures[number])
        else:
            joiner.page(read, set_in(read, pages))
    joiner.end()
    yield from blocks


def _told(pictures: Mapping[int, object], noted: Sequence[int]) -> Iterator[Finding]:
    """What of the file was not read."""
    if pictures:
        shown = "、".join(str(number) for number in pictures)
        message = f"OFD 第 {shown} 页是图片或者图形，没有文字可读，请换用文字版文件，或者对照原件手工填写。"
        yield found("R-04", "T3", message, values={"pages": list(pictures)})
    if noted:
        shown = "、".join(str(number) for number in noted)
        message = f"OFD 第 {shown} 页有后来加上的批注文字，批注没有读取，请对照原件核对。"
        yield found("R-07", "preamble", message, values={"pages": list(noted)})
