"""What a model wrote, made safe: no digit of its own, no fact that is not there, no word to a machine."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.draft.book.contradiction import denied_anywhere, denied_by, instead
from assistant.draft.book.paraphrase import reworded
from assistant.draft.model.answer_lines import Line
from assistant.draft.model.cleaning import instructs
from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.thresholds import LEAST_LEFT, LETTERS_A_FACT, LONGEST_RUN, SPELT_OUT
from assistant.facts import PLACEHOLDER, Facts, name_of
from assistant.prose import Number, numbers
from assistant.prose.likeness import longest_shared
from assistant.sources.claims.boasts import unrecorded
from assistant.sources.origin import Origin, origins
from assistant.sources.slots import counted

_GAP = "\x00"
_DIGITS = re.compile(r"[\d①-⑳⑴-⒇Ⅰ-Ⅻ]+(?:[.,，]\d+)*")
_PERIOD = re.compile(r"1月1日|12月31日|(?<=1月1日[至到起])12月31日")
_NAMED = re.compile(r"第[一二三四五六七八九十百\d]+[期届次批轮名号]|\d{3,5}热线")
_TOKEN = re.compile(r"[^\s，。；、：“”]*\d[^\s，。；、：“”]*")
_FOREIGN = re.compile(r"https?://|www\.|[A-Za-z]{4,}(?:\s+[A-Za-z]{2,}){2,}|<[^>]*>")
_IDENTIFIER = re.compile(r"\b(?:T\d|sum|share|change|rate|last|note|indicator|last_year|next_year)(?:\.\w+|\b)(?=\W|$)")
_LOOSE_UNITS = {"个", "类", "种", "项", "方面", "位", "级", "批"}


@dataclass(frozen=True)
class Stray:
    """A number a model wrote itself, and where."""

    start: int
    end: int
    text: str
    unit: str
    number: Number | None


def strays(text: str, request: Request, typed: str = "") -> list[Stray]:
    """Numbers a model wrote without a placeholder.

    The period's dates, the notes' own pieces and numbers the person typed are allowed.
    """
    flat = PLACEHOLDER.sub(lambda match: _GAP * len(match[0]), text)
    for allowed in _allowed(request):
        flat = flat.replace(allowed, _GAP * len(allowed))
    flat = _PERIOD.sub(lambda match: _GAP * len(match[0]), flat)
    found = [_stray(item) for item in numbers(flat, loose=True) if not _harmless(item)]
    covered = [(item.start, item.end) for item in found]
    for match in _DIGITS.finditer(flat):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            found.append(Stray(match.start(), match.end(), match[0], "", None))
    said = {item.value for item in numbers(typed, loose=True)} if typed else set()
    found = [one for one in found if not _was_typed(one, said, typed)]
    return sorted(found, key=lambda item: item.start)


def _was_typed(stray: Stray, said: set[Decimal], typed: str) -> bool:
    """Whether the person said that number, in digits or in Chinese."""
    if stray.number is not None:
        return stray.number.value in said
    return bool(typed) and re.search(rf"(?<!\d){re.escape(stray.text)}(?!\d)", typed) is not None


def _stray(item: Number) -> Stray:
    return Stray(item.start, item.unit_at, item.text[: item.unit_at - item.start], item.unit, item)


def _harmless(item: Number) -> bool:
    return item.spelt and item.value <= SPELT_OUT and item.unit in _LOOSE_UNITS


def _allowed(request: Request) -> list[str]:
    """Pieces with digits that are no figures: the notice's 文号, and what stands in a note beside its figures."""
    source = request.report.form.source
    pieces = [source, source.replace("国办公开办函", "")]
    for point in points(request.report, request.section):
        bare = PLACEHOLDER.sub("，", point.template)
        pieces += [*_TOKEN.findall(bare), *(item.text for item in numbers(bare, loose=True)), *_NAMED.findall(bare)]
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
    if speaks_to_a_machine(line.text):
        return []
    used = tuple(passages[name] for name in line.passages if name in passages)
    template, remark = without_strays(line.text, request)
    rule = denied_by(sentence(template, request.facts).text, request)
    if rule is not None:
        return instead(rule, line.text, request, remark="模型的说法与本年表格不符，已按本年数据改写")
    if denied_anywhere(sentence(template, request.facts).text, request):
        return []  # of another section's business: there it is said from the tables
    template, boasted = without_boasts(template, request)
    remark = "；".join(filter(None, [remark, boasted]))
    if not template:
        return []
    if longest_shared(sentence(template, request.facts).text, printed) > LONGEST_RUN:
        changed = reworded(template, printed)
        remark = remark if changed else "；".join(filter(None, [remark, "与其他机关的表述相近，请改写"]))
        template = changed or template
    item = sentence(_styled(template), request.facts, passages=used, remark=remark)
    return [item if item.text.endswith(("。", "！", "？", "；", "：", "\n")) else _closed(item)]


def speaks_to_a_machine(text: str, *, orders: bool = True) -> bool:
    """Whether a line gives or obeys an order: an order's words, foreign prose, names of facts, or a list of them.

    Without `orders` the words of one do not count: to the person at the desk an assistant may say 请填写.
    """
    bare = PLACEHOLDER.sub(_GAP, text)
    if (orders and instructs(bare)) or _FOREIGN.search(bare) or _IDENTIFIER.search(bare):
        return True
    listed = bare.count(_GAP)
    return listed > 1 and len(re.findall(r"[一-鿿]", bare)) < LETTERS_A_FACT * listed


def without_boasts(template: str, request: Request) -> tuple[str, str]:
    """The line without clauses that claim an honour, a rank or a clean record nobody noted; empty if nothing is."""
    recorded = [note.text for note in request.report.notes]
    recorded += [item.name for item in request.report.indicators]
    words = PLACEHOLDER.sub(lambda match: _GAP * len(match[0]), template)
    found = list(unrecorded(words, recorded))
    if not found:
        return template, ""
    cuts = [_clause_around(words, match.start(), match.end()) for _, match in found]
    kept = "".join(char for at, char in enumerate(template) if not any(start <= at < end for start, end in cuts))
    kept = re.sub(r"[，,；]+(?=[。！？]|$)|^[，,；]+", "", re.sub(r"[，,]{2,}", "，", kept)).strip()
    if len(re.sub(r"[^\u4e00-\u9fff{]", "", kept)) < LEAST_LEFT:
        return "", ""
    names = "、".join(dict.fromkeys(name for name, _ in found))
    return kept, f"模型写了没有记录的说法（{names}），已去掉，属实的请先记入工作事实"


def _clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause that holds a span, with the comma before it."""
    begins = max(text.rfind(mark, 0, start) for mark in "，。；：")
    ends = [at for mark in "，。；" if (at := text.find(mark, end)) >= 0]
    opens = begins if begins >= 0 and text[begins] == "，" else begins + 1
    return max(opens, 0), min(ends, default=len(text))


def without_strays(text: str, request: Request, typed: str = "") -> tuple[str, str]:
    """Each number a model wrote itself replaced by the one fact it can mean, else by 【待核实：…】."""
    remarks = []
    flat = PLACEHOLDER.sub(lambda match: _GAP * len(match[0]), text)
    known = {one.number.start: one for one in origins(flat, request.section, request.facts, year=request.report.year)}
    for stray in reversed(strays(text, request, typed)):
        meant = _meant(stray, known.get(stray.start), request.facts)
        if meant:
            text = f"{text[: stray.start]}{meant}{text[stray.end :]}"
            remarks.append("模型直接写了数字，已换成有出处的数")
        else:
            before = PLACEHOLDER.sub("", text[: stray.start])
            asked = counted(before, len(before), 0, stray.unit)
            text = f"{text[: stray.start]}【待核实：{asked}】{text[stray.end :]}"
            remarks.append("模型写了没有出处的数字，已去掉，请核实")
    return text, "；".join(dict.fromkeys(remarks))


def with_placeholders(text: str, request: Request) -> str:
    """A text as a model may read it: its figures as the facts they surely are, every other number as ×."""
    flat = PLACEHOLDER.sub(lambda match: _GAP * len(match[0]), text)
    known = {one.number.start: one for one in origins(flat, request.section, request.facts, year=request.report.year)}
    for stray in reversed(strays(text, request)):
        meant = _meant(stray, known.get(stray.start), request.facts)
        text = f"{text[: stray.start]}{meant or '×'}{text[stray.end :]}"
    return text


def without_numbers(text: str) -> str:
    """The text with every number in it as ×."""
    for item in reversed(numbers(text, loose=True)):
        text = f"{text[: item.start]}×{text[item.unit_at :]}"
    return _DIGITS.sub("×", text)


def _meant(stray: Stray, origin: Origin | None, facts: Facts) -> str:
    """What stands in a template for a stray number; empty where it can mean no fact."""
    if stray.number is None:
        years = {facts[key].text(): key for key in ("year", "last_year", "next_year") if key in facts}
        return f"{{{{{years[stray.text]}}}}}" if stray.text in years else ""
    if origin is None or not origin.fact:
        return ""
    scale = "" if origin.span[1] == stray.end or not origin.number.scale else origin.number.scale
    return origin.placeholder + scale


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
    return [name_of(fact, facts.form) for fact in dict.fromkeys(asked) if fact not in facts]
