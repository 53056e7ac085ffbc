"""Another organ's words said differently: synonyms of the official register until no long run is left."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.draft.thresholds import LONGEST_RUN
from assistant.errors import DesignProblem
from assistant.facts import PLACEHOLDER

_GAP = "\x00"
_DANGLING = re.compile(
    r"对照|比照|按照|依照|依据|根据|围绕|紧扣|一年来|虽然|尽管|由于|为了?|针对|结合|从|满足|立足|着眼|随着|在[^，]*[中下上]$"
)
_OPEN_END = re.compile(r"虽然|尽管|由于|随着|如果|不仅|既")
_MOST_CHANGES = 16
_TITLE = re.compile(r"《[^》]*》|“[^”]*”|【[^】]*】")
_ADVERB_AND_VERB = 4
_CLAUSE_START = "，。；：、\x00"


class Synonyms(BaseModel):
    """Words and what to say instead; names that stay."""

    model_config = ConfigDict(extra="forbid")
    opening: dict[str, str]
    anywhere: dict[str, str]
    kept: list[str]


@cache
def synonyms() -> Synonyms:
    """The lexicon; raises DesignProblem if its file is malformed."""
    text = (resources.files("assistant.draft.book") / "phrases" / "synonyms.yaml").read_text("utf-8")
    try:
        return Synonyms.model_validate(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"句式文件 synonyms.yaml 有误：{problem}") from problem


def reworded(template: str, printed: Sequence[str]) -> str | None:
    """The template with every run of more than LONGEST_RUN printed characters broken; None if one cannot be.

    A clause at the end goes rather than the whole sentence, if what is left can stand alone.
    """
    for _ in range(_MOST_CHANGES):
        run = _longest_run(template, printed)
        if run is None:
            return template
        template_or_none = _broken(template, *run) or _shortened(template)
        if template_or_none is None:
            return None
        template = template_or_none
    return None


def otherwise(template: str) -> str:
    """The template with the adverb and verb that open its clauses said differently: 严格落实 → 认真执行.

    A verb alone would meet nouns it does not go with (落实要点 → 执行要点), so such words stay.
    """
    for at, old, new in sorted(_replaceable(template), reverse=True):
        if old in synonyms().opening and len(old) >= _ADVERB_AND_VERB:
            template = template[:at] + new + template[at + len(old) :]
    return template


def _longest_run(template: str, printed: Sequence[str]) -> tuple[int, int] | None:
    """A stretch of LONGEST_RUN + 1 or more characters found in print; placeholders break a stretch."""
    flat = PLACEHOLDER.sub(lambda match: _GAP * len(match[0]), template)
    size = LONGEST_RUN + 1
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
    places = [
        (abs(at + len(old) / 2 - middle), at, old, new)
        for at, old, new in _replaceable(template)
        if start <= at and at + len(old) <= end
    ]
    if not places:
        return None
    _, at, old, new = min(places)
    return template[:at] + new + template[at + len(old) :]


def _replaceable(template: str) -> Iterator[tuple[int, str, str]]:
    """Every word of the template that has a synonym, longest words first, none inside a title, quotation or name."""
    words = synonyms()
    taken = [match.span() for pattern in (_TITLE, PLACEHOLDER) for match in pattern.finditer(template)]
    taken += [match.span() for name in words.kept for match in re.finditer(re.escape(name), template)]
    both = [(old, new, True) for old, new in words.opening.items()] + [
        (old, new, False) for old, new in words.anywhere.items()
    ]
    for old, new, opening in sorted(both, key=lambda item: -len(item[0])):
        for match in re.finditer(re.escape(old), template):
            begins = match.start() == 0 or template[match.start() - 1] in _CLAUSE_START
            if opening and not begins:
                continue
            if "的" in new and not begins and template[match.start() - 1] == "的":
                continue  # 领域的公开内容 would become 领域的公开的内容
            if not any(match.start() < stop and begin < match.end() for begin, stop in taken):
                taken.append(match.span())
                yield match.start(), old, new


def _shortened(template: str) -> str | None:
    """The template less its last clause; None if what is left only leads up to something."""
    clauses = template.split("，")
    rest = "，".join(clauses[:-1])
    whole = all(rest.count(one) == rest.count(other) for one, other in ("“”", "《》", "（）"))
    left = _TITLE.sub("", rest).split("，")
    leads = all(_DANGLING.match(clause) for clause in left) or bool(_OPEN_END.match(left[-1]))
    return rest if whole and not leads and len(left) > 1 else None
