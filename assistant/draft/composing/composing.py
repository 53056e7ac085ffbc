"""Composing: a section's facts told once each, in the manner asked for."""

from dataclasses import dataclass, field, replace

from assistant.draft.book import phrasebook
from assistant.draft.book.phrasebook import Section
from assistant.draft.book.state import State
from assistant.draft.composing import enumerating
from assistant.draft.composing.answered_promises import promises
from assistant.draft.composing.covered import left_by_tables
from assistant.draft.composing.framing import framing
from assistant.draft.composing.joining import Piece, paragraph, points
from assistant.draft.composing.material import gather
from assistant.draft.composing.matters import Matter, grouped, ordered
from assistant.draft.composing.numbers.counting import count
from assistant.draft.composing.saying import mending
from assistant.draft.composing.saying.grounding import FEW, MAIN, grounds
from assistant.draft.composing.saying.purposes import with_purpose
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.saying.wording import word, worth_comparing
from assistant.draft.composing.tables import table_sentences
from assistant.draft.composing.told import TOLD_BY_TABLES, Material
from assistant.draft.composing.voice import Voice
from assistant.draft.composing.words import formal
from assistant.draft.composing.year import works
from assistant.draft.proposal.manner import CORE, USUAL, Manner
from assistant.draft.proposal.proposal import Request
from assistant.prose import items

_FEW_FOR_A_LIST = 3
"""Points from which an enumeration is one; two are a pair of sentences."""
_MORE_THAN_CLAUSES = 2
"""Matters more than families from which points are worth numbering: else each is one short clause."""
_ENUMERATED = ("problems", "improvements")
_OWN_INTRODUCTION = ("preamble", "overview", "other")
"""Sections whose phrase book introduces them."""
_A_PURPOSE_IN = 2
"""At most one sentence in so many says what the work is for, unless the section has few."""
_IN_A_ROW = 2
"""Sentences in a row that may each say what for; a third would be a refrain."""
_ASKING = "申请情况"
"""The family of topics on the applications themselves: channels and contents."""
_TABLES_FIRST_IN = 2
"""One organ in so many tells the numbers of part two before its work where that is short, as some do."""
_WORK_ENOUGH = 2
"""Matters from which the work may be told before what the tables say: a single one without a number is no account."""


@dataclass
class Composed:
    """A section's sentences, with what has to be asked, and what was left out or told elsewhere."""

    pieces: list[Piece] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    left_out: list[Matter] = field(default_factory=list)


def compose(
    request: Request, manner: Manner, *, lean: bool = False, framed: bool = False, leave_out: int = 0
) -> Composed:
    """The section in that manner.

    `lean` goes without framing and purposes, `framed` has a framing sentence whatever the section's turn, `leave_out`
    leaves out the least important matters.
    """
    composition = _Composition(request, manner, lean=lean, leave_out=leave_out)
    composition.framed = framed
    return composition.run()


class _Composition:
    """One section being composed; what is said first is known to what is said after it."""

    def __init__(self, request: Request, manner: Manner, *, lean: bool, leave_out: int) -> None:
        self.request, self.manner = request, manner
        self.book: Section = phrasebook.section(request.section)
        self.state = self._state()
        self.voice = Voice(request, manner, self.state)
        self.lean = lean or manner.bare or self.voice.plain
        self.leave_out = leave_out
        self.framed = False
        self.done = Composed()

    def run(self) -> Composed:
        """The section composed."""
        section = self.request.section
        matters = self._matters()
        if section in _ENUMERATED:
            self.done.pieces = self._enumerated(matters)
        else:
            self.done.pieces = self._told(matters)
        if self.manner.formal:
            self.done.pieces = [replace(piece, template=formal(piece.template)) for piece in self.done.pieces]
        return self.done

    def _state(self) -> State:
        state = State(replace(self.request, variant=self.manner.variant))
        if self.request.section == "overview" and self.manner.level >= USUAL:
            state.works = works(self.request)
        return state

    # ---- what is told ----

    def _matters(self) -> list[Matter]:
        """The section's matters in order, less those a short text leaves out."""
        request = self.request
        answered = frozenset(p.answer.note for p in promises(request) if p.answer) if self._answers else frozenset()
        material: Material = gather(request, answered=answered)
        count(request, material)
        self.done.asks, self.done.elsewhere = material.asks, material.elsewhere
        last = request.last.section(request.section) if request.last else ""
        matters = grouped(material.deeds, material.counts)
        if request.section not in _ENUMERATED:  # there the clerk's order is that of weight
            matters = ordered(matters, last, self.voice)
        unimportant = sorted(matters, key=lambda matter: (not matter.minor, -matters.index(matter)))
        gone = [matter for matter in unimportant if matter.minor] if self.manner.level == CORE else []
        gone = unimportant[: max(len(gone), self.leave_out)]
        if len(gone) == len(matters) and gone:
            gone = gone[:-1]
        self.done.left_out = [matter for matter in matters if matter in gone]
        left = [matter for matter in matters if matter not in gone]
        self.voice.sparse = len(left) <= FEW and not self.lean and request.section != TOLD_BY_TABLES
        return left

    @property
    def _answers(self) -> bool:
        return self.request.section == "improvements"

    def _utterances(self, matters: list[Matter]) -> list[Utterance]:
        counts = [count for matter in matters for count in matter.counts]
        compares = frozenset() if self.lean else worth_comparing(counts, self.voice)
        out = []
        apart = 1 if self.voice.sparse else _A_PURPOSE_IN
        since, in_a_row = self.voice.toss("purpose", apart), 0
        self.voice.deeds = frozenset(deed.words for matter in matters for deed in matter.deeds)
        for matter in matters:
            one = word(matter, self.voice, compares)
            since += 1
            if not self.lean and since >= apart and self.request.section not in _ENUMERATED:
                purposeful = with_purpose(one, matter, self.voice)
                in_a_row = in_a_row + 1 if purposeful is not one else 0
                since = -(in_a_row >= _IN_A_ROW) if purposeful is not one else since
                one = purposeful
            out.append(one)
        return out

    # ---- the aspects of part one ----

    def _told(self, matters: list[Matter]) -> list[Piece]:
        """Framing, what the tables say and what was done, in the order of the organ; what did not happen last."""
        deeds = [matter for matter in matters if not matter.negative]
        denials = [matter for matter in matters if matter.negative]
        shape = self._shape(deeds)
        self.voice.grounds = () if self.lean else grounds(self.voice, len(deeds), always=self.framed)
        self.voice.grounds_deeds = self.framed
        tables = self._tables() if self._tables_first(deeds) else []
        # What the tables say, before or behind, no note says too.
        told = tables or list(map(Piece, table_sentences(self.book, Voice(self.request, self.manner, self._state()))))
        left = left_by_tables(deeds, told, self.request)
        if self.request.section == TOLD_BY_TABLES and tables:
            # How and about what they asked stands behind how many asked, before how they were answered.
            asking = [matter for matter in left if matter.family == _ASKING]
            left = [matter for matter in left if matter.family != _ASKING]
            tables[1:1] = self._body(asking, "paragraph", introduced=True)
        out = self._body(left, shape, introduced=bool(tables) and shape != "list")
        if not tables and (behind := self._tables()):
            left_by_tables(deeds, behind, self.request)  # they carry the notes of what they tell
            out += behind
        out = [*tables, *out]
        return out + paragraph(self._utterances(left_by_tables(denials, out, self.request)), self.voice)

    def _tables_first(self, deeds: list[Matter]) -> bool:
        """Whether the tables are told before the work: where they are the account, and where there is little work.

        Else what was published comes first, as readers expect; the numbers of part two stand in its tables as well.
        """
        little = len(deeds) < _WORK_ENOUGH and not any(matter.counts for matter in deeds)
        if self.request.section in (*_OWN_INTRODUCTION, TOLD_BY_TABLES) or little:
            return True
        own = deeds[0].deeds[0] if deeds[0].deeds and not deeds[0].counts else None
        # 快到期时系统提示 cannot open a section that has not said whose it is.
        if own is not None and own.subject:
            return True
        return len(deeds) <= FEW and self.voice.toss("tables first", _TABLES_FIRST_IN) == 0

    def _tables(self) -> list[Piece]:
        return [Piece(said) for said in table_sentences(self.book, self.voice)]

    def _body(self, matters: list[Matter], shape: str, *, introduced: bool) -> list[Piece]:
        said, section = self._utterances(matters), self.request.section
        if shape != "list":
            return paragraph(said, self.voice)
        if self.request.section in framing().leads:
            return enumerating.led(said, self.voice, self.book, by_family=True)
        introduction = ""
        if said and not introduced:
            wordings = self.voice.in_turn(framing().introduce, self.request.section)
            introduction = next((one for one in wordings if self.voice.opens_anew(one)), wordings[0])
            state = self.state
            self.voice.said(introduction)
            if self.voice.grounds and (section == MAIN or self.framed or all(one.confirmed for one in said)):
                introduction = self.voice.grounded(introduction)
            elif not state.lead_said:
                introduction = state.lead() + state.own_once() + introduction
            introduction += "："
        return [
            replace(piece, template=introduction * (at == 0) + piece.template)
            for at, piece in enumerate(points(said, self.voice, by_family=True))
        ]

    def _shape(self, deeds: list[Matter]) -> str:
        """Running text or a list: as asked, else as last year's section was, else as is the organ's turn.

        A list needs families enough to number, and points that are more than a clause each.
        """
        if self.manner.shape:
            return self.manner.shape if len(deeds) > 1 else "paragraph"
        families = len({matter.family for matter in deeds})
        if families < _FEW_FOR_A_LIST or len(deeds) < families + _MORE_THAN_CLAUSES:
            return "paragraph"
        last = self.request.last.section(self.request.section) if self.request.last else ""
        if last.strip():
            return "list" if items.count(last) else "paragraph"
        if self.request.section == TOLD_BY_TABLES:
            return "paragraph"
        return "list" if self.voice.toss("shape", 3) == 0 else "paragraph"

    # ---- problems and improvements ----

    def _enumerated(self, matters: list[Matter]) -> list[Piece]:
        done = [matter for matter in matters if not matter.planned]
        planned = [matter for matter in matters if matter.planned]
        out = enumerating.answers(self.request, self.voice, self.book) if self._answers else []
        said = self._utterances(done)
        if self.manner.bare:
            return paragraph(said, self.voice) + enumerating.plans(self._utterances(planned), self.voice)
        ahead = self._utterances(planned)
        if self._answers:
            both = mending.paired([*said, *ahead], [*done, *planned], self.voice)
            said, ahead = both[: len(said)], both[len(said) :]
        else:
            said = mending.wanting(said, done, self.voice)
        lead = "" if all(matter.done for matter in done) else enumerating.MEASURES
        numbered = self.manner.shape != "paragraph"
        out += enumerating.led(said, self.voice, self.book, numbered=numbered, lead=lead * self._answers)
        return out + enumerating.plans(ahead, self.voice, led_to=bool(said))
