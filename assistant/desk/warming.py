"""Warming up: what the first visitor would otherwise wait for is loaded before the server answers."""

from datetime import date

from assistant.desk.desk import Desk
from assistant.listening.hearing import hear
from assistant.settings import Settings


def warm(settings: Settings) -> None:
    """Load the stages a first page and a first message need and run them once.

    Imports, compiled patterns, the form, the checks; the topics, and the words that listening and writing go by.
    """
    desk = Desk(settings)
    try:
        desk.judging.summaries(date.today(), desk.store.reports.heads())  # noqa: DTZ011 - the office's calendar day
        for head in desk.store.reports.heads()[:1]:
            hear("组织培训1场", desk.reports.open(head.id).report)
    finally:
        desk.close()
