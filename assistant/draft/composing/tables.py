"""What the tables say of a section: the entries of its phrase book that hold, each opening anew."""

import copy
from collections.abc import Iterator

from assistant.draft.book.enumeration import results
from assistant.draft.book.filling import fill
from assistant.draft.book.phrasebook import Entry, Section
from assistant.draft.book.state import State
from assistant.draft.composing.voice import Voice
from assistant.draft.proposal.manner import BRIEF

_OPENINGS = ("{lead}{self}", "{when_said}{self}")
"""What a wording begins with that may be said with the section's ground: 2024年，我局按照……规定，受理……."""


def table_sentences(book: Section, voice: Voice) -> Iterator[str]:
    """Templates of the sentences the phrase book has for the figures, in its order."""
    level = max(voice.manner.level, BRIEF)
    for entry in book.entries:
        due = entry.level <= level <= entry.until and voice.state.holds(entry.when) and needed(entry, voice.state)
        if due and (said := _filled(entry, book, voice)):
            yield voice.said(said)


def needed(entry: Entry, state: State) -> bool:
    """Whether the figures an entry is about are there."""
    if entry.needs == "figures":
        return state.value("T3.received.total") is not None
    if entry.needs in {"single", "several"}:
        return (len(results(state)) == 1) == (entry.needs == "single") and bool(results(state))
    return True


def _filled(entry: Entry, book: Section, voice: Voice) -> str:
    """The entry in the first of its wordings that opens anew; what a wording says of year and organ is then said."""
    fallback: tuple[str, State] | None = None
    ways = voice.in_turn(entry.say, entry.id)
    for wording in sorted(ways, key=lambda way: bool(voice.grounds) and not way.startswith(_OPENINGS)):
        trial = copy.copy(voice.state)
        deed = next((wording.removeprefix(one) for one in _OPENINGS if wording.startswith(one)), "")
        said = fill(voice.ground_for(deed).replace("{deed}", deed) if voice.grounds and deed else wording, book, trial)
        if said and voice.opens_anew(said):
            voice.grounds = ()
            vars(voice.state).update(vars(trial))
            return said
        fallback = fallback or ((said, trial) if said else None)
    if fallback is None:
        return ""
    said, trial = fallback
    vars(voice.state).update(vars(trial))
    return voice.connected(said)
