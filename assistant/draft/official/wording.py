"""One clause worded: everyday words, order and marks made official, with what the clause says of itself."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.draft.book.register import own_name
from assistant.draft.official.acts import acted
from assistant.draft.official.constructions import constructed
from assistant.draft.official.doubting import doubt, everyday_verb
from assistant.draft.official.lengthening import lengthened
from assistant.draft.official.lexicon import Rule, lexicon
from assistant.draft.official.predicate import complete, question, subject
from assistant.draft.official.punctuation import punctuated
from assistant.draft.official.shielding import Shield
from assistant.draft.official.things import practised
from assistant.draft.official.verb_phrases import phrased, stated

_NEGATIVE = re.compile("未|没有|无(?!障碍|纸|偿|线|人机|缝)|均不|不收(?=[取费]|$|，)")
_PASSES = 4
"""Rewording may lay bare another everyday word; four passes reached rest on every note tried."""
_KEPT = 4096
"""Clauses whose wording is kept: a report's are asked for again by every section, variant and manner."""
_SHORT = 20
"""A note of this many characters is spoken; a longer one with 了 or 都 alone to show for it may be printed text."""
_OWN = re.compile(
    r"(?:我们|咱们?|俺们?)(?:单位|局(?![域面务部])里?|委(?![托派员])里?|厅里?|办(?![法理事公结学案件])里?|这边|这里)?"
)


@dataclass(frozen=True)
class Worded:
    """An official clause and what it says of itself."""

    template: str
    """The clause without a full stop; the placeholders of the note, all of them and no other."""
    planned: bool
    """Whether it speaks of what is still to be done."""
    negative: bool
    """Whether it says that something did not happen or is not there."""
    complete: bool
    """Whether it has a predicate: it may stand alone or behind 我局."""
    subject: str
    """The subject at its head (各科室, 网站), "" where it starts with its verb."""
    ask: str
    """The question to put where it could not be completed, else ""."""
    doubt: str = ""
    """Why the wording should be looked at before it is printed, "" where it may stand."""
    everyday: bool = False
    """Whether its only verb is one of everyday speech: it may stand with its doubt, other words are better."""


@dataclass
class _Said:
    """What the rules that applied say of the clause."""

    planned: bool = False
    negative: bool = False
    spoken: bool = False
    ask: str = ""
    doubt: str = ""


@lru_cache(maxsize=_KEPT)
def official(clause: str, *, organ: str, section: str, known: str = "") -> Worded:
    """The clause in the official register, nothing added and nothing lost; an official clause passes unchanged.

    `known` is what the organ's own texts and indicators say: some short names are written out only where it does.
    """
    shield, said = Shield(), _Said()
    text = shield.names_over(punctuated(shield.figures_over(clause)))
    said.spoken = len(text) <= _SHORT or bool(lexicon().spoken.search(text))
    for _ in range(_PASSES):
        again = _worded(text, organ, known, said)
        said.spoken |= again != text
        if again == text:
            break
        text = again
    text = lengthened(text) if said.spoken else text
    template = shield.off(text)
    if _figures(template) != _figures(clause):
        shield = Shield()  # 3了3: a figure is never changed for the sake of a word
        text = shield.names_over(punctuated(shield.figures_over(clause)))
        template = shield.off(text)
    official_verb = complete(text)
    whole = (official_verb or (said.spoken and everyday_verb(text))) and not said.ask
    return Worded(
        template,
        planned=said.planned or section == "improvements" or bool(lexicon().plan.search(text)),
        negative=said.negative or bool(_NEGATIVE.search(text)),
        complete=whole,
        subject=shield.off(subject(text)) if whole else "",
        ask="" if whole else shield.off(said.ask.replace("<whole>", punctuated(clause)) or question(text)),
        doubt=shield.off(doubt(text, whole=whole, spoken=said.spoken, read=said.doubt)),
        everyday=whole and not official_verb,
    )


def _figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def _worded(text: str, organ: str, known: str, said: _Said) -> str:
    """One pass over the clause: what is loose goes, sayings and acts are put right, then single words."""
    text = stated(text) if "，" in text else text
    parts = [_tidied(part, said) for part in text.split("，")]
    text = "，".join(part for part in parts if part)
    whole = _saying(text, known, said) if "，" in text else None
    if whole is None:
        whole = "，".join(_part(part, known, said) for part in text.split("，"))
    whole = _replaced(whole, known, said)
    return punctuated(_OWN.sub(own_name(organ), whole))


def _part(part: str, known: str, said: _Said) -> str:
    saying = _saying(part, known, said)
    if saying is not None:
        return saying
    speech = said.spoken or bool(lexicon().marker.search(part))
    for build in (constructed, _going_on, phrased) if speech else (_going_on, phrased):
        built, negative = build(part)
        if built != part:
            said.negative |= negative
            return built
    return part


def _going_on(part: str) -> tuple[str, bool]:
    """A practice that is there, or an act with its everyday verb; neither denies anything."""
    practice = practised(part)
    return practice if practice != part else acted(part), False


def _tidied(part: str, said: _Said) -> str:
    def tidied(rule: Rule, part: str) -> str:
        left = rule.pattern.sub(rule.write, part, count=1)
        if left in ("", part):
            return part
        said.planned |= rule.saying.planned
        return left

    return lexicon().tidy.applied(part, tidied)


def _saying(text: str, known: str, said: _Said) -> str | None:
    for _, rule in lexicon().sayings.fitting(text):
        match = rule.pattern.fullmatch(text)
        if match and _applies(rule, known):
            said.planned |= rule.saying.planned
            said.negative |= rule.saying.negative
            said.ask = said.ask or rule.saying.ask
            said.doubt = said.doubt or rule.saying.doubt
            return rule.write(match)
    return None


def _replaced(text: str, known: str, said: _Said) -> str:
    def replaced(rule: Rule, text: str) -> str:
        if _applies(rule, known) and (said.spoken or not rule.saying.weak):
            return rule.pattern.sub(rule.write, text)
        return text

    return lexicon().words.applied(text, replaced)


def _applies(rule: Rule, known: str) -> bool:
    return not rule.saying.known or rule.saying.known in known
