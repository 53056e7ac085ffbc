"""Private details: names, telephones, identity and case numbers, addresses, taken out before a message is read."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.prose.wordfile import compiled, load


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    patterns: list[str]
    put: str = ""


class PrivateFile(BaseModel):
    """What private.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    surnames: str
    kinds: list[_Kind]
    holes: list[str]

    @model_validator(mode="after")
    def _compile(self) -> "PrivateFile":
        for pattern in [*(each for item in self.kinds for each in item.patterns), *self.holes]:
            compiled(pattern, {"surname": f"[{self.surnames}]"})
        return self


_NARROW = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0D, 0xFF0B, 0xFF20, 0xFF0E)
}
"""Full-width digits, letters and the marks within numbers: a number is private however it is typed."""


@cache
def _kinds() -> tuple[tuple[tuple[str, str, re.Pattern[str]], ...], re.Pattern[str]]:
    raw = load("assistant.listening", "private.yaml", PrivateFile)
    names = {"surname": f"[{raw.surnames}]"}
    kinds = ((item.kind, item.put, compiled(each, names)) for item in raw.kinds for each in item.patterns)
    return tuple(kinds), compiled("|".join(raw.holes), names)


_SHOWN = re.compile(r"[0-9A-Za-z０-９]")
"""What is struck out of a number that is kept with what was said: that there was one may be seen, not which."""


def struck_out(message: str) -> str:
    """The message as it may be kept: the numbers by which a person is found, and addresses of mail, in crosses."""
    kinds, _ = _kinds()
    for _, put, pattern in kinds:
        if not put:
            message = pattern.sub(lambda match: _SHOWN.sub("×", match[0]), message)
    return message


def withhold(message: str) -> tuple[str, tuple[str, ...]]:
    """The message without what is a person's own, and the kinds of details that were left out."""
    kinds, holes = _kinds()
    found: dict[str, None] = {}
    message = message.translate(_NARROW)
    for kind, put, pattern in kinds:
        keep = "\\g<keep>" if "keep" in pattern.groupindex else ""
        kept, times = pattern.subn(keep + put, message)
        if times:
            found[kind] = None
            message = kept
    return holes.sub("", message) if found else message, tuple(found)
