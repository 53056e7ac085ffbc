"""沿用上年: last year's own sentences with this year's figures in them."""

import re
from dataclasses import replace

from assistant.draft.book.contradiction import REMARK, asked_by, denied_by, instead, say
from assistant.draft.book.state import State
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.proposal import Proposal, Request, Sentence, sentence
from assistant.draft.ways import from_facts
from assistant.draft.ways.carrying import carried, years_rolled
from assistant.draft.ways.contact import REMARK as CONTACT_REMARK
from assistant.draft.ways.contact import is_contact
from assistant.facts import Facts, derive
from assistant.prose import sentences

_FEE = re.compile(r"(?:未|没有|无)[^。；]{0,12}信息处理费|信息处理费[^。；]{0,6}(?:为零|无)")
_LAST_MARK = re.compile(r"[。；]?\s*$")
_SAYS_NOTHING = re.compile(
    r"^\s*(?:本?年度?)?(?:无|没有|暂无)(?:其[他它])?(?:需要|应当|须)?(?:报告|说明)?的?(?:事项|情况|内容|问题)?[。.]?\s*$"
)
_NOTHING = "上年本节没有实质内容，以下按本年事实写成。"
_NO_LAST = "没有上年报告，以下按本年事实写成。"
_NO_SECTION = "上年报告没有本节文字，以下按本年事实写成。"
_UNIMPROVED = "沿用上年的问题和措施容易雷同，请逐句改为本年的实际情况。"


def propose(request: Request) -> Proposal:
    """One proposal; where last year's report has no such section, what this year's facts carry."""
    text = request.last.section(request.section).strip() if request.last is not None else ""
    if request.last is None or not text:
        other = from_facts.propose(request)
        return replace(
            other, way="last-year", remark=(_NO_LAST if request.last is None else _NO_SECTION) + other.remark
        )
    last_facts = _last_facts(request)
    said: list[Sentence] = []
    replaced = set()
    for old in sentences(text):
        rule = denied_by(old, request, written_for=request.last.year)
        if _SAYS_NOTHING.match(old):
            continue
        if is_contact(old) and request.section in {"preamble", "other"}:
            said.append(years_rolled(old, request, remark=CONTACT_REMARK))
        elif rule is None:
            said.append(_fee_asked(_asked(carried(old, request, last_facts), asked_by(old, request), request), request))
        elif rule.say not in replaced:
            replaced.add(rule.say)
            said += instead(rule, old, request)
    if request.section == "other" and "信息处理费" not in text:
        said += say("other", (), request)
    said = _without_repeats(said)
    if not said:
        other = from_facts.propose(request)
        return replace(other, way="last-year", remark=_NOTHING + other.remark)
    return Proposal(
        section=request.section,
        way="last-year",
        text="".join(item.text for item in said).strip(),
        sentences=tuple(said),
        missing=tuple(dict.fromkeys(name for item in said for name in wanted(item.text))),
        remark=_UNIMPROVED if request.section in {"problems", "improvements"} else "",
    )


def _last_facts(request: Request) -> Facts:
    """Last year's facts as its report told them, with what this report says the indicators were then."""
    known = derive(request.last) if request.last is not None else Facts((), request.report.form)
    beside = {
        key.removeprefix("last."): fact for key, fact in request.facts.items() if key.startswith("last.indicator")
    }
    return Facts(
        [
            *(
                replace(fact, id=key, label=name, anchors=(name,))
                for key, fact in beside.items()
                for name in [key[10:]]
            ),
            *known.values(),
        ],
        known.form,
    )


def _fee_asked(item: Sentence, request: Request) -> Sentence:
    """A sentence on 信息处理费 stands only if an indicator, a note or the lack of any application carries it."""
    state = State(replace(request, section="other"))
    known = state.value("fee") is not None or state.noted("信息处理费") or state.flag("no_requests")
    if "信息处理费" not in item.text or "【" in item.text or known or not _FEE.search(item.text):
        return item
    return _asked(item, "本年是否收取信息处理费", request)


def _asked(item: Sentence, question: str, request: Request) -> Sentence:
    """The sentence with the question before its full stop; a sentence that already asks something asks nothing more."""
    if not question or "【" in item.text:
        return item
    asked = f"【待核实：{question}】"
    return sentence(
        _LAST_MARK.sub(lambda mark: asked + mark[0], item.template, count=1), request.facts, remark=item.remark
    )


def _without_repeats(said: list[Sentence]) -> list[Sentence]:
    """A factual sentence put in for a denied one may say what another sentence says too: once is enough."""
    out: list[Sentence] = []
    for item in said:
        facts = set(item.facts) - {"year"}
        twice = any(
            item.text == other.text
            or (facts and facts == set(other.facts) - {"year"} and REMARK in {item.remark, other.remark})
            for other in out
        )
        if item.text.strip() and not twice:
            out.append(item)
    return out
