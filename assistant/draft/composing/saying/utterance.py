"""An utterance: what is said of one matter, before it is put into a sentence."""

import itertools
import re
from dataclasses import dataclass

from assistant.draft.book.indicator_clauses import starts_with_verb

_A_SUBJECT = 3
"""Characters of a subject that need not be said again, and that a clause has left at least without it."""
_AT = re.compile("[一-鿿]{2,3}[前时后](?=[一-鿿]{3})")
"""When it is done; of two clauses in a row the first says it for both: 发布前开展校对，发布前核对链接."""
_GOES_ON = ("的", "、", "和", "与", "及", "“", "”", "{")
"""Behind these the subject is not over."""


@dataclass(frozen=True)
class Utterance:
    """What is said of one matter, without subject and full stop: `heads` are ways to begin, `rest` what follows."""

    heads: tuple[str, ...]
    rest: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    remark: str = ""
    subject: bool = False
    """Whether it names its own doer."""
    negative: bool = False
    planned: bool = False
    topic: str = ""
    family: str = ""
    acts: bool = False
    """Whether its head is a topic's own wording, which begins with a verb."""
    confirmed: bool = False
    """Whether all of it was only confirmed or counted, so that every word of it is its topic's own."""
    purpose: str = ""
    pairing: str = ""
    """The shortcoming that a measure is about, as it is said before it: 针对解读形式单一的问题."""
    title: str = ""
    """What a measure is to better, a sentence of its own before it: 规范依申请公开办理。"""

    def text(self, head: int = 0) -> str:
        """The utterance begun in one of its ways; what a clause has in common with the one before is said once."""
        clauses = [*self.heads[head].split("，"), *self.rest, *([self.purpose] if self.purpose else [])]
        said = [clauses[0], *(_gone_on(last, one) for last, one in itertools.pairwise(clauses))]
        titled = f"{self.title}。" if self.title else ""
        return titled + "，".join([*([self.pairing] if self.pairing else []), *said])

    @property
    def texts(self) -> list[str]:
        """The utterance in every way."""
        return [self.text(at) for at in range(len(self.heads))]


def _gone_on(last: str, clause: str) -> str:
    """A clause less the subject that the one before has named: 通过公众号发布9篇，公众号关注用户8人 → 关注用户8人."""
    at = _AT.match(clause)
    if at and last.startswith(at[0]):
        return clause.removeprefix(at[0])
    if starts_with_verb(clause):
        return clause
    for size in range(len(clause) - _A_SUBJECT, _A_SUBJECT - 1, -1):
        subject, rest = clause[:size], clause[size:]
        whole = "{" not in subject and subject.count("“") == subject.count("”")
        if whole and subject in last and not rest.startswith(_GOES_ON):
            return rest
    return clause
