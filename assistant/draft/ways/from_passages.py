"""借鉴范文: how other organs put it, in this organ's name, with this year's figures or a slot to fill.

A sentence of another organ claims what that organ did. Unless a note or indicator of this year carries
the claim, it is offered with 【待核实：…】; and never more than 20 characters in a row stay as printed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from assistant.draft.book import phrasebook
from assistant.draft.book.contradiction import denied_by, say
from assistant.draft.book.filling import fill
from assistant.draft.book.paraphrase import foreign_field, reworded
from assistant.draft.book.register import chinese, number, own_name, reseated
from assistant.draft.book.state import State
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Proposal, Request, Sentence, sentence
from assistant.draft.thresholds import (
    HEADING,
    LONGEST_RUN,
    LONGEST_SLOT,
    MOST_BORROWED,
    MOST_SLOTS,
    SHORTEST_BORROWED,
    SUPPORTED,
    TOO_ALIKE,
)
from assistant.draft.ways import from_facts
from assistant.facts import Fact
from assistant.prose import full_width, sentences, tidy
from assistant.prose.likeness import affinity, likeness, longest_shared
from assistant.prose.vocabulary import plain_unit
from assistant.prose.vocabulary import words as vocabulary
from assistant.sources.slots import counted, fit

if TYPE_CHECKING:
    from assistant.evidence import Passage

_CLAIM = "【待核实：本年是否有此做法】"
_CLAIMS = {"problems": "【待核实：是否存在此问题】", "improvements": "【待核实：是否采取此措施】"}
_SLOT = re.compile(rf"×+(?:[.,，]×+)*(?P<scale>[万亿]?)(?P<about>余|多)?\s*(?P<unit>%|％|{vocabulary().units})?")
_YEAR = re.compile(r"(?<![续近过第满])×+年(?:度)?(?:以来)?(?=[，,]|$|[^×\d月])")
_DATE = re.compile(r"(?:×+年)?×+月(?:×+[日号])?")
_TITLE = re.compile(r"(?:《[^《》]*(?:×|本机关|本地区)[^《》]*》、?)+")
_NUMBERED = re.compile(r"[（(]?[^（(，。]{0,8}[〔\[（(]×[〕\])）]×?号[)）]?")
_USELESS = re.compile(
    r"电话|邮编|网址|地址|https?|统计期限|本报告|本年度报告|扫一扫|如有疑问|欢迎|[省市县区]委本机关|传真|附件|详见|如下表|邮箱|信息处理费|获评|荣获|称号|表彰|获奖|日报|报道|入选|应.尽.|多指向|多涉及|千家万户|关乎|县区分局|的分局|市州|[厅局]属单位|直属单位|下属单位|(?:街道|[镇乡区县市省局厅])本级|成为常态|明显减少|明显增[加多]|占了?大半|居多|[市省]局|[市省]厅"
)
_INTRODUCTION = re.compile(r"^[^。]*[：:]\s*(?=一是)")
_TABLED = re.compile(r"申请|规范性文件|许可|处罚|强制|收费|复议|诉讼|结转|办结|答复|公开")
_TOLD_ALREADY = {
    "overview.active": re.compile(r"(?:没有|未|无)[^，。；]{0,8}(?:规范性文件|规章|行政许可|行政处罚|行政强制|收费)"),
    "overview.on_request": re.compile(
        r"结转|跨年|(?:全部|均|当年)[^，。；]{0,6}(?:答复|办结)|(?:未|没有)收到|(?:未|没有|无)[^，。；]{0,16}(?:复议|诉讼)"
    ),
}
"""What the factual sentences, which stand first, say of every organ."""
_LOST = re.compile(r"败诉|复议纠正|纠正案件|被纠[正错]|撤销案件")
_LOST_CASES = ("T4.review.corrected", "sum.litigation.corrected")
_TOWN = re.compile(r"[乡镇]人民政府$|苏木人民政府$")
_COMPARED = re.compile(r"[比较与同](?:上年|去年|×年)|同比|环比|[升降]至")
_OF_CASES = re.compile(r"申请(?:内容|事项)?(?:多|主要)|申请(?:数?量|内容)|办结|复议|诉讼|会商|征求")
_OF_GOVERNMENTS = re.compile(r"镇街|乡镇|各部门|各镇|各街道|本地区")
_OWN_BUSINESS = {"preamble", "other"}
"""Sections in which another organ's sentences speak of nothing but that organ."""
_PLAN = re.compile(r"^(?:在?今后(?:的?工作中)?|下一步)[，,]?(?:我们|我\w|本机关)?将?")
_OFFICES = re.compile(r"(?:科|处|股)室(?!会)")
_OTHERS_SITE = re.compile(r"[厅局委](?=官网|官方网站|门户网站)")
_SHORTCOMING = re.compile(r"不|缺|少|单一|薄弱|滞后|待|问题|偏|弱|尚未|还需|差距")
_ENDING = re.compile(r"(?:【[^】]*】)?。$")
_PREFIX = re.compile(r"^(?:第?[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)")


def propose(request: Request) -> Proposal:
    """One proposal from the passages of other organs; without any, what this year's facts carry."""
    others = [passage for passage in request.passages if passage.organ != request.report.organ]
    core = list(say(request.section, (), request, level=1))
    stated = {fact for item in core for fact in item.facts} - {"year"}
    fresh = (item for item in _borrowed(request, others) if _adds(item, stated))
    borrowed = [] if request.section in _OWN_BUSINESS else list(islice(fresh, MOST_BORROWED))
    if not borrowed:
        plain = from_facts.propose(request)
        why = "没有可以借鉴的相近表述，以下按本年事实写成。" if request.section not in _OWN_BUSINESS else ""
        return replace(plain, way="model-passage", remark=why + plain.remark)
    said = [*core, *borrowed]
    if request.section in _CLAIMS:
        said = _numbered(said, request, [text for passage in others for text in (passage.text, passage.masked)])
    return Proposal(
        section=request.section,
        way="model-passage",
        text="".join(item.text for item in said).strip(),
        sentences=tuple(said),
        missing=tuple(dict.fromkeys(name for item in said for name in wanted(item.text))),
        remark="借鉴其他机关的写法，所说做法请逐句核实。",
    )


def _adds(item: Sentence, stated: set[str]) -> bool:
    """Whether a borrowed sentence states no figure, or one the factual sentences do not."""
    own = set(item.facts) - {"year"}
    return not own or not own <= stated


def _numbered(said: list[Sentence], request: Request, printed: list[str]) -> list[Sentence]:
    """Problems and measures as 一是, 二是; with that in front a run may be too long again, and is broken again."""
    kept = [item for item in said if _sayable(item, printed)]
    if len(kept) < 2:  # noqa: PLR2004 - one point is no list
        return kept or said[:1]
    book, state = phrasebook.section(request.section), State(request)
    intro = fill(state.choose(book.many_notes, "many"), book, state) or ""
    bodies = number([_ENDING.sub("", item.template) for item in kept])
    out = []
    for index, (body, item) in enumerate(zip(bodies, kept, strict=True)):
        words = intro * (index == 0) + (reworded(body.rstrip("。"), printed) or "") + _ending(item.template)
        out.append(sentence(words, request.facts, passages=item.passages, remark=item.remark))
    return out


def _sayable(item: Sentence, printed: list[str]) -> bool:
    """Whether the point can be told after any 一是 without a run as long as another organ's print."""
    body = _ENDING.sub("", item.template)
    return all(reworded(f"{chinese(at)}是{body}", printed) for at in range(1, MOST_BORROWED + 1))


def _ending(template: str) -> str:
    found = _ENDING.search(template)
    return found[0] if found else "。"


def _borrowed(request: Request, passages: list["Passage"]) -> Iterator[Sentence]:
    """The passages' sentences in this organ's name, no two alike; the variant starts from another passage."""
    turn = request.variant % len(passages) if passages else 0
    printed = [text for passage in passages for text in (passage.text, passage.masked)]
    known, facts = _known_words(request), _facts_of(request)
    seen: list[str] = []
    for passage in [*passages[turn:], *passages[:turn]]:
        for words in _sentences_of(passage):
            if _unsuited(words, request) or _foreign(words, passage, request, known):
                continue
            item = _adapted(words, passage, request, printed, facts)
            if item is None or any(likeness(item.text, other) > TOO_ALIKE for other in seen):
                continue
            if _BLAMELESS.search(item.text) and any(map(_BLAMELESS.search, seen)):
                continue
            seen.append(item.text)
            yield item


_BLAMELESS = re.compile(r"追究|问责|追责|失职|被处理")
"""That nobody was held to account is said once, whatever its words."""


def _sentences_of(passage: "Passage") -> Iterator[str]:
    """The masked sentences worth borrowing: long enough, and no mere heading of a 一是."""
    pieces = sentences(passage.masked)
    for index, piece in enumerate(pieces):
        words = tidy(_INTRODUCTION.sub("", piece))
        heading = _PREFIX.match(piece.strip()) and len(words) < HEADING and index + 1 < len(pieces)
        if len(words) >= SHORTEST_BORROWED and not heading:
            yield words


def _unsuited(words: str, request: Request) -> bool:
    """Whether a sentence tells of another organ's tables, comparisons or standing, or this organ's deny it."""
    told = _TOLD_ALREADY.get(request.section)
    if told is not None and told.search(words):
        return True
    tabled = "×" in words and request.section in {"overview.on_request", "overview"} and _TABLED.search(words)
    tabled = tabled or ("×件" in words and _TABLED.search(words))
    idle = request.section == "overview.on_request" and State(request).flag("no_requests")
    tabled = tabled or (idle and _OF_CASES.search(words))
    lost = _LOST.search(words) and not any(map(State(request).positive, _LOST_CASES))
    governs = not request.report.is_government and _OF_GOVERNMENTS.search(words)
    return bool(
        _USELESS.search(words) or _COMPARED.search(words) or tabled or lost or governs or denied_by(words, request)
    )


def _foreign(words: str, passage: "Passage", request: Request, known: str) -> bool:
    """Whether a sentence tells of another trade's business; governments of like level have all, and share them."""
    organ = request.report.organ
    both_govern = request.report.is_government and passage.organ.endswith("政府")
    both_govern = both_govern and bool(_TOWN.search(organ)) == bool(_TOWN.search(passage.organ))
    return not both_govern and foreign_field(words, organ, known)


def _known_words(request: Request) -> str:
    """The organ's name and everything its facts and notes speak of, as one text to look words up in."""
    report = request.report
    return " ".join([report.organ, *(item.name for item in report.indicators), *(note.text for note in report.notes)])


def _adapted(
    words: str, passage: "Passage", request: Request, printed: list[str], facts: dict[str, Fact]
) -> Sentence | None:
    text = _TITLE.sub("【待填：文件名称】", _NUMBERED.sub("", _PREFIX.sub("", words)))
    text = _OFFICES.sub("处室" if request.report.organ.endswith("厅") else "科室", text)
    text = _OTHERS_SITE.sub("", text).replace("本机关", own_name(request.report.organ))
    text = reseated(text, request.report.organ)
    text = full_width(_YEAR.sub("{{year}}年", text))
    if request.section == "improvements":
        text = _PLAN.sub("", text)
    if _DATE.search(text):
        return None
    template = _slots_filled(text, facts)
    slots = len(wanted(template))
    bound = "{{" in template.replace("{{year}}", "")
    if any(len(name) > LONGEST_SLOT for name in wanted(template)):
        return None
    if "【待填：名称】" in template or slots > MOST_SLOTS or (bound and slots > template.count("{{")):
        return None
    new = reworded(template, printed)
    if new is None or (request.section == "problems" and not _SHORTCOMING.search(new)):
        return None
    claim = "" if bound or (not slots and _supported(new, request)) else _CLAIMS.get(request.section, _CLAIM)
    source = f"借鉴{passage.organ}{passage.year or ''}年报告"
    item = sentence(f"{new}{claim}。", request.facts, passages=(passage.id,), remark=source)
    return item if longest_shared(item.text, printed) <= LONGEST_RUN else None


def _facts_of(request: Request) -> dict[str, Fact]:
    """The organ's own figures a borrowed sentence may state; what the tables say, the factual sentences say."""
    return {
        key: fact
        for key, fact in request.facts.items()
        if key.startswith("indicator.") and fact.aspect == request.section
    }


def _slots_filled(text: str, facts: dict[str, Fact]) -> str:
    out, at = [], 0
    used: set[str] = set()
    for slot in _SLOT.finditer(text):
        unit = plain_unit(slot["unit"] or "")
        end = slot.start("unit") if slot["unit"] else slot.end()
        match = fit(text, slot.start(), end, unit, facts) if unit else None
        if match and match not in used:
            used.add(match)
            # A fact's own unit takes the place of the passage's where the two only count alike.
            said = f"{{{{{match}}}}}{facts[match].unit}"
        else:
            said = f"【待填：{counted(text, slot.start(), end, unit) if unit else '名称'}】{unit}"
        out += [text[at : slot.start()], said]
        at = slot.end()
    return "".join([*out, text[at:]])


def _supported(words: str, request: Request) -> bool:
    """Whether a note of this year speaks of the same thing."""
    return any(affinity(point.text, words) >= SUPPORTED for point in points(request.report, request.section))
