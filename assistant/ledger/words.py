"""words: what a ledger's headings, applicants and results mean in terms of table three.

The form says what its rows and columns are called, printed or in ledgers; vocabulary.yaml has the words of ledgers that
belong to no row: headings, what is said of a case still open, and rows that are no case.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DesignProblem
from assistant.form import Form

TABLE = "T3"
_NUMBERING = re.compile(r"^(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|\d+[.、．]|[①-⑳])+")
_ASIDE = re.compile(r"\([^()]*\)")
_PIECES = re.compile(r"[:;,/>|—–~\-→]+")


class _Vocabulary(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    headings: dict[str, list[str]]
    pending: list[str]
    not_cases: list[str]


@dataclass(frozen=True)
class Words:
    """Each vocabulary as plain text → what it means; `groups` maps a result group to its rows."""

    applicants: Mapping[str, str]
    organisations: frozenset[str]
    results: Mapping[str, str]
    groups: Mapping[str, frozenset[str]]
    pending: frozenset[str]

    def applicant(self, *texts: str) -> str | None:
        """The column of an applicant, from the cells that may say it; the group alone says nothing."""
        said = {self.applicants[word] for text in texts for word in self._readings(text) if word in self.applicants}
        return said.pop() if len(said) == 1 else None

    def result(self, *texts: str) -> str | None:
        """The row of a result, from the cells that may say it.

        A group such as 不予公开 only narrows it down; readings that contradict each other give None.
        """
        words = [word for text in texts for word in self._readings(text)]
        allowed = [self.groups[word] for word in words if word in self.groups]
        said = {self.results[word] for word in words if word in self.results}
        fitting = {row for row in said if all(row in rows for rows in allowed)}
        return fitting.pop() if len(fitting) == 1 else None

    def is_pending(self, *texts: str) -> bool:
        """Whether the cells say the application is still being handled."""
        return any(word in self.pending for text in texts for word in self._readings(text))

    def _readings(self, text: str) -> list[str]:
        """A cell's text whole, without what it has in brackets, and, where neither is a word, in pieces."""
        folded, words = fold(text), self._all
        readings = [reading for reading in dict.fromkeys([bare(text), bare(_ASIDE.sub("", folded))]) if reading]
        if any(reading in words - self._several for reading in readings):
            return readings
        # What names a group alone, or nothing known, may say in brackets or after a mark which one it is.
        parts = [*_PIECES.split(_ASIDE.sub("", folded)), *(aside[1:-1] for aside in _ASIDE.findall(folded))]
        pieces = [piece for part in parts for inner in _PIECES.split(part) if (piece := bare(inner))]
        return list(dict.fromkeys([*(reading for reading in readings if reading in words), *pieces]))

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset({*self.applicants, *self.organisations, *self.results, *self.groups, *self.pending})

    @cached_property
    def _several(self) -> frozenset[str]:
        """Words that name several rows or columns together."""
        return frozenset({*self.groups, *self.organisations}) - {*self.results, *self.applicants, *self.pending}


def heading(text: str) -> str | None:
    """The field a heading names, None if it names none."""
    folded, headings = fold(text).strip("*"), _headings()
    return headings.get(folded) or headings.get(_ASIDE.sub("", folded))


def is_no_case(first: str) -> bool:
    """Whether a row that begins so is a total or a remark under the table."""
    return re.split(r"[:：]", bare(first))[0] in {bare(word) for word in _vocabulary().not_cases}


def fold(text: str) -> str:
    """Text without spaces, in half width, for comparison."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def bare(text: str) -> str:
    """Folded text without numbering, quotation marks and full stops."""
    return re.sub(r"[“”\"'‘’。]", "", _NUMBERING.sub("", fold(text)))


@cache
def _vocabulary() -> _Vocabulary:
    """The words that belong to no row; raises DesignProblem if vocabulary.yaml is malformed."""
    text = (resources.files("assistant.ledger") / "vocabulary.yaml").read_text("utf-8")
    try:
        return _Vocabulary.model_validate(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"台账用语文件有误：{problem}") from problem


@cache
def _headings() -> Mapping[str, str]:
    return _index(_vocabulary().headings, {})


@cache
def words(form: Form) -> Words:
    """The vocabulary of a form; raises DesignProblem where one word of it has two meanings."""
    table = form.tables[TABLE]
    columns, rows = table.applicants(), table.result_rows
    over = table.organisations
    groups: dict[str, set[str]] = {}
    for row in rows:
        for group in row.group[1:]:
            groups.setdefault(bare(group), set()).add(row.id)
    return Words(
        applicants=_index(
            {column.id: column.words for column in columns}, {column.id: column.label for column in columns}
        ),
        organisations=frozenset(map(bare, (over.label, *over.words))) if over else frozenset(),
        results=_index({row.id: row.reasons for row in rows}, {row.id: row.label for row in rows}),
        groups={group: frozenset(members) for group, members in groups.items()},
        pending=frozenset(map(bare, _vocabulary().pending)),
    )


def _index(synonyms: Mapping[str, Iterable[str]], labels: Mapping[str, str]) -> dict[str, str]:
    index: dict[str, str] = {}
    for meaning, label in labels.items():
        index[bare(label)] = index[bare(_ASIDE.sub("", fold(label)))] = meaning
    for meaning, others in synonyms.items():
        for other in others:
            if index.setdefault(bare(other), meaning) != meaning:
                raise DesignProblem(f"台账用语“{other}”有两个含义。")
    return index
