"""Passes: the steps that make a report of a file, each over everything known so far. `recognise` orders them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.form import Form, load
from assistant.past import editions
from assistant.past.blocks import Document, Line
from assistant.past.lines import numbering, runon, years
from assistant.past.lines.characters import unmarked
from assistant.past.lines.chrome import footer, is_chrome
from assistant.past.lines.headings import aspect_named, heading, side_named
from assistant.past.lines.page_marks import without_page_marks
from assistant.past.lines.pieces import TABLES, Item, Mark
from assistant.past.lines.thresholds import LONGEST_HEADING
from assistant.past.lines.unwrap import unwrap
from assistant.past.sections import masthead
from assistant.past.sections.body import LAST, body_of, head_of
from assistant.past.sections.chapters import Outline
from assistant.past.sections.masthead import Masthead
from assistant.past.sections.outline import arrange
from assistant.past.sections.several_reports import first_report, texts_of
from assistant.past.sections.title import is_title
from assistant.past.tables import grids, marked, statutory
from assistant.past.tables.confirming import confirm
from assistant.past.tables.figures_read import Reading
from assistant.past.tables.four import read_four
from assistant.past.tables.solving.rows import cells_vanished, filled_up, runs_in_full
from assistant.past.tables.three import read_three
from assistant.past.tables.two import read_two

_INTRODUCTION = 40
"""So many lines may say in a sentence whose report it is."""


@dataclass(frozen=True)
class Recognition:
    """A file on its way to a report in a form, at first the one in force. `name` is the file name without its suffix.

    `items` are the report's, `another` those of a further report behind it. The first `head` lines stand before the
    first heading or table, the lines from `end` on are the foot of a portal's page.
    """

    document: Document
    name: str
    form: Form = field(default_factory=load)
    items: Sequence[Item] = ()
    another: Sequence[Item] = ()
    head: int = 0
    end: int = 0
    top: Masthead = field(default_factory=Masthead)
    outline: Outline = field(default_factory=Outline)
    reading: Reading = field(default_factory=lambda: Reading(load()))

    @property
    def texts(self) -> list[str]:
        """The report's lines."""
        return [item.text for item in self.items if isinstance(item, Line)]


def choose_form(file: Recognition) -> Recognition:
    """The form the file is read into is the one whose own labels it holds most of."""
    return replace(file, form=editions.read_into(file.document.blocks))


def drop_marks(file: Recognition) -> Recognition:
    """Headings and points without the marks of Markdown, whatever the format they were pasted into.

    Before other words the same signs may be text: a reader of Markdown has taken away those that are none.
    """
    blocks = (_without_mark(one) if isinstance(one, Line) else one for one in file.document.blocks)
    return replace(file, document=replace(file.document, blocks=tuple(blocks)))


def _without_mark(line: Line) -> Line:
    plain = unmarked(line.text)
    if plain == line.text or not (heading(plain) or (len(plain) <= LONGEST_HEADING and _names_a_section(plain))):
        return line
    return replace(line, text=plain)


def _names_a_section(text: str) -> bool:
    return bool(aspect_named(text) or side_named(text))


def drop_page_marks(file: Recognition) -> Recognition:
    """Page marks go before anything is put together: paragraphs and tables go on over them."""
    blocks = tuple(without_page_marks(file.document.blocks))
    return replace(file, document=replace(file.document, blocks=blocks))


def mark_tables(file: Recognition) -> Recognition:
    """Every statutory table, in cells or flattened into lines, becomes a mark that holds its rows."""
    return replace(file, items=years.noted(list(marked.marked(grids.joined(file.document.blocks), file.form))))


def join_wrapped_lines(file: Recognition) -> Recognition:
    """Lines broken at a width become paragraphs again; a file that has one a line already is seldom broken so."""
    return replace(file, items=unwrap(file.items, is_title, flowing=file.document.flowing))


def open_run_on_lines(file: Recognition) -> Recognition:
    """Lines in which titles of the form ran together with text are cut at them."""
    pieces = (runon.opened([item]) if isinstance(item, Line) else (item,) for item in file.items)
    return replace(file, items=[piece for some in pieces for piece in some])


def drop_contents(file: Recognition) -> Recognition:
    """A table of contents goes: its titles all come again."""
    return replace(file, items=numbering.without_contents(file.items))


def number_parts(file: Recognition) -> Recognition:
    """Parts numbered （一） or 1. throughout are numbered as the form numbers them."""
    return replace(file, items=numbering.renumber(file.items))


def part_reports(file: Recognition) -> Recognition:
    """Of several reports in one file the first is read, the others are left aside."""
    items, another = first_report(file.items)
    return replace(file, items=items, another=another)


def leave_own_tables(file: Recognition) -> Recognition:
    """Tables that are the office's own, not the form's, are lines again."""
    return replace(file, items=statutory.own(file.items, file.form))


def find_head_and_foot(file: Recognition) -> Recognition:
    """Where the lines before the first heading end, and where the foot of a portal's page begins."""
    texts = file.texts
    return replace(file, head=head_of(file.items), end=len(texts) - footer(texts))


def read_masthead(file: Recognition) -> Recognition:
    """Whose report it is, for which year, and its title."""
    texts = file.texts
    introduction = "\n".join(texts[:_INTRODUCTION])
    top = masthead.find(texts[: file.head], texts[-LAST:], file.document.titles, file.name, introduction)
    return replace(file, top=top)


def arrange_sections(file: Recognition) -> Recognition:
    """Every paragraph of the report's own text comes into its section."""
    return replace(file, outline=arrange(list(body_of(file.items, file.head, file.top, file.end))))


def keep_the_rest(file: Recognition) -> Recognition:
    """What was written in the foot and in a further report is kept as unplaced, nothing is lost."""
    for text in (*file.texts[file.end :], *texts_of(file.another)):
        file.outline.add("unplaced", "" if is_chrome(text) else text)
    return file


def read_figures(file: Recognition) -> Recognition:
    """Every table is read from all the pieces it was found in, in order."""
    two = [item for item in file.items if isinstance(item, Mark) and item.table == "T2"]
    old = next((item.old for item in two if item.old), "")
    reading = Reading(editions.successor(old) if old else file.form)
    several = years.shown(file.items)
    for table, headings in several.items():
        reading.leave_blank(table, headings)
    certain = [item for item in file.items if not (isinstance(item, Mark) and item.years)]
    rows = {table: [] if table in several else statutory.rows_of(certain, table) for table in TABLES}
    printed = ((() if old else rows["T2"]), rows["T3"], rows["T4"])
    full, zeros = runs_in_full(*printed, reading.form), filled_up(*printed[:2], reading.form)
    yuan = any(item.yuan for item in two)
    read_two(rows["T2"], reading, old=old, yuan=yuan, full=full, filled_up=zeros)
    read_three(rows["T3"], reading, filled_up=zeros)
    read_four(rows["T4"], reading, vanished=cells_vanished(*printed, reading.form))
    if scanned := {item.table for item in certain if isinstance(item, Mark) and item.scanned} - set(several):
        confirm(reading, [table for table in reading.form.tables if table in scanned])
    return replace(file, reading=reading)
