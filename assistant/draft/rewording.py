"""Another organ's words said differently: synonyms of the official register until no long run is left."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.errors import DesignProblem
from assistant.facts import PLACEHOLDER

LONGEST = 20
"""Characters in a row that may stand as another organ printed them."""

_GAP = "\x00"


@cache
def synonyms() -> tuple[tuple[str, str], ...]:
    """Pairs of words and what to say instead; raises DesignProblem if their file is malformed."""
    text = (resources.files("assistant.draft") / "phrases" / "synonyms.yaml").read_text("utf-8")
    try:
        raw = TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"句式文件 synonyms.yaml 有误：{problem}") from problem
    return tuple(sorted(raw.items(), key=lambda pair: -len(pair[0])))


def reworded(template: str, printed: Sequence[str]) -> str | None:
    """The template with every run of more than LONGEST printed characters broken; None if one cannot be."""
    for _ in range(12):
        run = _longest_run(template, printed)
        if run is None:
            return template
        start, end = run
        broken = _broken(template, start, end)
        if broken is None:
            return None
        template = broken
    return None


def longest_shared(text: str, printed: Iterable[str]) -> int:
    """Length of the longest stretch of the text that stands in one of the printed ones."""
    best = 0
    for other in printed:
        start = 0
        while start + best < len(text):
            if text[start : start + best + 1] in other:
                best += 1
            else:
                start += 1
    return best


def _longest_run(template: str, printed: Sequence[str]) -> tuple[int, int] | None:
    """A stretch of LONGEST + 1 or more characters found in print; placeholders break a stretch."""
    flat = PLACEHOLDER.sub(lambda match: _GAP * len(match[0]), template)
    size = LONGEST + 1
    for start in range(len(flat) - size + 1):
        if any(flat[start : start + size] in other for other in printed):
            end = start + size
            while end < len(flat) and any(flat[start : end + 1] in other for other in printed):
                end += 1
            return start, end
    return None


def _broken(template: str, start: int, end: int) -> str | None:
    """The stretch with its most central replaceable word replaced; None if it has none."""
    middle = (start + end) / 2
    places = []
    for old, new in synonyms():
        for match in re.finditer(re.escape(old), template[start:end]):
            at = start + match.start()
            places.append((abs(at + len(old) / 2 - middle), at, old, new))
    if not places:
        return None
    _, at, old, new = min(places)
    return template[:at] + new + template[at + len(old) :]
