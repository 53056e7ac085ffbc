"""Carried sentences said differently where a section would be last year's over again (雷同).

Measured as the check on last year's wording measures it: the share of the section's letters, figures apart, in
sentences that are last year's but for a few characters.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.paraphrase import otherwise
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.thresholds import MOST_OF_LAST_YEAR
from assistant.draft.ways.contact import is_contact
from assistant.prose.likeness import same_wording

_WANTED = re.compile(r"【[^】]*】")
_DIGITS = re.compile(r"[\d.,%×〇零一二两三四五六七八九十百千万亿]+")
_STATEMENT = re.compile(r"[^。；;！？\n]+")


def unlike_last_year(said: Sequence[Sentence], old: str, request: Request) -> list[Sentence]:
    """The sentences, the longest copied ones reworded until the section is no copy, or nothing more can be said
    differently; a preamble is alike every year."""
    out = list(said)
    if request.section == "preamble":
        return out
    before = [_masked(text, request) for text in _STATEMENT.findall(old)]
    order = sorted(range(len(out)), key=lambda at: -len(out[at].text))
    for at in order:
        if _share(out, before, request) < MOST_OF_LAST_YEAR:
            break
        if "locked" not in out[at].remark and not is_contact(out[at].text):
            out[at] = _reworded(out[at], before, request)
    return out


def _share(said: Sequence[Sentence], before: Sequence[str], request: Request) -> float:
    """The share of letters in statements that last year's text holds too."""
    parts = [_masked(text, request) for item in said for text in _STATEMENT.findall(item.text)]
    size = sum(map(len, parts))
    return sum(len(part) for part in parts if _copied(part, before)) / size if size else 0.0


def _copied(part: str, before: Sequence[str]) -> bool:
    return any(same_wording(part, other) for other in before)


def _masked(text: str, request: Request) -> str:
    organ = request.report.organ
    bare = _WANTED.sub("", re.sub(r"\s", "", text))
    return re.sub(r"[^\w]", "", _DIGITS.sub("×", bare.replace(organ, "") if organ else bare))


def _reworded(item: Sentence, before: Sequence[str], request: Request) -> Sentence:
    fresh = sentence(otherwise(item.template), request.facts, passages=item.passages, remark=item.remark)
    return replace(fresh, notes=item.notes)
