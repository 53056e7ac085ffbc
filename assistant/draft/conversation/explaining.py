"""Answers that need no writing: where a number comes from, what contradicts the tables, what is missing."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.draft.book.contradiction import denied_by
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.proposal import Proposal, Request
from assistant.draft.thresholds import SURE
from assistant.draft.ways import from_facts
from assistant.facts import Fact
from assistant.figures import plain
from assistant.prose import numbers, sentences
from assistant.prose.likeness import pairs
from assistant.sources.binding import bind

_MOST = 8


def where_from(message: str, request: Request, previous: Proposal | None) -> tuple[str, tuple[str, ...]]:
    """Where the numbers of the message, else of the last proposal, else of the text come from; and their facts."""
    named = _named(message, request, previous)
    if not named and re.search(r"\d", message):
        return "这个数在本年的表格、补充指标和工作事实里都没有找到出处。请核对，或者删去，或者在数据填报中补上。", ()
    if not named and previous is not None:
        named = list(previous.facts)
    if not named:
        named = _in_text(request.current, request)
    facts = [request.facts[key] for key in dict.fromkeys(named) if key in request.facts and not key.endswith("year")]
    if not facts:
        return "这一节里还没有来自表格、补充指标或者工作事实的数字。", ()
    shown = facts[:_MOST]
    more = f"\n另有{len(facts) - _MOST}个数未列出，可以问其中的某一个数。" if len(facts) > _MOST else ""
    return "\n".join(map(explain, shown)) + more, tuple(fact.id for fact in shown)


def explain(fact: Fact) -> str:
    """One fact as a sentence: its digits, its name, how it was derived."""
    if fact.id.startswith("note."):
        return f"{fact.text()}{fact.unit}：来自{fact.label}。"
    if fact.id.startswith("indicator."):
        return f"{fact.text()}{fact.unit}：来自补充指标“{fact.label}”。"
    how = f"，由“{fact.formula}”算出" if fact.formula else "，为填报数"
    return f"{fact.text()}{fact.unit}：{fact.label}{how}。"


_ASKING = re.compile(
    r"请问|(?:一共|总共|共|是|有|发|写)?了?(?:多少|几)(?:件|条|场|次|人|篇|期|个|家|份|元|万)?|今年|本年度?|[的了吗呢是有？?，,。]"
)
_AGAINST = re.compile(r"[比较与](?:去年|上一?年)|同比|[多少](?=了?$)|增加|减少|增长|下降|变化")


def figure(message: str, request: Request) -> tuple[str, tuple[str, ...]]:
    """How much something is: the fact the words name, with last year's value where it is known."""
    words = _AGAINST.sub("", _ASKING.sub("", message))
    of_last = bool(re.search(r"(?<![比较与])(?:去年|上一?年)", message))
    words = re.sub(r"去年|上一?年", "", words)
    best = max(_askable(request), key=lambda fact: _closeness(fact, words, request), default=None)
    if best is None or _closeness(best, words, request) < SURE:
        return (
            "没有看出问的是哪一个数。请说出名称，例如“收到申请多少件”“微博发布比去年多多少”；没有填写的数请到“数据填报”中补上。",
            (),
        )
    before = request.facts.get(f"last.{best.id}")
    if of_last and not _AGAINST.search(message):
        return (explain(before), (before.id,)) if before else (f"没有上年“{best.label}”的数。", ())
    more = f"上年为{before.text()}{before.unit}。" if before else ""
    return explain(best) + more, (best.id,)


def _askable(request: Request) -> list[Fact]:
    return [fact for key, fact in request.facts.items() if key.startswith(("indicator.", "sum.")) or fact.anchors]


def _closeness(fact: Fact, words: str, request: Request) -> float:
    """How much of what is asked a fact's names cover; this section's own indicators before others."""
    asked = pairs(words)
    shared = (
        max((len(asked & pairs(name)) / len(asked) for name in (fact.label, *fact.anchors)), default=0) if asked else 0
    )
    return shared + (0.02 * (fact.aspect == request.section) + 0.01 * fact.id.endswith("total")) * bool(shared)


def why_unsaid(subject: str, request: Request, previous: Proposal | None) -> tuple[str, tuple[str, ...]]:
    """Why something is not in the text: it is, or there is no fact of it, or it can be added."""
    text = (previous.text if previous is not None else "") or request.current
    if subject and subject in text:
        return f"“{subject}”已经写在当前文字里。", ()
    known = [
        fact
        for key, fact in request.facts.items()
        if key.startswith("indicator.") and subject and subject in fact.label
    ]
    if known:
        return explain(known[0]) + f"本节没有写到，可以说“加上{subject}”。", (known[0].id,)
    return f"没有关于“{subject or '这件事'}”的指标或者工作事实，所以没有写。请先在数据填报中补上。", ()


def check(request: Request, previous: Proposal | None) -> tuple[str, tuple[str, ...]]:
    """The text in the editor, else the last proposal, held against the tables, sentence by sentence."""
    text = request.current.strip() or (previous.text if previous is not None else "")
    if not text:
        return "这一节还没有文字，没有可以核对的内容。", ()
    bound: list[str] = []
    wrong: list[str] = []
    for item in sentences(text):
        if denied_by(item, request) is not None:
            wrong.append(f"“{_short(item)}”与本年表格不符。")
    for one in bind(text, request.section, request.facts, year=request.report.year):
        if one.holds:
            bound += one.facts[:1]
        elif one.status == "contradicted":
            wrong.append(f"{one.explain}。")
        else:
            wrong.append(f"“{_short(_around(text, one.number.start))}”中的{one.number.text.strip()}没有找到对应的数。")
    whole = f"有{len(bound)}个数与表格、补充指标或者工作事实一致。" if bound else ""
    if not wrong:
        return (whole or "这一节没有数字。") + "没有发现与表格不符的说法。", tuple(dict.fromkeys(bound))
    return whole + "需要核对：\n" + "\n".join(wrong[:_MOST]), tuple(dict.fromkeys(bound))


def missing(request: Request, previous: Proposal | None) -> str:
    """What the section still lacks: places to fill, facts not yet said, questions to the clerk."""
    text = request.current.strip() or (previous.text if previous is not None else "")
    lines = [f"待填：{name}" for name in dict.fromkeys(wanted(text))]
    full = from_facts.propose(request)
    lines += [f"还没有写到：{name}" for name in _unsaid(full, request, text)]
    lines += dict.fromkeys((*full.questions, *from_facts.still_asked(request, empty=True)))
    if not lines:
        return "没有发现缺少的内容。"
    return "\n".join(
        f"{'（' + str(at) + '）' if len(lines) > 1 else ''}{line}" for at, line in enumerate(lines[:12], 1)
    )


def _unsaid(full: Proposal, request: Request, text: str) -> Iterator[str]:
    """Facts a full proposal states and the text does not."""
    have = {number.value for number in numbers(text)}
    for key in full.facts:
        fact = request.facts[key]
        if fact.id.startswith(("share.", "change.", "rate.", "year", "note.")) or fact.value in have or fact.value == 0:
            continue
        yield f"{fact.label}{fact.text()}{fact.unit}"


def _named(message: str, request: Request, previous: Proposal | None) -> list[str]:
    values = [Decimal(item.replace(",", "")) for item in re.findall(r"\d+(?:\.\d+)?", message.replace(",", ""))]
    if not values:
        return [key for key, fact in request.facts.items() if key.startswith("indicator.") and fact.label in message]
    pool = list(previous.facts) if previous is not None else []
    pool += _in_text(request.current, request)
    found = [key for value in values for key in pool if key in request.facts and _is_written(request.facts[key], value)]
    if found:
        return found
    mine = [
        fact.id
        for fact in request.facts.of_section(request.section)
        if any(_is_written(fact, value) for value in values) and not fact.id.startswith("last.")
    ]
    return mine[:_MOST]


def _is_written(fact: Fact, value: Decimal) -> bool:
    """Whether a person who writes this value may mean the fact: percentages are written rounded."""
    if fact.unit != "%" or not fact.formula:
        return fact.value == value
    places = -int(value.as_tuple().exponent)
    return fact.text(str(max(places, 0))) == plain(value)


def _in_text(text: str, request: Request) -> list[str]:
    verdicts = bind(text, request.section, request.facts, year=request.report.year)
    return [one.facts[0] for one in verdicts if one.holds and one.facts]


def _around(text: str, at: int) -> str:
    """The sentence in which a place stands."""
    length = 0
    for item in sentences(text):
        length += len(item)
        if at < length:
            return item
    return text


def _short(text: str) -> str:
    words = text.strip()
    return words if len(words) <= 24 else words[:23] + "…"  # noqa: PLR2004 - fits a line of the conversation
