"""Questions from the law and the form, and those that open a section of which nothing is known."""

from collections.abc import Iterator

from assistant.asking.origins.candidate import Candidate, Rank
from assistant.asking.origins.known import Known
from assistant.asking.question import Question
from assistant.asking.wording import words
from assistant.report import Report
from assistant.topics import Topic, catalogue

_FEE = "信息处理费"


def asked_required(known: Known) -> Iterator[Candidate]:
    """What every organ, or every government, must state."""
    wanted = {"all", "government"} if known.report.is_government else {"all"}
    for topic in catalogue().values():
        if topic.required in wanted and topic.ask:
            uncharged = _FEE in topic.id and nobody_asked(known.report)
            basis = words().basis[topic.required]
            within = (*topic.sections, "overview", "other") if topic.required == "government" else ()
            known_already = uncharged or known.topic(topic.id, within)  # 考核 of schools is no 考核 of this work
            yield Candidate(about(topic, topic.section, basis), Rank.FORM, known_already)
    if not known.report.section("problems").strip():
        quote = words().basis["problems"]
        text = words().openers["problems"]
        question = Question("section:problems", "problems", text, "text", "form", quote=quote)
        yield Candidate(question, Rank.FORM, known.anything("problems"))


def openers(known: Known, sections: frozenset[str]) -> Iterator[Candidate]:
    """One open question for each section that nothing else is asked about and of which nothing is known."""
    idle = {"overview.on_request"} if nobody_asked(known.report) else set()
    for section, text in words().openers.items():
        if section not in idle and section not in sections and section in known.report.form.narrative:
            question = Question(f"section:{section}", section, text, "text", "form")
            yield Candidate(question, Rank.FORM, known.anything(section))


def about(topic: Topic, section: str, quote: str, *, peers: bool = False) -> Question:
    """The question of a topic, with the number that answers it where it is counted."""
    counted = topic.counted[0] if topic.kind == "count" and topic.counted else None
    defaults = {"yes-no": "yes_no", "count": "count", "text": "text"}[topic.kind]
    quick = () if topic.kind == "text" and not peers else words().options[defaults]
    return Question(
        f"topic:{topic.id}",
        section,
        topic.ask,
        topic.kind,
        "peers" if peers else "form",
        topic.options or quick,
        quote,
        topic.id,
        counted.name if counted else "",
        counted.units[0] if counted else "",
    )


def nobody_asked(report: Report) -> bool:
    """Without any application no fee can have been charged: the form's tables say so."""
    values = report.figures.values
    return values.get("T3.received.total") == 0 and values.get("T3.carried_in.total") == 0
