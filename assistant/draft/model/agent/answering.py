"""An agent's free answers, made safe: no number that is neither a fact's nor the person's, no claim nobody recorded."""

import re

from assistant.draft.book.contradiction import denied_anywhere, denied_by
from assistant.draft.model.guarding import speaks_to_a_machine, without_boasts
from assistant.draft.model.strays import without_strays
from assistant.draft.proposal.proposal import Request
from assistant.facts import render
from assistant.prose import sentences

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_LISTED = re.compile(r"^\s*(?:[-*•]\s+|#+\s*|\d{1,2}\s*[.、．)）]\s*(?!\d))")
STRUCK = "（回答中没有依据的说法已去掉。）"


def said_safely(
    text: str, request: Request, typed: str, read: dict[str, tuple[str, bool]] | None = None
) -> tuple[str, bool]:
    """What of an answer a person may read, and whether something had to go.

    `read` keeps the sentences read before: an answer that grows is told many times over.
    """
    read = {} if read is None else read
    kept: list[str] = []
    struck = False
    for line in _THOUGHT.sub("", text).splitlines():
        for item in sentences(_LISTED.sub("", line).replace("**", "")):
            if item not in read:
                read[item] = _safe(item, request, typed)
            safe, went = read[item]
            kept.append(safe)
            struck |= went
        kept.append("\n")
    return re.sub(r"\n{2,}", "\n", "".join(kept)).strip(), struck


def _safe(item: str, request: Request, typed: str) -> tuple[str, bool]:
    """One sentence of an answer; questions may name what nobody recorded."""
    if not item.strip():
        return "", False
    if speaks_to_a_machine(item, orders=False):
        return "", True
    template, remark = without_strays(item, request, typed)
    shown = render(template, request.facts).text
    if item.rstrip().endswith(("？", "?")):
        return shown, bool(remark)
    if denied_by(shown, request) is not None or denied_anywhere(shown, request):
        return "", True
    bare, boasted = without_boasts(template, request)
    return render(bare, request.facts).text if bare else "", bool(remark or boasted or not bare)
