"""Reading findings: what is blank, unreadable, in the old form, a picture, or placed nowhere."""

from collections.abc import Iterator, Sequence

from assistant.findings import Finding, found
from assistant.form import Form
from assistant.past.blanks import blanks_of
from assistant.past.blocks import Picture
from assistant.past.lines.characters import squeeze
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import Item, Mark
from assistant.past.sections.chapters import Outline
from assistant.past.sections.masthead import Masthead
from assistant.past.sections.several_reports import texts_of
from assistant.past.tables.figures_read import Reading

_SHOWN = 40


def findings_of(top: Masthead, reading: Reading, items: Sequence[Item], outline: Outline) -> Iterator[Finding]:
    """All findings of one reading, in the order of the report."""
    yield from _masthead(top)
    tables = list(_tables(reading, items, top.year))
    yield from tables
    yield from _order(outline, reading.form)
    yield from _doubts(outline, reading.form)
    yield from reading.findings
    absent = [one.where for one in tables if one.code in {"R-01", "R-04"}]
    whole = list(reading.form.tables) if _before_the_form(reading, items, top.year) else absent
    yield from blanks_of(reading.figures(), absent=whole, printed=reading.old)
    if outline.sections.get("unplaced"):
        yield of_unplaced(outline.sections["unplaced"])


def of_unplaced(paragraphs: Sequence[str]) -> Finding:
    """R-05: text that no section took, by how much it is and how it begins; at least one paragraph."""
    message = (
        f"有 {len(paragraphs)} 段文字没有归入任何部分，已放在“未归类文字”中，首段为“{_short(paragraphs[0])}”，"
        "请查看是否需要。"
    )
    return found("R-05", "unplaced", message, values={"count": len(paragraphs)})


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "……"


def _masthead(top: Masthead) -> Iterator[Finding]:
    if not top.organ:
        yield found("R-06", "preamble", "没有认出机关名称，请手工填写。")
    if top.year is None:
        yield found("R-06", "preamble", "没有认出报告年度，请手工填写。")


_FIRST_YEAR = 2019
"""Before this year's reports the form had no statutory tables."""


def _before_the_form(reading: Reading, items: Sequence[Item], year: int | None) -> bool:
    """Whether the report is of a year that had no tables, and shows none."""
    shown = bool(reading.seen) or bool(_pictured(items) & set(reading.form.tables))
    return not shown and year is not None and year < _FIRST_YEAR


def _tables(reading: Reading, items: Sequence[Item], year: int | None) -> Iterator[Finding]:
    form = reading.form
    pictured = _pictured(items)
    if _before_the_form(reading, items, year):
        message = (
            f"这是{year}年的年报，当时还没有规定现行的三张统计表，只读入了文字；"
            "需要用到的数字请对照原件手工填写，没有把握的留空。"
        )
        yield found("R-02", "preamble", message, values={"year": year})
        return
    for table in form.tables.values():
        if table.id in reading.seen or (reading.old and table.id == "T2"):
            continue
        if table.id in pictured:
            message = f"{table.name}“{table.title}”是图片，无法读取其中的数字，请对照原件手工填写。"
            yield found("R-04", table.id, message)
        else:
            message = f"没有找到{table.name}“{table.title}”，请对照原件手工填写，或者换一份有表格的文件。"
            yield found("R-01", table.id, message)
    if reading.old:
        yield found(
            "R-02",
            "T2",
            f"表二使用{reading.old}年版格式，只有行政许可、行政处罚、行政强制的“处理决定数量”与现行格式含义相同并已读入；"
            "制作数量、公开数量、项目数量、收费项目、集中采购等内容在现行格式中没有对应的单元格，没有读入。",
        )


def _order(outline: Outline, form: Form) -> Iterator[Finding]:
    """S-01: parts in another order than the form's, told once at the first that stands too late.

    Only a reader can see it: a report as a value has its parts in the form's order.
    """
    due = [part.id for part in form.parts if part.title and part.parent is None]
    printed = [part for part in dict.fromkeys(outline.parts) if part in due]
    late = [part for at, part in enumerate(printed) if any(due.index(part) < due.index(one) for one in printed[:at])]
    if late:
        order = "；".join(form.part(part).title for part in printed)
        yield found(
            "S-01",
            late[0],
            f"各部分的次序与规定格式不一致，文中依次是：{order}。请按格式调整次序。",
            basis=form.source,
            values={"printed": printed},
        )


def _doubts(outline: Outline, form: Form) -> Iterator[Finding]:
    """R-07: headings that fit two sections; the text was placed once."""
    for doubt in outline.doubts:
        placed, other = form.part(doubt.placed).title, form.part(doubt.other).title
        message = (
            f"标题“{_short(doubt.title)}”下的文字既可归入“{placed}”，也可归入“{other}”，已放在“{placed}”，请核对。"
        )
        yield found("R-07", doubt.placed, message, values={"title": doubt.title, "other": doubt.other})


def _pictured(items: Sequence[Item]) -> set[str]:
    """Parts in which a picture stands and no table was found."""
    part, out = "", set()
    for item in items:
        if isinstance(item, Picture):
            out.add(part)
        elif not isinstance(item, Mark) and (at := heading(item.text)) and at.level == "part":
            part = at.names
    return out


def of_another(items: Sequence[Item]) -> Iterator[Finding]:
    """A note of the report that was left aside because it is not the first in the file."""
    if items:
        title = squeeze(texts_of(items)[0])
        message = f"文件中不止一份年报，只读入了第一份；从“{title}”起没有读入，请拆分为单独的文件后再读。"
        yield found("R-07", "unplaced", message, values={"title": title})
