"""Recording: what the person said, offered as facts. An agent offers nothing that the person did not type."""

from decimal import Decimal

from assistant.draft.model.agent.arguments import Recording
from assistant.draft.model.agent.turn_state import State
from assistant.draft.model.strays import without_numbers
from assistant.draft.thresholds import PERSONS_OWN
from assistant.errors import UsageError
from assistant.listening.told import Told
from assistant.prose import numbers
from assistant.prose.likeness import pairs

_NOTHING = "没有读出可以记录的事实。请换成经办人的原话，或者向经办人问清楚。"


def record(given: Recording, state: State) -> str:
    """Offer the facts of the person's words to be recorded; UsageError if they are not the person's."""
    said = _values(state.typed)
    for number in numbers(given.words, loose=True):
        if number.value not in said:
            raise UsageError(f"“{number.text}”不是经办人说的数，不能登记。请引用经办人的原话。")
    _is_the_persons(given.words, state, numbered=bool(numbers(given.words, loose=True)))
    section = state.named(given.section) if given.section or state.here else ""
    heard = state.tools.hear(given.words, state.whole.report, state.whole.last, section=section)
    facts = [fact for fact in heard.facts if _stands(fact, said) and fact not in state.told]
    state.told += facts
    state.asks += [ask for ask in heard.asks if ask not in state.asks]
    lines = [f"- {without_numbers(fact.name or fact.text)}：{_outcome(fact)}" for fact in facts]
    lines += [f"- 没有读明白“{without_numbers(ask.words)}”，请问经办人：{ask.question}" for ask in heard.asks]
    return "\n".join(lines) or _NOTHING


def _outcome(fact: Told) -> str:
    if fact.conflict is not None:
        return "与已经记录的不同，已请经办人选择，在选择之前不要写这个数"
    return "已提出，等经办人点“记下”"


def _values(text: str) -> set[Decimal]:
    return {number.value for number in numbers(text, loose=True)}


def _stands(fact: Told, said: set[Decimal]) -> bool:
    """Whether a fact's value was typed. Zero is what is said in words: 没有收到."""
    return fact.value is None or fact.value == 0 or fact.value in said


def _is_the_persons(words: str, state: State, *, numbered: bool) -> None:
    """UsageError unless the words are the person's; the name of what a number counts may stand in the question."""
    wanted = pairs(words)
    spoken = pairs(state.typed) | (pairs(state.heard_of) if numbered else frozenset())
    if wanted and len(wanted & spoken) < PERSONS_OWN * len(wanted):
        raise UsageError(f"“{words[:30]}”不是经办人说的话，不能登记。请引用经办人的原话，或者先问经办人。")
