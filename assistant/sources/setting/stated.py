"""What a text states: its even form, and every number in it in its setting; worked out once for all who ask."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.prose import Reading, numbers, read
from assistant.sources.setting.dealt_out import dealt
from assistant.sources.setting.setting import Setting, settings

_TEXTS_KEPT = 256
"""A report has about a dozen texts; a server in use has some dozens of reports in hand."""


@dataclass(frozen=True)
class Stated:
    """A text read: `plain` are its numbers each where it stands, `settings` those with a 分别 dealt out."""

    reading: Reading
    plain: tuple[Setting, ...]
    settings: tuple[Setting, ...]

    @property
    def text(self) -> str:
        """The even text; every place in a setting is a place of it."""
        return self.reading.text


@lru_cache(maxsize=_TEXTS_KEPT)
def stated(text: str, year: int | None, *, spoken: bool = False) -> Stated:
    """The numbers of a text as said in a report of that year; `spoken` by a person who talks of it."""
    reading = read(text)
    found = settings(reading.text, numbers(reading.text, spoken=spoken), year)
    return Stated(reading, tuple(found), tuple(dealt(found)))
