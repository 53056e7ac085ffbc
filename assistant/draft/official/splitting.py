"""A note taken apart: one piece of work a clause, what counts or results from it staying with it."""

import re
from collections.abc import Callable

from assistant.draft.official.lexicon import lexicon
from assistant.draft.official.punctuation import punctuated
from assistant.draft.official.shielding import Shield
from assistant.draft.official.wording import official
from assistant.prose.sentences import sentences

_STATEMENTS = re.compile("[；;。！!？?\n]+")


def clauses(template: str) -> list[str]:
    """A note's propositions in their order, one piece of work each; placeholders, titles and quotations stay whole."""
    return _taken_apart(template, _works)


def statements(template: str) -> list[str]:
    """A note's statements as the clerk set them apart, the commas within them left as they are."""
    return _taken_apart(template, lambda text: [text])


def _taken_apart(template: str, cut: Callable[[str], list[str]]) -> list[str]:
    shield = Shield()
    text = shield.names_over(shield.figures_over(template))
    pieces = [piece for sentence in sentences(text) for piece in _STATEMENTS.split(sentence)]
    found = [clause for piece in pieces if (words := punctuated(piece)) for clause in cut(words)]
    return [shield.off(clause) for clause in found]


def _works(text: str) -> list[str]:
    """A statement cut at the commas behind which another piece of work begins."""
    parts = text.split("，")
    found = [parts[0]]
    for part in parts[1:]:
        if _begins(part, found[-1]) and _stands(part):
            found.append(part)
        else:
            found[-1] += f"，{part}"
    return found


def _begins(part: str, before: str) -> bool:
    """Whether a part is work of its own: it opens as such, or it and what stands before it each did something."""
    words = lexicon()
    if words.continues.match(part) or words.leading.match(before):
        return False
    if words.begins.match(part):
        return True
    return bool(_DID.search(part)) and bool(_DID.search(before)) and len(part) > 1


def _stands(part: str) -> bool:
    """Whether a part says something without what stands before it: 多了十几项 says nothing of its own."""
    return official(part, organ="", section="").complete


_DID = re.compile(r"[一-鿿](?:了|过)(?!解)|照旧|照常|都有|管$|停更|挂网")
