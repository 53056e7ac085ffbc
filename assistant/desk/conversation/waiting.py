"""What was told and waits: cards of earlier turns that nobody recorded or left alone, gathered where they are seen."""

from collections import defaultdict
from collections.abc import Collection
from functools import partial

from assistant.desk.access import Access
from assistant.desk.conversation.interviewing import WHOLE
from assistant.desk.conversation.told_cards import Card, cards_content, cards_of, with_cards
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.work import Who
from assistant.listening.told import Told
from assistant.report import Report
from assistant.store import Store

_SAID = "您说过、还没有记下的有{}项，请核对后记下。"


class Waiting:
    """Use cases on facts that were told and neither recorded nor left alone."""

    def __init__(self, store: Store, access: Access, reports: Reporting) -> None:
        """Look through the conversations of reports in work."""
        self._store = store
        self._access = access
        self._reports = reports

    def facts(self, report_id: str, *, seen: Collection[int] = ()) -> list[Told]:
        """Each fact that waits, once, in the order it was told; one that is recorded meanwhile waits no more.

        `seen` are turns whose cards stand before the person's eyes anyway.
        """
        return [card.told for turn, _, card in self._cards(report_id) if turn not in seen]

    def gather(self, report_id: str, *, who: Who) -> int:
        """Offer all that waits once more, in one new turn of the whole report's conversation; how many facts that is.

        The old cards are moved, so that each fact can be recorded in one place alone.
        """
        with self._access.step("gather", report_id, who) as step:
            found = self._cards(report_id)
            if not found:
                step.silent = True
                return 0
            moved: dict[int, dict[int, Card]] = defaultdict(dict)
            for message, place, card in found:
                moved[message][place] = Card(card.told, "moved")
            for message, changes in moved.items():
                self._store.trail.rewrite(message, partial(with_cards, changes=changes))
            facts = [card.told for _, _, card in found]
            self._store.trail.say(report_id, WHOLE, "assistant", _SAID.format(len(facts)), cards_content(facts))
            step.note(facts=len(facts))
            return len(facts)

    def _cards(self, report_id: str) -> list[tuple[int, int, Card]]:
        """The waiting cards by turn and place; of several on one thing the last one told decides."""
        report = self._reports.open(report_id).report
        turns = [
            turn
            for section in (WHOLE, *report.form.narrative)
            for turn in self._store.trail.messages(report_id, section)
        ]
        found: dict[tuple[str, ...], tuple[int, int, Card]] = {}
        for turn in sorted(turns, key=lambda one: one.id):
            for place, card in enumerate(cards_of(turn.content)):
                found.pop(_thing(card.told), None)
                if card.state == "open" and not _is_recorded(card.told, report):
                    found[_thing(card.told)] = (turn.id, place, card)
        return list(found.values())


def _thing(told: Told) -> tuple[str, ...]:
    return (told.kind, told.section, told.code or (told.text if told.kind == "note" else told.name))


def _is_recorded(told: Told, report: Report) -> bool:
    if told.kind == "figure":
        return report.figures.get(told.code) == told.value
    if told.kind == "indicator":
        return any((one.name, one.value, one.about) == (told.name, told.value, told.about) for one in report.indicators)
    return any((note.aspect, note.text) == (told.section, told.text) for note in report.notes)
