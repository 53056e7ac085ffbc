"""A proposal changed as asked, without a model: made shorter, a point added, a point dropped."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.indicator_clauses import phrase
from assistant.draft.book.register import chinese
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.manner import read
from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Proposal, Request, Sentence, sentence
from assistant.draft.thresholds import NOTE_ABOUT, SPEAKS_OF, TOO_SHORT_FOR_LIKENESS
from assistant.facts import PLACEHOLDER
from assistant.form import section_name
from assistant.prose import numbers, sentences, tidy
from assistant.prose.likeness import likeness
from assistant.sources.origin import origins
from assistant.sources.slots import counted

_PARTS = re.compile(r"(\{\{[^{}]*\}\})")
_CLAUSE = re.compile(r"[^，；]+[，；]?")
_COUNT = re.compile(r"的?(?:场次|次数|数量|人数|条数|件数|篇数|数据|数)$")
_SHARES = {"百分比", "百分数", "占比", "比例"}
_PLACE = re.compile(r"第(?P<number>[一二三四五六七八九十\d]+)句(?:话)?")
_ORDINAL = re.compile(r"^(?P<before>.*?)(?P<mark>[一二三四五六七八九十]+)是")


def standing(request: Request, previous: Proposal | None) -> Proposal:
    """What is being talked about: the last proposal, else the text in the editor as one."""
    if previous is not None and previous.text:
        return previous
    items = tuple(Sentence(text, bound(text, request)) for text in sentences(request.current.strip()))
    return Proposal(request.section, "facts", request.current.strip(), items)


def bound(text: str, request: Request) -> str:
    """A text with every number that states a fact turned into its placeholder; the others stay."""
    found = list(origins(text, request.section, request.facts, year=request.report.year, named=False))
    for one in reversed([origin for origin in found if origin.fact and not origin.number.approx]):
        text = f"{text[: one.span[0]]}{one.placeholder}{text[one.span[1] :]}"
    return text


def of(proposal: Proposal, items: Sequence[Sentence], request: Request, remark: str = "") -> Proposal:
    """The proposal with other sentences, 一是二是三是 counted anew."""
    counted_anew = tuple(_renumbered(list(items), request))
    text = "".join(item.text for item in counted_anew).strip()
    lacking = tuple(dict.fromkeys(name for item in counted_anew for name in wanted(item.text)))
    return replace(proposal, sentences=counted_anew, text=text, missing=lacking, remark=remark)


def shorter(proposal: Proposal, request: Request) -> Proposal | None:
    """Fewer sentences: first those without a fact go, the longest first; None if only one is left or all are locked."""
    items = list(proposal.sentences)
    locked = {text.strip() for text in request.locked}
    free = [item for item in items if item.text.strip() not in locked]
    if len(items) < 2 or not free:  # noqa: PLR2004 - one sentence cannot be fewer
        return None
    free.sort(key=lambda item: (bool(set(item.facts) - {"year"}), -len(item.text)))
    gone = free[: max(1, len(items) // 3)]
    return of(proposal, [item for item in items if item not in gone], request)


def without(proposal: Proposal, subject: str, request: Request) -> tuple[Proposal | None, str]:
    """The proposal less what speaks of the subject; with what was dropped, or why nothing was."""
    locked = {text.strip() for text in request.locked}
    kept: list[Sentence] = []
    gone = ""
    chosen = _by_place(subject, proposal)
    if _PLACE.fullmatch(subject) and not chosen:
        return None, f"当前建议只有{len(proposal.sentences)}句，没有{subject}。"
    subject = "%" if subject in _SHARES else subject
    for at, item in enumerate(proposal.sentences):
        if at not in chosen if chosen else not _speaks_of(item.text, subject):
            kept.append(item)
        elif item.text.strip() in locked:
            return None, f"“{subject}”所在的句子已锁定，请先解锁。"
        else:
            rest = None if chosen else _without_clause(item, subject, request)
            gone = gone or (_clause(item.text, subject) if rest else item.text.strip())
            kept += [rest] if rest else []
    if not gone:
        return None, f"当前文字里没有找到“{subject}”。"
    return of(proposal, kept, request), gone


def added(proposal: Proposal, subject: str, request: Request, *, quoted: bool) -> tuple[Proposal | None, str]:
    """The proposal with a sentence on the subject, from notes, indicators or the clerk's own words; else why not."""
    found = _about(subject, request)
    if found is None and quoted and len(subject) >= 6:  # noqa: PLR2004 - a phrase, not a mere name
        found = sentence(_own_words(subject, request), request.facts, remark="经办人要求加入的句子")
    if found is None:
        place = f"补充指标或者“工作事实—{section_name(request.report.form, request.section)}”"
        return None, f"没有关于“{subject}”的事实，不能凭空写。请先在{place}中填写，再让我加上。"
    if any(found.text.strip("。") in item.text for item in proposal.sentences):
        return None, f"“{subject}”已经写在当前文字里。"
    return of(proposal, [*proposal.sentences, found], request), ""


def swapped(proposal: Proposal, old: str, new: str, request: Request) -> tuple[Proposal | None, str]:
    """The proposal with one word put for another; never a figure, never in a locked sentence."""
    if re.search(r"\d", old + new):
        return None, "数字由表格、补充指标和工作事实决定，不能在文字里改。请到“数据填报”中修改，再重新起草。"
    locked = {text.strip() for text in request.locked}
    free = [item for item in proposal.sentences if old in item.text and item.text.strip() not in locked]
    if not free:
        return None, f"没有锁定的文字里没有找到“{old}”。"
    items = [reworded(item, old, new, request) if item in free else item for item in proposal.sentences]
    done = of(proposal, items, request)
    if proposal.way == "facts":
        done = replace(done, manner=read(proposal.manner).swapped(old, new).code)
    return done, ""


def reworded(item: Sentence, old: str, new: str, request: Request) -> Sentence:
    """A sentence with one word put for another, its figures and what it tells as before."""
    words = _outside(item.template, old, new)
    return sentence(words, request.facts, passages=item.passages, remark=item.remark, notes=item.notes)


def _outside(template: str, old: str, new: str) -> str:
    """The template with the word replaced, but not in the name of a fact."""
    parts = _PARTS.split(template)
    return "".join(part if part.startswith("{{") else part.replace(old, new) for part in parts)


def _about(subject: str, request: Request) -> Sentence | None:
    """The indicator, note or cell that speaks of the subject; this section's first."""
    indicators = [fact for key, fact in request.facts.items() if key.startswith("indicator.")]
    indicators.sort(key=lambda fact: fact.aspect != request.section)
    bare = _COUNT.sub("", subject) or subject
    for fact in indicators:
        if bare in fact.label or fact.label in subject:
            return sentence(f"{phrase(fact)}。", request.facts)
    sections = [request.section, *(other for other in request.report.form.narrative if other != request.section)]
    notes = [point for section in sections for point in points(request.report, section)]
    for point in notes:
        if subject in point.text:
            return sentence(f"{point.template}。", request.facts, remark=point.remark)
    best = max(notes, key=lambda point: likeness(point.text, subject), default=None)
    if best is not None and likeness(best.text, subject) > NOTE_ABOUT:
        return sentence(f"{best.template}。", request.facts, remark=best.remark)
    return _cell(subject, request)


def _cell(subject: str, request: Request) -> Sentence | None:
    for key, fact in request.facts.items():
        if key.endswith((".total", ".decisions", ".amount", ".issued", ".in_force")) and key.startswith(("T", "sum.")):
            anchor = next((word for word in fact.anchors if subject in word or word in subject), None)
            if anchor:
                return sentence(f"{anchor}{{{{{key}}}}}{fact.unit}。", request.facts)
    return None


def _own_words(text: str, request: Request) -> str:
    """The clerk's sentence: its numbers bound, those that are no fact asked for."""
    words = bound(tidy(text), request)
    flat = PLACEHOLDER.sub(lambda match: "\x00" * len(match[0]), words)
    for number in reversed(numbers(flat, loose=True)):
        before = PLACEHOLDER.sub("", words[: number.start])
        asked = counted(before, len(before), len(before), number.unit)
        words = f"{words[: number.start]}【待核实：{asked}】{words[number.unit_at :]}"
    return words + "。"


def _speaks_of(text: str, subject: str) -> bool:
    plain_text, plain_subject = re.sub(r"\s", "", text), re.sub(r"\s", "", subject)
    return plain_subject in plain_text or (
        len(subject) > TOO_SHORT_FOR_LIKENESS and likeness(text, subject) > SPEAKS_OF
    )


def _without_clause(item: Sentence, subject: str, request: Request) -> Sentence | None:
    """The sentence less the clause with the subject, if that is not its opening and something with a fact is left."""
    shown, written = _CLAUSE.findall(item.text), _CLAUSE.findall(item.template)
    if len(shown) != len(written) or not shown[1:]:
        return None
    hits = [at for at, clause in enumerate(shown) if subject in clause]
    if not hits or 0 in hits or (len(hits) == len(shown) - 1 and _is_opening(shown[0].rstrip("，；"))):
        return None
    rest = ""
    for at, clause in enumerate(written):
        if at not in hits:
            rest += clause
        elif clause.endswith("；"):  # what follows the part taken out stands against what went before it
            rest = rest.rstrip("，；") + "；"
    rest = rest.rstrip("，；")
    rest = rest if rest.rstrip().endswith(("。", "！", "？")) else rest + "。"
    return sentence(rest, request.facts, passages=item.passages, remark=item.remark)


def _by_place(subject: str, proposal: Proposal) -> set[int]:
    """The sentence named by its place, 第二句 or 最后一句; empty if the subject is no place."""
    count = len(proposal.sentences)
    if re.fullmatch(r"(?:最后|末)(?:一|那)?句(?:话)?", subject):
        return {count - 1}
    place = _PLACE.fullmatch(subject)
    if place is None:
        return set()
    names = {str(at): at for at in range(1, count + 1)} | {chinese(at): at for at in range(1, count + 1)}
    return {names[place["number"]] - 1} if place["number"] in names else set()


def _clause(text: str, subject: str) -> str:
    return next((clause.strip("。 ") for clause in text.split("，") if subject in clause), subject)


def _is_opening(clause: str) -> bool:
    """Whether a first clause says nothing by itself: 2024年, 全年."""
    return len(clause) <= 6 or clause.endswith(("年", "看", "方面"))  # noqa: PLR2004 - 2024年 and the like


def _renumbered(items: list[Sentence], request: Request) -> list[Sentence]:
    """一是, 二是 counted anew where one went; a single one left stands without. Locked sentences stay as they are."""
    locked = {text.strip() for text in request.locked}
    marks = [None if item.text.strip() in locked else _mark(item.template) for item in items]
    total = sum(mark is not None for mark in marks)
    at = 0
    out = []
    for item, mark in zip(items, marks, strict=True):
        if mark is None:
            out.append(item)
            continue
        at = 1 if mark["before"] else at + 1
        said = f"{chinese(at)}是" if total > 1 else ""
        template = mark["before"] + said + item.template[mark.end() :]
        same = template == item.template
        out.append(item if same else sentence(template, request.facts, passages=item.passages, remark=item.remark))
    return out


def _mark(template: str) -> re.Match[str] | None:
    """The 一是 of a sentence: at its head, or after the words that introduce the list."""
    mark = _ORDINAL.match(template)
    return mark if mark and (not mark["before"] or mark["before"].endswith(("：", "。"))) else None
