"""Composing: a section's facts told once each, in the manner asked for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.draft.book import phrasebook
from assistant.draft.book.filling import fill
from assistant.draft.book.phrasebook import Section
from assistant.draft.book.state import State
from assistant.draft.composing import enumerating
from assistant.draft.composing.answered_promises import promises
from assistant.draft.composing.covered import left_by_tables
from assistant.draft.composing.framing import framing, framings
from assistant.draft.composing.joining import Piece, paragraph, points
from assistant.draft.composing.material import gather
from assistant.draft.composing.matters import Matter, grouped, ordered
from assistant.draft.composing.numbers.counting import count
from assistant.draft.composing.saying import mending
from assistant.draft.composing.saying.purposes import with_purpose
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.saying.wording import word, worth_comparing
from assistant.draft.composing.tables import table_sentences
from assistant.draft.composing.told import Material
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
_TOLD_BY_TABLES = "overview.on_request"
"""Its sentences are those of the table; a few deeds numbered behind them would break off the account."""
_A_PURPOSE_IN = 2
"""At most one sentence in so many says what the work is for, unless the section has few."""
_IN_A_ROW = 2
"""Sentences in a row that may each say what for; a third would be a refrain."""
_FEW = 4
"""Matters up to which a section has little to tell: it is introduced, and its work told in full."""
_ENOUGH_TO_FRAME = 2
"""Matters from which a section may be introduced: before a single fact the introduction is the longer part."""


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
        self.state = State(replace(request, variant=manner.variant))
        if request.section == "overview" and manner.level >= USUAL:
            self.state.works = works(request)
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
        self.voice.sparse = len(left) <= _FEW and not self.lean and request.section != _TOLD_BY_TABLES
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
        # What the tables say is known before a note that may say it too.
        numbered = any("{{note." in deed.words for matter in deeds for deed in matter.deeds)
        numbered |= self.request.section == _TOLD_BY_TABLES
        foreign = bool(deeds) and bool(deeds[0].deeds) and deeds[0].deeds[0].subject and not deeds[0].counts
        tables_first = numbered or self.request.section in _OWN_INTRODUCTION or self.voice.toss("tables first", 2) == 0
        tables_first |= foreign  # 快到期时系统提示 cannot open a section that has not said whose it is
        out: list[Piece] = list(self._framing(len(deeds), introduces=shape == "list" and not tables_first))
        framed = len(out)
        if tables_first:
            out += self._tables()
        introduced = bool(out) and (shape != "list" or not tables_first)
        out += self._body(left_by_tables(deeds, out[framed:], self.request), shape, introduced=introduced)
        if not tables_first:
            out += self._tables()
        out += paragraph(self._utterances(left_by_tables(denials, out, self.request)), self.voice)
        return out if len(out) > framed else []  # a framing sentence alone says nothing

    def _tables(self) -> list[Piece]:
        return [Piece(said) for said in table_sentences(self.book, self.voice)]

    def _body(self, matters: list[Matter], shape: str, *, introduced: bool) -> list[Piece]:
        said = self._utterances(matters)
        if shape != "list":
            return paragraph(said, self.voice)
        if self.request.section in framing().leads:
            return enumerating.led(said, self.voice, self.book, by_family=True)
        introduction = ""
        if said and not introduced:
            wordings = self.voice.in_turn(framing().introduce, self.request.section)
            introduction = next((one for one in wordings if self.voice.opens_anew(one)), wordings[0])
            state = self.state
            opening = "" if state.lead_said else state.lead() + state.own_once()
            introduction = opening + self.voice.said(introduction) + "："
        return [
            replace(piece, template=introduction * (at == 0) + piece.template)
            for at, piece in enumerate(points(said, self.voice, by_family=True))
        ]

    def _framing(self, matters: int, *, introduces: bool) -> Iterator[Piece]:
        """One sentence that is true of every organ; before a list it leads to it. Half of the sections have one."""
        section, aspects = self.request.section, self.request.report.form.aspects
        if self.lean or section not in aspects:
            return
        if not self.framed and (matters < _ENOUGH_TO_FRAME or section not in self._introduced(aspects)):
            return
        wording = next(iter(self.voice.unused(framings(section, self.voice.turn))), "")
        said = fill(wording, self.book, self.state) if wording else ""
        if said:
            self.voice.said(said)
            yield Piece(said + (f"，{self.voice.choose(framing().introduce, section)}：" if introduces else "。"))

    def _introduced(self, aspects: tuple[str, ...]) -> list[str]:
        """The half of the aspects that are introduced: those with few facts, which would begin abruptly."""
        report = self.request.report
        told = Counter([*(note.aspect for note in report.notes), *(one.aspect for one in report.indicators)])
        able = [aspect for aspect in aspects if told[aspect] >= _ENOUGH_TO_FRAME]
        if self.state.value("T3.received.total") is not None:
            able = [aspect for aspect in able if aspect != _TOLD_BY_TABLES]
        turn = self.voice.toss_for_report("introduced", len(aspects))
        able.sort(key=lambda aspect: (told[aspect] > _FEW, (aspects.index(aspect) + turn) % len(aspects)))
        return able[: -(-len(aspects) // 2)]

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
        if self.request.section == _TOLD_BY_TABLES:
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
