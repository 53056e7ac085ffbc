"""Findings: what is wrong in a report, as values, and the catalogue of their codes.

A finding never stops the program. It says what, where, on what basis, and carries the values it was
made from, so that a waiver bound to its fingerprint lapses when one of them changes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any


class Severity(StrEnum):
    """How much a finding matters: an error blocks 送审, a warning needs a reason, info is said only."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the hardest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Kind:
    """One line of the catalogue: a code, its usual severity and what it means."""

    code: str
    severity: Severity
    title: str


def _catalogue(*rows: tuple[str, str, str]) -> dict[str, Kind]:
    return {code: Kind(code, Severity(severity), title) for code, severity, title in rows}


CATALOGUE: Mapping[str, Kind] = _catalogue(
    ("T-01", "error", "单元格空白、无法识别、为负数或者不是整数（收费金额可有小数）"),
    ("T3-01", "error", "表三每行：六类申请人之和等于总计"),
    ("T3-02", "error", "表三每列：各办理结果之和等于（七）总计"),
    ("T3-03", "error", "表三每列：新收加上年结转等于（七）总计加结转下年度"),
    ("T4-01", "error", "表四每组：四种结果之和等于总计"),
    ("Y-01", "error", "本年“上年结转”与上年“结转下年度继续办理”不一致"),
    ("Y-02", "warning", "上年现行有效加本年制发减本年废止，不等于本年现行有效"),
    ("Y-03", "warning", "与上年相比变化超过五倍或者不足五分之一"),
    ("G-01", "error", "文字中的数字没有出处"),
    ("G-02", "error", "文字中的数字与表格或者补充指标不一致"),
    ("G-03", "error", "文字的结论与表格相反"),
    ("G-04", "error", "文字中的同比、占比、合计或者差额计算有误"),
    ("G-05", "warning", "分项之和不等于“共”数"),
    ("G-06", "error", "文字中的年份不是报告年度，也不是正当引用的其他年份"),
    ("S-01", "error", "缺少部分、次序颠倒或者标题不规范"),
    ("S-02", "error", "总体情况缺少规定的方面"),
    ("S-03", "error", "第六部分没有说明收取信息处理费情况"),
    ("S-04", "error", "存在问题或者改进情况为空、为“无”或者只有一句套话"),
    ("S-05", "warning", "存在问题与改进情况没有一一对应"),
    ("S-06", "warning", "政府的年度报告没有工作考核、社会评议和责任追究结果情况"),
    ("S-07", "warning", "篇幅超过当地规定"),
    ("S-08", "error", "文字中留有待填内容"),
    ("S-09", "warning", "导语缺少统计期限、联系方式或者电子版获取途径"),
    ("M-01", "warning", "与本机关上年报告雷同"),
    ("M-02", "warning", "与其他机关报告雷同"),
    ("M-03", "warning", "上年承诺的改进措施，本年没有回应"),
    ("P-01", "warning", "用词不规范"),
    ("P-02", "warning", "标点使用不当"),
    ("P-03", "warning", "序号不连续或者混用"),
    ("P-04", "error", "含有个人信息"),
    ("P-05", "warning", "字词重复"),
    ("R-01", "error", "没有找到或者没有认出规定的表格"),
    ("R-02", "warning", "使用旧版格式"),
    ("R-03", "info", "连写的数字按表内勾稽关系还原"),
    ("R-04", "error", "表格或者页面是图片，无法读取"),
    ("R-05", "info", "有文字没有归入任何部分"),
    ("R-06", "warning", "没有认出机关名称或者年度"),
    ("R-07", "info", "读取时的说明"),
)


@dataclass(frozen=True)
class Place:
    """Where a finding is: a cell, row or column code, or a section id with a span of characters."""

    where: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Finding:
    """One thing found. `message` is a complete Chinese sentence with the values in it."""

    code: str
    severity: Severity
    place: Place
    message: str
    basis: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The cell, row, column or section code."""
        return self.place.where

    @cached_property
    def fingerprint(self) -> str:
        """Stable for the same code, place and values; text positions do not count, they move."""
        seed = json.dumps([self.code, self.where, self.values], ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(seed.encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, Any]:
        """The form the command line prints."""
        out: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value,
            "where": self.where,
            "message": self.message,
            "values": {key: _plain(value) for key, value in self.values.items()},
        }
        if self.basis:
            out["basis"] = self.basis
        if self.place.start is not None:
            out["span"] = [self.place.start, self.place.end]
        return out


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)


def found(
    code: str,
    where: str,
    message: str,
    *,
    basis: str = "",
    values: Mapping[str, Any] | None = None,
    span: tuple[int, int] | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Make a finding of a catalogued code, with its usual severity unless another is given."""
    kind = CATALOGUE[code]
    place = Place(where, *span) if span else Place(where)
    return Finding(code, severity or kind.severity, place, message, basis, values or {})


def blank_cells(finding: Finding) -> tuple[str, ...]:
    """The cells a T-01 is about: its own, or all those of the rows or the table it tells of at once."""
    return tuple(finding.values.get("cells", (finding.where,)))


def hardest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then info; within each in the order found."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything found blocks 送审."""
    return any(finding.severity is Severity.ERROR for finding in findings)
