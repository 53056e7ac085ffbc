"""Which fact a number, or an empty slot, in past wording speaks of: by value, unit and the words around it.

A number is bound only where the words beside it name the fact; an equal value alone is a coincidence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.draft.book.enumeration import row_name
from assistant.draft.proposal.splitting import terms
from assistant.facts import Fact
from assistant.facts.numerals import Numeral

_BEFORE, _AFTER = 26, 12
_STOPS = re.compile(r"[。；;！？\n]")
_CLAUSE = re.compile(r"[。；;！？\n，,、：:（(]|\d[余多万亿]*|[×}】\x00]")
_PHRASE = 14.0
_FAR, _MOST_OF_NAME = 3.0, 0.8
_FILLING = re.compile(r"发布|推送|公开|信息|数量|次数|总数|全年|累计")
_LONGEST_NAME = 18
_SHORTEST_NOUN = 2  # 办了×场: a lone verb names nothing that could be counted
_FILLER_END = re.compile(
    r"(?:共计|累计|总计|合计|全年|年内|达到|超过|占比|一共|不少于|不低于|不超过|至少|扩[展大]到|增加到|增至|以来的?"
    r"|[共计约近逾达为了占各已等仅比较的]|(?<!理)由|(?<![收接达])到)+$"
)
_BARE_VERB = re.compile(
    r"(?:积极|认真|扎实|主动|先后|分别|及时|定期)?(?:配备|编制|组织|开展|举办|发放|印制|新增|更新|审查|审核|清理|召开|选派|设立|建立|制定|完成|推出|打造|修改|抽查|检查)"
)
_VERB_HEAD = re.compile(
    r"^.*(?:发布(?!会)|推送|公开|刊发|编印|印发|举办|召开|开展|组织|收到|收取|受理|办理|审查|审核|实施|整理|制作|回应|答复|修订|制定|配备|获得|以来|其中|对现有|全年|累计|共)了?(?=..)"
)


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + r"(?:了|共|共计|总计|合计|为|达|仅|均为|各)?$")


def _outcomes(table: str, after: str, never: str) -> dict[str, re.Pattern[str]]:
    words = {
        "upheld": "维持",
        "corrected": "纠正",
        "other": "其他结果",
        "pending": "(?:尚未审结|未审结|正在审理|审理中)",
    }
    return {
        f"{table}.{key}": _said(f"{after}(?:(?!{never})[^。；])*{word}(?:[^，。；、]{{0,6}})")
        for key, word in words.items()
    }


# How prose names a fact besides its anchors; each pattern ends where the number begins.
_DOCUMENT = "(?:行政)?规范性文件"
_OPENED = "予以公开[^，。；、]{0,10}[、，]部分公开[^，。；、]{0,10}"
_PHRASES = {
    "T2.normative.issued": _said(
        f"(?:制发|制定|出台|印发)[^，。；]{{0,6}}{_DOCUMENT}|{_DOCUMENT}[^。；]{{0,10}}(?:制发|制定|出台|印发)"
    ),
    "T2.normative.repealed": _said(f"(?:废止|失效)[^，。；]{{0,6}}{_DOCUMENT}|{_DOCUMENT}[^。；]{{0,24}}(?:废止|失效)"),
    "T2.normative.in_force": _said(
        f"(?:现行有效|继续有效|保留)的?[^，。；]{{0,6}}{_DOCUMENT}|{_DOCUMENT}[^。；]{{0,30}}(?:现行有效|继续有效|保留)的?"
    ),
    "T2.licensing.decisions": _said("行政许可(?:事项|处理)?(?:决定|办件)?(?:数量)?"),
    "T2.penalty.decisions": _said("行政处罚(?:案件|处理)?(?:决定)?(?:数量)?"),
    "T2.coercion.decisions": _said("行政强制(?:措施|处理)?(?:决定)?(?:数量)?"),
    "T2.fees.amount": _said("(?:行政事业性)收费[^，。；]{0,4}"),
    "T3.received.total": _said("(?:收到|新收|受理|接收|接到|收办)[^，。；]{0,30}申请[^，。；]{0,4}"),
    "T3.received.natural_person": _said("自然人(?:申请|提出)?(?:的)?"),
    "T3.received.business": _said("商业企业(?:申请|提出)?(?:的)?"),
    "T3.carried_in.total": _said("(?:上年|上年度|去年)结转[^，。；]{0,12}"),
    "T3.carried_out.total": _said(
        "结转(?:到|至)?(?:下年|下一年)度?[^，。；]{0,10}|(?:办结|答复)[^。；]{0,16}[，、](?:尚有|其余)?结转"
    ),
    "T3.unavailable_not_held.total": _said("不掌握(?:相关|该)?(?:政府)?信息的?"),
    "T3.unavailable_needs_creation.total": _said("没有现成信息[^，。；]{0,8}"),
    "T3.unprocessed_petition.total": _said("信访、?(?:举报、?)?(?:投诉)?类?(?:申请)?"),
    "T3.unprocessed_duplicate.total": _said("重复申请"),
    "T3.total_handled.total": _said("(?:办结|答复|办理完毕)[^，。；]{0,12}"),
    "sum.to_handle": _said("(?:共需办理|需要?办理|应当?办理)[^，。；]{0,10}"),
    "sum.organizations": _said("法人(?:和|或者?|及)其他组织[^，。；]{0,4}"),
    "sum.opened": _said(f"予以公开和部分公开[^，。；]{{0,4}}|{_OPENED}，(?:两项)?合计"),
    "share.opened": _said(f"{_OPENED}，(?:两项)?合计[^，。；]{{0,8}}，?占[^，。；]{{0,10}}"),
    "T4.review.total": _said("(?:行政)?复议[^，。；维纠审]{0,6}"),
    "sum.litigation": _said("(?:行政)?诉讼[^，。；维纠审]{0,6}"),
    "T4.direct.total": _said("(?:未经复议)?直接起诉[^，。；]{0,3}"),
    "T4.after_review.total": _said("复议后(?:起诉|诉讼)[^，。；]{0,3}"),
    **_outcomes("T4.review", "复议", "诉讼|起诉"),
    **_outcomes("sum.litigation", "(?:诉讼|起诉)", "复议(?!后)"),
}
_GENERIC = {"信息", "发布", "公开", "政府", "数量", "次数", "全年", "工作", "总数", "累计"}
_SAME_UNITS = ({"次", "场", "场次", "期"}, {"条", "篇", "件", "个", "份", "项"}, {"人", "名", "人次"})


@dataclass(frozen=True)
class Match:
    """A fact and how it is written in this place."""

    fact: str
    style: str
    strength: float


def bind(text: str, numeral: Numeral, facts: Mapping[str, Fact]) -> Match | None:
    """The fact a number in `text` states, None if the words beside it name none or several."""
    found = []
    for fact in facts.values():
        style = _writes(fact, numeral)
        if style is None or not _unit_fits(fact, numeral.unit):
            continue
        strength = nearness(text, numeral.start, numeral.end, fact)
        if strength > 0:
            found.append(Match(fact.id, style, strength))
    return _best(found)


def fit(text: str, start: int, end: int, unit: str, facts: Mapping[str, Fact]) -> Match | None:
    """The fact an empty slot at `start`:`end` asks for, judged by words and unit alone; never a fact of 0."""
    found = [
        Match(fact.id, "", strength)
        for fact in facts.values()
        if fact.value != 0
        and _unit_fits(fact, unit)
        and fact.unit
        and _named_here(text, start, end, fact)
        and (strength := nearness(text, start, end, fact)) > 0
    ]
    return _best(found)


def _named_here(text: str, start: int, end: int, fact: Fact) -> bool:
    """Whether the clause names what the fact counts: 专题会×场 is no slot for 政务公开培训."""
    around = _STOPS.split(text[:start])[-1][-_BEFORE:] + _STOPS.split(text[end:])[0][:_AFTER]
    return (
        any(anchor in around for anchor in _anchors(fact))
        or re.sub(r"(?:数量|次数|人数|数)$", "", fact.label)[-2:] in around
    )


def counted(text: str, start: int, end: int, unit: str) -> str:
    """What a number counts, in a few words: 政策文件数量."""
    if text[:start].endswith("第"):
        return "名次"
    if text[:start].endswith("连续") and unit == "年":
        return "年数"
    title = re.search(r"《[^》]{1,16}》$", text[:start])
    clause = re.split(r"[。；;，,、：:（(）)\n\s“”《》【】}×\x00\d]", text[:start])[-1]
    words = title[0] if title else "所占" if clause.endswith(("占", "占比")) else _noun(clause)
    if len(words) < _SHORTEST_NOUN or _BARE_VERB.fullmatch(words):
        following = re.match(rf"\s*[余多]?(?:{re.escape(unit)})?的?([一-鿿]{{2,10}})", text[end:])
        after = (
            re.sub(r"(?:并|且|的|在|由|和|等|进行|开展|予以|实行|召开|参加|审核).*$", "", following[1])
            if following
            else ""
        )
        words = after if len(after) >= _SHORTEST_NOUN or len(words) < _SHORTEST_NOUN else words
    if words.endswith(("数", "量", "率", "费", "比例", "金额")):
        return words
    kind = "比例" if unit in {"%", "％", "个百分点"} else "金额" if unit.endswith("元") else "数量"
    return f"{words}{kind}" if words else f"此处{kind}"


def _noun(clause: str) -> str:
    """The words right before a number less its fillers and the verb: 全年共发布政策文件 → 政策文件."""
    bare = re.sub(
        r"^(?:年|由|第?[一二三四五六七八九十]+是|我[局厅委办市县区镇乡]|本(?:机关|局|街道))",
        "",
        _FILLER_END.sub("", clause),
    )
    after_verb = _VERB_HEAD.sub("", bare)
    words = re.sub(r"^[件条次场期篇份个的了]", "", after_verb or bare)
    return words if len(words) <= _LONGEST_NAME else words[-_LONGEST_NAME:]


def nearness(text: str, start: int, end: int, fact: Fact) -> float:
    """How clearly the words around a place name a fact: 0 not at all; longer and nearer words count more."""
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
    after = _STOPS.split(text[end : end + _AFTER])[0]
    best = 0.0
    for anchor in _anchors(fact):
        if (at := before.rfind(anchor)) >= 0:
            gap = len(before) - at - len(anchor)
            best = max(best, 10 + len(anchor) - gap * 0.6)
        elif anchor in after[: len(anchor) + 3]:
            best = max(best, 6 + len(anchor))
    phrase = _PHRASES.get(fact.id)
    if phrase is not None and phrase.search(_STOPS.split(text[:start])[-1]):
        best = max(best, _PHRASE)
    if best == 0 and fact.id.removeprefix("last.").startswith("indicator."):
        best = _shared_words(before, after, fact) or _named_in_sentence(_STOPS.split(text[:start])[-1], fact)
    return best


def _named_in_sentence(lead: str, fact: Fact) -> float:
    """抓好微信公众号运维，发布信息…: the name stands in the sentence, though not beside the figure."""
    key = terms(_FILLING.sub("", fact.label))
    return _FAR if len(key) > 1 and len(key & terms(lead)) >= _MOST_OF_NAME * len(key) else 0.0


def _anchors(fact: Fact) -> Iterable[str]:
    yield from fact.anchors
    table, row, column = [*fact.id.split("."), "", ""][:3]
    if table == "T3" and column == "total" and not fact.anchors:
        yield row_name(row)
    if table == "T3" and row == "received" and column not in {"total", ""} and not fact.anchors:
        yield fact.label.rsplit("·", 1)[-1] + "申请"


def _shared_words(before: str, after: str, fact: Fact) -> float:
    wanted = terms(fact.label) - _GENERIC
    near = terms(before[-16:]) | terms(after)
    shared = wanted & near
    return 4 + len(shared) if wanted and len(shared) * 2 >= len(wanted) else 0.0


def _unit_fits(fact: Fact, unit: str) -> bool:
    if "%" in {fact.unit, unit} or "个百分点" in {fact.unit, unit}:
        return fact.unit == unit
    if not fact.unit or not unit or fact.unit == unit:
        return fact.id not in {"year", "last_year", "next_year"}
    return any(fact.unit in group and unit in group for group in _SAME_UNITS)


def _writes(fact: Fact, numeral: Numeral) -> str | None:
    """The style in which the fact's value reads as the number does, None if it does not."""
    if numeral.about:
        return None
    if fact.value == numeral.value:
        return numeral.style
    if numeral.style and fact.text(numeral.style) == numeral.text:
        return numeral.style
    places = -int(numeral.value.as_tuple().exponent) if isinstance(numeral.value.as_tuple().exponent, int) else 0
    rounded = fact.value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(places) if numeral.percent and rounded == numeral.value else None


def _best(found: list[Match]) -> Match | None:
    """The clearest match; None where two facts are named equally clearly."""
    found.sort(key=lambda match: -match.strength)
    if not found or any(match.strength == found[0].strength for match in found[1:]):
        return None
    return found[0]
