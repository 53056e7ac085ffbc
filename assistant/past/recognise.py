"""Recognise: the blocks of a file → figures, sections and findings of one report, pass after pass."""

from collections.abc import Callable

from assistant.form import Form
from assistant.past import passes
from assistant.past.blocks import Document
from assistant.past.passes import Recognition
from assistant.past.reading_findings import findings_of, of_another
from assistant.past.sections.chapters import Outline
from assistant.report import Report

PASSES: tuple[Callable[[Recognition], Recognition], ...] = (
    # the form, and its tables out of the text, without what a format or a printer put between
    passes.drop_marks,
    passes.drop_page_marks,
    passes.choose_form,
    passes.mark_tables,
    # lines as they were written
    passes.join_wrapped_lines,
    passes.open_run_on_lines,
    # one report, with the form's numbers and tables
    passes.drop_contents,
    passes.number_parts,
    passes.part_reports,
    passes.leave_own_tables,
    # what stands where
    passes.find_head_and_foot,
    passes.read_masthead,
    passes.arrange_sections,
    passes.keep_the_rest,
    passes.read_figures,
)
"""In this order: each pass takes what those before it have made."""


def recognise(document: Document, name: str) -> Report:
    """Make the report of a document; `name` is the file name without its suffix, a fallback for organ and year."""
    file = Recognition(document, name)
    for one in PASSES:
        file = one(file)
    notes = findings_of(file.top, file.reading, file.items, file.outline)
    return Report(
        organ=file.top.organ,
        year=file.top.year,
        title=file.top.title,
        figures=file.reading.figures(),
        sections=_sections(file.outline, file.form),
        findings=(*document.findings, *of_another(file.another), *notes),
        printed=file.reading.old,
    )


def _sections(outline: Outline, form: Form) -> dict[str, str]:
    order = [*form.narrative, "unplaced"]
    return {name: "\n".join(outline.sections[name]) for name in order if outline.sections.get(name)}
