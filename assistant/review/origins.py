"""Which change each sentence of a section came with: the changes followed back, sentence by sentence. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.prose import sentences
from assistant.prose.likeness import in_order

_SAME = 0.5
"""How alike a sentence must be to the one it took the place of to be a rewording of it: of those that a change took out
together the nearest is meant, and below half it is more likely a new sentence."""


@dataclass(frozen=True)
class Origin:
    """A sentence as it stands; the number of the change it came with, and what it was before, "" if it is new.

    `change` is None where none of the changes brought it: it is older than they are, or came with a whole report.
    """

    sentence: str
    change: int | None = None
    before: str = ""


def origins(text: str, changes: Sequence[tuple[str, str]]) -> list[Origin]:
    """Every sentence of a text with its origin among the changes, each an old and a new text, the newest first."""
    now = _split(text)
    found = [Origin(sentence) for sentence in now]
    open_ones = {place: place for place in range(len(now))}
    then = now
    for number, (old, new) in enumerate(changes):
        became, was = _split(new), _split(old)
        # What came between two changes, a version put back or a spreadsheet taken in, told no text of its own.
        standing = _followed(open_ones, became, then) if became != then else open_ones
        open_ones = _followed(standing, was, became)
        for place in standing.keys() - open_ones.keys():
            found[place] = Origin(now[place], number, _reworded(now[place], was, became))
        then = was
    return found


def _followed(places: dict[int, int], was: Sequence[str], became: Sequence[str]) -> dict[int, int]:
    """Where sentences that stand in `became` stood in `was`; those that did not are left out."""
    out: dict[int, int] = {}
    moved: list[int] = []
    back: dict[int, int] = {}
    for block in SequenceMatcher(None, was, became, autojunk=False).get_matching_blocks():
        back |= {block.b + step: block.a + step for step in range(block.size)}
    for place, where in places.items():
        if where in back:
            out[place] = back[where]
        else:
            moved.append(place)
    free = [where for where in range(len(was)) if where not in set(back.values())]
    for place in moved:
        same = next((where for where in free if was[where] == became[places[place]]), None)
        if same is not None:  # put elsewhere, not written anew
            free.remove(same)
            out[place] = same
    return out


def _reworded(sentence: str, was: Sequence[str], became: Sequence[str]) -> str:
    """The sentence that one took the place of, "" if it is new."""
    gone = [one for one in was if one not in became]
    nearest = max(gone, key=lambda one: in_order(sentence, one), default="")
    return nearest if nearest and in_order(sentence, nearest) >= _SAME else ""


def _split(text: str) -> list[str]:
    return [one for sentence in sentences(text) if (one := sentence.strip())]
