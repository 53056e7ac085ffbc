"""Promises and problems: what last year's report promised and admitted, and what of this year has no measure yet."""

from collections.abc import Iterator, Sequence

from assistant.asking.candidate import Candidate, Rank, key
from assistant.asking.known import Known
from assistant.asking.question import Question
from assistant.asking.quoting import deed, opened, quoted
from assistant.asking.thresholds import ALIKE, PROMISES
from assistant.asking.wording import words
from assistant.prose import split, statements
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
    for promise in split(last.section(_IMPROVEMENTS))[:PROMISES]:
        at = answer(promise, said)
        if at is not None:
            said = [*said[:at], *said[at + 1 :]]  # a note answers one promise
        if quote := quoted(deed(opened(promise))):
            yield Candidate(_question("promise", promise, quote, _IMPROVEMENTS), Rank.PROMISE, at is not None)


def asked_problems(known: Known, last: Report | None) -> Iterator[Candidate]:
    """Whether it is solved, of each problem of last year; one that is written of again this year is not."""
    if last is None:
        return
    said = [*known.notes(_PROBLEMS), *_statements(known.report.section(_PROBLEMS))]
    for problem in split(last.section(_PROBLEMS))[:PROMISES]:
        again = any(affinity(problem, one) >= ALIKE for one in said)
        if quote := quoted(opened(problem)):
            yield Candidate(_question("problem", problem, quote, _PROBLEMS), Rank.PROMISE, again)


def asked_measures(known: Known) -> Iterator[Candidate]:
    """What will be done about it, of each problem noted this year that no improvement goes with."""
    if known.report.section(_IMPROVEMENTS).strip():
        return
    improvements = known.notes(_IMPROVEMENTS)
    for problem in known.notes(_PROBLEMS):
        met = next((one for one in improvements if _meets(one, problem)), None)
        if met is not None:
            improvements.remove(met)
        yield Candidate(_question("measure", problem, quoted(problem), _IMPROVEMENTS), Rank.FORM, met is not None)


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
