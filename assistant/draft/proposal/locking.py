"""Locked sentences: in every proposal as they stand, at their place, instead of whatever would say the same."""

from assistant.draft.proposal.proposal import Request, Sentence
from assistant.draft.thresholds import SAME_AS_LOCKED
from assistant.prose import sentences
from assistant.prose.likeness import likeness

REMARK = "已锁定，原样保留"


def with_locked(proposed: tuple[Sentence, ...], request: Request) -> tuple[Sentence, ...]:
    """The proposed sentences with the locked ones of the current text among them, in the current order."""
    current = [text.strip() for text in sentences(request.current)]
    wanted = [text.strip() for text in request.locked if text.strip()]
    wanted.sort(key=lambda text: request.current.find(text) if text in request.current else len(request.current))
    free = [item for item in proposed if not any(_says_the_same(item.text.strip(), text) for text in wanted)]
    out = list(free)
    for count, text in enumerate(wanted):
        share = current.index(text) / len(current) if text in current else 1.0
        at = min(len(out), max(_after_previous(out, wanted[:count]), round(share * (len(free) + len(wanted)))))
        out.insert(at, Sentence(text, text, remark=REMARK))
    return tuple(out)


def _after_previous(out: list[Sentence], before: list[str]) -> int:
    places = [at for at, item in enumerate(out) if item.text in before]
    return max(places) + 1 if places else 0


def _says_the_same(first: str, second: str) -> bool:
    return first == second or first in second or likeness(first, second) >= SAME_AS_LOCKED
