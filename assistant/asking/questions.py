"""The questions still to be asked of a report, in the order a colleague would ask them."""

from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.asking.details.completing import kind_of
from assistant.asking.origins.candidate import Candidate, Rank
from assistant.asking.origins.details import asked_details, section_of
from assistant.asking.origins.form import asked_required, openers
from assistant.asking.origins.known import Known
from assistant.asking.origins.last_year import asked_numbers, asked_practices
from assistant.asking.origins.peers import asked_of_peers
from assistant.asking.origins.promises import asked_measures, asked_problems, asked_promises
from assistant.asking.origins.tables import asked_of_tables
from assistant.asking.question import Question
from assistant.asking.thresholds import A_REPORT, A_SECTION, DETAILS, DETAILS_IN_ALL, NUMBERS, PEERS, PRACTICES, UNNAMED
from assistant.report import Report

_MOST = {Rank.NUMBER: NUMBERS, Rank.PRACTICE: PRACTICES, Rank.UNNAMED: UNNAMED, Rank.PEER: PEERS}
_FIRST_KEPT = (Rank.FORM, Rank.TABLE, Rank.PROMISE, Rank.NUMBER, Rank.PRACTICE, Rank.PEER, Rank.UNNAMED)
"""What is kept first where a section has too many: the law, this year's tables, then what was promised in public."""

_NAMING = frozenset({"title", "name"})
"""What a report is first asked for: a title takes a word to answer, and a draft without it says least."""


def questions(
    report: Report,
    last: Report | None = None,
    peers: Sequence[Report] = (),
    *,
    section: str = "",
) -> list[Question]:
    """What is still to be asked, of one section or of the whole report; what was answered or recorded is not.

    `peers` are recent reports of organs of the same kind and level, from the archive.
    """
    return [one for one in chosen(report, last, peers, section=section) if one.id not in report.answers]


def chosen(
    report: Report, last: Report | None = None, peers: Sequence[Report] = (), *, section: str = ""
) -> list[Question]:
    """The questions a report is asked, answered ones among them: an answer makes no room for another question.

    Of the details of its notes only those still to be answered.
    """
    gathered = _gathered(report, last, peers)
    told = [one for one in _once(gathered) if not one.known or one.question.id in report.answers]
    sections = [section] if section else list(report.form.narrative)
    kept = [one for name in sections for one in _of_section([one for one in told if one.question.section == name])]
    if not section:
        kept = _shortened(kept, A_REPORT)
    return [*(one.question for one in kept), *_details(Known(report), gathered, sections)]


def _details(known: Known, gathered: Sequence[Candidate], sections: Sequence[str]) -> list[Question]:
    """What the notes lack, after all else, the barest section first; answered ones take the room of others.

    A note changes with the answer that completes it, so that what was asked is counted by the answers.
    """
    answered = [section_of(one) for one in known.report.answers if section_of(one)]
    open_topics = {
        one.question.topic for one in gathered if not one.known and one.question.id not in known.report.answers
    }
    found: dict[str, list[Question]] = {}
    for one in asked_details(known, sections):
        own = found.setdefault(one.question.section, [])
        fresh = one.question.id not in known.report.answers and one.question.id not in {other.id for other in own}
        room = len(own) + answered.count(one.question.section) < DETAILS
        if fresh and room and (not one.question.topic or one.question.topic not in open_topics):
            own.append(one.question)
    barest = sorted((section for section in sections if found.get(section)), key=lambda name: len(known.told(name)))
    most = DETAILS_IN_ALL - len(answered) if len(sections) > 1 else DETAILS
    turns = [
        (0 if kind_of(one) in _NAMING else turn + answered.count(section), section, one)
        for section in barest
        for turn, one in enumerate(found[section])
    ]
    chosen = [one for _, _, one in sorted(turns, key=lambda item: (item[0], barest.index(item[1])))][:most]
    return sorted(chosen, key=lambda one: barest.index(one.section))


def _gathered(report: Report, last: Report | None, peers: Sequence[Report]) -> list[Candidate]:
    known = Known(report)
    found = list(
        chain(
            asked_required(known),
            asked_measures(known),
            asked_numbers(known, last),
            asked_practices(known, last),
            asked_problems(known, last),
            asked_promises(known, last),
            asked_of_tables(known, last),
            asked_of_peers(known, peers),
        )
    )
    return [*found, *openers(known, frozenset(one.question.section for one in found))]


def _once(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Each thing from one source: the law's question wins, then last year's; numbers of one topic stand together."""
    ids: set[str] = set()
    topics: dict[str, Rank] = {}
    for one in sorted(found, key=lambda one: one.rank):
        topic = one.question.topic
        taken = topic and topics.get(topic, one.rank) < one.rank
        if one.question.id not in ids and not taken:
            ids.add(one.question.id)
            if topic:
                topics.setdefault(topic, one.rank)
            yield one


def _of_section(found: Sequence[Candidate]) -> list[Candidate]:
    few = [one for rank in Rank for one in [one for one in found if one.rank == rank][: _MOST.get(rank, A_SECTION)]]
    return _shortened(few, A_SECTION)


def _shortened(found: Sequence[Candidate], most: int) -> list[Candidate]:
    """The candidates in their order, the least weighty dropped where there are too many."""
    weighty = sorted(range(len(found)), key=lambda at: _FIRST_KEPT.index(found[at].rank))
    return [found[at] for at in sorted(weighty[:most])]
