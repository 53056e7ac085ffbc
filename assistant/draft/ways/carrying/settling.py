"""A carried sentence settled by what was said of this year: clauses taken out, the rest marked where it is open."""

import re
from dataclasses import dataclass, replace

from assistant.draft.composing.answered_promises import shortened
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways.carrying.confirming import Verdict, Year, topic_of
from assistant.draft.ways.carrying.words import words
from assistant.draft.ways.clauses import YEARS, bare, clauses, joined, stated

QUESTION = "今年是否仍然如此"
MARK = f"【待核实：{QUESTION}】"
DOUBT = "今年的事实没有提到"
_RESULT = re.compile(r"T2\.|sum\.(?!to_handle|organ)|T3\.(?!received|carried|total_handled)")
_END = re.compile(r"[。；，]?(\s*)$")


@dataclass(frozen=True)
class Settled:
    """What stands of an old sentence (None: nothing), and what this year put in its place.

    `replaced` are the places of the notes that take over, `left` the words that went; `topics` what it speaks of.
    """

    item: Sentence | None
    topics: frozenset[str]
    replaced: tuple[int, ...] = ()
    left: str = ""
    lead: str = ""
    """The item mark and the line end of a sentence that is gone, for what takes its place."""

    @property
    def indicators(self) -> frozenset[str]:
        """The facts that stand in it."""
        return frozenset(self.item.facts) - YEARS if self.item is not None else frozenset()


def settle(item: Sentence, year: Year) -> Settled:
    """The sentence as it may stand this year."""
    request = year.request
    verdicts = year.judged(_without_nil(clauses(item.template), request))
    topics = frozenset(topic_of(bare(one.clause), request.section) for one in verdicts) - {""}
    gone = [one for one in verdicts if one.gone]
    replaced = tuple(dict.fromkeys(one.place for one in gone if one.state == "replaced" and one.place is not None))
    left = "，".join(_shown(one, request) for one in gone)
    kept = [one for one in verdicts if not one.gone]
    if gone and all(one.state == "frame" for one in kept):
        return Settled(None, topics, replaced, left)
    template = joined([one.clause for one in kept], words().dependent, item.template)
    notes = tuple(dict.fromkeys(one.place for one in kept if one.place is not None and one.state == "confirmed"))
    stands = replace(sentence(template, request.facts, remark=item.remark), notes=notes)
    return Settled(_marked(stands, [one for one in kept if one.state == "open"], request), topics, replaced, left)


def _without_nil(pieces: list[str], request: Request) -> list[str]:
    """The clauses less those that tell of a result or a table's row that there was none of, where others tell more."""
    nil = [piece for piece in pieces if _is_nil(piece, request)]
    told = [piece for piece in pieces if stated(piece)]
    return [piece for piece in pieces if piece not in nil] if len(nil) < len(told) else pieces


def _is_nil(piece: str, request: Request) -> bool:
    facts = stated(piece)
    return bool(facts) and all(_RESULT.match(fact) and request.facts.value(fact) == 0 for fact in facts)


def _marked(item: Sentence, doubtful: list[Verdict], request: Request) -> Sentence:
    """The sentence with one question at its end for all clauses that nothing of this year confirms."""
    if not doubtful:
        return item
    named = "”“".join(shortened(_shown(one, request)) for one in doubtful)
    template = _END.sub(lambda end: f"{MARK}。{end[1]}", item.template, count=1)
    remark = "；".join(part for part in (item.remark, f"{DOUBT}“{named}”，请核实") if part)
    return replace(sentence(template, request.facts, remark=remark), notes=item.notes)


def _shown(one: Verdict, request: Request) -> str:
    return bare(sentence(one.clause, request.facts).text)
