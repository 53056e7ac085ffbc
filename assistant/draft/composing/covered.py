"""What the sentences made from the tables say already: a note that says the same is told by them."""

from collections.abc import Sequence

from assistant.draft.composing.joining import Piece
from assistant.draft.composing.matters import Matter
from assistant.draft.proposal.proposal import Request
from assistant.facts import PLACEHOLDER, render
from assistant.sources.claims.claims import made
from assistant.sources.origin import origins
from assistant.sources.setting.stated import stated

_ONLY_THE_NUMBER = 20
"""Characters up to which a clause with a table's number says that number and nothing else."""


def left_by_tables(matters: Sequence[Matter], pieces: Sequence[Piece], request: Request) -> list[Matter]:
    """The matters that the pieces do not say already; the pieces carry the notes of those they do."""
    told = [piece for piece in pieces if not piece.topics]
    text = "".join(render(piece.template, request.facts).text for piece in told)
    claims = _claims(text, request)
    facts = {match[1] for piece in told for match in PLACEHOLDER.finditer(piece.template)}
    out = []
    for matter in matters:
        if told and not matter.counts and all(_covered(deed.words, claims, facts, request) for deed in matter.deeds):
            told[0].notes = (*told[0].notes, *matter.notes)
        else:
            out.append(matter)
    return out


def _covered(words: str, claims: set[str], facts: set[str], request: Request) -> bool:
    text = render(words, request.facts).text
    if "{{" in words:
        named = list(origins(text, request.section, request.facts, year=request.report.year))
        return len(text) <= _ONLY_THE_NUMBER and bool(named) and all(one.fact in facts for one in named)
    said = _claims(text, request)
    return bool(said) and said <= claims


def _claims(text: str, request: Request) -> set[str]:
    year = request.report.year
    return {claim.id for _, claim, _ in made(stated(text, year), request.section, year, request.facts)}
