"""Claims: what a sentence says of all, of none, or of only some; and the cells that would make it false.

The wordings are data in claims.yaml. A claim is made by a sentence where one of its patterns is found and nothing in
the clause makes it say something else; it is denied where a cell that it says is 0 is more, where two that it says
are equal differ, or where what it calls the only kind is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.facts import Facts
from assistant.figures import plain
from assistant.prose import statements
from assistant.sources.claims.grammar import NONE, Claim, claims_of, fact_of, value_of
from assistant.sources.naming import subjects
from assistant.sources.naming.scope import narrower
from assistant.sources.setting.setting import Setting, speaks_of_last_year
from assistant.sources.setting.stated import Stated, stated


@dataclass(frozen=True)
class Denial:
    """A claim of a text that the facts deny: its words and place, what it says, and the facts against it."""

    claim: str
    said: str
    say: str
    span: tuple[int, int]
    facts: tuple[str, ...]

    def values(self, facts: Facts) -> dict[str, str]:
        """The facts against it and their values, by id."""
        return {name: str(facts[name].value) for name in (fact_of(each, facts) for each in self.facts)}

    def shown(self, facts: Facts) -> str:
        """The facts against it, each by its own name with its own value."""
        known = [facts[fact_of(name, facts)] for name in self.facts]
        return "，".join(f"{fact.label}为 {plain(fact.value)}" for fact in known)


def denied(text: str, section: str, facts: Facts, *, year: int | None, existence: bool = False) -> Iterator[Denial]:
    """Every claim of a section's text that the facts deny, in the places of the text as given.

    With `existence` also claims that something was (收到申请5件 where there is none): whoever checks numbers has
    told those already, whoever writes must not carry them over.
    """
    said = stated(text, year)
    told: set[tuple[int, tuple[str, ...]]] = set()
    for start, claim, match in made(said, section, year, facts):
        if claim.some and not existence:
            continue
        names = claim.against(facts, match[0], _excepted(said, start, match))
        if names and (start, names) not in told:  # 全部办结，无结转 says one thing twice
            told.add((start, names))
            span = said.reading.span(start + match.start(), start + match.end())
            yield Denial(claim.id, match[0], claim.say, span, names)


def unproven(text: str, section: str, facts: Facts, *, year: int | None) -> Iterator[Claim]:
    """The claims of a text whose cells are blank yet: they can be called neither true nor false."""
    for _, claim, match in made(stated(text, year), section, year, facts):
        if not claim.some and any(value_of(name, facts) is None for name in claim.operands(match[0])):
            yield claim


def made(said: Stated, section: str, year: int | None, facts: Facts) -> Iterator[tuple[int, Claim, re.Match[str]]]:
    """The claims a text makes about the organ's year, each with where its statement begins."""
    on_request = section == "overview.on_request"
    for start, end in statements(said.text):
        sentence = said.text[start:end]
        for claim in claims_of(facts.form):
            match = claim.find(sentence, on_request=on_request)
            if match is None or speaks_of_last_year(sentence[: match.start()], year):
                continue
            if narrower(sentence[: match.end()], facts.organ):
                continue
            if claim.equal and _is_of_part(said, start, match, claim, facts, on_request=on_request):
                continue
            if not claim.of_all or _is_of_all(said, start, sentence, match, on_request=on_request):
                yield start, claim, match


_ALL_WORD = re.compile(r"均|件件|全数|全部|全都|都|皆|悉数|一律|仅|只|无")


def _is_of_part(
    said: Stated, start: int, match: re.Match[str], claim: Claim, facts: Facts, *, on_request: bool
) -> bool:
    """Whether a number that is not the whole stands right before 均: 复议后起诉7件（均获维持） is said of the seven."""
    whole = value_of(claim.equal[1], facts)
    at = start + match.start()
    word = None
    for word in _ALL_WORD.finditer(match[0]):  # noqa: B007 - the last one carries the outcome
        pass
    at += word.start() if word else 0
    before = [one for one in said.settings if start <= one.number.start and one.number.end <= at]
    if not before or whole is None:
        return False
    last = before[-1]
    between = said.text[last.number.end : at]
    if re.fullmatch(r"\s*（\s*", between):
        return last.number.value != whole
    if re.fullmatch(r"\s*", between):  # 其余5件均予以公开 speaks of the five
        return not _names_whole(last, on_request=on_request) and last.number.value != whole
    if claim.of_all or not re.fullmatch(r"\s*，?\s*", between):
        return False
    subject = _subject(last, on_request=on_request)
    return subject is not None and claim.equal[1] not in subject.facts


_WHOLES = frozenset({"newly_received", "received", "to_handle", "handled", "answered", "due"})
"""Subjects of all the applications of a year."""


def _is_of_all(said: Stated, start: int, sentence: str, match: re.Match[str], *, on_request: bool) -> bool:
    """Whether 均 speaks of all applications: not of 年底前到期的2件, nor of those by one channel or from one kind."""
    at = start + match.start()
    word = _ALL_WORD.search(match[0])
    at += word.start() if word else 0
    before = [one for one in said.settings if start <= one.number.start and one.number.end <= at]
    before = [one for one in before if not one.number.percent and not one.change and one.sentence == sentence]
    if _EXCEPT.search(sentence[: match.end()]):
        return True
    if not before:
        return True
    last = before[-1]
    beside = not re.search(r"[，,]", said.text[last.number.end : at])
    wholes = [one for one in before if _names_whole(one, on_request=on_request)]
    return last in wholes if beside else bool(wholes)


_EXCEPT = re.compile(r"除(?P<what>[^。；]*?)(?:之外|以外|外)")


def _excepted(said: Stated, start: int, match: re.Match[str]) -> Decimal:
    """How many are excepted: 除2件属于内部事务信息外，其余均予以公开."""
    found = _EXCEPT.search(match.string[: match.end()])
    if found is None:
        return NONE
    inside = (start + found.start("what"), start + found.end("what"))
    return sum((one.number.value for one in said.settings if inside[0] <= one.number.start < inside[1]), NONE)


def _subject(setting: Setting, *, on_request: bool) -> subjects.Subject | None:
    elided = setting.before + subjects.HERE + setting.after
    return subjects.named(
        elided, setting.sentence, setting.number.unit, on_request=on_request, lead=setting.opening + setting.lead
    )


def _names_whole(setting: Setting, *, on_request: bool) -> bool:
    subject = _subject(setting, on_request=on_request)
    return subject is not None and subject.id in _WHOLES
