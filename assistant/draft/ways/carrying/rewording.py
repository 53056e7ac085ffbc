"""Carried sentences said differently where a section would be last year's over again (雷同).

Measured as the check on last year's wording measures it: the share of the section's letters, figures apart, in
sentences that are last year's but for a few characters. Figures are told in other words; what is last year's alone
is set apart from this year's figures, where it can be confirmed or struck out; then words of the same meaning.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.paraphrase import otherwise
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.thresholds import LEAST_REWORDED, MOST_OF_LAST_YEAR
from assistant.draft.ways.carrying.afresh import told_afresh
from assistant.prose.likeness import same_wording

_WANTED = re.compile(r"【[^】]*】")
_DIGITS = re.compile(r"[\d.,%×〇零一二两三四五六七八九十百千万亿]+")
_STATEMENT = re.compile(r"[^。；;！？\n]+")


def unlike_last_year(said: Sequence[Sentence], old: str, request: Request) -> list[Sentence]:
    """The sentences, reworded until the section is no copy, or nothing more can be said differently."""
    out, before = list(said), _Before(old, request)
    if request.section == "preamble" or before.share(out) < MOST_OF_LAST_YEAR:
        return out
    out = told_afresh(out, [at for at, item in enumerate(out) if before.copied(item)], request)
    for at in sorted(range(len(out)), key=lambda at: -len(out[at].text)):
        if before.share(out) < MOST_OF_LAST_YEAR:
            break
        if before.copied(out[at]):
            out[at] = _other_words(out[at], request)
    return out


class _Before:
    """Last year's statements, to be compared with; each statement is compared once."""

    def __init__(self, old: str, request: Request) -> None:
        self._organ = request.report.organ
        self._old = [self._masked(text) for text in _STATEMENT.findall(old)]
        self._known: dict[str, bool] = {}

    def copied(self, item: Sentence) -> bool:
        return any(self._is_copy(part) for part in self._parts(item))

    def share(self, said: Sequence[Sentence]) -> float:
        """The share of letters in statements that last year's text holds too."""
        parts = [part for item in said for part in self._parts(item)]
        size = sum(map(len, parts))
        return sum(len(part) for part in parts if self._is_copy(part)) / size if size >= LEAST_REWORDED else 0.0

    def _parts(self, item: Sentence) -> list[str]:
        return [self._masked(text) for text in _STATEMENT.findall(_WANTED.sub("", item.text))]

    def _is_copy(self, part: str) -> bool:
        if part not in self._known:
            size = len(part)
            near = (other for other in self._old if 0.7 * size <= len(other) <= 1.4 * size)
            self._known[part] = any(same_wording(part, other) for other in near)
        return self._known[part]

    def _masked(self, text: str) -> str:
        bare = re.sub(r"\s", "", text)
        return re.sub(r"[^\w]", "", _DIGITS.sub("×", bare.replace(self._organ, "") if self._organ else bare))


def _other_words(item: Sentence, request: Request) -> Sentence:
    fresh = sentence(otherwise(item.template), request.facts, passages=item.passages, remark=item.remark)
    return replace(fresh, notes=item.notes)
