"""Promises and problems: what last year's report promised and admitted, and what of this year has no measure yet."""

import re
from collections.abc import Iterator, Sequence

from assistant.asking.details.completing import without_detail
from assistant.asking.origins.candidate import Candidate, Rank, key
from assistant.asking.origins.known import Known
from assistant.asking.question import Question
from assistant.asking.quoting import deed, opened, quoted
from assistant.asking.thresholds import ALIKE, PROMISES, SHORT, SHORTEST
from assistant.asking.wording import words
from assistant.prose import full_width, split, statements, tidy
from assistant.prose.likeness import affinity
from assistant.report import Report
from assistant.sources.claims.kept_promises import answer
from assistant.topics import named

_PROBLEMS, _IMPROVEMENTS = "problems", "improvements"


def asked_promises(known: Known, last: Report | None) -> Iterator[Candidate]:
    """How it was carried out, of each improvement promised last year."""
    if last is None:
        return
    report = known.report
    said = [*known.notes(_IMPROVEMENTS, *report.form.aspects), *_statements(report.section(_IMPROVEMENTS))]
    for promise, whole in promised(last.section(_IMPROVEMENTS)).items():
        at = answer(whole, said)
        if at is not None:
            said = [*said[:at], *said[at + 1 :]]  # a note answers one promise
        yield Candidate(_question("promise", promise, quoted(promise), _IMPROVEMENTS), Rank.PROMISE, at is not None)


def asked_problems(known: Known, last: Report | None) -> Iterator[Candidate]:
    """Whether it is solved, of each problem of last year that this year's problems don't name anyhow."""
    if last is None:
        return
    said, written = known.notes(_PROBLEMS), bool(known.report.section(_PROBLEMS).strip())
    for problem in admitted(last.section(_PROBLEMS)):
        again = written or any(affinity(problem, one) >= ALIKE for one in said)
        yield Candidate(_question("problem", problem, quoted(problem), _PROBLEMS), Rank.PROMISE, again)


def asked_measures(known: Known) -> Iterator[Candidate]:
    """What will be done about it, of each problem noted this year that no improvement goes with."""
    if known.report.section(_IMPROVEMENTS).strip():
        return
    improvements = known.notes(_IMPROVEMENTS)
    for problem in known.notes(_PROBLEMS):
        met = next((one for one in improvements if _meets(one, problem)), None)
        if met is not None:
            improvements.remove(met)
        bare = without_detail(problem)  # asked once, whatever is added to it
        yield Candidate(_question("measure", bare, quoted(bare), _IMPROVEMENTS), Rank.FORM, met is not None)


def promised(text: str) -> dict[str, str]:
    """What a text of improvements says will be done, each in its first sentence without aims, with all it says of it.

    What it says was done already is none.
    """
    out: dict[str, str] = {}
    for piece in _pieces(text):
        if words().past.search(piece) and not words().future.search(piece):
            continue
        clauses = [deed(opened(clause)) for clause in piece.split("。")[0].split("，")]
        kept = "，".join(clause for clause in clauses if len(clause) >= SHORT and not words().aims.search(clause))
        if len(kept) >= SHORTEST and len(out) < PROMISES:
            out.setdefault(kept, piece)
    return out


def admitted(text: str) -> list[str]:
    """The problems that a text admits, without what it concedes before them: 如…、…等 is each of them."""
    out: list[str] = []
    for piece in _pieces(text):
        if examples := words().examples.search(piece):
            listed = re.split(r"[、，]", piece[examples.end() :])
            out += [one for one in listed if not words().concession.search(one)]
        else:
            clauses = [opened(clause) for clause in piece.split("，")]
            out.append("，".join(clause for clause in clauses if not words().concession.search(clause)))
    bare = (re.sub(r"等(?:问题|方面|情况|不足|现象)?$", "", one) for one in out)
    return [one for one in dict.fromkeys(bare) if len(one) >= SHORTEST][:PROMISES]


def _pieces(text: str) -> Iterator[str]:
    """The items of a text, and what stands between the semicolons of each."""
    for item in split(full_width(text)):
        yield from (tidy(piece) for piece in item.split("；") if tidy(piece))


def _question(kind: str, text: str, quote: str, section: str) -> Question:
    options = words().options.get(kind, ())
    return Question(
        f"{kind}:{key(text)}",
        section,
        words().ask[kind].format(quote=quote),
        "choice" if options else "text",
        {"promise": "promise", "problem": "last-year"}.get(kind, "form"),  # type: ignore[arg-type]
        options,
        quote,
    )


def _meets(improvement: str, problem: str) -> bool:
    """Whether an improvement goes with a problem: by the catalogue, or by what both speak of."""
    measures = {topic for match in named(problem, _PROBLEMS) for topic in match.topic.measures}
    spoken = {match.topic.id for match in named(improvement)}
    return bool(measures & spoken) or affinity(improvement, problem) >= ALIKE


def _statements(text: str) -> Sequence[str]:
    return [text[start:end] for start, end in statements(text)]
