"""Review at the desk: remarks, kept versions, the trail of who did what, and who is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.desk.access import REFUSED, Access
from assistant.desk.persons.lines import is_theirs
from assistant.desk.work import Who, Work
from assistant.errors import UsageError
from assistant.report import Report
from assistant.review.anchoring import Anchor, anchor, sentence_of
from assistant.store import Comment, Entry, Present, Store, Version
from assistant.tables import fill


@dataclass(frozen=True)
class Remark:
    """A remark, where it belongs now, and the answers to it."""

    comment: Comment
    anchor: Anchor
    answers: tuple[Comment, ...] = ()


_GONE_AFTER = timedelta(seconds=45)
"""Who was not heard of for so long has left: pages say that they are there every ten seconds, on slow networks less."""


class Reviewing:
    """Use cases on review."""

    def __init__(self, store: Store, access: Access) -> None:
        """Keep it all in a store."""
        self._store = store
        self._access = access

    # ---- remarks

    def comment(self, report_id: str, place: str, text: str, *, who: Who, quote: str = "") -> None:
        """Remark on a place; the sentence that a quotation stands in is kept, to follow it as the text changes."""
        with self._access.step("comment", report_id, who) as step:
            if not text.strip():
                raise UsageError("批注内容是空的，请写明意见。")
            sentence = sentence_of(self._store.reports.text(report_id, place), quote) if quote else ""
            self._store.trail.comment(
                report_id, place=place, quote=quote, text=text.strip(), actor=who.signature, sentence=sentence
            )
            step.note(place=place, quote=quote, text=text.strip())

    def reply(self, comment_id: str, text: str, *, who: Who) -> None:
        """Answer a remark; NotFound if it is gone."""
        report_id, remark = self._store.trail.remark(comment_id)
        with self._access.step("comment", report_id, who) as step:
            if not text.strip():
                raise UsageError("回复内容是空的，请写明意见。")
            answered = remark.answers or comment_id
            self._store.trail.comment(
                report_id, place=remark.place, quote="", text=text.strip(), actor=who.signature, answers=answered
            )
            step.note(place=remark.place, text=text.strip(), answers=remark.text)

    def comments(self, report_id: str) -> list[Comment]:
        """All remarks and answers, oldest first."""
        return self._store.trail.comments(report_id)

    def remarks(self, work: Work) -> list[Remark]:
        """All remarks where they belong in the text as it now is, each with the answers to it, oldest first."""
        all_of_them = self.comments(work.head.id)
        texts = {section: work.report.section(section) for section in work.report.form.narrative}
        return [
            Remark(
                one,
                anchor(one.place, one.quote, one.sentence, texts),
                tuple(other for other in all_of_them if other.answers == one.id),
            )
            for one in all_of_them
            if not one.answers
        ]

    def resolve(self, comment_id: str, *, who: Who, resolved: bool = True) -> None:
        """Mark a remark as dealt with, or as open again."""
        report_id, _ = self._store.trail.remark(comment_id)
        with self._access.step("resolve_comment", report_id, who) as step:
            _, remark = self._store.trail.remark(comment_id)
            self._store.trail.resolve_comment(comment_id, resolved=resolved)
            step.note(place=remark.place, text=remark.text, old=remark.resolved, new=resolved)
            step.silent = remark.resolved == resolved

    # ---- history

    def versions(self, report_id: str) -> list[Version]:
        """Kept versions, newest first."""
        return self._store.trail.versions(report_id)

    def version(self, report_id: str, number: int) -> Report:
        """The report as it stood in a kept version, totals computed; NotFound."""
        kept = self._store.trail.version(report_id, number)
        return replace(kept, figures=fill(kept.figures).figures)

    def keep_version(self, report_id: str, reason: str, *, who: Who) -> int:
        """Keep the report as it stands; the version's number."""
        with self._access.step("keep_version", report_id, who) as step:
            number = keep(self._store, report_id, reason or "手动保存", who)
            step.note(version=number)
        return number

    def restore(self, report_id: str, number: int, *, who: Who) -> None:
        """Put a kept version back, keeping the present one first."""
        with self._access.step("restore", report_id, who) as step:
            kept = keep(self._store, report_id, f"恢复第 {number} 版之前", who)
            self._store.reports.replace(report_id, self._store.trail.version(report_id, number), actor=who.signature)
            step.note(number=number, version=kept)

    def trail(self, report_id: str) -> Sequence[Entry]:
        """The trail of a report, newest first."""
        return self._store.audit.entries(report_id)

    def newest(self) -> int:
        """The number of the newest line of the trail: what a page that is drawn now has seen."""
        return self._store.audit.last()

    def others_since(self, report_id: str, number: int, *, who: Who) -> Sequence[Entry]:
        """What others did to a report after that line, newest first; what was refused them changed nothing."""
        lines = self._store.audit.since(report_id, number)
        return [line for line in lines if not is_theirs(line, who) and line.act != REFUSED]

    # ---- who is there

    def others_here(self, report_id: str, page: str, *, who: Who) -> Sequence[Present]:
        """Keep that somebody is at a page of a report; the others who are at that report now."""
        return self._store.presence.here(
            report_id, account=who.account, person=who.signature, page=page, within=_GONE_AFTER
        )


def keep(store: Store, report_id: str, reason: str, who: Who) -> int:
    """Keep a version of a report within a step; its number.

    As it is stored, without the totals: restored, those would stand on when a cell of theirs is blank again.
    """
    return store.trail.keep_version(report_id, store.reports.open(report_id), reason=reason, actor=who.signature)
