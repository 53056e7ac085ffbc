"""word: the layout as a DOCX to GB/T 9704, with styles for every level and the form's real tables.

Word and WPS disagree on what they read: fonts are set for East Asian and Latin text alike and theme fonts
are taken out; a table has its whole width and every grid column's.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from assistant.document import faces
from assistant.document.faces import Face
from assistant.document.layout import Grid, Heading, Layout
from assistant.document.pictures import Picture
from assistant.document.word_table import TABLE_STYLES, insert_table, set_fonts

_BLACK = RGBColor(0, 0, 0)
_CENTRE, _RIGHT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
_TWIPS = 20
_PROPERTY_LIMIT = 255
_TABLE_LINE = 1.2
"""Lines in a table stand at 1.2 of the type size, so that the longest form keeps to one page."""

BODY_STYLE, SIGNATURE_STYLE, UNWRITTEN_STYLE, PICTURE_STYLE = "公文正文", "公文落款", "公文待填", "公文附图"
_IDS = {
    PICTURE_STYLE: "GongwenPicture",
    BODY_STYLE: "GongwenBody",
    SIGNATURE_STYLE: "GongwenSignature",
    UNWRITTEN_STYLE: "GongwenUnwritten",
}
_TABLE_NAMES = {10.5: "公文表格", 9.0: "公文表格小字"}


def to_docx(layout: Layout) -> bytes:
    """The bytes of the Word file."""
    document = docx.Document()
    _styles(document)
    _page(document)
    _properties(document, layout)
    title = document.add_paragraph(style="Title")
    for index, line in enumerate(layout.title_lines):
        run = title.add_run(line)
        if index < len(layout.title_lines) - 1:
            run.add_break()
    document.add_paragraph(style=BODY_STYLE)
    for block in layout.blocks:
        if isinstance(block, Heading):
            document.add_paragraph(block.text, style=f"Heading {block.level}")
        elif isinstance(block, Grid):
            insert_table(document, block)
        else:
            document.add_paragraph(block.text, style=UNWRITTEN_STYLE if block.unwritten else BODY_STYLE)
    if layout.signature:
        document.add_paragraph(layout.signature, style=SIGNATURE_STYLE)
    for at, picture in enumerate(layout.pictures):
        _insert_picture(document, picture, first=at == 0)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _insert_picture(document: Document, picture: Picture, *, first: bool) -> None:
    """A picture as wide as the text, its values in words for those who cannot see it; the first begins a page."""
    paragraph = document.add_paragraph(style=PICTURE_STYLE)
    paragraph.paragraph_format.page_break_before = first
    drawn = paragraph.add_run().add_picture(BytesIO(picture.png), width=Mm(faces.WIDTH - faces.LEFT - faces.RIGHT))
    properties = drawn._inline.docPr  # noqa: SLF001 - python-docx has no other way to the alternative text
    properties.set("name", picture.title)
    properties.set("descr", picture.alternative)


def _styles(document: Document) -> None:
    _forget_theme_fonts(document)
    _style(document, "Normal", faces.BODY, faces.BODY_SIZE)
    title = _style(document, "Title", faces.TITLE, faces.TITLE_SIZE, align=_CENTRE, line=faces.TITLE_LINE)
    title.paragraph_format.keep_with_next = True
    _style(document, "Heading 1", faces.FIRST, faces.BODY_SIZE, indent=True).paragraph_format.keep_with_next = True
    _style(document, "Heading 2", faces.SECOND, faces.BODY_SIZE, indent=True).paragraph_format.keep_with_next = True
    _style(document, BODY_STYLE, faces.BODY, faces.BODY_SIZE, align=_JUSTIFY, indent=True)
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].next_paragraph_style = document.styles[BODY_STYLE]
    unwritten = _style(document, UNWRITTEN_STYLE, faces.BODY, faces.BODY_SIZE, indent=True)
    unwritten.font.color.rgb = RGBColor(0xC0, 0, 0)
    _style(document, PICTURE_STYLE, faces.BODY, faces.BODY_SIZE, align=_CENTRE, line=0)
    signature = _style(document, SIGNATURE_STYLE, faces.BODY, faces.BODY_SIZE, align=_RIGHT)
    signature.paragraph_format.space_before = Pt(faces.LINE)
    _indent(signature, right=4)
    for size, style_id in TABLE_STYLES.items():
        table = _style(document, _TABLE_NAMES[size], faces.TABLE, size, line=size * _TABLE_LINE)
        table.element.styleId = style_id
        table.element.get_or_add_pPr().insert_element_before(_off("w:snapToGrid"), "w:spacing", "w:ind", "w:jc")
    footer = _style(document, "Footer", faces.TABLE, faces.PAGE_NUMBER_SIZE, line=0)
    for tabs in footer.element.iter(qn("w:tabs")):
        tabs.getparent().remove(tabs)


def _style(
    document: Document,
    name: str,
    face: Face,
    size: float,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
    line: float = faces.LINE,
) -> Any:
    """Set a style, made if the template has none; `line` 0 leaves single spacing."""
    styles = document.styles
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    set_fonts(style.element.get_or_add_rPr(), face)
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = _BLACK
    for unwanted in ("w:spacing", "w:kern"):
        for element in style.element.rPr.findall(qn(unwanted)):
            style.element.rPr.remove(element)
    style.element.styleId = _IDS.get(name, style.element.styleId)
    layout = style.paragraph_format
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    layout.space_before = layout.space_after = Pt(0)
    layout.alignment = align
    layout.widow_control = False
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY if line else WD_LINE_SPACING.SINGLE
    if line:
        layout.line_spacing = Pt(line)
    style.quick_style = True
    if indent:
        _indent(style, first=2)
    return style


def _indent(style: Any, *, first: int = 0, right: int = 0, left: int = 0) -> None:
    """Indent in characters, as Chinese documents do, with twips beside them for readers that know no others."""
    ind = style.element.get_or_add_pPr().get_or_add_ind()
    twips = int(style.font.size.pt * _TWIPS)
    for name, characters in (("firstLine", first), ("right", right), ("left", left)):
        if characters:
            ind.set(qn(f"w:{name}Chars"), str(characters * 100))
            ind.set(qn(f"w:{name}"), str(characters * twips))


def _off(tag: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), "0")
    return element


def _forget_theme_fonts(document: Document) -> None:
    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        for name in [key for key in fonts.attrib if key.endswith(("Theme", "theme"))]:
            del fonts.attrib[name]
    defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        set_fonts(defaults, faces.BODY)
        for language in defaults.findall(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(faces.WIDTH), Mm(faces.HEIGHT)
    section.top_margin, section.bottom_margin = Mm(faces.TOP), Mm(faces.BOTTOM)
    section.left_margin, section.right_margin = Mm(faces.LEFT), Mm(faces.RIGHT)
    section.footer_distance = Mm(faces.FOOTER)
    properties: Any = section._sectPr  # noqa: SLF001 - python-docx has no face for the character grid
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(faces.LINE * _TWIPS)))
    properties.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], right=True)
    _page_number(section.even_page_footer.paragraphs[0], right=False)


def _page_number(paragraph: Any, *, right: bool) -> None:
    """— 1 —, one character in from the outer edge."""
    paragraph.alignment = _RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    ind = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - indents in characters have no face
    side = "right" if right else "left"
    ind.set(qn(f"w:{side}Chars"), "100")
    ind.set(qn(f"w:{side}"), str(int(faces.PAGE_NUMBER_SIZE * _TWIPS)))
    paragraph.add_run("— ")
    for kind, text in (("begin", None), (None, " PAGE "), ("separate", None), ("shown", "1"), ("end", None)):
        paragraph.add_run()._r.append(_field(kind, text))  # noqa: SLF001 - fields neither
    paragraph.add_run(" —")


def _field(kind: str | None, text: str | None) -> Any:
    if text is None:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), str(kind))
        return mark
    content = OxmlElement("w:t" if kind == "shown" else "w:instrText")
    content.set(qn("xml:space"), "preserve")
    content.text = text
    return content


def _properties(document: Document, layout: Layout) -> None:
    properties = document.core_properties
    title, organ = layout.title[:_PROPERTY_LIMIT], layout.organ[:_PROPERTY_LIMIT]
    properties.title, properties.author, properties.last_modified_by = title, organ, organ
    properties.language, properties.comments, properties.subject = "zh-CN", "", "政府信息公开工作年度报告"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
