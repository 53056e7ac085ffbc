"""Marks to come back to: a person's own, which follow the words they are about and which nobody else sees."""

from dataclasses import dataclass
from datetime import datetime

from assistant.desk.access import Access
from assistant.desk.work import Who, Work
from assistant.errors import NotFound, UsageError
from assistant.review.anchoring import Anchor, anchor, sentence_of
from assistant.store import Store


@dataclass(frozen=True)
class Marked:
    """A mark, the words it was made on, and where it belongs now."""

    id: str
    quote: str
    anchor: Anchor
    made_at: datetime


class Marking:
    """Use cases on marks."""

    def __init__(self, store: Store, access: Access) -> None:
        """Keep marks in a store."""
        self._store = store
        self._access = access

    def add(self, report_id: str, place: str, *, who: Who, quote: str = "") -> str:
        """Mark a sentence, a section or a cell for oneself; its id. It changes nothing for others: no line is left."""
        with self._access.step("mark", report_id, who) as step:
            step.silent = True
            form = self._store.reports.open(report_id).form
            known = {part.id for part in form.parts}
            if place not in known and form.cell_name(place) == place:
                raise UsageError("没有认出要标记的位置，请在预览中重新选中文字或者点一下单元格，再点“标记，稍后再看”。")
            sentence = sentence_of(self._store.reports.text(report_id, place), quote) if quote else ""
            return self._store.marks.add(report_id, who.own_key, place=place, quote=quote.strip(), sentence=sentence)

    def remove(self, mark_id: str, *, who: Who) -> None:
        """Take one's own mark off; NotFound if there is none of theirs."""
        report_id, mark = self._store.marks.one(mark_id)
        with self._access.step("mark", report_id, who) as step:
            step.silent = True
            if mark.account != who.own_key:
                raise NotFound("没有这个标记，可能已经取消，或者已经随年报移除。")
            self._store.marks.remove(mark_id)

    def of(self, work: Work, *, who: Who) -> list[Marked]:
        """A person's marks where they belong in the text as it now is, in the order they were made."""
        texts = {section: work.report.section(section) for section in work.report.form.narrative}
        return [
            Marked(one.id, one.quote, anchor(one.place, one.quote, one.sentence, texts), one.made_at)
            for one in self._store.marks.of(work.head.id, who.own_key)
        ]
