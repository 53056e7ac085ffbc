"""A message read at the desk: what it states and asks for, what of that waits."""

from dataclasses import replace

from assistant.desk.conversation.interviewing import WHOLE
from assistant.desk.conversation.whole_requests import whole_request
from assistant.desk.work import Work
from assistant.listening.hearing import hear
from assistant.listening.told import Heard


def heard_at(message: str, work: Work, section: str) -> Heard:
    """The message read; what is wanted of the whole report is a request, whatever else its words could be."""
    heard = hear(message, work.report, work.last, section=section)
    wanted = whole_request(message)
    if section == WHOLE and wanted.wanted and not wanted.section and not heard.facts:
        return replace(heard, requests=(message,), asks=())
    return heard


def now_and_later(heard: Heard) -> tuple[list[str], list[str]]:
    """The requests of a message: those to be done now, and those to add what it tells, for which that must be recorded.

    加上普法直播4场 tells a number and wants it written; nothing is written that is not recorded.
    """
    from assistant.listening.requests import recognise

    later = [one for one in heard.requests if heard.facts and recognise(one).kind == "add"]
    return [one for one in heard.requests if one not in later], later
