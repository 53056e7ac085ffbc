"""Word files as people leave them: a .docx changed by hand, with changes tracked as Word and as WPS write them.

Each deed is one thing somebody does to the file: `Deed("rewrite", "三次", "四次")`. `find` is the text it is done to;
it may be `T3.received.business`, then it is done to the number that stands in that cell.
"""

import copy
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.form import load


@dataclass(frozen=True)
class Deed:
    """What somebody did: to which words, what they wrote instead, who and when, and in which program."""

    do: str
    find: str
    put: str = ""
    by: str = "李明"
    at: str = "2026-01-05T09:30:00Z"
    program: str = "word"


def edit(data: bytes, deeds: Iterable[Deed]) -> bytes:
    """The file after all of it was done, in order."""
    document: Any = docx.Document(io.BytesIO(data))
    for number, deed in enumerate(deeds):
        _DEEDS[deed.do](document, deed, number)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with another content of one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            target.writestr(item.filename, content if item.filename == name else source.read(item))
    return out.getvalue()


# ---- words ------------------------------------------------------------------------------------------------


def _rewrite(document: Any, deed: Deed, number: int) -> None:
    """Take words out and put others in, tracked; either may be nothing."""
    run = _alone(document, deed.find)
    taken = _mark("del", deed, number)
    run.addprevious(taken)
    _deleted(run)
    taken.append(run)
    if deed.put:
        put = _mark("ins", deed, number)
        if deed.program == "wps":  # puts the new before the old, and runs of single characters
            taken.addprevious(put)
            put.extend(_run(run, char) for char in deed.put)
        else:
            taken.addnext(put)
            put.append(_run(run, deed.put))


def _insert(document: Any, deed: Deed, number: int) -> None:
    """Put words behind others, tracked."""
    run = _alone(document, deed.find)
    put = _mark("ins", deed, number)
    run.addnext(put)
    put.append(_run(run, deed.put))


def _type(document: Any, deed: Deed, _number: int) -> None:
    """Write other words without tracking."""
    _set(_alone(document, deed.find), deed.put)


def _format(document: Any, deed: Deed, number: int) -> None:
    """Make words bold, tracked: a change of looks alone."""
    properties = _alone(document, deed.find).get_or_add_rPr()
    properties.append(OxmlElement("w:b"))
    changed = _mark("rPrChange", deed, number)
    changed.append(OxmlElement("w:rPr"))
    properties.append(changed)


def _both(document: Any, deed: Deed, number: int) -> None:
    """Words that one put in and another took out again."""
    run = _alone(document, deed.find)
    put, taken = _mark("ins", deed, number), _mark("del", Deed("", "", by="另一人"), number)
    run.addnext(put)
    put.append(taken)
    taken.append(_deleted(_run(run, deed.put)))


def _move(document: Any, deed: Deed, number: int) -> None:
    """Words moved behind others."""
    run = _alone(document, deed.find)
    gone = _mark("moveFrom", deed, number)
    run.addprevious(gone)
    moved = _run(run, deed.find)
    gone.append(run)
    target = _alone(document, deed.put)
    come = _mark("moveTo", deed, number)
    target.addnext(come)
    come.append(moved)


# ---- paragraphs -------------------------------------------------------------------------------------------


def _paragraph(document: Any, deed: Deed, number: int) -> None:
    """A new paragraph behind the one with these words, tracked."""
    before = _paragraph_of(document, deed.find)
    new = copy.deepcopy(before)
    for child in list(new):
        if child.tag != qn("w:pPr"):
            new.remove(child)
    before.addnext(new)
    # Word tracks the break before the new words: the old paragraph's mark is the one put in.
    _marks(before).append(_mark("ins", deed, number))
    put = _mark("ins", deed, number)
    put.append(_run(None, deed.put))
    new.append(put)


def _remove_paragraph(document: Any, deed: Deed, number: int) -> None:
    """The whole paragraph with these words taken out, its mark too."""
    paragraph = _paragraph_of(document, deed.find)
    for run in paragraph.findall(qn("w:r")):
        taken = _mark("del", deed, number)
        run.addprevious(taken)
        taken.append(_deleted(run))
    _marks(paragraph).append(_mark("del", deed, number))


def _join(document: Any, deed: Deed, number: int) -> None:
    """The paragraph with these words run together with the next one."""
    _marks(_paragraph_of(document, deed.find)).append(_mark("del", deed, number))


# ---- tables -----------------------------------------------------------------------------------------------


def _remove_row(document: Any, deed: Deed, number: int) -> None:
    """The row of a table that these words stand in, taken out."""
    row = next(_run_with(document, deed.find).iterancestors(qn("w:tr")))
    row.find(qn("w:trPr")).append(_mark("del", deed, number))


def _add_row(document: Any, deed: Deed, number: int) -> None:
    """A copy of the row that these words stand in, put in below it."""
    row = next(_run_with(document, deed.find).iterancestors(qn("w:tr")))
    new = copy.deepcopy(row)
    new.find(qn("w:trPr")).append(_mark("ins", deed, number))
    row.addnext(new)


# ---- beside the text --------------------------------------------------------------------------------------


def _comment(document: Any, deed: Deed, _number: int) -> None:
    """A comment on words."""
    run = docx.text.run.Run(_alone(document, deed.find), document)
    comment = document.add_comment(run, text=deed.put, author=deed.by, initials="")
    element = comment._comment_elm
    element.attrib.pop(qn("w:date"), None)
    if deed.at:
        element.set(qn("w:date"), deed.at)


def _hide(document: Any, deed: Deed, _number: int) -> None:
    """Hidden words behind others."""
    run = _alone(document, deed.find)
    new = _run(run, deed.put)
    new.get_or_add_rPr().append(OxmlElement("w:vanish"))
    run.addnext(new)


def _placeholder(document: Any, deed: Deed, _number: int) -> None:
    """A content control behind words in which nothing was chosen."""
    run = _alone(document, deed.find)
    control, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    properties.append(OxmlElement("w:showingPlcHdr"))
    content.append(_run(run, deed.put))
    control.extend([properties, content])
    run.addnext(control)


def _field(document: Any, deed: Deed, _number: int) -> None:
    """A field behind words, with its instruction and what it shows."""
    run = _alone(document, deed.find)
    for kind, text in reversed(
        (("begin", ""), ("", " DATE \\@ yyyy "), ("separate", ""), ("shown", deed.put), ("end", ""))
    ):
        new = _run(run, text)
        for child in new.findall(qn("w:t")):
            if kind in {"begin", "separate", "end"}:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                new.replace(child, mark)
            elif kind == "":
                child.tag = qn("w:instrText")
        run.addnext(new)


def _box(document: Any, deed: Deed, _number: int) -> None:
    """A text box anchored at words, told of twice as Word does: for itself, and for older programs."""
    run = _alone(document, deed.find)
    inner = f"<w:txbxContent><w:p><w:r><w:t>{deed.put}</w:t></w:r></w:p></w:txbxContent>"
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    run.addnext(
        docx.oxml.parse_xml(
            f'<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx>'
            f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )


def _footnote(document: Any, deed: Deed, number: int) -> None:
    """A footnote on words."""
    name = str(number + 2)
    run = _alone(document, deed.find)
    new = _run(run, "")
    new.remove(new.find(qn("w:t")))
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), name)
    new.append(reference)
    run.addnext(new)
    content = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="{name}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{deed.put}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        content.encode(),
        document.part.package,
    )
    document.part.relate_to(part, kind)


_DEEDS: dict[str, Callable[[Any, Deed, int], None]] = {
    "rewrite": _rewrite,
    "insert": _insert,
    "type": _type,
    "format": _format,
    "put in and take out": _both,
    "move": _move,
    "new paragraph": _paragraph,
    "remove paragraph": _remove_paragraph,
    "join": _join,
    "remove row": _remove_row,
    "add row": _add_row,
    "comment": _comment,
    "hide": _hide,
    "placeholder": _placeholder,
    "field": _field,
    "box": _box,
    "footnote": _footnote,
}

# ---- WordprocessingML -------------------------------------------------------------------------------------


def _mark(name: str, deed: Deed, number: int) -> Any:
    element = OxmlElement(f"w:{name}")
    element.set(qn("w:id"), str(900 + number))
    element.set(qn("w:author"), deed.by)
    if deed.at:
        element.set(qn("w:date"), deed.at.removesuffix("Z") if deed.program == "wps" else deed.at)
    return element


def _run(like: Any, text: str) -> Any:
    new = copy.deepcopy(like) if like is not None else OxmlElement("w:r")
    for child in list(new):
        if child.tag != qn("w:rPr"):
            new.remove(child)
    content = OxmlElement("w:t")
    content.set(qn("xml:space"), "preserve")
    content.text = text
    new.append(content)
    return new


def _set(run: Any, text: str) -> None:
    run.find(qn("w:t")).text = text


def _deleted(run: Any) -> Any:
    for text in run.iter(qn("w:t")):
        text.tag = qn("w:delText")
    return run


def _marks(paragraph: Any) -> Any:
    """The properties of a paragraph's mark."""
    properties = paragraph.get_or_add_pPr()
    found = properties.find(qn("w:rPr"))
    if found is None:
        found = OxmlElement("w:rPr")
        properties.append(found)
    return found


def _runs(document: Any) -> Iterator[Any]:
    return document.element.body.iter(qn("w:r"))


def _run_with(document: Any, words: str) -> Any:
    return next(run for run in _runs(document) if words in "".join(text.text or "" for text in run.iter(qn("w:t"))))


def _paragraph_of(document: Any, words: str) -> Any:
    return next(_run_with(document, words).iterancestors(qn("w:p")))


def _alone(document: Any, words: str) -> Any:
    """The run of these words alone: it is cut out of the one they stand in."""
    if words in load().cells:
        return _in_cell(document, words)
    run = _run_with(document, words)
    text = "".join(part.text or "" for part in run.iter(qn("w:t")))
    before, _, after = text.partition(words)
    if before:
        run.addprevious(_run(run, before))
    if after:
        run.addnext(_run(run, after))
    new = _run(run, words)
    run.getparent().replace(run, new)
    return new


def _in_cell(document: Any, code: str) -> Any:
    """The run of a number in a statutory table that this program printed."""
    table_id = code.partition(".")[0]
    form = load()
    codes = list(form.tables[table_id].codes())
    number = list(form.tables).index(table_id)
    table = next(found for at, found in enumerate(document.element.body.findall(qn("w:tbl"))) if at == number)
    cells = [cell for cell in table.iter(qn("w:tc")) if _is_number(cell)]
    cell = cells[codes.index(code)]
    run = next(cell.iter(qn("w:r")), None)
    if run is None:
        run = _run(None, "")
        next(cell.iter(qn("w:p"))).append(run)
    return run


def _is_number(cell: Any) -> bool:
    text = "".join(part.text or "" for part in cell.iter(qn("w:t")))
    return text.replace(".", "").isdigit()
