"""What a model wrote, made safe: no digit of its own, no fact that is not there, no word to a machine."""

import re
from dataclasses import dataclass, replace

from assistant.draft.book.binding import bind, counted
from assistant.draft.book.contradiction import denied_anywhere, denied_by, instead
from assistant.draft.book.paraphrase import LONGEST, longest_shared, reworded
from assistant.draft.model.answer_lines import Line
from assistant.draft.model.material import instructs
from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.facts import PLACEHOLDER, Facts, name_of
from assistant.facts.numerals import Numeral, figures
from assistant.form import load

_GAP = "\x00"
_DIGITS = re.compile(r"[\d①-⑳⑴-⒇Ⅰ-Ⅻ]+(?:[.,，]\d+)*")
_PERIOD = re.compile(r"1月1日|12月31日|(?<=1月1日[至到起])12月31日")
_TOKEN = re.compile(r"[^\s，。；、：“”]*\d[^\s，。；、：“”]*")
_FOREIGN = re.compile(r"https?://|www\.|[A-Za-z]{4,}(?:\s+[A-Za-z]{2,}){2,}|<[^>]*>")
_LOOSE_UNITS = {"个", "类", "种", "项", "方面", "位", "级", "批"}
_SMALL = 10


@dataclass(frozen=True)
class Stray:
    """A number a model wrote itself, and where."""

    start: int
    end: int
    text: str
    unit: str
    numeral: Numeral | None


def strays(text: str, request: Request) -> list[Stray]:
    """Numbers a model wrote without a placeholder; the period's dates and the notes' own pieces are allowed."""
    flat = PLACEHOLDER.sub(lambda match: _GAP * len(match[0]), text)
    for allowed in _allowed(request):
        flat = flat.replace(allowed, _GAP * len(allowed))
    flat = _PERIOD.sub(lambda match: _GAP * len(match[0]), flat)
    found = [_stray(item) for item in figures(flat) if not _harmless(item)]
    covered = [(item.start, item.end) for item in found]
    for match in _DIGITS.finditer(flat):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            found.append(Stray(match.start(), match.end(), match[0], "", None))
    return sorted(found, key=lambda item: item.start)


def _stray(item: Numeral) -> Stray:
    return Stray(item.start, item.end, item.text, item.unit, item)


def _harmless(item: Numeral) -> bool:
    return item.spelt and item.value <= _SMALL and item.unit in _LOOSE_UNITS


def _allowed(request: Request) -> list[str]:
    """Pieces with digits that are no figures: the notice's 文号, and what stands in a note beside its figures."""
    pieces = [load().source, load().source.replace("国办公开办函", "")]
    for point in points(request.report, request.section):
        pieces += _TOKEN.findall(PLACEHOLDER.sub("，", point.template))
    return sorted(filter(None, pieces), key=len, reverse=True)


def problems(lines: list[Line], request: Request) -> list[str]:
    """What to tell a model about its answer, in Chinese, one line a problem; empty if it kept the rules."""
    out = []
    for line in lines:
        for stray in strays(line.text, request):
            out.append(f"“{line.text[:40]}”中直接写了数字“{stray.text}”，应当用占位符或者删去。")
        for match in PLACEHOLDER.finditer(line.text):
            if match[1] not in request.facts:
                out.append(f"占位符 {match[0]} 不在事实清单里，应当删去或者换成清单里的。")
    return out[:12]


def guarded(line: Line, request: Request, passages: dict[str, str], printed: list[str]) -> list[Sentence]:
    """The sentences a model's line becomes: mostly one; none if it speaks to a machine; facts if the tables deny it."""
    if instructs(line.text) or _FOREIGN.search(line.text):
        return []
    used = tuple(passages[name] for name in line.passages if name in passages)
    template, remark = without_strays(line.text, request)
    rule = denied_by(sentence(template, request.facts).text, request)
    if rule is not None:
        return instead(rule, line.text, request, remark="模型的说法与本年表格不符，已按本年数据改写")
    if denied_anywhere(sentence(template, request.facts).text, request):
        return []  # of another section's business: there it is said from the tables
    if longest_shared(sentence(template, request.facts).text, printed) > LONGEST:
        changed = reworded(template, printed)
        remark = remark if changed else "；".join(filter(None, [remark, "与其他机关的表述相近，请改写"]))
        template = changed or template
    item = sentence(_styled(template), request.facts, passages=used, remark=remark)
    return [item if item.text.endswith(("。", "！", "？", "；", "：", "\n")) else _closed(item)]


def without_strays(text: str, request: Request) -> tuple[str, str]:
    """Each number a model wrote itself replaced by the one fact it can mean, else by 【待核实：…】."""
    remarks = []
    for stray in reversed(strays(text, request)):
        fact = _meant(text, stray, request.facts)
        if fact is not None:
            text = f"{text[: stray.start]}{{{{{fact}}}}}{text[stray.end :]}"
            remarks.append("模型直接写了数字，已换成有出处的数")
        else:
            asked = counted(
                PLACEHOLDER.sub("", text[: stray.start]), len(PLACEHOLDER.sub("", text[: stray.start])), 0, stray.unit
            )
            text = f"{text[: stray.start]}【待核实：{asked}】{text[stray.end :]}"
            remarks.append("模型写了没有出处的数字，已去掉，请核实")
    return text, "；".join(dict.fromkeys(remarks))


def _meant(text: str, stray: Stray, facts: Facts) -> str | None:
    if stray.numeral is None:
        years = {facts[key].text(): key for key in ("year", "last_year", "next_year") if key in facts}
        return years.get(stray.text)
    match = bind(text, stray.numeral, facts)
    return match.fact if match else None


def _styled(template: str) -> str:
    """A placeholder's style kept only where `render` knows it: a model may invent those too."""

    def known(match: re.Match[str]) -> str:
        style = match[2] or ""
        return (
            match[0]
            if not style or re.fullmatch(r"(?:万|亿|abs|\d)(?:,(?:万|亿|abs|\d))*", style)
            else f"{{{{{match[1]}}}}}"
        )

    return PLACEHOLDER.sub(known, template)


def _closed(item: Sentence) -> Sentence:
    return replace(item, text=item.text + "。", template=item.template + "。")


def missing(items: list[Sentence], facts: Facts) -> list[str]:
    """Names of the facts a model asked for that are not there."""
    asked = [match[1] for item in items for match in PLACEHOLDER.finditer(item.template)]
    return [name_of(fact) for fact in dict.fromkeys(asked) if fact not in facts]
