"""The words of words.yaml: what heads the figures of a year."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.past.lines.table_labels import named
from assistant.prose.wordfile import alternatives, load


class YearWords(BaseModel):
    """What words.yaml may say; no list may be empty, and no heading of a year may be a label of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    earlier: list[str] = Field(min_length=1)
    this: list[str] = Field(min_length=1)
    of: list[str] = Field(min_length=1)
    what: list[str] = Field(min_length=1)
    beside: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> "YearWords":
        before, own = self.headings(self.earlier), self.headings(self.this)
        if both := sorted(before & own):
            raise ValueError(f"“{both[0]}”既在上年又在本年中，分不清是哪一年")
        if labels := sorted(word for word in before | own if named(word)):
            raise ValueError(f"“{labels[0]}”是表中的栏目名称，不能当作年度")
        return self

    def headings(self, years: list[str]) -> frozenset[str]:
        """Every heading these words may make."""
        return frozenset(f"{year}{of}{what}" for year in years for of in ("", *self.of) for what in ("", *self.what))


@cache
def year_words() -> YearWords:
    """The words, checked once."""
    return load("assistant.past.lines.years", "words.yaml", YearWords)


@cache
def earlier() -> frozenset[str]:
    """Headings over figures of the year before. The form's own row 上年结转… is none of them."""
    return year_words().headings(year_words().earlier)


@cache
def this() -> frozenset[str]:
    """Headings over figures of the report's own year, where the year before stands beside it."""
    return year_words().headings(year_words().this)


@cache
def heading_of_a_year() -> re.Pattern[str]:
    """A heading as it stands within words that ran together: 2023年2024年, 上年数本年数."""
    return re.compile(rf"(?:截至)?20\d\d年度?|{alternatives(sorted(earlier() | this(), key=len, reverse=True))}")
