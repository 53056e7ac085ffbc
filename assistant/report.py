"""Report: one year's report of one organ as a value, and the JSON every stage speaks.

The JSON is the one `nianbao read --json` prints and every `.json` of the program holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import UsageError
from assistant.figures import LARGEST, Figures, Indicator, Note, plain, read_cell, read_number
from assistant.findings import Finding, Place, Severity
from assistant.form import Form, editions, load

UNWRITTEN = "【待填：本节文字】"
"""Stands in a finished document where a section has no text; read back it is no text again."""


@dataclass(frozen=True)
class Report:
    """One report. `sections` maps narrative ids (and `unplaced`) to text with newlines between paragraphs.

    `printed` is the edition a published file was printed in, where its figures were read into another's cells.
    `answers` are the questions of `assistant.asking` that were answered, by id, with what was said.
    """

    organ: str = ""
    year: int | None = None
    title: str = ""
    figures: Figures = field(default_factory=Figures)
    indicators: tuple[Indicator, ...] = ()
    notes: tuple[Note, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    printed: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        """The form the figures belong to."""
        return self.figures.form

    @property
    def edition(self) -> str:
        """The edition of that form."""
        return self.figures.form.edition

    def section(self, section_id: str) -> str:
        """The text of a section, empty if there is none."""
        return self.sections.get(section_id, "")

    def with_section(self, section_id: str, text: str) -> "Report":
        """A copy with one section's text replaced."""
        return replace(self, sections={**self.sections, section_id: text})

    @property
    def is_government(self) -> bool:
        """Whether the organ is a 人民政府 (with further duties under 条例 50), judged by its name."""
        return names_government(self.organ)


def names_government(organ: str) -> bool:
    """Whether an organ of this name is a 人民政府, or the office that speaks for one."""
    name = organ.strip()
    return bool(re.search(r"(人民政府|政府)$", name)) or name.endswith(("人民政府办公室", "人民政府办公厅"))


def to_json(report: Report) -> dict[str, Any]:
    """The report as the program's JSON; how exactly a number is known, who told it and what was answered only if so."""
    return {
        "organ": report.organ,
        "year": report.year,
        "title": report.title,
        "edition": report.printed or report.edition,
        "figures": report.figures.as_json(),
        "indicators": [
            {
                "name": item.name,
                "value": None if item.value is None else plain(item.value),
                "unit": item.unit,
                "aspect": item.aspect,
                "last": None if item.last is None else plain(item.last),
                **_if_any(about=item.about, origin=item.origin),
            }
            for item in report.indicators
        ],
        "notes": [{"aspect": note.aspect, "text": note.text, **_if_any(origin=note.origin)} for note in report.notes],
        **_if_any(answers=dict(report.answers)),
        "sections": dict(report.sections),
        "findings": [finding.as_json() for finding in report.findings],
    }


def _if_any(**known: Any) -> dict[str, Any]:
    """What is not empty: a file without it reads the same, and older programs read the file."""
    return {key: value for key, value in known.items() if value}


class _Indicator(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: str
    value: str | int | None = None
    unit: str = ""
    aspect: str = "overview.active"
    last: str | int | None = None
    about: Literal["", "over", "under", "around"] = ""
    origin: str = ""

    @field_validator("value", "last", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, float) else value


class _Note(BaseModel):
    aspect: str
    text: str
    origin: str = ""


class _Finding(BaseModel):
    model_config = ConfigDict(extra="ignore")
    code: str
    severity: Severity
    where: str
    message: str
    basis: str = ""
    values: dict[str, Any] = {}
    span: tuple[int, int] | None = None


class _Report(BaseModel):
    model_config = ConfigDict(extra="ignore")
    organ: str = ""
    year: int | None = Field(None, ge=1900, le=2999)
    title: str = ""
    edition: str | None = None
    figures: dict[str, Any] = {}
    indicators: list[_Indicator] = []
    notes: list[_Note] = []
    answers: dict[str, str] = {}
    sections: dict[str, str] = {}
    findings: list[_Finding] = []


KEYS = frozenset(_Report.model_fields)
"""What the JSON of a report is made of."""


def from_json(data: object) -> Report:
    """A report from the program's JSON; raises UsageError naming the first thing that is wrong.

    `edition` says which form the cells belong to. Unknown cell codes and sections are refused, not dropped; a value
    that is no number becomes unreadable.
    """
    if not isinstance(data, Mapping):
        raise UsageError("文件内容不是年度报告数据：最外层应当是一个 JSON 对象。")
    try:
        raw = _Report.model_validate(data)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise UsageError(f"年度报告数据有误：“{where}”的内容不符合要求，请对照文件格式说明修改。") from problem
    form = _form(raw)
    known = {*form.narrative, "unplaced"}
    if strange := [name for name, text in raw.sections.items() if name not in known and text.strip()]:
        raise UsageError(f"没有名为“{strange[0]}”的部分，请对照格式说明检查 sections 中的名称。")
    return Report(
        organ=raw.organ.strip(),
        year=raw.year,
        title=raw.title,
        figures=_figures(raw.figures, form),
        printed=raw.edition if raw.edition and raw.edition != form.edition else "",
        indicators=tuple(
            Indicator(
                item.name,
                _decimal(item.value),
                item.unit,
                item.aspect,
                _decimal(item.last),
                item.about,
                item.origin,
            )
            for item in raw.indicators
        ),
        notes=tuple(Note(note.aspect, note.text, note.origin) for note in raw.notes),
        answers=dict(raw.answers),
        sections=dict(raw.sections),
        findings=tuple(
            Finding(
                item.code,
                item.severity,
                Place(item.where, *(item.span or (None, None))),
                item.message,
                item.basis,
                item.values,
            )
            for item in raw.findings
        ),
    )


def _form(raw: _Report) -> Form:
    """The form of the edition a file names, the one in force if it names none; UsageError for one there is not.

    Of an edition that is only read, figures may be in the cells of the one it is read into, as `read` gives them.
    """
    if raw.edition is None:
        return load()
    if raw.edition not in editions():
        raise UsageError(f"没有“{raw.edition}”年版的格式，已有的版本：{'、'.join(editions())}。请核对 edition 一项。")
    form = load(raw.edition)
    if form.read_into and any(code not in form.cells for code in raw.figures):
        return load(form.read_into)
    return form


def _figures(raw: Mapping[str, Any], form: Form) -> Figures:
    values: dict[str, Decimal] = {}
    unreadable: dict[str, str] = {}
    for code, value in raw.items():
        if code not in form.cells:
            raise UsageError(f"没有代码为“{code}”的单元格，请对照格式说明检查单元格代码。")
        if isinstance(value, bool | list | dict):
            unreadable[code] = str(value)
            continue
        reading = read_cell(value, decimal=form.cells[code].decimal)
        if reading.state == "number" and reading.value is not None:
            values[code] = reading.value
        elif reading.state == "unreadable":
            unreadable[code] = reading.raw
    return Figures(values, unreadable, form)


def _decimal(value: str | int | None) -> Decimal | None:
    reading = read_number(value)
    if reading.state == "unreadable":
        raise UsageError(f"补充指标中的“{value}”不是数字，请改为阿拉伯数字。")
    return reading.value if reading.value is None or abs(reading.value) < LARGEST else None
