"""Told facts as they are kept in a conversation: cards, put into a turn's content and taken out of it again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any, Literal

from assistant.figures import plain
from assistant.form import Form, section_title
from assistant.listening.moods import moods
from assistant.listening.told import Ask, Heard, Told
from assistant.prose import inexact

State = Literal["open", "recorded", "dropped", "moved"]
_NAMED = 6
"""Facts named in a sentence that says they are recorded already; more of them nobody reads."""
_NUMBERS = ("value", "last")


@dataclass(frozen=True)
class Card:
    """One fact that was told, and what became of it; `said` is why it was not. A moved one stands in a later turn."""

    told: Told
    state: State = "open"
    said: str = ""


def cards_content(facts: Iterable[Told], asks: Iterable[Ask] = (), *, state: State = "open") -> dict[str, Any]:
    """What is kept with a turn that offers facts or asks something."""
    out: dict[str, Any] = {}
    if told := [_kept(Card(fact, state)) for fact in facts]:
        out["told"] = told
    if asked := [asdict(ask) for ask in asks]:
        out["asks"] = asked
    return out


def cards_of(content: Mapping[str, Any]) -> tuple[Card, ...]:
    """The cards kept with a turn, in order."""
    return tuple(_card(item) for item in content.get("told", ()))


def asks_of(content: Mapping[str, Any]) -> tuple[Ask, ...]:
    """What a turn asks."""
    return tuple(Ask(**item) for item in content.get("asks", ()))


def with_cards(content: Mapping[str, Any], changes: Mapping[int, Card]) -> dict[str, Any]:
    """The content with these of its cards changed, by their place; places there are not are passed over."""
    told = list(content.get("told", ()))
    for place, card in changes.items():
        if place < len(told):
            told[place] = _kept(card)
    return {**content, "told": told}


def to_add(content: Mapping[str, Any]) -> str:
    """What is to be added to the text now that its facts are recorded, as a request in words, with their values.

    Empty while a card waits, where none of those it is about was recorded, and where nothing was to be added.
    """
    cards, parts = cards_of(content), [part for part in str(content.get("then", "")).split("；") if part]
    if any(card.state == "open" for card in cards):
        return ""
    about = [card for card in cards if any(part in card.told.text or card.told.text in part for part in parts)]
    added = [_added(card.told) for card in about or cards if card.state == "recorded"]
    return "；".join(dict.fromkeys(added)) if parts else ""


def _added(told: Told) -> str:
    """The fact as it was recorded, as something to add: it may have been changed on its card."""
    return f"加上{told.name}{value_of(told)}" if told.kind == "indicator" else told.text


def _kept(card: Card) -> dict[str, Any]:
    told = asdict(card.told)
    for name in _NUMBERS:
        told[name] = None if told[name] is None else plain(told[name])
    return {**told, "state": card.state, "said": card.said}


def _card(data: Mapping[str, Any]) -> Card:
    known = {item.name for item in fields(Told)}
    told = {name: value for name, value in data.items() if name in known}
    for name in _NUMBERS:
        if told.get(name) is not None:
            told[name] = Decimal(told[name])
    return Card(Told(**told), data.get("state", "open"), data.get("said", ""))


def value_of(told: Told) -> str:
    """The value with its unit as a person says it: 3场, 12万余次; empty for a note."""
    if told.value is None:
        return ""
    return inexact(told.spoken or plain(told.value), told.about) + told.unit


def name_of(told: Told, form: Form) -> str:
    """What a fact is called: the indicator, the cell as the form prints it, or the note's own words."""
    if told.kind == "figure":
        return form.cell_name(told.code) if told.code in form.cells else told.name
    return told.name if told.kind == "indicator" else told.text


def place_of(told: Told, form: Form) -> str:
    """Where it is recorded: the table, or the section whose indicator or note it is."""
    if told.kind == "figure" and told.code in form.cells:
        return form.tables[form.cells[told.code].table].name
    return section_title(told.section) if told.section else ""


def in_a_line(told: Told, form: Form) -> str:
    """The fact in a line: 政务公开培训 3场, or the note's words."""
    return " ".join(filter(None, (name_of(told, form), value_of(told))))


def is_plan(text: str) -> bool:
    """Whether a note speaks of what is still to be done."""
    return bool(moods().plans.search(text))


def heard_in_words(heard: Heard, form: Form) -> str:
    """What is said beside the cards: how many were read, what differs, is recorded or left out, one question."""
    said = []
    if count := len(heard.facts):
        differing = sum(fact.conflict is not None for fact in heard.facts)
        said.append(f"读到{count}项，请核对后记下。")
        if differing:
            said.append(f"其中{differing}项与已记录的不同，请选一个。")
    if heard.known:
        lines = "；".join(in_a_line(fact, form) for fact in heard.known[:_NAMED])
        more = f"等{len(heard.known)}项" if len(heard.known) > _NAMED else ""
        said.append(f"{'另外' if count else ''}这些已经记录过了：{lines}{more}。")
    if heard.withheld:
        said.append(withheld_in_words(heard.withheld))
    if heard.asks:
        said.append(heard.asks[0].question)
    return "".join(said)


def withheld_in_words(kinds: Sequence[str]) -> str:
    """That private details of these kinds were left out."""
    return f"{'、'.join(kinds)}不会记录。"
