"""Quoting: last year's words as a question may repeat them, short, without past digits and without persons."""

import re
from itertools import pairwise

from assistant.asking.thresholds import LONGEST
from assistant.asking.wording import words
from assistant.listening.private import withhold
from assistant.prose import full_width, numbers
from assistant.prose.vocabulary import words as vocabulary

BLANK = "×"
_NAMES, _TELEPHONES = "人员姓名", "电话号码"
_SEEN = 4
"""Characters after a name that find its end again in the text it was struck from."""
_LONGEST_NAME = 4
"""Characters of a person's name."""
_PRIVATE = re.compile(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|\d{17}[\dXx]|1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
"""Telephone and identity numbers: no statement of the year's work holds one."""


def struck(text: str, keep: str = "") -> str:
    """The text with its digits, spelt counts and persons' names struck out; `keep` stands as it is written."""
    if keep and keep in text:
        before, _, after = text.partition(keep)
        return struck(before) + keep + struck(after)
    from assistant.evidence.masking import without_persons  # the search it stands beside is slow to import

    text = without_persons(text)
    for number in reversed(numbers(text, loose=True)):
        if number.spelt and number.value == 1 and number.unit not in vocabulary().counting:  # 一本, 一套
            continue
        start, end = number.digits
        text = text[:start] + BLANK + text[end:]
    return re.sub(r"\d[\d,.]*", BLANK, text)


def quoted(text: str, keep: str = "", longest: int = LONGEST) -> str:
    """The first clauses of a text as a quotation, at most so many characters; `keep` is not struck out."""
    said = struck(full_width(text), keep).replace("“", "‘").replace("”", "’").strip("，。；;：: ")
    if len(said) <= longest:
        return said
    clauses = re.split(r"(?<=[，；])", said)
    kept = clauses[0]
    for clause in clauses[1:]:
        if len(kept + clause) > longest:
            break
        kept += clause
    kept = kept.rstrip("，；")
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def opened(text: str) -> str:
    """The text without the words it opens with that are no part of what it says: 一是, 同时, 我局, 2023年."""
    while (bare := words().openings.sub("", text, count=1)) != text:
        text = bare
    return text


def deed(promise: str) -> str:
    """What a promise will do, without 下一步 and 我局将: 进一步加强业务培训."""
    text = promise.strip("，。；;：: ")
    while (bare := words().ahead.sub("", text, count=1)) != text:
        text = bare
    return text


def bare_deed(promise: str) -> str:
    """The first thing that a promise will do, in plain words, as a note may say it was done."""
    clause = re.split(r"[，；]", deed(promise))[0]
    while (bare := words().fluff.sub("", clause, count=1)) != clause and bare:
        clause = bare
    return clause


def without_private(said: str, last: str = "") -> tuple[str, tuple[str, ...]]:
    """A person's own words without private details, and the kinds of those that were left out.

    Persons whom last year's text `last` names are left out wherever they stand: 李明换成了办公室的同志.
    """
    text, withheld = withhold(said.strip())
    bare = text
    for name in _persons(last):
        bare = bare.replace(name, "")
    if bare != text or cleaned(bare) != bare.strip():
        withheld = tuple(dict.fromkeys([*withheld, _NAMES if not _PRIVATE.search(bare) else _TELEPHONES]))
    return bare.strip("，。、 "), withheld


def _persons(text: str) -> list[str]:
    """The names of persons in a text, as the search strikes them out."""
    from assistant.evidence.masking import without_persons

    out, at = [], 0
    kept = without_persons(text).split(BLANK)
    for piece, after in pairwise(kept):
        at = text.find(piece, at) + len(piece)
        end = text.find(after[:_SEEN], at) if after else len(text)
        if 1 < end - at <= _LONGEST_NAME:
            out.append(text[at:end])
    return out


def cleaned(said: str) -> str:
    """A person's own words without names of persons and without telephone and identity numbers."""
    from assistant.evidence.masking import without_persons

    return _PRIVATE.sub("", without_persons(said).replace(BLANK, "")).strip()
