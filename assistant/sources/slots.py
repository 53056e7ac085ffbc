"""Slots: a number taken out of past wording: what it counted, and which of the organ's own figures may stand there."""

import re
from collections.abc import Iterable, Mapping

from assistant.facts import Fact
from assistant.prose.likeness import pairs
from assistant.prose.vocabulary import alike
from assistant.sources.thresholds import (
    AFTER,
    BEFORE,
    LONGEST_NAME,
    NAMED_AFTER,
    NAMED_BEFORE,
    NEAR,
    PER_CHARACTER,
    SHARED_WORDS,
    SHORTEST_NOUN,
)

_STOPS = re.compile(r"[。；;！？\n]")
_CLAUSE = re.compile(r"[。；;！？\n，,、：:（(]|\d[余多万亿]*|[×}】\x00]")
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
_GENERIC = frozenset({"信息", "发布", "公开", "政府", "数量", "次数", "全年", "工作", "总数", "累计"})


def fit(text: str, start: int, end: int, unit: str, facts: Mapping[str, Fact]) -> str | None:
    """The figure of the organ's own an empty slot at `start`:`end` asks for, by words and unit; never one of 0.

    None where the words name none, or two equally clearly.
    """
    found = [
        (strength, fact.id)
        for fact in facts.values()
        if fact.value != 0
        and fact.unit
        and alike(fact.unit, unit)
        and _named_here(text, start, end, fact)
        and (strength := nearness(text, start, end, fact)) > 0
    ]
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def nearness(text: str, start: int, end: int, fact: Fact) -> float:
    """How clearly the words around a place name a figure: 0 not at all; longer and nearer words count more."""
    before = _CLAUSE.split(text[max(0, start - BEFORE) : start])[-1]
    after = _STOPS.split(text[end : end + AFTER])[0]
    best = 0.0
    for anchor in fact.anchors:
        if (at := before.rfind(anchor)) >= 0:
            gap = len(before) - at - len(anchor)
            best = max(best, NAMED_BEFORE + len(anchor) - gap * PER_CHARACTER)
        elif anchor in after[: len(anchor) + 3]:
            best = max(best, NAMED_AFTER + len(anchor))
    return best or _shared_words(before, after, fact)


def _named_here(text: str, start: int, end: int, fact: Fact) -> bool:
    """Whether the clause names what the fact counts: 专题会×场 is no slot for 政务公开培训."""
    around = _STOPS.split(text[:start])[-1][-BEFORE:] + _STOPS.split(text[end:])[0][:AFTER]
    names: Iterable[str] = fact.anchors
    return any(anchor in around for anchor in names) or re.sub(r"(?:数量|次数|人数|数)$", "", fact.label)[-2:] in around


def _shared_words(before: str, after: str, fact: Fact) -> float:
    wanted = pairs(fact.label) - _GENERIC
    shared = wanted & (pairs(before[-NEAR:]) | pairs(after))
    return SHARED_WORDS + len(shared) if wanted and len(shared) * 2 >= len(wanted) else 0.0


def counted(text: str, start: int, end: int, unit: str) -> str:
    """What a number counts, in a few words: 政策文件数量."""
    if text[:start].endswith("第"):
        return "名次"
    if text[:start].endswith("连续") and unit == "年":
        return "年数"
    title = re.search(r"《[^》]{1,16}》$", text[:start])
    clause = re.split(r"[。；;，,、：:（(）)\n\s“”《》【】}×\x00\d]", text[:start])[-1]
    words = title[0] if title else "所占" if clause.endswith(("占", "占比")) else _noun(clause)
    if len(words) < SHORTEST_NOUN or _BARE_VERB.fullmatch(words):
        following = re.match(rf"\s*[余多]?(?:{re.escape(unit)})?的?([一-鿿]{{2,10}})", text[end:])
        after = (
            re.sub(r"(?:并|且|的|在|由|和|等|进行|开展|予以|实行|召开|参加|审核).*$", "", following[1])
            if following
            else ""
        )
        words = after if len(after) >= SHORTEST_NOUN or len(words) < SHORTEST_NOUN else words
    if words.endswith(("数", "量", "率", "费", "比例", "金额")):
        return words
    kind = "比例" if unit in {"%", "％", "百分点", "个百分点"} else "金额" if unit.endswith("元") else "数量"
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
    return words if len(words) <= LONGEST_NAME else words[-LONGEST_NAME:]
