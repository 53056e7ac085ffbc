"""words: what a ledger's headings, applicants and results mean in terms of table three.

The form's own labels are always understood; synonyms.yaml adds what ledgers write beside them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DesignProblem
from assistant.form import load

TABLE = "T3"
_NUMBERING = re.compile(r"^(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|\d+[.、．]|[①-⑳])+")
_ASIDE = re.compile(r"\([^()]*\)")
_PIECES = re.compile(r"[:;,/>|—–~\-→]+")


class _Synonyms(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    headings: dict[str, list[str]]
    applicants: dict[str, list[str]]
    organisations: list[str]
    results: dict[str, list[str]]
    pending: list[str]
    not_cases: list[str]


@dataclass(frozen=True)
class Words:
    """Each vocabulary as plain text → what it means; `groups` maps a result group to its rows."""

    headings: Mapping[str, str]
    applicants: Mapping[str, str]
    organisations: frozenset[str]
    results: Mapping[str, str]
    groups: Mapping[str, frozenset[str]]
    pending: frozenset[str]
    not_cases: frozenset[str]

    def heading(self, text: str) -> str | None:
        """The field a heading names, None if it names none."""
        folded = fold(text).strip("*")
        return self.headings.get(folded) or self.headings.get(_ASIDE.sub("", folded))

    def applicant(self, *texts: str) -> str | None:
        """The column of an applicant, from the cells that may say it; the group alone says nothing."""
        said = {self.applicants[word] for text in texts for word in _readings(text) if word in self.applicants}
        return said.pop() if len(said) == 1 else None

    def result(self, *texts: str) -> str | None:
        """The row of a result, from the cells that may say it.

        A group such as 不予公开 only narrows it down; readings that contradict each other give None.
        """
        words = [word for text in texts for word in _readings(text)]
        allowed = [self.groups[word] for word in words if word in self.groups]
        said = {self.results[word] for word in words if word in self.results}
        fitting = {row for row in said if all(row in rows for rows in allowed)}
        return fitting.pop() if len(fitting) == 1 else None

    def is_pending(self, *texts: str) -> bool:
        """Whether the cells say the application is still being handled."""
        return any(word in self.pending for text in texts for word in _readings(text))

    def is_no_case(self, first: str) -> bool:
        """Whether a row that begins so is a total or a remark under the table."""
        return re.split(r"[:：]", bare(first))[0] in self.not_cases


def fold(text: str) -> str:
    """Text without spaces, in half width, for comparison."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def bare(text: str) -> str:
    """Folded text without numbering, quotation marks and full stops."""
    return re.sub(r"[“”\"'‘’。]", "", _NUMBERING.sub("", fold(text)))


def _readings(text: str) -> list[str]:
    """A cell's text whole, without what it has in brackets, and, where neither is a word, in pieces."""
    folded, words = fold(text), _all_words()
    readings = [reading for reading in dict.fromkeys([bare(text), bare(_ASIDE.sub("", folded))]) if reading]
    if any(reading in words - _group_words() for reading in readings):
        return readings
    # What names a group alone, or nothing known, may say in brackets or after a mark which one it is.
    parts = [*_PIECES.split(_ASIDE.sub("", folded)), *(aside[1:-1] for aside in _ASIDE.findall(folded))]
    pieces = [piece for part in parts for inner in _PIECES.split(part) if (piece := bare(inner))]
    return list(dict.fromkeys([*(reading for reading in readings if reading in words), *pieces]))


@cache
def _all_words() -> frozenset[str]:
    known = words()
    return frozenset({*known.applicants, *known.organisations, *known.results, *known.groups, *known.pending})


@cache
def _group_words() -> frozenset[str]:
    """Words that name several rows or columns together."""
    known = words()
    return frozenset({*known.groups, *known.organisations}) - {*known.results, *known.applicants, *known.pending}


@cache
def words() -> Words:
    """The vocabulary; raises DesignProblem if synonyms.yaml is malformed or names what the form does not have."""
    text = (resources.files("assistant.ledger") / "synonyms.yaml").read_text("utf-8")
    try:
        raw = _Synonyms.model_validate(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"台账同义词文件有误：{problem}") from problem
    table = load().tables[TABLE]
    columns = {key: column.label for key, column in table.columns.items() if key != "total"}
    rows = {key: row.label for key, row in table.rows.items() if row.group and not _computed(key)}
    for key in (*raw.applicants, *raw.results):
        if key not in columns and key not in rows:
            raise DesignProblem(f"台账同义词文件中的“{key}”不是表三的行或者列。")
    return Words(
        headings=_index(raw.headings, {}),
        applicants=_index(raw.applicants, columns),
        organisations=frozenset(map(bare, raw.organisations)),
        results=_index(raw.results, rows),
        groups=_groups(),
        pending=frozenset(map(bare, raw.pending)),
        not_cases=frozenset(map(bare, raw.not_cases)),
    )


def result_rows() -> tuple[str, ...]:
    """The rows of table three an application can end in, in printed order."""
    return tuple(key for key, row in load().tables[TABLE].rows.items() if row.group and not _computed(key))


def _computed(row: str) -> bool:
    form = load()
    return all(form.cells[f"{TABLE}.{row}.{column}"].computed for column in form.tables[TABLE].columns)


def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, row in load().tables[TABLE].rows.items():
        for group in row.group[1:]:
            found.setdefault(bare(group), set()).add(key)
    return {group: frozenset(rows) for group, rows in found.items()}


def _index(synonyms: Mapping[str, Iterable[str]], labels: Mapping[str, str]) -> dict[str, str]:
    index: dict[str, str] = {}
    for meaning, label in labels.items():
        index[bare(label)] = index[bare(_ASIDE.sub("", fold(label)))] = meaning
    for meaning, others in synonyms.items():
        for other in others:
            if index.setdefault(bare(other), meaning) != meaning:
                raise DesignProblem(f"台账同义词“{other}”有两个含义。")
    return index
