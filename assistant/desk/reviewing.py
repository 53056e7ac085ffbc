"""Review at the desk: the moves to approval, the signature, remarks, kept versions, and the trail of who did what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.desk.access import REFUSED, Access
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.judging import Judging, digest_of
from assistant.desk.work import Who, Work
from assistant.errors import UsageError
from assistant.report import Report
from assistant.review import Act, Move, Role, State, advance, moves, obstacles
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

    def __init__(self, store: Store, access: Access, reports: Reporting, judging: Judging) -> None:
        """Move reports in work by what is found in them; all of it is kept in the store."""
        self._store = store
        self._access = access
        self._reports = reports
        self._judging = judging

    # ---- the way on

    def moves(self, work: Work, role: Role) -> list[tuple[Move, list[str]]]:
        """The moves this role has now, each with what stands in its way."""
        standing = self._judging.standing(work)
        return [(move, obstacles(move, standing)) for move in moves(work.state, role)]

    def act(self, report_id: str, act: Act, *, who: Who, reason: str = "") -> State:
        """Move a report; keeps a version. Raises Forbidden with what is missing or who may.

        It is judged as it stands while nobody else can change it: no edit gets past unseen.
        """
        self._judging.standing(self._reports.open(report_id))  # the looking is done before others are kept waiting
        with self._access.step(act.value, report_id, who) as step:
            work = self._reports.open(report_id)
            target = advance(work.state, act, who.role, self._judging.standing(work), reason)
            returned = f"{who.signature}：{reason.strip()}" if act is Act.RETURN else ""
            self._store.reports.set_head(report_id, state=target.value, returned=returned)
            number = self._store.trail.keep_version(report_id, work.report, reason=act.label, actor=who.signature)
            step.note(reason=reason.strip(), old=work.state.value, new=target.value, version=number)
        return target

    def sign_confidentiality(self, report_id: str, *, who: Who) -> None:
        """Sign 保密审查 for exactly the present content; a later change voids the signature."""
        with self._access.step("sign_confidentiality", report_id, who) as step:
            content = digest_of(self._reports.open(report_id))
            self._store.reports.set_head(report_id, confidentiality={"content": content, "by": who.signature})
            step.note(content=content)

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
        report_id, remark = self._store.trail.remark(comment_id)
        with self._access.step("resolve_comment", report_id, who) as step:
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
            number = self._keep(report_id, reason or "手动保存", who)
            step.note(version=number)
        return number

    def restore(self, report_id: str, number: int, *, who: Who) -> None:
        """Put a kept version back, keeping the present one first."""
        with self._access.step("restore", report_id, who) as step:
            kept = self._keep(report_id, f"恢复第 {number} 版之前", who)
            self._store.reports.replace(report_id, self._store.trail.version(report_id, number), actor=who.signature)
            step.note(number=number, version=kept)

    def _keep(self, report_id: str, reason: str, who: Who) -> int:
        stored = self._store.reports.open(report_id)
        return self._store.trail.keep_version(report_id, stored, reason=reason, actor=who.signature)

    def trail(self, report_id: str) -> Sequence[Entry]:
        """The trail of a report, newest first."""
        return self._store.audit.entries(report_id)

    def newest(self) -> int:
        """The number of the newest line of the trail: what a page that is drawn now has seen."""
        return self._store.audit.last()

    def others_since(self, report_id: str, number: int, *, who: Who) -> Sequence[Entry]:
        """What others did to a report after that line, newest first; what was refused them changed nothing."""
        lines = self._store.audit.since(report_id, number)
        return [line for line in lines if line.actor != who.signature and line.act != REFUSED]

    # ---- who is there

    def others_here(self, report_id: str, page: str, *, who: Who) -> Sequence[Present]:
        """Keep that somebody is at a page of a report; the others who are at that report now."""
        return self._store.presence.here(
            report_id, account=who.account, person=who.signature, page=page, within=_GONE_AFTER
        )
