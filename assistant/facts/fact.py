"""A fact, the facts of a report, and the one place where digits are written into text."""

import re
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from assistant.errors import UsageError
from assistant.figures import plain
from assistant.form import Form, Group, Row
from assistant.prose import inexact

_TEN_THOUSAND = 10000
_HUNDRED_MILLION = 10**8
_OWN = "indicator."
"""What begins the ids of the organ's own figures; those of the tables are written as the tables print them."""
PLACEHOLDER = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")


@dataclass(frozen=True)
class Fact:
    """A number with a name. `value` is exact and in `unit`; percentages are in percent (unit %).

    `cells` are what it was computed from; `anchors` are words that, beside a number in prose, mean
    this fact; `formula` says in Chinese how it was derived, empty for a plain cell or indicator; `said` is how prose
    calls what a cell counts. `about` says how exactly the value is known (over, under, around), empty for exactly.
    """

    id: str
    label: str
    value: Decimal
    unit: str = ""
    year: int | None = None
    formula: str = ""
    cells: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    aspect: str = ""
    said: str = ""
    about: str = ""

    def text(self, style: str = "") -> str:
        """The digits as prose writes them.

        Styles: "" plain; "万" / "亿" divides and keeps two decimals at most; "n" with n a digit rounds to
        that many places; "abs" drops the sign. A computed percentage has two places where none are asked for.
        Rounding happens here, once: 10.047 % is 10.05, and 10.0 to one place. What is known only about says so, 1000余.
        """
        counted = self.about or self.id.startswith(_OWN)
        if counted and not style and self.value >= _TEN_THOUSAND and self.value % 100 == 0:
            large = self.value >= _HUNDRED_MILLION and self.value % (_HUNDRED_MILLION // 100) == 0
            style = "亿" if large else "万"  # 十二万多 is 12万余, and nobody writes 120000余, nor 阅读2800000次
        return inexact(self._digits(style), self.about)

    def _digits(self, style: str) -> str:
        value = self.value
        steps = [part.strip() for part in style.split(",") if part.strip()]
        if self.unit == "%" and self.formula and not any(step.isdigit() for step in steps):
            value = _rounded(value, 2)
        for step in steps:
            if step == "abs":
                value = abs(value)
            elif step in {"万", "亿"}:
                scaled = value / (Decimal(10) ** (4 if step == "万" else 8))
                return plain(scaled.quantize(Decimal("0.01"), ROUND_HALF_UP)) + step
            elif step.isdigit():
                value = _rounded(value, int(step))
            else:
                raise UsageError(f"不认识的数字写法“{step}”。")
        return plain(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Part ÷ whole in percent, not rounded; ZeroDivisionError if whole is 0."""
    return part * 100 / whole


class Facts(Mapping[str, Fact]):
    """The facts of one report, by id, in the order of its form."""

    def __init__(self, facts: Iterable[Fact], form: Form, organ: str = "") -> None:
        """Keep the facts of that organ; a later one of the same id replaces an earlier."""
        self.organ = organ
        self._facts = {fact.id: fact for fact in facts}
        self.form = form

    def __getitem__(self, fact_id: str) -> Fact:
        """The fact of that id; KeyError if there is none."""
        return self._facts[fact_id]

    def __iter__(self) -> Iterator[str]:
        """The ids in order."""
        return iter(self._facts)

    def __len__(self) -> int:
        """How many facts."""
        return len(self._facts)

    # A mapping's own views go through __getitem__; a text is read by going through all facts many times.

    def items(self) -> ItemsView[str, Fact]:
        """Ids and facts in order."""
        return self._facts.items()

    def values(self) -> ValuesView[Fact]:
        """The facts in order."""
        return self._facts.values()

    def value(self, fact_id: str) -> Decimal | None:
        """The value, None if there is no such fact."""
        fact = self._facts.get(fact_id)
        return fact.value if fact else None

    def of_section(self, section: str) -> list[Fact]:
        """The facts a section usually speaks of: its indicators, and cells by subject."""
        return [fact for fact in self._facts.values() if fact.aspect == section]


@dataclass(frozen=True)
class Rendered:
    """Text with digits in place, where each fact landed (start, end, id), and ids that had no value."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    missing: tuple[str, ...]


def render(template: str, facts: Facts) -> Rendered:
    """Replace every `{{id}}` or `{{id|style}}`; an unknown id becomes 【待填：名称】 and is named in `missing`."""
    out: list[str] = []
    spans: list[tuple[int, int, str]] = []
    missing: list[str] = []
    at = length = 0
    for match in PLACEHOLDER.finditer(template):
        before = template[at : match.start()]
        fact = facts.get(match[1])
        if fact is None:
            digits = f"【待填：{name_of(match[1], facts.form)}】"
            missing.append(match[1])
        else:
            digits = fact.text(match[2] or "")
        out += [before, digits]
        length += len(before)
        if fact is not None:
            spans.append((length, length + len(digits), fact.id))
        length += len(digits)
        at = match.end()
    out.append(template[at:])
    return Rendered("".join(out), tuple(spans), tuple(missing))


@cache
def sums(form: Form) -> Mapping[str, str]:
    """The sums prose may state of a form, and how a person calls each: the kinds of result, and a few across rows."""
    applications = form.tables["T3"]
    named = {f"sum.{group.id}": f"{group.name}合计" for group in applications.results.values()}
    named["sum.to_handle"] = "与".join(applications.rows[row].said for row in TO_HANDLE) + "合计"
    if applications.organisations:
        named["sum.organizations"] = f"{applications.organisations.label}申请"
    return named | {f"sum.{group.id}": f"{group.name}合计" for group in form.tables["T4"].groups.values()}


@cache
def outcomes(form: Form) -> Mapping[str, Row | Group]:
    """Everything a case can come to, in printed order, by the fact that counts it: single rows, and kinds of result."""
    table, out = form.tables["T3"], dict[str, Row | Group]()
    for row in table.result_rows:
        group = table.results[row.kind]
        out |= {f"sum.{group.id}": group} if group.label else {f"T3.{row.id}.total": row}
    return out


TO_HANDLE = ("received", "carried_in")
"""The rows of table three that together are what there was to handle."""
_YEARS = {"year": "报告年度", "last_year": "上一年度", "next_year": "下一年度"}
_DERIVED = {"share": "的占比", "rate": "的同比", "change": "与上年之差"}


def name_of(fact_id: str, form: Form) -> str:
    """How a person calls a fact that may have no value: never an identifier."""
    if fact_id in _YEARS:
        return _YEARS[fact_id]
    kind, _, rest = fact_id.partition(".")
    if kind in _DERIVED:
        return name_of(rest, form) + _DERIVED[kind]
    core = fact_id.removeprefix("last.")
    if said := sums(form).get(core) or sums(form).get(f"sum.{core}"):
        return said
    if core in form.cells:
        return ("上年" if fact_id.startswith("last.") else "") + form.cell_name(core)
    named = core.rsplit(".", 1)[-1]
    return named if re.search(r"[一-鿿]", named) else "相关数据"
