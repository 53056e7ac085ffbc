"""Scope: whether a number is said of less than the whole organ (its office, a department, a county).

A narrower subject may have a smaller number than the table; that is asked, never called an error.
"""

import re
from functools import cache

from assistant.sources.naming import subjects

_SPACES = re.compile(r"\s+")


@cache
def _pattern() -> re.Pattern[str]:
    return subjects.scope().narrower


def narrower(lead: str, organ: str) -> str:
    """The words before a number that name a narrower subject than the organ; empty where there are none."""
    found = None
    for found in _pattern().finditer(_SPACES.sub("", lead)):  # noqa: B007 - the nearest one counts
        pass
    if found is None:
        return ""
    who = found["who"]
    scope = subjects.scope()
    if scope.own.search(who) or (organ and _same(who, organ)):
        return ""
    return who


def _same(who: str, organ: str) -> bool:
    """Whether the words name the organ itself: 市教育局 in 清川市教育局's report, 市政府 in 清川市人民政府's."""
    ours = organ.replace("人民政府", "政府")
    theirs = who.replace("人民政府", "政府")
    return ours.endswith(theirs) or theirs.endswith(ours)
