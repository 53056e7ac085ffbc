"""What Word's own elements say: pieces of a body, read with all changes accepted and with all rejected."""

import io

import docx
import pytest
from docx.oxml import parse_xml

from assistant.past.blocks import Document, Grid, Line
from assistant.past.readers.word import read_word

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
HAND = 'w:id="1" w:author="李明" w:date="2026-01-05T09:30:00Z"'
UNFILLED = "<w:showingPlcHdr/>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def gone(text: str) -> str:
    return f"<w:del {HAND}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def come(inner: str) -> str:
    return f"<w:ins {HAND}>{inner}</w:ins>"


def paragraph(inner: str, mark: str = "") -> str:
    properties = f"<w:pPr><w:rPr><w:{mark} {HAND}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{inner}</w:p>"


def cell(inner: str, mark: str = "") -> str:
    properties = f"<w:tcPr><w:{mark} {HAND}/></w:tcPr>" if mark else ""
    return f"<w:tc>{properties}{inner if inner.startswith('<') else paragraph(run(inner))}</w:tc>"


def row(*cells: str, mark: str = "") -> str:
    properties = f"<w:trPr><w:{mark} {HAND}/></w:trPr>" if mark else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def moved(text: str, way: str) -> str:
    return paragraph(f"<w:{way} {HAND}>{run(text)}</w:{way}>", way)


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"


def told_twice(text: str) -> str:
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box(text)}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box(text)}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def began(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def ended(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/>'


def anchored(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def file(body: str, *, comments: int = 0) -> bytes:
    document = docx.Document()
    for at, element in enumerate(list(parse_xml(f"<w:body {SPACES}>{body}</w:body>"))):
        document.element.body.insert(at, element)
    for number in range(comments):
        document.comments.add_comment(text=f"意见{number}", author="王芳")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def said(document: Document) -> list[object]:
    return [
        block.text if isinstance(block, Line) else block.rows
        for block in document.blocks
        if isinstance(block, Line | Grid)
    ]


CASES = {
    "a paragraph moved": (
        paragraph(run("甲。"))
        + moved("乙。", "moveFrom")
        + paragraph(run("丙。"))
        + moved("乙。", "moveTo")
        + paragraph(run("丁。")),
        ["甲。", "丙。", "乙。", "丁。"],
        ["甲。", "乙。", "丙。", "丁。"],
    ),
    "paragraphs put in before another": (
        paragraph(come(run("一")), "ins") + paragraph(come(run("二")), "ins") + paragraph(run("旧")),
        ["一", "二", "旧"],
        ["旧"],
    ),
    "the last paragraph taken out": (paragraph(run("甲")) + paragraph(gone("乙"), "del"), ["甲"], ["甲", "乙"]),
    "a break taken out before a table": (
        paragraph(run("前") + gone("删"), "del") + table(row(cell("1"), cell("2"))) + paragraph(run("后")),
        ["前", (("1", "2"),), "后"],
        ["前删", (("1", "2"),), "后"],
    ),
    "a table taken out": (
        paragraph(run("前")) + table(row(cell("1"), cell("2"), mark="del"), row(cell("3"), cell("4"), mark="del")),
        ["前"],
        ["前", (("1", "2"), ("3", "4"))],
    ),
    "cells that came and went": (
        table(row(cell("1"), cell("2", "cellDel"), cell("3")), row(cell("4"), cell("5", "cellIns"), cell("6"))),
        [(("1", "3", None), ("4", "5", "6"))],
        [(("1", "2", "3"), ("4", "6", None))],
    ),
    "two paragraphs of a cell run together": (
        table(row(cell(paragraph(run("1") + gone("2"), "del") + paragraph(come(run("3")))), cell("x"))),
        [(("13", "x"),)],
        [(("12", "x"),)],
    ),
    "a table within a table": (
        table(row(cell("外"), cell(paragraph(run("甲")) + table(row(cell("1"), cell("2"))) + "<w:p/>"))),
        [(("外", "甲"),), (("1", "2"),)],
        [(("外", "甲"),), (("1", "2"),)],
    ),
    "a control not filled in keeps its cell": (
        table(row(cell("1"), control(cell("选择一项"), UNFILLED), cell("3"))),
        [(("1", "", "3"),)],
        [(("1", "", "3"),)],
    ),
    "controls of rows, of paragraphs and in a line": (
        table(control(row(cell("1"), control(cell("2")))))
        + control(paragraph(run("有")))
        + control(paragraph(run("占位")), UNFILLED)
        + paragraph(run("选") + control(run("甲"), "<w:dropDownList/>") + control(run("占位"), UNFILLED)),
        [(("1", "2"),), "有", "选甲"],
        [(("1", "2"),), "有", "选甲"],
    ),
    "a box for old programs alone": (
        paragraph(run("文") + f"<w:r><w:pict><v:textbox>{box('框')}</v:textbox></w:pict></w:r>"),
        ["文", "框"],
        ["文", "框"],
    ),
    "a box in a cell, told of twice": (
        table(row(cell("1"), cell(paragraph(run("2") + told_twice("框"))))),
        [(("1", "2\n框"),)],
        [(("1", "2\n框"),)],
    ),
    "changes within links, controls and fields": (
        paragraph(
            f"<w:hyperlink>{come(run('新'))}</w:hyperlink>{come(control(run('控')))}"
            f'<w:fldSimple w:instr="DATE">{run("域")}</w:fldSimple>'
        ),
        ["新控域"],
        ["域"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_body_is_read_with_all_changes_accepted_and_with_all_rejected(name: str) -> None:
    body, after, before = CASES[name]
    data = file(body)
    assert said(read_word(data)) == after
    assert said(read_word(data, accepted=False)) == before


def test_a_moved_paragraph_is_two_moves_its_break_with_it() -> None:
    body, _, _ = CASES["a paragraph moved"]
    assert [(one.kind, one.old, one.new) for one in read_word(file(body)).changes] == [
        ("move", "乙。\n", ""),
        ("move", "", "乙。\n"),
    ]


@pytest.mark.parametrize(
    ("body", "quote", "block"),
    [
        (paragraph(run("一") + began(0) + run("二") + ended(0) + anchored(0) + run("三")), "二", 0),
        (paragraph(run("一") + began(0) + run("二")) + paragraph(run("三") + ended(0) + anchored(0)), "二\n三", 0),
        (
            paragraph(run("一")) + began(0) + paragraph(run("二")) + ended(0) + paragraph(run("三") + anchored(0)),
            "二",
            1,
        ),
        (paragraph(run("一") + anchored(0) + run("二")), "", 0),
        (paragraph(run("一") + began(0) + gone("删") + ended(0) + anchored(0)), "", 0),
        (paragraph(run("一") + began(0) + come(run("新")) + gone("旧") + ended(0) + anchored(0)), "新", 0),
    ],
)
def test_a_comment_keeps_the_words_it_stands_on(body: str, quote: str, block: int) -> None:
    [comment] = read_word(file(body, comments=1)).comments
    assert (comment.text, comment.hand.author) == ("意见0", "王芳")
    assert (comment.quote, comment.spot.block, comment.spot.cell) == (quote, block, None)


def test_a_comment_in_a_cell_keeps_the_cell() -> None:
    body = table(row(cell("x"), cell(paragraph(began(0) + run("7") + ended(0) + anchored(0)))))
    [comment] = read_word(file(body, comments=1)).comments
    assert (comment.quote, comment.spot.cell) == ("7", (0, 1))


def test_a_comment_that_stands_nowhere_is_kept_all_the_same() -> None:
    [comment] = read_word(file(paragraph(run("一")), comments=1)).comments
    assert (comment.text, comment.quote) == ("意见0", "")
