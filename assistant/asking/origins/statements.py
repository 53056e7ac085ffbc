"""Statements of last year's text that say what was done: no heading, contact, period, recital, aim or praise."""

import re
from collections.abc import Iterator

from assistant.asking.quoting import opened
from assistant.asking.thresholds import HEADING, SHORTEST
from assistant.asking.wording import words
from assistant.prose import full_width, read, sentences, tidy

_BRACKETED = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))"
)
_COUNTED = re.compile(r"^\s*[一二三四五六七八九十]{1,3}是")


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text that may be asked about, each without what it opens with."""
    for sentence in sentences(read(text).text):
        for statement in re.split(r"[；：]", sentence):
            if not _is_heading(statement):
                yield from _of_statement(full_width(tidy(statement)))


def _of_statement(statement: str) -> Iterator[str]:
    parts = [opened(tidy(part)) for part in re.split(r"[，。]", statement)]
    at = 0
    while at < len(parts):
        clause = parts[at]
        while at + 1 < len(parts) and (len(clause) < SHORTEST or is_half(clause)):
            at += 1
            clause = f"{clause}，{parts[at]}" if clause else parts[at]
        at += 1
        if len(clause) >= SHORTEST and not is_half(clause) and _balanced(clause) and not words().skip.search(clause):
            yield clause


def is_half(clause: str) -> bool:
    """Whether a clause names a thing and says nothing of it before the next one: 责任追究方面, 宣布废止的文件."""
    known = words()
    if known.denied.search(clause):
        return False
    return bool(known.leads.search(clause) or (known.things.search(clause) and not clause.startswith(known.deeds)))


def _is_heading(statement: str) -> bool:
    """Whether a line only names what follows it: （一）加强组织领导, and no more."""
    bare = statement.strip().rstrip("。")
    if len(bare) > HEADING:
        return False
    return bool(_BRACKETED.match(bare)) or bool(_COUNTED.match(bare) and "，" not in bare)


def _balanced(clause: str) -> bool:
    """Whether the cut went through no quotation or title: such a half says nothing."""
    return all(clause.count(a) == clause.count(b) for a, b in ("“”", "《》", "（）"))
