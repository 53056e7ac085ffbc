"""Reading an edited Word file back: compared with the report, and taken change by change by the usual ways to edit."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.desk.access import Access
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.edited_files.found import CellEdit, CommentFound, Found
from assistant.desk.reviewing import Reviewing
from assistant.desk.work import Saved, Who, Work
from assistant.errors import UsageError
from assistant.past.lines.characters import fold
from assistant.settings import Settings
from assistant.store import Store

if TYPE_CHECKING:
    from assistant.past.edited import Edited

WAY = "Word 修改稿"
"""How text taken from a file was written, in the trail."""
_QUOTED = 120
"""Characters of a comment's words that a remark quotes, as many as one may type."""


class ReadingBack:
    """Use cases on edited Word files."""

    def __init__(
        self, store: Store, access: Access, reports: Reporting, reviewing: Reviewing, settings: Settings
    ) -> None:
        """Compare files with reports of the store; what is taken is edited and remarked as by hand."""
        self._store = store
        self._access = access
        self._reports = reports
        self._reviewing = reviewing
        self._settings = settings

    def read(self, name: str, data: bytes) -> "Edited":
        """What stands in a Word file, with what was tracked and remarked in it; FileProblem."""
        from assistant.past import read_edited_bytes

        return read_edited_bytes(name, data, limit=self._settings.upload_limit)

    def compare(self, report_id: str, file: "Edited") -> Found:
        """What a file has otherwise than a report; UsageError for a file of another organ or year."""
        from assistant.desk.edited_files.differing import differing
        from assistant.desk.edited_files.history import History

        work = self._reports.open(report_id)
        notes = _of_this(file, work)
        past = History(
            self._store.audit.entries(report_id),
            work.report,
            lambda number: self._store.trail.version(report_id, number),
        )
        found = differing(file, work.report, past, lambda changes: self._reports.refused(work.head, changes))
        known = {(one.place, one.text) for one in self._reviewing.comments(report_id)}
        comments = [replace(one, kept=(one.place, one.text) in known) for one in found.comments]
        return replace(found, comments=tuple(comments), notes=(*notes, *found.notes))

    def take_cells(self, report_id: str, edits: Sequence[CellEdit], *, who: Who) -> Saved:
        """Put the file's numbers into cells that still hold what they were compared with; the others are refused."""
        return self._reports.set_cells(
            report_id,
            {edit.code: edit.file for edit in edits},
            base={edit.code: edit.now for edit in edits},
            who=who,
        )

    def take_text(self, report_id: str, found: Found, section: str, chosen: Collection[int], *, who: Who) -> str:
        """Make the chosen changes, by their indices, in a section; Conflict if it has changed since the comparison.

        Returns the text as it is kept.
        """
        from assistant.draft import apply

        now, edits = found.texts[section]
        text = apply(now, [edit.fitted.change for edit in edits], chosen)
        taken = [edit for edit in edits if edit.fitted.change.index in chosen]
        authors = dict.fromkeys(hand.author for edit in taken for hand in edit.hands if hand.author)
        way = f"{WAY}（{'、'.join(authors)}）" if authors else WAY
        return self._reports.set_section(report_id, section, text, who=who, base=now, way=way)

    def take_comment(self, report_id: str, found: CommentFound, *, who: Who) -> None:
        """Make a comment a remark on the same words."""
        quote = found.comment.quote.split("\n", maxsplit=1)[0][:_QUOTED]
        self._reviewing.comment(report_id, found.place, found.text, who=who, quote=quote)


def _of_this(file: "Edited", work: Work) -> list[str]:
    """UsageError for the file of another report; a sentence for one that does not say whose it is."""
    head, read = work.head, (file.report, file.before)
    if head.title and fold(file.report.title) == fold(head.title):
        return []
    wanted = f"{head.organ}{head.year}年的年报"
    organs = {fold(one.organ) for one in read if one.organ}
    years = {one.year for one in read if one.year is not None}
    if (organs and fold(head.organ) not in organs) or (years and head.year not in years):
        named = f"{file.report.organ or '没有认出机关名称'}{f'{file.report.year}年' if file.report.year else ''}"
        raise UsageError(f"这个文件是“{named}”的年报，不是{wanted}，没有对照。请选择这份年报导出后修改的 Word 文件。")
    notes = []
    if not organs or not years:
        notes.append(f"文件中没有认出机关名称或者年度，已按{wanted}对照，请确认没有选错文件。")
    if head.title and file.report.title:
        notes.append(f"文件的标题是“{file.report.title}”，现在的标题是“{head.title}”；标题没有列入，需要的请手工修改。")
    return notes
