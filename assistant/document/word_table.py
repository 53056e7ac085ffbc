"""word_table: one statutory table in WordprocessingML, with real merges, on the whole page width."""

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.document import faces
from assistant.document.faces import Face
from assistant.document.layout import Grid, Square

_TWIPS_PER_MM = 56.6929
_PAGE_TWIPS = round((faces.WIDTH - faces.LEFT - faces.RIGHT) * _TWIPS_PER_MM)
_ROW_TWIPS = 340

TABLE_STYLES = {10.5: "GongwenTable", 9.0: "GongwenTableSmall"}
"""Style ids by type size; ids are ASCII because older WPS versions lose others."""


def set_fonts(properties: Any, face: Face) -> None:
    """Name one typeface for Latin and East Asian text alike, first in the run properties."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _made("w:rFonts", ascii=face.name, hAnsi=face.name, eastAsia=face.name, cs=face.name))


def insert_table(document: Document, grid: Grid) -> None:
    """Append the grid to the document as a table."""
    widths = grid.shares(_PAGE_TWIPS)
    table = OxmlElement("w:tbl")
    table.append(_table_properties(grid))
    columns = _made("w:tblGrid")
    columns.extend(_made("w:gridCol", w=width) for width in widths)
    table.append(columns)
    for y, row in enumerate(grid.covering):
        table.append(_row(grid, y, row, widths))
    body: Any = document.element.body
    body.insert(len(body) - 1, table)


def _made(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def _nest(tag: str, *children: Any) -> Any:
    element = OxmlElement(tag)
    element.extend(children)
    return element


def _table_properties(grid: Grid) -> Any:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _nest(
        "w:tblPr",
        _made("w:tblW", w=_PAGE_TWIPS, type="dxa"),
        _made("w:jc", val="center"),
        _nest("w:tblBorders", *(_made(f"w:{edge}", val="single", sz=4, space=0, color="000000") for edge in edges)),
        _made("w:tblLayout", type="fixed"),
        _nest("w:tblCellMar", *(_made(f"w:{side}", w=40, type="dxa") for side in ("left", "right"))),
        _made("w:tblCaption", val=f"{grid.name} {grid.title}"),
    )


def _row(grid: Grid, y: int, row: tuple[Square, ...], widths: tuple[int, ...]) -> Any:
    properties = _nest("w:trPr", _made("w:cantSplit"), _made("w:trHeight", val=_ROW_TWIPS, hRule="atLeast"))
    if y < grid.header_rows:
        properties.append(_made("w:tblHeader"))
    line = _nest("w:tr", properties)
    # Every paragraph but the last row's keeps with the next, which keeps a table that fits on one page whole.
    last = y == len(grid.covering) - 1
    for x, square in enumerate(row):
        if x == square.x:
            line.append(_cell(square, y, widths, keep=not last))
    return line


def _cell(square: Square, y: int, widths: tuple[int, ...], *, keep: bool) -> Any:
    properties = _nest("w:tcPr", _made("w:tcW", w=sum(widths[square.x : square.x + square.wide]), type="dxa"))
    if square.wide > 1:
        properties.append(_made("w:gridSpan", val=square.wide))
    if square.tall > 1:
        properties.append(_made("w:vMerge", val="restart" if y == square.y else "continue"))
    if square.banner:
        properties.append(_made("w:shd", val="clear", color="auto", fill=faces.BANNER))
    properties.append(_made("w:vAlign", val="center"))
    style = table_style(len(widths))
    text = square.text if y == square.y else ""
    return _nest("w:tc", properties, _paragraph(text, style, centred=square.centred, keep=keep))


def table_style(columns: int) -> str:
    """The id of the paragraph style of a table with so many columns."""
    return TABLE_STYLES[faces.table_size(columns)]


def _paragraph(text: str, style: str, *, centred: bool, keep: bool) -> Any:
    properties = _nest("w:pPr", _made("w:pStyle", val=style), *([_made("w:keepNext")] if keep else []))
    properties.append(_made("w:jc", val="center" if centred else "left"))
    paragraph = _nest("w:p", properties)
    if text:
        content = OxmlElement("w:t")
        content.text = text
        content.set(qn("xml:space"), "preserve")
        paragraph.append(_nest("w:r", content))
    return paragraph
