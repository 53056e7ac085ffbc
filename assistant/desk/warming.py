"""Warming up: what the first visitor would otherwise wait for is loaded before the server answers."""

from datetime import date

from assistant.desk.desk import Desk
from assistant.settings import Settings


def warm(settings: Settings) -> None:
    """Load the stages a first page needs and run them once: imports, compiled patterns, the form, the checks."""
    desk = Desk(settings)
    try:
        desk.judging.summaries(date.today())  # noqa: DTZ011 - the office's calendar day
    finally:
        desk.close()
