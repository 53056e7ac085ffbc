"""Findings at the desk, what lets one stand, and what a report's way on depends on."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any

from assistant.desk.access import REFUSED, Access
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.keeping.in_force import InForce
from assistant.desk.past_reports.filed import PastReports
from assistant.desk.persons.lines import is_by_one
from assistant.desk.work import Judged, Summary, Waiting, Who, Work
from assistant.errors import Forbidden, UsageError
from assistant.findings import Finding, Severity, hardest_first
from assistant.report import Report, names_government, to_json
from assistant.review import Act, Passed, Sign, Standing, State, permission
from assistant.store import Head, Store

_NO_TOUCH = (REFUSED, permission("remind").name)
"""Acts that leave a report as untouched as it was: what was refused, and asking for it."""
SOON = 7
"""Days before a deadline that count as near: a judgement; a week is what an editor and a leader need at most."""
_REMARK = permission("comment").name
_SENT = {Act.SUBMIT.label, Act.FORWARD.label}
"""What a line of the trail says of a report that was sent on."""


class Judging:
    """Use cases on findings."""

    def __init__(
        self, store: Store, access: Access, reports: Reporting, archive: PastReports, in_force: InForce
    ) -> None:
        """Judge reports in work beside the archive; what is said of them is kept in the store's trail."""
        self._store = store
        self._access = access
        self._reports = reports
        self._archive = archive
        self._in_force = in_force
        self._cache: dict[str, tuple[Any, list[Finding]]] = {}
        self._looking: dict[str, Lock] = {}

    # ---- findings

    def findings(self, report_id: str, work: Work | None = None) -> list[Judged]:
        """Every finding of a report in work, hardest first, with its waiver if it has one."""
        work = work or self._reports.open(report_id)
        limit = self._in_force.now().overview_limit
        with self._store.at_once():
            confirmed, waivers = self._store.trail.confirmations(report_id), self._store.trail.waivers(report_id)
            key = (work.head.saved_at, len(confirmed), self._archive.revision, limit)
        # Of many who look at once one judges, and the others wait for what comes of it.
        with self._looking.setdefault(report_id, Lock()):
            cached = self._cache.get(report_id)
            if cached is None or cached[0] != key:
                cached = (key, self._judge(work, {(item.section, item.number) for item in confirmed}, limit))
                self._cache[report_id] = cached
        # A fingerprint is a digest of all a finding says: where nothing was waived none is taken.
        return [Judged(finding, waivers.get(finding.fingerprint) if waivers else None) for finding in cached[1]]

    def _judge(self, work: Work, confirmed: set[tuple[str, str]], limit: int) -> list[Finding]:
        from assistant.checks import run

        found = run(
            work.report,
            last=work.last,
            others=self._archive.others(work.head.organ),
            overview_limit=limit,
            confirmed=confirmed,
            submitting=True,
            facts=work.facts,
        )
        return hardest_first(_explained(finding, work) for finding in found)

    def waive(self, report_id: str, fingerprint: str, reason: str, *, who: Who) -> None:
        """Let a warning stand, with a reason; errors cannot be waived."""
        with self._access.step("waive", report_id, who) as step:
            found = {item.finding.fingerprint: item.finding for item in self.findings(report_id)}
            finding = found.get(fingerprint)
            if finding is None:
                raise UsageError("这条校核意见已经不在了，可能内容刚被修改，请刷新后再看。")
            if finding.severity is Severity.ERROR:
                raise Forbidden("错误不能保留，只能改正。")
            if len(reason.strip()) < 2:  # noqa: PLR2004 - one character is no reason
                raise UsageError("请写明保留的理由，例如“职能划转，数据口径变化”。")
            before = self._store.trail.waivers(report_id).get(fingerprint)
            self._store.trail.waive(report_id, fingerprint, reason=reason.strip(), actor=who.signature)
            step.note(code=finding.code, where=finding.where, reason=reason.strip(), finding=finding.message)
            step.note(old=before and before.reason)

    def unwaive(self, report_id: str, fingerprint: str, *, who: Who) -> None:
        """Take a waiver back."""
        with self._access.step("unwaive", report_id, who) as step:
            waiver = self._store.trail.waivers(report_id).get(fingerprint)
            if waiver is None:
                step.silent = True
                return
            self._store.trail.unwaive(report_id, fingerprint)
            step.note(fingerprint=fingerprint, reason=waiver.reason, by=waiver.actor)

    def confirm_number(self, report_id: str, section: str, number: str, note: str, *, who: Who) -> None:
        """Vouch for a number in a section that no cell or indicator gives, naming its origin."""
        with self._access.step("confirm_number", report_id, who) as step:
            if len(note.strip()) < 2:  # noqa: PLR2004 - one character names no origin
                raise UsageError("请写明这个数字的出处，例如“办公室培训签到册”。")
            vouched = {(one.section, one.number): one.note for one in self._store.trail.confirmations(report_id)}
            self._store.trail.confirm(report_id, section, number, note=note.strip(), actor=who.signature)
            step.note(section=section, number=number, note=note.strip(), old=vouched.get((section, number)))

    # ---- what the way on depends on

    def standing(self, work: Work) -> Standing:
        """What the moves depend on, as it is now."""
        judged = self._beside_blanks(work)
        return Standing(
            unfilled=len(work.to_fill),
            errors=sum(item.finding.severity is Severity.ERROR for item in judged),
            open_warnings=sum(item.finding.severity is Severity.WARNING and item.open for item in judged),
            signed=frozenset(sign for sign in Sign if is_signed(work, sign)),
            untouched=self._is_untouched(work),
        )

    def _is_untouched(self, work: Work) -> bool:
        """Whether the last thing that was done to a report was to send it on; what was refused is not done."""
        if work.state not in {State.EDITING, State.REVIEWING}:
            return False
        newest = self._store.audit.latest(work.head.id, beside=_NO_TOUCH)
        if newest is None or newest.act != _REMARK:
            return newest is not None and newest.act in _SENT
        # Whoever sent it may have said something to it themselves.
        done = [line for line in self._store.audit.entries(work.head.id) if line.act not in _NO_TOUCH]
        sent = next((number for number, line in enumerate(done) if line.act in _SENT), len(done))
        return sent < len(done) and all(line.act == _REMARK and is_by_one(line, done[sent]) for line in done[:sent])

    # ---- the 工作台

    def heads(self, who: Who) -> list[Head]:
        """The reports in work this person sees: those that wait for them first, then the newest years, by organ."""
        seen = [head for head in self._store.reports.heads() if who.may_see(head.organ)]
        return sorted(seen, key=lambda head: not waits_for(head, who))

    def summaries(self, today: date, heads: Sequence[Head]) -> list[Summary]:
        """One line for each of these reports in work; each is opened and judged, so few are asked for at once."""
        return [self.summary(self._reports.open(head.id, head=head), today) for head in heads]

    def summary(self, work: Work, today: date) -> Summary:
        """What is left to do on a report; cells still blank are counted apart from errors."""
        judged = self._beside_blanks(work)
        deadline = self.deadline(work.head)
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

    def deadline(self, head: Head) -> date:
        """The day a report is due: in the year after its own, by the setting for its kind of organ."""
        settings = self._in_force.now()
        month_day = settings.government_deadline if names_government(head.organ) else settings.deadline
        month, day = (int(part) for part in month_day.split("-"))
        return date(head.year + 1, month, day)

    def waiting(self, heads: Sequence[Head], who: Who, today: date) -> Waiting:
        """How many of these wait for this person, and how many of those are late or nearly so; nothing is opened."""
        days = [(self.deadline(head) - today).days for head in heads if waits_for(head, who)]
        return Waiting(len(days), sum(left < 0 for left in days), sum(0 <= left <= SOON for left in days))


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


def waits_for(head: Head, who: Who) -> bool:
    """Whether a report waits for this person: it is the turn of the role they act in there.

    Not where they sent it on themselves and two steps in a row must be different people's.
    """
    turn = State(head.state).turn
    if turn is None or who.role_in(head.organ) is not turn:
        return False
    passed = head.route.get("passed") or [{"by": ""}]
    own = Passed(**passed[-1]).shares(who.account, who.deputy_of)
    return not (own and head.route["process"]["different"])


def digest_of(work: Work) -> str:
    """SHA-256 of a report's content, whatever was found in it: what 保密审查 is signed for."""
    return digest_of_content(work.report)


def digest_of_content(report: Report) -> str:
    """The same of a report that is not in work, such as a kept version with its totals computed."""
    content = to_json(report)
    content.pop("findings")
    return _sha256(content)


def signed_content(work: Work, sign: Sign) -> str:
    """SHA-256 of what a signature is for: 数据核对 is for cells and indicators, and stands when only words change."""
    if sign is Sign.CONFIDENTIALITY:
        return digest_of(work)
    content = to_json(work.report)
    return _sha256({name: content[name] for name in ("figures", "indicators")})


def is_signed(work: Work, sign: Sign) -> bool:
    """Whether that was signed for the content as it now is."""
    return work.head.signatures.get(sign.value, {}).get("content") == signed_content(work, sign)


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
