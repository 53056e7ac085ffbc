"""Unread: one question about all that a message says and nobody could read."""

import re
from collections.abc import Iterator, Sequence

from assistant.listening.names import of_this_year
from assistant.listening.pieces import Piece
from assistant.listening.told import Ask
from assistant.listening.words import words

_LONGEST_QUOTE = 60
_HAN = re.compile(r"[\u4e00-\u9fff]")


def only_names(piece: Piece) -> bool:
    """Whether a whole message only names what is counted, and says nothing of it: 公众号."""
    counts = (topic for topic in of_this_year(piece.text) if topic.kind == "count")
    return piece.number is None and not piece.mood and any(piece.text in topic.words for topic in counts)


def unread_asks(unread: Sequence[Piece], *, told: bool) -> Iterator[Ask]:
    """One question about everything that could not be read; nothing where it was no statement at all."""
    said = [piece.text for piece in unread if _HAN.search(piece.text)]
    if not said:
        if unread and not told:
            yield Ask(unread[0].text, "没有看懂，请用中文说说今年做了什么、有多少。")
        return
    quoted = "；".join(said)
    if len(said) == 1 and len(unread) == 1 and (words().empty.match(quoted) or only_names(unread[0])):
        yield Ask(quoted, f"“{quoted}”：今年做了什么、有多少？")
        return
    quoted = quoted if len(quoted) <= _LONGEST_QUOTE else quoted[:_LONGEST_QUOTE] + "…"
    yield Ask(quoted, f"“{quoted}”说的是今年的哪项工作，要记到哪一节？")
