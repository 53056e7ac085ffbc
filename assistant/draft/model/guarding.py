"""What a model wrote, made safe: no digit of its own, no fact that is not there, no word to a machine."""

import re
from dataclasses import replace

from assistant.draft.book.contradiction import denied_anywhere, denied_by, instead
from assistant.draft.book.paraphrase import reworded
from assistant.draft.model.answer_lines import Line
from assistant.draft.model.orders import instructs
from assistant.draft.model.strays import GAP, strays, without_strays
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.thresholds import LEAST_LEFT, LETTERS_A_FACT, LONGEST_RUN
from assistant.facts import PLACEHOLDER, Facts, name_of
from assistant.prose.likeness import longest_shared
from assistant.sources.claims.boasts import unrecorded

_FOREIGN = re.compile(r"https?://|www\.|[A-Za-z]{4,}(?:\s+[A-Za-z]{2,}){2,}|<[^>]*>")
_IDENTIFIER = re.compile(r"\b(?:T\d|sum|share|change|rate|last|note|indicator|last_year|next_year)(?:\.\w+|\b)(?=\W|$)")


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
    bare = PLACEHOLDER.sub(GAP, text)
    if (orders and instructs(bare)) or _FOREIGN.search(bare) or _IDENTIFIER.search(bare):
        return True
    listed = bare.count(GAP)
    return listed > 1 and len(re.findall(r"[一-鿿]", bare)) < LETTERS_A_FACT * listed


def without_boasts(template: str, request: Request) -> tuple[str, str]:
    """The line without clauses that claim an honour, a rank or a clean record nobody noted; empty if nothing is."""
    recorded = [note.text for note in request.report.notes]
    recorded += [item.name for item in request.report.indicators]
    words = PLACEHOLDER.sub(lambda match: GAP * len(match[0]), template)
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
