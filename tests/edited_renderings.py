"""Edited renderings: a report's Word file after several hands, its figures right once every change is accepted.

As in `renderings`, each says what a faithful reader gets from it. What stands in a cell beside its number (the one of
before, a comment, a note's mark, what a control shows while nothing was filled in) never becomes a part of it.
"""

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odd_renderings import _value_cells
from renderings import Layout, Rendering, word_file

from assistant.report import Report


def _edited(report: Report, change: Callable[[Any], None]) -> Rendering:
    rendering = word_file(report, merged=True)
    document: Any = Document(io.BytesIO(rendering.data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return replace(rendering, data=out.getvalue())


def _numbers(document: Any) -> Iterator[Any]:
    """The runs of the numbers in the tables."""
    for cell in _value_cells(document):
        if cell.text.isdigit():
            yield cell.paragraphs[0].runs[0]._r


def _mark(name: str, author: str = "李明", at: str = "2026-01-05T09:30:00Z") -> Any:
    element = OxmlElement(f"w:{name}")
    element.set(qn("w:id"), "7")
    element.set(qn("w:author"), author)
    if at:
        element.set(qn("w:date"), at)
    return element


def _run(like: Any, text: str, tag: str = "w:t") -> Any:
    new = copy.deepcopy(like)
    for child in list(new):
        if child.tag != qn("w:rPr"):
            new.remove(child)
    content = OxmlElement(tag)
    content.text = text
    new.append(content)
    return new


def _text(run: Any) -> str:
    return "".join(part.text or "" for part in run.iter(qn("w:t")))


def retyped(document: Any) -> None:
    """Every number struck and typed anew, as Word tracks it."""
    for run in list(_numbers(document)):
        gone, come = _mark("del"), _mark("ins")
        run.addprevious(gone)
        gone.append(_run(run, "9" + _text(run), "w:delText"))
        gone.addnext(come)
        come.append(run)


def digit_by_digit(document: Any) -> None:
    """Some digits of every number put in, a run each and before what they replace, as WPS tracks it; no dates."""
    for run in list(_numbers(document)):
        digits = _text(run)
        for digit in digits:
            come = _mark("ins", "王芳", "")
            run.addprevious(come)
            come.append(_run(run, digit))
        gone = _mark("del", "王芳", "")
        run.addprevious(gone)
        gone.append(_run(run, "80", "w:delText"))
        run.getparent().remove(run)


def rows_that_came_and_went(document: Any) -> None:
    """Before each row of numbers one that was taken out; the rows themselves put in."""
    for row in [row for table in document.element.body.iter(qn("w:tbl")) for row in table.iter(qn("w:tr"))]:
        if not any(_text(cell).strip().isdigit() for cell in row.iter(qn("w:tc"))):
            continue
        old = copy.deepcopy(row)
        for part in old.iter(qn("w:t")):
            if (part.text or "").isdigit():
                part.text = "9" + str(part.text)
        for one, name in ((old, "del"), (row, "ins")):
            properties = one.find(qn("w:trPr"))
            if properties is None:
                properties = OxmlElement("w:trPr")
                one.insert(0, properties)
            properties.append(_mark(name))
        row.addprevious(old)


def remarked(document: Any) -> None:
    """A comment on every third number, a footnote's mark behind the next, an unfilled control behind the one after."""
    for number, run in enumerate(list(_numbers(document))):
        if number % 3 == 0:
            start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
            start.set(qn("w:id"), str(number))
            end.set(qn("w:id"), str(number))
            run.addprevious(start)
            run.addnext(end)
        elif number % 3 == 1:
            note = _run(run, "")
            note.remove(note.find(qn("w:t")))
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), "2")
            note.append(reference)
            run.addnext(note)
        else:
            control, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
            properties.append(OxmlElement("w:showingPlcHdr"))
            content.append(_run(run, "0"))
            control.extend([properties, content])
            run.addnext(control)


def chosen_in_controls(document: Any) -> None:
    """Every number in a content control, as in forms that are filled in."""
    for run in list(_numbers(document)):
        control, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
        run.addprevious(control)
        control.extend([properties, content])
        content.append(run)


def run_together(document: Any) -> None:
    """Every paragraph of text parted from the one before by a break that was put in, which stood where none is now."""
    paragraphs = [one for one in document.element.body.findall(qn("w:p")) if _text(one).strip()]
    for paragraph in paragraphs:
        old = copy.deepcopy(paragraph)
        for run in old.findall(qn("w:r")):
            gone = _mark("del")
            run.addprevious(gone)
            for part in run.iter(qn("w:t")):
                part.tag = qn("w:delText")
            gone.append(run)
        properties = old.get_or_add_pPr()
        marks = OxmlElement("w:rPr")
        marks.append(_mark("del"))
        properties.append(marks)
        paragraph.addprevious(old)


def tables_in_a_frame(document: Any) -> None:
    """Every table within a cell of one with two columns, beside an empty cell."""
    body = document.element.body
    for table in body.findall(qn("w:tbl")):
        frame = document.add_table(1, 2)._tbl
        table.addprevious(frame)
        cell = frame.find(f".//{qn('w:tc')}")
        cell.insert(len(cell) - 1, table)


EDITED: dict[str, Layout] = {
    "Word改过的数字": lambda r: _edited(r, retyped),
    "WPS逐字改过的数字": lambda r: _edited(r, digit_by_digit),
    "Word增删的行": lambda r: _edited(r, rows_that_came_and_went),
    "Word删去的段落": lambda r: _edited(r, run_together),
    "Word批注脚注控件": lambda r: _edited(r, remarked),
    "Word填入的控件": lambda r: _edited(r, chosen_in_controls),
    "Word表中的表": lambda r: _edited(r, tables_in_a_frame),
}
