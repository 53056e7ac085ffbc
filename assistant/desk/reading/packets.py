"""The 送审包 at the desk: what a leader reads before deciding, put together from all that is kept of a report."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.desk.access import Access
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.judging import Judging, digest_of, digest_of_content, signed_content
from assistant.desk.proposing import Proposing
from assistant.desk.publishing import document_name
from assistant.desk.reading.differences import changed_cells, changed_texts
from assistant.desk.reading.sourcing import sources_of
from assistant.desk.reviewing import Remark, Reviewing
from assistant.desk.work import Judged, Who, Work
from assistant.document import Answered, Found, Noted, Packet, Signed, packet
from assistant.findings import Severity
from assistant.form import Form
from assistant.report import Report
from assistant.review import Act, Sign, permission
from assistant.store import Entry, Store, Version, now

_SIGNING = {permission(sign.use).name: sign for sign in Sign}
_SENT = frozenset({Act.SUBMIT.label, Act.FORWARD.label})
"""How versions are named that were sent on."""
_SIGNED = 20
"""Acts listed, the newest: a report that went to and fro has more, and they stand in 办理记录."""
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}


class Packets:
    """Use cases on 送审包; whoever sees a report may take one."""

    def __init__(
        self,
        store: Store,
        access: Access,
        reports: Reporting,
        judging: Judging,
        reviewing: Reviewing,
        words: Proposing,
    ) -> None:
        """Put together what the other services know of a report."""
        self._store = store
        self._access = access
        self._reports = reports
        self._judging = judging
        self._reviewing = reviewing
        self._words = words

    def packet(self, report_id: str, *, who: Who) -> Packet:
        """Everything a leader reads before deciding, as it is now; NotFound for a report this person may not see."""
        self._access.sees(report_id, who)
        work = self._reports.open(report_id)
        form, digest = work.report.form, digest_of(work)
        judged = self._judging.findings(report_id, work)
        versions = self._reviewing.versions(report_id)
        kept = _Kept(self._reviewing, report_id)
        compared, then = _compared(versions, kept, digest)
        return Packet(
            report=work.report,
            state=work.stage,
            turn=work.state.turn.label if work.state.turn else "",
            made_at=now(),
            version=_version(versions, kept, digest),
            digest=digest,
            signatures=list(self._signatures(work, kept, digest)),
            open=[_found(one, form) for one in judged if one.open],
            waived=[_found(one, form) for one in judged if one.waiver],
            remarks=[_noted(one, form) for one in self._reviewing.remarks(work) if not one.comment.resolved],
            compared=compared,
            cells=changed_cells(then, work.report) if then else [],
            texts=changed_texts(then, work.report) if then else [],
            sources=sources_of(
                work,
                bound=lambda section, text: self._words.bind(report_id, section, text, work),
                confirmations=self._store.trail.confirmations(report_id),
            ),
        )

    def html(self, report_id: str, *, who: Who) -> bytes:
        """The packet as one file that needs no other."""
        return packet.to_html(self.packet(report_id, who=who)).encode()

    def pdf(self, report_id: str, *, who: Who) -> bytes:
        """The packet printed."""
        return packet.to_pdf(self.packet(report_id, who=who))

    def _signatures(self, work: Work, kept: "_Kept", digest: str) -> Iterator[Signed]:
        """The acts somebody put their name to, oldest first, and the signature that is valid now at the end."""
        acts = [act.label for act in Act]
        for entry in reversed(self._store.audit.entries(work.head.id, acts=[*acts, *_SIGNING])[:_SIGNED]):
            sign = _SIGNING.get(entry.act)
            content = str(entry.detail.get("content") or "") if sign else ""
            number, stands = _number(entry), None
            if sign:
                stands = content == signed_content(work, sign)
            elif number:
                stands = kept.digest(number) == digest
            yield Signed(
                entry.act,
                entry.actor,
                entry.at,
                stands=stands,
                reason=str(entry.detail.get("reason") or ""),
                digest=content,
            )


class _Kept:
    """Kept versions, each opened once."""

    def __init__(self, reviewing: Reviewing, report_id: str) -> None:
        self._reviewing, self._report_id = reviewing, report_id
        self._digests: dict[int, str] = {}

    def report(self, number: int) -> Report:
        return self._reviewing.version(self._report_id, number)

    def digest(self, number: int) -> str:
        if number not in self._digests:
            self._digests[number] = digest_of_content(self.report(number))
        return self._digests[number]


def _number(entry: Entry) -> int:
    number = entry.detail.get("version")
    return number if isinstance(number, int) else 0


def _version(versions: list[Version], kept: _Kept, digest: str) -> str:
    if not versions:
        return "还没有存过版本"
    newest = versions[0]
    same = kept.digest(newest.number) == digest
    return f"第 {newest.number} 版（{newest.reason}）" + ("" if same else "之后又有改动，尚未存为一版")


def _compared(versions: Iterable[Version], kept: _Kept, digest: str) -> tuple[str, Report | None]:
    """With which sent version the report is compared, in words, and that version: the newest that says other things.

    What a leader has before them was itself just sent, so that the one before it is what they know.
    """
    sent = [version for version in versions if version.reason in _SENT]
    if not sent:
        return "这份年报还没有送出过，没有可以比较的版本。", None
    other = next((version for version in sent if kept.digest(version.number) != digest), None)
    if other is None:
        return f"现在的内容与送出的各版（最近是{_named(sent[0])}）相同，没有改动。", None
    if other is sent[0]:
        return f"以下是{_named(other)}之后的改动。", kept.report(other.number)
    return (
        f"现在的内容就是最近送出的{_named(sent[0])}；以下是与它之前内容不同的一次送出——{_named(other)}——相比的改动。",
        kept.report(other.number),
    )


def _named(version: Version) -> str:
    when = version.made_at.astimezone().strftime("%m月%d日 %H:%M")
    return f"第 {version.number} 版（{version.reason}，{version.actor}，{when}）"


def _place(where: str, form: Form) -> str:
    called = form.cell_name(where)
    return "全文" if called == where and where not in form.narrative else called


def _found(judged: Judged, form: Form) -> Found:
    finding, waiver = judged.finding, judged.waiver
    found = Found(_SEVERITIES[finding.severity], finding.code, _place(finding.where, form), finding.message)
    return replace(found, reason=waiver.reason, by=waiver.actor, at=waiver.made_at) if waiver else found


def _noted(remark: Remark, form: Form) -> Noted:
    comment, anchor = remark.comment, remark.anchor
    now_is = f"这句话现在是：{anchor.words}" if anchor.changed else ""
    return Noted(
        place=form.cell_name(anchor.place),
        quote=comment.quote,
        now="这句话现在已经删去。" if anchor.gone else now_is,
        text=comment.text,
        by=comment.actor,
        at=comment.made_at,
        answers=[Answered(one.text, one.actor, one.made_at) for one in remark.answers],
    )


def packet_name(report: Report, suffix: str) -> str:
    """The file name of a packet."""
    return f"送审包_{document_name(report, suffix)}"
