"""What is asked before an old sentence may stand, what of it says nothing, and what has been said already."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.contradiction import REMARK
from assistant.draft.book.state import State
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways.clauses import YEARS, bare, clauses
from assistant.facts import Facts, derive
from assistant.sources.claims.claims import made
from assistant.sources.setting.stated import stated

_FEE = re.compile(r"(?:未|没有|无)[^。；]{0,12}信息处理费|信息处理费[^。；]{0,6}(?:为零|无)")
_LAST_MARK = re.compile(r"[。；]?\s*$")
_SAYS_NOTHING = re.compile(
    r"^\s*(?:本?年度?)?(?:无|没有|暂无)(?:其[他它])?(?:需要|应当|须)?(?:报告|说明)?的?(?:事项|情况|内容|问题)?[。.]?\s*$"
)


def says_nothing(old: str) -> bool:
    """Whether a sentence is 无 and no more."""
    return bool(_SAYS_NOTHING.match(old))


def last_facts(request: Request) -> Facts:
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


def fee_asked(item: Sentence, request: Request) -> Sentence:
    """A sentence on 信息处理费 stands only if an indicator, a note or the lack of any application carries it."""
    state = State(replace(request, section="other"))
    known = state.value("fee") is not None or state.noted("信息处理费") or state.flag("no_requests")
    if "信息处理费" not in item.text or "【" in item.text or known or not _FEE.search(item.text):
        return item
    return asked(item, "本年是否收取信息处理费", request)


def asked(item: Sentence, question: str, request: Request) -> Sentence:
    """The sentence with the question before its full stop; a sentence that already asks something asks nothing more."""
    if not question or "【" in item.text:
        return item
    words = f"【待核实：{question}】"
    return sentence(
        _LAST_MARK.sub(lambda mark: words + mark[0], item.template, count=1), request.facts, remark=item.remark
    )


def without_repeats(said: Sequence[Sentence], request: Request) -> list[Sentence]:
    """What says nothing that was not said before is left out: 没有收到申请 is said once, whatever its words."""
    out: list[Sentence] = []
    claims: set[str] = set()
    for item in said:
        facts, own = set(item.facts) - YEARS, claims_of(item, request)
        twice = any(
            item.text.strip() == other.text.strip()
            or (facts and facts == set(other.facts) - YEARS and REMARK in {item.remark, other.remark})
            for other in out
        )
        shown = {fact for other in out for fact in other.facts}
        telling = [piece for piece in clauses(item.template) if bare(piece)]
        again = own and set(own) <= claims and facts <= shown and len(telling) <= len(own) + ("year" in item.facts)
        claims |= set(own)
        if item.text.strip() and not twice and not again:
            out.append(item)
    return out


def claims_of(item: Sentence, request: Request) -> list[str]:
    """What a sentence affirms or denies of the tables, one for each place."""
    year = request.report.year
    return [claim.id for _, claim, _ in made(stated(item.text, year), request.section, year, request.facts)]
