"""Findings at the desk, waivers, and the way to approval."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.desk.work import Judged, Summary, Who, Work
from assistant.errors import Forbidden, UsageError
from assistant.findings import Finding, Severity, hardest_first
from assistant.report import Report, to_json
from assistant.review import Act, Move, Role, Standing, State, advance, moves, obstacles
from assistant.store import Comment, Entry, Version
from assistant.tables import fill

if TYPE_CHECKING:
    from assistant.desk.desk import Desk


class Judging:
    """Use cases on findings and review."""

    def __init__(self, desk: "Desk") -> None:
        """Work for a desk."""
        self._desk = desk
        self._cache: dict[str, tuple[Any, list[Any]]] = {}

    # ---- findings

    def findings(self, report_id: str, work: Work | None = None) -> list[Judged]:
        """Every finding of a report in work, hardest first, with its waiver if it has one."""
        work = work or self._desk.reports.open(report_id)
        confirmed = self._desk.store.trail.confirmations(report_id)
        key = (work.head.saved_at, len(confirmed), self._desk.archive.revision)
        cached = self._cache.get(report_id)
        if cached is None or cached[0] != key:
            from assistant.checks import run

            found = run(
                work.report,
                last=work.last,
                others=self._desk.archive.others(work.head.organ),
                overview_limit=self._desk.settings.overview_limit,
                confirmed={(item.section, item.number) for item in confirmed},
                submitting=True,
                facts=work.facts,
            )
            cached = (key, hardest_first(_explained(finding, work) for finding in found))
            self._cache[report_id] = cached
        waivers = self._desk.store.trail.waivers(report_id)
        return [Judged(finding, waivers.get(finding.fingerprint)) for finding in cached[1]]

    def waive(self, report_id: str, fingerprint: str, reason: str, *, who: Who) -> None:
        """Let a warning stand, with a reason; errors cannot be waived."""
        found = {item.finding.fingerprint: item.finding for item in self.findings(report_id)}
        finding = found.get(fingerprint)
        if finding is None:
            raise UsageError("这条校核意见已经不在了，可能内容刚被修改，请刷新后再看。")
        if finding.severity is Severity.ERROR:
            raise Forbidden("错误不能保留，只能改正。")
        if len(reason.strip()) < 2:  # noqa: PLR2004 - one character is no reason
            raise UsageError("请写明保留的理由，例如“职能划转，数据口径变化”。")
        self._desk.store.trail.waive(report_id, fingerprint, reason=reason.strip(), actor=who.signature)
        self._desk.store.trail.audit(
            report_id, actor=who.signature, act="说明理由后保留", detail={"code": finding.code, "reason": reason}
        )

    def unwaive(self, report_id: str, fingerprint: str, *, who: Who) -> None:
        """Take a waiver back."""
        self._desk.store.trail.unwaive(report_id, fingerprint)
        self._desk.store.trail.audit(report_id, actor=who.signature, act="收回保留")

    def confirm_number(self, report_id: str, section: str, number: str, note: str, *, who: Who) -> None:
        """Vouch for a number in a section that no cell or indicator gives, naming its origin."""
        if len(note.strip()) < 2:  # noqa: PLR2004 - one character names no origin
            raise UsageError("请写明这个数字的出处，例如“办公室培训签到册”。")
        self._desk.store.trail.confirm(report_id, section, number, note=note.strip(), actor=who.signature)
        self._desk.store.trail.audit(
            report_id, actor=who.signature, act="确认数字", detail={"section": section, "number": number, "note": note}
        )

    # ---- review

    def standing(self, work: Work) -> Standing:
        """What the moves depend on, as it is now."""
        judged = self._beside_blanks(work)
        return Standing(
            unfilled=len(work.to_fill),
            errors=sum(item.finding.severity is Severity.ERROR for item in judged),
            open_warnings=sum(item.finding.severity is Severity.WARNING and item.open for item in judged),
            confidentiality_signed=work.head.confidentiality.get("content") == _digest(work),
        )

    def moves(self, work: Work, role: Role) -> list[tuple[Move, list[str]]]:
        """The moves this role has now, each with what stands in its way."""
        standing = self.standing(work)
        return [(move, obstacles(move, standing)) for move in moves(work.state, role)]

    def act(self, report_id: str, act: Act, *, who: Who, reason: str = "") -> State:
        """Move a report; keeps a version. Raises Forbidden with what is missing or who may."""
        work = self._desk.reports.open(report_id)
        target = advance(work.state, act, who.role, self.standing(work), reason)
        returned = f"{who.signature}：{reason.strip()}" if act is Act.RETURN else ""
        self._desk.store.reports.set_head(report_id, state=target.value, returned=returned)
        self._desk.store.trail.keep_version(report_id, work.report, reason=act.label, actor=who.signature)
        self._desk.store.trail.audit(report_id, actor=who.signature, act=act.label, detail={"reason": reason})
        return target

    def sign_confidentiality(self, report_id: str, *, who: Who) -> None:
        """Sign 保密审查 for exactly the present content; a later change voids the signature."""
        if who.role not in {Role.EDITOR, Role.LEADER}:
            raise Forbidden("保密审查由编辑或者领导签署。")
        work = self._desk.reports.open(report_id)
        self._desk.store.reports.set_head(report_id, confidentiality={"content": _digest(work), "by": who.signature})
        self._desk.store.trail.audit(report_id, actor=who.signature, act="签署保密审查")

    def comment(self, report_id: str, place: str, text: str, *, who: Who, quote: str = "") -> None:
        """Remark on a place."""
        if not text.strip():
            raise UsageError("批注内容是空的，请写明意见。")
        self._desk.store.trail.comment(report_id, place=place, quote=quote, text=text.strip(), actor=who.signature)

    def comments(self, report_id: str) -> list[Comment]:
        """All remarks."""
        return self._desk.store.trail.comments(report_id)

    def resolve(self, comment_id: str, *, resolved: bool = True) -> None:
        """Mark a remark as dealt with."""
        self._desk.store.trail.resolve_comment(comment_id, resolved=resolved)

    # ---- history

    def versions(self, report_id: str) -> list[Version]:
        """Kept versions, newest first."""
        return self._desk.store.trail.versions(report_id)

    def version(self, report_id: str, number: int) -> Report:
        """The report as it stood in a kept version, totals computed; NotFound."""
        kept = self._desk.store.trail.version(report_id, number)
        return replace(kept, figures=fill(kept.figures).figures)

    def keep_version(self, report_id: str, reason: str, *, who: Who) -> int:
        """Keep the report as it stands."""
        stored = self._desk.store.reports.open(report_id)
        return self._desk.store.trail.keep_version(report_id, stored, reason=reason or "手动保存", actor=who.signature)

    def restore(self, report_id: str, number: int, *, who: Who) -> None:
        """Put a kept version back, keeping the present one first."""
        self._desk.reports.may_edit(report_id, who)
        self.keep_version(report_id, f"恢复第 {number} 版之前", who=who)
        self._desk.store.reports.replace(
            report_id, self._desk.store.trail.version(report_id, number), actor=who.signature
        )
        self._desk.store.trail.audit(report_id, actor=who.signature, act="恢复版本", detail={"number": number})

    def trail(self, report_id: str) -> Sequence[Entry]:
        """The audit trail, newest first."""
        return self._desk.store.trail.entries(report_id)

    # ---- the 工作台

    def summaries(self, today: date) -> list[Summary]:
        """One line a report in work."""
        works = [self._desk.reports.open(head.id) for head in self._desk.store.reports.heads()]
        return [self.summary(work, today) for work in works]

    def summary(self, work: Work, today: date) -> Summary:
        """What is left to do on a report; cells still blank are counted apart from errors."""
        judged = self._beside_blanks(work)
        deadline = self.deadline(work)
        return Summary(
            work.head,
            work.state,
            errors=sum(item.finding.severity is Severity.ERROR for item in judged),
            warnings=sum(item.finding.severity is Severity.WARNING and item.open for item in judged),
            blanks=len(work.to_fill),
            deadline=deadline,
            days=(deadline - today).days,
        )

    def _beside_blanks(self, work: Work) -> list[Judged]:
        """The findings that say more than that a cell is blank: blanks are counted apart, and filled elsewhere."""
        blanks = set(work.blanks)
        judged = self.findings(work.head.id, work)
        return [item for item in judged if item.finding.code != "T-01" or item.finding.where not in blanks]

    def deadline(self, work: Work) -> date:
        """The day the report is due: in the year after its own, by the setting for its kind of organ."""
        settings = self._desk.settings
        month_day = settings.government_deadline if work.report.is_government else settings.deadline
        month, day = (int(part) for part in month_day.split("-"))
        return date((work.report.year or 0) + 1, month, day)


def _explained(finding: Finding, work: Work) -> Finding:
    """Y-01 on a cell unlocked with a reason is a warning: last year's published report may be what is wrong.

    As an error nobody could answer it, for that report is not corrected here.
    """
    if finding.code != "Y-01":
        return finding
    cells, unlocked = work.report.form.cells, work.head.unlocked
    here = cells[finding.where]
    # A total is off because of the cells it adds up.
    reasons = [
        reason
        for code, reason in unlocked.items()
        if code == here.code or (here.computed and (cells[code].table, cells[code].row) == (here.table, here.row))
    ]
    if not reasons:
        return finding
    said = f"{finding.message}（已解锁，理由：{'；'.join(dict.fromkeys(reasons))}）"
    return replace(finding, severity=Severity.WARNING, message=said)


def _digest(work: Work) -> str:
    content = to_json(work.report)
    content.pop("findings")
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
