"""What an agent's tools are made of, given by whoever wires the rooms; and what passes in and out of a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.listening.hearing import hear

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.asking.question import Question
    from assistant.draft.proposal.proposal import Proposal, Request
    from assistant.evidence import Passage
    from assistant.listening.told import Ask, Heard, Told


@dataclass(frozen=True)
class Tools:
    """The program's doings that an agent may ask for, none of which changes anything.

    `request` gives everything a writer may use for a section, `passages` finds past wording for words and a section,
    `questions` what is still to be asked of a section, `check` what a section's text would be faulted for, as
    sentences. `hear` reads what a person said into facts to record.
    """

    request: Callable[[str], Request]
    passages: Callable[[str, str], Sequence[Passage]]
    questions: Callable[[str], Sequence[Question]]
    check: Callable[[str, str], Sequence[str]]
    hear: Callable[..., Heard] = hear


@dataclass(frozen=True)
class Said:
    """An earlier turn: who spoke (person or assistant), the words, and the proposals that came with them."""

    speaker: str
    text: str
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """What a turn of the agent came to.

    `called` says whether it used a tool at all, `exhausted` whether it was ended for using too many, `stopped` whether
    the person ended it.
    """

    text: str = ""
    proposals: tuple[Proposal, ...] = ()
    passages: tuple[Passage, ...] = ()
    told: tuple[Told, ...] = ()
    asks: tuple[Ask, ...] = ()
    called: bool = False
    exhausted: bool = False
    stopped: bool = False
