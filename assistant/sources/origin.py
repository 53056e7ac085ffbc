"""Origin: the one fact a number of a text states, with the style in which that fact reads as it is written there.

For whoever puts a placeholder where a number stood: last year's wording carried into this year, a clerk's own
sentence, a model's stray digit. Where the words beside a number name no fact, an equal value alone is a coincidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.facts import Fact, Facts
from assistant.prose import Number, numbers
from assistant.sources.binding import bind
from assistant.sources.naming.verdicts import Bound


@dataclass(frozen=True)
class Origin:
    """A number and its fact; `fact` is empty where none is known. `style` is for `facts.render`.

    `span` is what the fact's own digits are written in place of: of 3.5万元 without the 万 where the fact is in 万元,
    of 八百余篇 with the 余; where there is no fact, all of the number but its unit.
    """

    number: Number
    fact: str
    style: str
    span: tuple[int, int]

    @property
    def placeholder(self) -> str:
        """What stands in a template for the number."""
        return f"{{{{{self.fact}{'|' + self.style if self.style else ''}}}}}"


def origins(text: str, section: str, facts: Facts, *, year: int | None, named: bool = True) -> Iterator[Origin]:
    """Every number of the text with its origin, in order; with `named`, only what the words beside it name."""
    judged = {one.number.start: one for one in bind(text, section, facts, year=year)}
    for number in numbers(text, loose=True):
        one = judged.get(number.start, Bound(number, "unbound"))
        known = [name for name in one.facts if name in facts]
        sure = one.status in {"bound", "derived"} and known and (one.named or not named)
        fact = known[0] if sure and (one.status == "bound" or len(known) == 1) else ""
        yield placed(number, facts[fact]) if fact else Origin(number, "", "", (number.start, number.unit_at))


def placed(number: Number, fact: Fact) -> Origin:
    """The origin of a number that states the fact, in the style it is written in."""
    # 86万余次 carried into a year with an exact figure is no longer 余: the about-words go with the digits.
    start, end = (number.start, number.unit_at) if number.approx else number.digits
    if number.scale and fact.unit.startswith(number.scale):
        return Origin(number, fact.id, "", (start, end - len(number.scale)))
    return Origin(number, fact.id, _style(number, fact), (start, end))


def _style(number: Number, fact: Fact) -> str:
    """How a fact must be rendered to look like the number: in 万, or a rounded percentage to as many places."""
    if not number.percent:
        return number.style
    places = -int(number.step.as_tuple().exponent)
    return "" if fact.value == number.value else str(places)
