"""An utterance: what is said of one matter, before it is put into a sentence."""

import itertools
from dataclasses import dataclass

from assistant.draft.book.indicator_clauses import starts_with_verb

_A_SUBJECT = 4
"""Characters that two clauses begin with in common from which they are a subject, said once for both."""


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
    purpose: str = ""

    def text(self, head: int = 0) -> str:
        """The utterance begun in one of its ways; what a clause has in common with the one before is said once."""
        clauses = [*self.heads[head].split("，"), *self.rest, *([self.purpose] if self.purpose else [])]
        return "，".join([clauses[0], *(_gone_on(last, one) for last, one in itertools.pairwise(clauses))])

    @property
    def texts(self) -> list[str]:
        """The utterance in every way."""
        return [self.text(at) for at in range(len(self.heads))]


def _gone_on(last: str, clause: str) -> str:
    """A clause less the subject it shares with the one before: 公众号发布信息9篇，公众号关注用户8人 → 关注用户8人."""
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(last, clause, strict=False))
    common = "".join(one for one, _ in same)
    whole = len(common) >= _A_SUBJECT and "{" not in common and common.count("“") == common.count("”")
    return clause[len(common) :] if whole and len(clause) > len(common) + 1 and not starts_with_verb(clause) else clause
