"""Columns: heads above and numbers below → where each of the form's columns runs, or nothing where that is in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.past.lines.characters import key
from assistant.past.readers.scans.bare.page_ink import PageInk, Span, runs
from assistant.past.readers.scans.bare.rows import middle, share
from assistant.past.readers.scans.recognition import Written
from assistant.past.readers.scans.thresholds import APART, HEAD_LIKE, HEADS_READ, OTHER_HEAD, PADDED
from assistant.prose.likeness import in_order


@dataclass(frozen=True)
class Head:
    """Words above a column: from where to where they go across and down, and what they say."""

    span: Span
    top: float
    bottom: float
    text: str


def heads_of(words: Sequence[Written], heads: Sequence[str], page: PageInk) -> list[Head]:
    """The words that are the heads' or pieces of them, those above each other together, from left to right.

    A line of several heads was found as one word where little room is between them.
    """
    wanted = [key(head) for head in heads]
    own = [word for word in words if _is_piece(word, wanted)]
    own += [word for word in page.parted([word for word in words if word not in own]) if _is_piece(word, wanted)]
    inner = [page.reach(word) for word in own]
    out = []
    for left, right in _as_many(runs(inner, 0), len(heads)):
        pieces = [word for word, span in zip(own, inner, strict=True) if left <= span[0] and span[1] <= right]
        top, bottom = min(word.box[1] for word in pieces), max(word.box[3] for word in pieces)
        out.append(Head((left, right), top, bottom, _text(pieces)))
    return out


def _is_piece(word: Written, heads: Sequence[str]) -> bool:
    return any(share(key(word.text), head) for head in heads)


def _as_many(spans: list[Span], count: int) -> list[Span]:
    """Spans put together until there are so many, where those gaps are clearly smaller than the rest: 总　计."""
    if count == 1 and spans:
        return [(spans[0][0], spans[-1][1])]
    if count >= len(spans):
        return spans
    gaps = sorted(right[0] - left[1] for left, right in pairwise(spans))
    kept, closed = gaps[-(count - 1)], gaps[-count]
    return runs(spans, closed + 1) if closed <= APART * kept else spans


def _text(words: Sequence[Written]) -> str:
    lines: list[list[Written]] = []
    for word in sorted(words, key=lambda one: middle(one.box)):
        if lines and middle(word.box) < median(one.box[3] for one in lines[-1]) - PADDED * (word.box[3] - word.box[1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return "".join(word.text for line in lines for word in sorted(line, key=lambda one: one.box[0]))


def placed(found: Sequence[Head], numbers: Sequence[Span], heads: Sequence[str]) -> list[Span] | None:
    """From where to where each column goes, told by its head and its numbers together; None where that is in doubt.

    Columns whose numbers were changed for each other break no sum: here no head may say another thing than the form's.
    """
    count = len(heads)
    above = [head.span for head in found]
    of_head: list[int] | None = list(range(count))
    of_number: list[int] | None = list(range(count))
    if len(found) == count:
        if len(numbers) != count or not _in_step(above, numbers):
            of_number = _under(numbers, above)
    elif len(numbers) == count:
        of_head = _under(above, numbers)
    else:
        return None
    if of_number is None or of_head is None or not _say(found, of_head, heads):
        return None
    out: list[Span] = []
    for column in range(count):
        own = [span for span, at in zip((*above, *numbers), (*of_head, *of_number), strict=True) if at == column]
        out.append((min(left for left, _ in own), max(right for _, right in own)))
    return out if all(left[1] < right[0] for left, right in pairwise(out)) else None


def _in_step(above: Sequence[Span], numbers: Sequence[Span]) -> bool:
    """Whether numbers stand nearer to the head of their turn than to any other."""
    centres = [sum(span) / 2 for span in above]
    for at, span in enumerate(numbers):
        far = [abs(sum(span) / 2 - centre) for centre in centres]
        if min(far) < far[at]:
            return False
    return True


def _under(spans: Sequence[Span], columns: Sequence[Span]) -> list[int] | None:
    """The one column each span lies above or below; None where one has none or two, or two have the same."""
    out = []
    for left, right in spans:
        own = [at for at, (x0, x1) in enumerate(columns) if min(right, x1) > max(left, x0)]
        if len(own) != 1:
            return None
        out.append(own[0])
    return out if len(set(out)) == len(out) else None


def _say(found: Sequence[Head], of_head: Sequence[int], heads: Sequence[str]) -> bool:
    """Whether the words above the columns are the form's heads, in its order."""
    wanted = [key(head) for head in heads]
    like = 0
    for head, at in zip(found, of_head, strict=True):
        own = in_order(key(head.text), wanted[at])
        if any(in_order(key(head.text), other) > max(own, OTHER_HEAD) for other in wanted):
            return False
        like += own >= HEAD_LIKE
    return like >= HEADS_READ * len(heads)
