"""One statutory table on the figures page: every committed cell is saved at once."""

from assistant.desk import Work
from assistant.errors import NianbaoError
from assistant.figures import read_number
from assistant.ui import place_changes, session
from assistant.ui.figures import ledger_tab
from assistant.ui.grid import GridEvent, Refusal, apply, not_saved, statutory_table

_NOTHING = object()


def draw(work: Work, table: str, *, closed: str) -> None:
    """The table, with findings on its cells; `closed` says why nothing is typed, empty if it may be.

    No fragment of its own: the counts above the table would stay old.
    """
    report_id = work.head.id
    key = f"grid_{table}_{report_id}"

    def on_event(event: GridEvent) -> None:
        session.put(f"{key}_refused", _save(report_id, key, event))

    refused, notes = session.get(f"{key}_refused", ([], {}))
    statutory_table(
        table,
        work.report.figures,
        key=key,
        last=work.last.figures if work.last else None,
        locked=work.locked,
        findings=_findings(work, table),
        focus=session.place("cell"),
        closed=closed,
        refused=refused,
        notes=notes,
        cases=ledger_tab.cases(report_id),
        on_event=on_event,
    )
    form = work.report.form
    place_changes.offer(report_id, list(form.tables[table].codes()), form, key=f"changes_{table}")


def _findings(work: Work, table: str) -> list:  # type: ignore[type-arg]
    found = [item.finding for item in session.desk().judging.findings(work.head.id, work) if item.open]
    # A blank is seen as a blank; saying so on two hundred cells would hide what matters.
    return [
        item
        for item in found
        if item.where.split(".")[0] == table
        and not (item.code == "T-01" and item.where not in work.report.figures.unreadable)
    ]


def _save(report_id: str, key: str, event: GridEvent) -> tuple[list[Refusal], dict[str, str]]:
    """Save what was typed; returns what could not be taken, each with its reason."""
    desk = session.desk()
    notes: dict[str, str] = {}
    try:
        who = session.who()
        for code, reason in event.unlock.items():
            desk.reports.unlock(report_id, code, reason, who=who)
        before = desk.reports.cells(report_id, event.edits)
        changes, refused = apply(event.edits, before)
        # What this table itself saved a moment ago is no change by somebody else: quick typists are ahead of answers.
        ours = session.get(f"{key}_ours", {})
        base = {
            code: before.values.get(code)
            if code not in event.before or ours.get(code, _NOTHING) == before.values.get(code)
            else read_number(event.before[code]).value
            for code in changes
        }
        saved = desk.reports.set_cells(report_id, changes, who=who, base=base)
        notes = dict(saved.refused)
        session.put(f"{key}_ours", ours | {code: value for code, value in changes.items() if code not in notes})
    except NianbaoError as problem:
        not_saved(key)
        session.tell(problem.message, "error")
        return [], dict.fromkeys(event.edits, problem.message)
    return refused, notes
