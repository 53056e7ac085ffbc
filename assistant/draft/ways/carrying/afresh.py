"""Sentences of last year told anew: this year's figures in 据实成文's wording, what is last year's alone set apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.draft.book.contradiction import say
from assistant.draft.book.indicator_clauses import phrase, starts_with_verb
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways.carrying import this_year
from assistant.draft.ways.carrying.asking_of_old import claims_of
from assistant.draft.ways.carrying.settling import DOUBT, MARK
from assistant.draft.ways.carrying.words import words
from assistant.draft.ways.clauses import YEARS, asks, bare, clauses, ends, joined, stated, unmarked


def told_afresh(said: Sequence[Sentence], copied: Sequence[int], request: Request) -> list[Sentence]:
    """The sentences with those at `copied` that are figures alone replaced, each figure still said once."""
    out: list[list[Sentence]] = [[item] for item in said]
    for at in copied:
        if fresh := list(_indicators(said[at], request, first=at == 0)):
            out[at] = fresh
        elif MARK in said[at].template:
            out[at] = list(_apart(said[at], request, first=at == 0))
    _cells(out, said, copied, request)
    return [item for items in out for item in items]


def _indicators(item: Sentence, request: Request, *, first: bool) -> Iterator[Sentence]:
    facts = tuple(fact for fact in item.facts if fact not in YEARS)
    own = set(this_year.of_section(request).indicators)
    able = own.issuperset(facts) and all(starts_with_verb(phrase(request.facts[fact])) for fact in facts)
    if facts and able and _figures_alone(item, ()):
        fresh = this_year.said(request, this_year.Unsaid(facts), first=first)
        yield from (_closing(item, one, last=one is fresh[-1]) for one in fresh)


def _apart(item: Sentence, request: Request, *, first: bool) -> Iterator[Sentence]:
    """A sentence that is asked about as two: what this year's figures say, and what they don't say."""
    told, doubtful = _sorted(clauses(item.template.replace(MARK, "")))
    if not told or not doubtful or any(words().bound.match(unmarked(part[0])) for part in (told, doubtful)):
        yield item
        return
    parts = item.remark.split("；")
    kept = "；".join(part for part in parts if not part.startswith(DOUBT))
    clean = sentence(joined(told, words().dependent, ""), request.facts, remark=kept)
    clean = replace(clean, notes=item.notes)
    says = list(_indicators(clean, request, first=first)) or [clean]
    asked = joined(doubtful, words().dependent, "")[:-1] + f"{MARK}。"
    asks_for = sentence(asked, request.facts, remark="；".join(part for part in parts if part.startswith(DOUBT)))
    # Whichever the old sentence began with comes first: it holds the item mark, and what the other refers to.
    order = [*says, asks_for] if item.template.startswith(told[0]) else [asks_for, *says]
    yield from order[:-1]
    yield _closing(item, order[-1], last=True)


def _sorted(pieces: Sequence[str]) -> tuple[list[str], list[str]]:
    """Clauses that show a figure, and others; a frame or lead goes with the next clause, a purpose with the last."""
    told: list[str] = []
    doubtful: list[str] = []
    waiting: list[str] = []
    last = told
    for piece in pieces:
        text = bare(piece)
        if stated(piece) or asks(piece):
            last = told
        elif words().purpose.match(text) and not waiting:
            last.append(piece)
            continue
        elif not text or words().frame.fullmatch(text) or (words().lead.fullmatch(text) and not ends(piece)):
            waiting.append(piece)
            continue
        else:
            last = doubtful
        last += [*waiting, piece]
        waiting = []
    last += waiting
    return told, doubtful


def _cells(out: list[list[Sentence]], said: Sequence[Sentence], copied: Sequence[int], request: Request) -> None:
    """Sentences on the tables give way together: the phrase book tells received, handled and results in its order."""
    core = list(say(request.section, (), request))
    claims = [claim for one in core for claim in claims_of(one, request)]
    known = {fact for one in core for fact in one.facts}
    gone = [at for at in copied if set(said[at].facts) <= known and _figures_alone(said[at], claims, request)]
    gone = [at for at in gone if set(said[at].facts) - YEARS]
    left = {fact for at, items in enumerate(out) if at not in gone for one in items for fact in one.facts} - YEARS
    dropped = {fact for at in gone for fact in said[at].facts} - YEARS
    fresh = [one for one in core if set(one.facts) & dropped and not set(one.facts) & left]
    if not gone or not dropped <= {fact for one in fresh for fact in one.facts}:
        return
    for at in gone:
        out[at] = []
    out[gone[0]] = [_closing(said[gone[-1]], one, last=one is fresh[-1]) for one in fresh]


def _figures_alone(item: Sentence, claims: Sequence[str], request: Request | None = None) -> bool:
    """Whether every clause of a sentence shows a figure, is a frame, or claims what is claimed anyway."""
    if asks(item.template) or item.notes:
        return False
    for piece in clauses(item.template):
        text = bare(piece)
        if not text or stated(piece) or words().frame.fullmatch(text):
            continue
        made = claims_of(replace(item, text=text), request) if request is not None else []
        if not made or not set(made) <= set(claims):
            return False
    return True


def _closing(old: Sentence, fresh: Sentence, *, last: bool) -> Sentence:
    if not last or not old.text.endswith("\n") or fresh.text.endswith("\n"):
        return fresh
    return replace(fresh, text=fresh.text + "\n", template=fresh.template + "\n")
