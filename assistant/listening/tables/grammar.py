"""The grammar of the tables as people talk of them: cells.yaml, with what the form calls its rows and columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.form import Form
from assistant.prose.wordfile import alternatives, compiled, load

_GIVEN = "予以公开"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Field(_Strict):
    words: list[str]
    unless: str = ""


class _None(_Strict):
    cells: list[str]
    patterns: list[str]
    unless: str = ""
    within: list[str] = []


class CellsFile(_Strict):
    """What cells.yaml may say."""

    fields: dict[str, _Field]
    rows: dict[str, list[str]]
    applicants: dict[str, list[str]]
    applicant_marks: str
    all: str
    kinds: dict[str, list[str]]
    outcomes: dict[str, list[str]]
    suits: dict[str, list[str]]
    counted: dict[str, list[str]]
    none: list[_None]
    elsewhere: str
    listed: str
    those: str
    rest: str
    left: str
    not_granted: str
    granted_beside: str
    some: str
    strangers: str
    business: str
    business_unless: str

    @model_validator(mode="after")
    def _compile(self) -> "CellsFile":
        for pattern in [
            self.applicant_marks,
            self.all,
            self.elsewhere,
            self.listed,
            self.those,
            self.rest,
            self.left,
            self.not_granted,
            self.granted_beside,
            self.some,
            self.strangers,
            self.business,
            self.business_unless,
            *(field.unless for field in self.fields.values()),
            *(each for patterns in (*self.rows.values(), *self.counted.values()) for each in patterns),
            *(each for item in self.none for each in [*item.patterns, item.unless]),
        ]:
            compiled(pattern, {"who": "x"})
        return self


@dataclass(frozen=True)
class Denied:
    """A way of saying that there was none, and the cells that are 0 by it."""

    cells: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    within: tuple[str, ...] = ()
    """The fields that must be in hand for it to be said; none for any."""


@dataclass(frozen=True)
class Grammar:
    """The words of the tables, ready for use; word lists are ordered as they are tried."""

    fields: Mapping[str, tuple[re.Pattern[str], re.Pattern[str] | None]]
    rows: Mapping[str, re.Pattern[str]]
    applicants: Mapping[str, re.Pattern[str]]
    results: tuple[tuple[str, str], ...]
    """Words of a result, the longest first, each with its row, or with its kind where the row must be asked."""
    reasons: frozenset[str]
    """The rows that say why it was not given, or not dealt with."""
    given: str
    """The row of what was given, which the word 公开 alone names."""
    outcomes: Mapping[str, re.Pattern[str]]
    suits: Mapping[str, re.Pattern[str]]
    counted: Mapping[str, re.Pattern[str]]
    none: tuple[Denied, ...]
    every: re.Pattern[str]
    elsewhere: re.Pattern[str]
    listed: re.Pattern[str]
    those: re.Pattern[str]
    rest: re.Pattern[str]
    left: re.Pattern[str]
    not_granted: re.Pattern[str]
    granted_beside: re.Pattern[str]
    some: re.Pattern[str]
    strangers: re.Pattern[str]
    business: re.Pattern[str]
    business_unless: re.Pattern[str]

    def is_business(self, sentence: str) -> bool:
        """Whether the reviews and suits of a sentence are the organ's trade, or about other acts than 信息公开."""
        found = self.business.search(sentence)
        return found is not None and ("信息公开" in found[0] or not self.business_unless.search(sentence))

    def field(self, text: str) -> str:
        """The field that words open, "" if none."""
        for field, (opens, unless) in self.fields.items():
            if opens.search(text) and not (unless and unless.search(text)):
                return field
        return ""

    def published(self, text: str, field: str) -> bool:
        """Whether words count what was published of a field's decisions, and not the decisions."""
        unless = self.fields[field][1]
        return bool(unless and unless.search(text))

    def row(self, text: str) -> str:
        """The row of table three that words name, besides its results."""
        return next((row for row, pattern in self.rows.items() if pattern.search(text)), "")

    def suit(self, text: str) -> str:
        """How a suit came, by the longest word that says it: 没经复议 is no 经复议; "" if none does."""
        said = {row: max((len(one) for one in pattern.findall(text)), default=0) for row, pattern in self.suits.items()}
        row = max(said, key=lambda each: said[each])
        return row if said[row] else ""

    def applicant(self, text: str) -> str:
        """The column of those who asked, "" if the words name none."""
        return next((column for column, pattern in self.applicants.items() if pattern.search(text)), "")

    def result(self, text: str) -> str:
        """The result row, or kind of result, that words name; the longest word decides."""
        named = [row for word, row in self.results if word in text]
        reasons = [row for row in named if row in self.reasons]  # 执法案卷不予公开 says why
        row = next(iter([*reasons, *named]), "")
        return "" if row == self.given and self.not_granted.search(text) else row

    def denied(self, text: str, field: str = "") -> tuple[str, ...]:
        """The cells that words say are 0, where `field` is spoken of."""
        found: dict[str, None] = {}
        for item in self.none:
            if item.within and field not in item.within:
                continue
            if not (item.unless and item.unless.search(text)) and any(each.search(text) for each in item.patterns):
                found |= dict.fromkeys(item.cells)
        return tuple(found)


@cache
def grammar(form: Form) -> Grammar:
    """The grammar for the tables of an edition; DesignProblem if the file is wrong."""
    raw = load("assistant.listening.tables", "cells.yaml", CellsFile)
    table = form.tables["T3"]
    fields = {
        name: (re.compile(alternatives(field.words)), compiled(field.unless) if field.unless else None)
        for name, field in raw.fields.items()
    }
    applicants = {
        column.id: compiled(
            raw.applicant_marks,
            {"who": alternatives([*_own(column.id, column.said or column.label, form), *raw.applicants[column.id]])},
        )
        for column in table.applicants()
    }
    results = {word: kind for kind, said in raw.kinds.items() for word in said}
    for row in table.result_rows:
        results |= {word: row.id for word in (row.said, *row.reasons, *row.spoken) if word}
    return Grammar(
        fields,
        {row: re.compile("|".join(patterns)) for row, patterns in raw.rows.items()},
        applicants,
        tuple(sorted(results.items(), key=lambda item: -len(item[0]))),
        frozenset(row for kind in raw.kinds if kind in table.results for row in table.results[kind].rows),
        next(row.id for row in table.result_rows if row.said == _GIVEN),
        {outcome: re.compile(alternatives(said)) for outcome, said in raw.outcomes.items()},
        {row: re.compile(alternatives(said)) for row, said in raw.suits.items()},
        {column: re.compile("|".join(patterns)) for column, patterns in raw.counted.items()},
        tuple(
            Denied(
                tuple(item.cells),
                tuple(compiled(each) for each in item.patterns),
                compiled(item.unless) if item.unless else None,
                tuple(item.within),
            )
            for item in raw.none
        ),
        compiled(raw.all),
        compiled(raw.elsewhere),
        compiled(raw.listed),
        compiled(raw.those),
        compiled(raw.rest),
        compiled(raw.left),
        compiled(raw.not_granted),
        compiled(raw.granted_beside),
        compiled(raw.some),
        compiled(raw.strangers),
        compiled(raw.business),
        compiled(raw.business_unless),
    )


def _own(column: str, said: str, form: Form) -> list[str]:
    """What the form and the ledgers call an applicant; 其他 alone is too common a word to name one."""
    return [said, *form.tables["T3"].columns[column].words]
