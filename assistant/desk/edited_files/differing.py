"""An edited Word file against a report in work: which of the file's cells, sentences and comments are new. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.desk.edited_files import history
from assistant.desk.edited_files.found import CellEdit, CommentFound, Found, TextEdit
from assistant.desk.edited_files.history import History
from assistant.desk.edited_files.three_texts import Fitted, fitted
from assistant.figures import plain
from assistant.past.edited import Edited
from assistant.past.markup import Change, Hand
from assistant.prose.likeness import in_order
from assistant.report import UNWRITTEN, Report
from assistant.tables import fill

_TOTALS = 3
"""Totals told of one by one: one cell changed by hand leaves three behind, a row's, a column's and the table's."""

Closed = Callable[[Mapping[str, Decimal | None]], Mapping[str, str]]
"""Which of some changes touch a cell nobody types into, each with the sentence that says so."""


def differing(file: Edited, now: Report, past: History, closed: Closed) -> Found:
    """What the file has otherwise than the report of now, whose states before are `past`."""
    notes = list(file.damaged)
    cells = tuple(_cells(file, now, past, closed, notes))
    texts = {}
    for section in (*now.form.narrative, "unplaced"):
        edits = tuple(_text(section, file, now, past, notes))
        if edits:
            texts[section] = (now.section(section), edits)
    notes += _totals(file, now)
    comments = tuple(CommentFound(where, comment) for where, comment in file.comments)
    return Found(cells, texts, comments, tuple(notes))


# ---- cells ------------------------------------------------------------------------------------------------


def _cells(file: Edited, now: Report, past: History, closed: Closed, notes: list[str]) -> Iterator[CellEdit]:
    form, figures = now.form, file.report.figures
    if file.report.form is not form:
        notes.append(f"文件中的表格是{file.report.edition}年版格式，这份年报是{form.edition}年版，表格没有对照。")
        return
    lacking = {item.where for item in file.report.findings if item.code in {"R-01", "R-04"}}
    for table in (form.tables[name] for name in form.tables if name in lacking):
        notes.append(f"文件中没有读到{table.name}“{table.title}”，这张表没有对照。")
    edits: list[CellEdit] = []
    for code, cell in form.cells.items():
        if cell.computed or cell.table in lacking:
            continue
        if code in figures.unreadable:
            said = figures.unreadable[code]
            if said != now.figures.unreadable.get(code):
                notes.append(f"{form.cell_name(code)}在文件中是“{said}”，无法识别，没有列入；请对照文件手工填写。")
            continue
        held, was = now.figures.values.get(code), figures.values.get(code)
        base = _base(code, file, past)
        if was not in (held, base):
            hands = tuple(change.hand for where, change in file.changes if where == code)
            edits.append(CellEdit(code, held, was, base, hands, conflict=base != held))
    why = closed({edit.code: edit.file for edit in edits})
    for edit in edits:
        yield CellEdit(edit.code, edit.now, edit.file, edit.base, edit.hands, edit.conflict, why.get(edit.code, ""))


def _base(code: str, file: Edited, past: History) -> Decimal | None:
    """What a cell held when the file was made: as the file had it before it was tracked, else by the trail."""
    states = past.values(code)
    before: Decimal | None = file.before.figures.values.get(code)
    if any(where == code for where, _ in file.changes) and any(state.value == before for state in states):
        return before
    possible = history.during(states, file.made) if file.made and past.knows(file.made) else [states[-1].value]
    found: Decimal | None = before if before in possible else possible[-1]
    return found


def _totals(file: Edited, now: Report) -> Iterator[str]:
    """Totals of the file that are not the sums of its own cells: those are computed here, and the file's was typed."""
    form = now.form
    if file.report.form is not form:
        return
    sums = fill(file.report.figures.with_values({code: None for code in form.cells if form.cells[code].computed}))
    values, summed = file.report.figures.values, sums.figures.values
    off = [code for code in values if form.cells[code].computed and code in summed and values[code] != summed[code]]
    for code in off[:_TOTALS]:
        yield (
            f"{form.cell_name(code)}在文件中是 {plain(values[code])}，按文件中的各项计算应为 {plain(summed[code])}；"
            "合计由程序计算，没有列入，请核对各项。"
        )
    if more := off[_TOTALS:]:
        yield f"文件中另有 {len(more)} 个合计与各项之和不一致；合计由程序计算，没有列入。"


# ---- text -------------------------------------------------------------------------------------------------


def _text(section: str, file: Edited, now: Report, past: History, notes: list[str]) -> Iterator[TextEdit]:
    # What an unwritten section was printed as may be left standing beside what was written there.
    here, there = now.section(section), file.report.section(section).replace(UNWRITTEN, "")
    if here == there:
        return
    if section == "unplaced":
        if there.strip():
            notes.append("文件中有文字没有归入任何部分，没有列入，请对照文件查看：" + _short(there))
        return
    if not there.strip() and not file.before.section(section).strip() and here.strip():
        notes.append(f"文件中没有读到“{now.form.cell_name(section)}”的文字，这一部分没有对照。")
        return
    base = _base_text(section, file, past)
    tracked = [change for where, change in file.changes if where == section]
    for one in fitted(base, here, there):
        yield TextEdit(
            one, tuple(_hands(one, tracked, all_tracked=_plain(file.before.section(section)) == _plain(base)))
        )


def _base_text(section: str, file: Edited, past: History) -> str:
    """What a section said when the file was made.

    What the file said before anything was tracked in it, if the section ever said that; else what it said at the time;
    where that is not known what the file says, if the section ever said that; else what it says now.
    """
    states = past.texts(section)
    known = {_plain(str(state.value)): str(state.value) for state in states}
    before, after = _plain(file.before.section(section)), _plain(file.report.section(section))
    if before != after and before in known:
        return known[before]
    if file.made and past.knows(file.made):
        possible = [str(value) for value in history.during(states, file.made)]
        return max(possible, key=lambda text: in_order(_plain(text), before)) if possible[1:] else possible[0]
    return known.get(after, str(states[-1].value))


def _plain(text: str) -> str:
    return "\n".join("".join(line.split()) for line in text.split("\n") if line.strip())


def _hands(one: Fitted, tracked: Sequence[Change], *, all_tracked: bool) -> list[Hand]:
    """Who tracked what a change is made of: of the same words; where all was tracked, of anything in its sentences."""
    near = [change for change in tracked if _is_in(change.sentence.replace(UNWRITTEN, ""), one.within)]
    exact = [change for change in near if any(_is_in(part, whole) for part, whole in _pairs(change, one))]
    gone = [change for change in tracked if len(change.old.strip()) > 1 and change.old.strip() in one.change.before]
    return list(dict.fromkeys(change.hand for change in exact or gone or (near if all_tracked else [])))


def _is_in(part: str, whole: str) -> bool:
    return bool(part.strip()) and part.strip() in whole


def _pairs(change: Change, one: Fitted) -> Iterator[tuple[str, str]]:
    """Words tracked, and the words of a change they may be in or hold."""
    for tracked, found in ((change.old, one.change.before), (change.new, one.change.after)):
        yield tracked, found
        yield found, tracked


_SHOWN = 40


def _short(text: str) -> str:
    first = text.strip().split("\n", maxsplit=1)[0]
    return f"“{first if len(first) <= _SHOWN else first[:_SHOWN] + '……'}”"
