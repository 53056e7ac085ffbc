"""Requests: what a clerk asks for, told from what a clerk states; enough to work with no model at all.

检查一下数字 is asked for, 检查了3次网站 was done. Words of asking that stand in the statement of a deed ask nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.figures import plain
from assistant.form import load
from assistant.prose import numbers, numerals

Kind = Literal[
    "where_from",
    "check",
    "missing",
    "last_year",
    "others",
    "drop",
    "add",
    "shorter",
    "fuller",
    "way",
    "again",
    "propose",
    "help",
    "thanks",
    "figure",
    "why",
    "undo",
    "judged",
    "swap",
    "style",
    "formal",
    "merge",
    "list",
    "limit",
    "draft_all",
    "interview",
    "section",
    "unknown",
]

_TRIM = re.compile(
    r"^(?:请|麻烦|帮我|给我|能不能|可以|可否|把|再)+|(?:吧|啊|呢|了|一下|好吗|可以吗|行吗|谢谢)*[。！？!?，,.~～\s]*$"
)
_SUBJECT_TAIL = re.compile(
    r"(?:这一?句(?:话)?|那一?句(?:话)?|这一?段|的内容|的情况|的表述|的说法|这件事|的?数据|这个|进去|上去|写进去|写上|部分)+$"
)
_QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']+)[”\"」』’']")

_SWAP = re.compile(
    r"把?[“\"「『‘']?(?P<old>[^“”\"「」『』‘’']{1,30}?)[”\"」』’']?(?:都|全部|统一)?(?:改成|改为|换成|替换成|替换为)"
    r"[“\"「『‘']?(?P<new>[^“”\"「」『』‘’']{1,30}?)[”\"」』’']?(?:吧|可以吗|好吗)?[。！？!?\s]*$"
)

# First match wins, so the particular stands before the general: 别的局怎么写 before 写.
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "thanks",
        re.compile(
            r"^(?:好的?|好了|可以了?|行了?|嗯+|谢谢.{0,4}|多谢|辛苦了?|不用了?|不客气|没事了?|知道了|明白了?|收到|再见)[。！!,，~\s]*$"
        ),
    ),
    (
        "swap",
        re.compile(
            r"把?[“\"「『‘'].+[”\"」』’']?(?:改成|改为|换成|替换成|替换为)|把.{1,20}(?:改成|改为|换成|替换成|替换为)(?!一段|一句|几)"
        ),
    ),
    (
        "draft_all",
        re.compile(
            r"(?:起草|写|生成|草拟|拟)(?:好|完|一下|出)?(?:全文|全篇|整篇|全部|整个|所有|通篇|各节|每一节)|"
            r"(?:全文|全篇|整篇|通篇|所有(?:章节|部分)|每一节|各节)(?:都)?(?:给我|帮我)?(?:起草|写|生成|草拟)|一次(?:性)?写完|一键(?:起草|成文)"
        ),
    ),
    (
        "interview",
        re.compile(r"一问一答|你问我答|你来问|逐(?:项|条|个)问|问我(?:吧|几个)|开始(?:提问|问)|接着问|继续问"),
    ),
    ("undo", re.compile(r"^(?:撤销|撤回|恢复|还原|退回)|改回(?:去|来)|恢复(?:原来|原文|上一)")),
    ("judged", re.compile(r"雷同|重复率|相似度|查重|错别字|标点|语病|病句")),
    ("why", re.compile(r"(?:为什么|为何|怎么)(?:没有?|不)(?:写|提|说)")),
    ("where_from", re.compile(r"哪来|哪里来|从何而来|出处|来源|怎么算|如何计算|怎么来|怎么得|依据是什么|凭什么|由来")),
    (
        "figure",
        re.compile(r"多少|(?<![十好数])几(?=[件条场次人篇期个家份元]|万)|是几|数是什么"),
    ),
    (
        "check",
        re.compile(
            r"核对|对一?下(?:表|数)|与表格|跟表格|和表格|同表格|数字对不对|数对不对|对得上|一致吗|有没有(?:错|问题)|有问题吗|"
            r"检查(?:一下|一遍|下|本|全|这|整|报告|年报|数|表|有没有|$)|查一?下"
        ),
    ),
    (
        "missing",
        re.compile(
            r"还缺|还差|差什么|缺什么|缺少什么|少了什么|漏了|遗漏|没写|没有写到|还要写什么|还需要|要补|补什么|补充什么|不完整|完整吗|待填|待核实"
        ),
    ),
    (
        "way",
        re.compile(r"(?:参考|参照|仿照|按照|依照|套用|按|照|跟)着?(?:去年|上年|往年)的?.{0,3}(?:写(?!法)|来|起草)"),
    ),
    (
        "others",
        re.compile(
            r"(?:别的|其他|其它|别家|人家|外单位|兄弟|同类|别人|外地|外省|外市|别处|各)(?:的)?(?:局|厅|委|办|单位|机关|部门|政府|县|区|市|地方|家)?.{0,6}(?:怎么|如何|咋|写法|的写|是怎|表述|例子)|范例|参考.{0,12}(?:写法|表述|怎么写)|找.{0,6}(?:例子|表述|段落)"
        ),
    ),
    (
        "last_year",
        re.compile(
            r"(?:去年|上年|上一年|往年|以前|之前|前年|历年).{0,8}(?:怎么|如何|咋|写|原文|表述|说的|内容)|看.{0,4}(?:去年|上年|往年)"
        ),
    ),
    ("drop", re.compile(r"(?:删去|删掉|删除|去掉|去除|拿掉|不要提|不要写|不要说|别写|别提|不写|不提|取消)")),
    (
        "add",
        re.compile(
            r"(?:加上|加入|加进去?|添上|添加|增加|补上|补充|写上|写进|写入|提到|提一下|突出|强调|加一句|加一条|补一句)"
        ),
    ),
    (
        "limit",
        re.compile(
            r"(?:不超过|不要超过|别超过|控制在|限|压到|压缩到|缩到|最多|少于|在)\s*(?P<most>\d{2,4}|[一二两三四五六七八九]?[百千][一二三四五六七八九]?十?)\s*个?字|"
            r"(?P<within>\d{2,4}|[一二两三四五六七八九]?[百千][一二三四五六七八九]?十?)\s*个?字(?:以内|之内|以下|内)"
        ),
    ),
    (
        "formal",
        re.compile(
            r"正式(?!启用|上线|运行|开通|发布|实施|施行)|书面(?:一|语|些|化|点)|官方(?:一|点|些|语气)|公文(?:语气|语言|的?口吻|体)|太口语|不要口语|严肃"
        ),
    ),
    ("list", re.compile(r"分条|分点|列点|逐条列|一条一条|列成[几\d一二三四五]?[条点]|分成?[几\d一二三四五]+[条点]")),
    (
        "merge",
        re.compile(
            r"(?:合并|合|并|写|连)成一[段句]|合并(?=成|到|为|一下|吧|$|起来)|一段话|不要分(?:段|条|点)|不分[段条点]"
        ),
    ),
    (
        "style",
        re.compile(
            r"语气|口吻|委婉|婉转|文采|生动|通顺|流畅|口语|亲切|客气|顺序|放到|放在|移到|挪到|调到|分段|一句话|只写"
        ),
    ),
    ("shorter", re.compile(r"简短|精简|压缩|短一点|短些|短点|缩短|简洁|太长|简明|简练|简单(?:一)?点|字数少|少写")),
    ("fuller", re.compile(r"具体|详细|展开|丰富|充实|长一点|长些|太短|写细|细一点|多写")),
    ("way", re.compile(r"据实|按事实|只用事实|沿用|照去年|按去年|照上年|按上年|借鉴|范文|模仿|语言模型|用模型|大模型")),
    (
        "again",
        re.compile(r"换一?种|换一?个|换个|再来|重写|重新|另写|另一种|别的写法|不满意|不好|再写|改写|润色|换一?下"),
    ),
    ("help", re.compile(r"你能|能做什么|会什么|怎么用|帮助|功能|可以做|有什么用|你是谁|你好|您好")),
    (
        "propose",
        re.compile(
            r"起草|草拟|拟(?:一|写|稿|个)|(?<![编抄填])写(?![实真得了明清])|生成|(?:给|提)(?:点|些|个|几条)?建议|草稿|初稿|"
            r"^开始(?:吧|写|起草)?$|来一段|出一稿"
        ),
    ),
)
_WAYS = (
    ("llm", re.compile(r"语言模型|用模型|大模型")),
    (
        "last-year",
        re.compile(
            r"沿用|(?:参考|参照|仿照|套用|依照)(?:去年|上年|往年)|照着?去年|按去年|跟去年|照上年|按上年|按往年|照往年"
        ),
    ),
    ("model-passage", re.compile(r"借鉴|范文|模仿")),
    ("facts", re.compile(r"据实|事实")),
)


@dataclass(frozen=True)
class Intent:
    """What is asked, about what, and which way of writing if one was named."""

    kind: Kind
    subject: str = ""
    way: str = ""
    quoted: bool = False


_QUESTION = re.compile(
    r"[?？]|[吗呢]\s*$|多少|(?<![十好数])几(?=[件条场次人篇期个家份元])|怎么|如何|为什么|为何|什么|哪|有没有|是不是|能不能|可否|对不对|是几|由来|出处"
)
_COMMAND = re.compile(
    r"^(?:请|麻烦|帮|给我|替我|能不能|可以|可否|把|再|别|不要|不用|更|换|重|写|起草|加上|加入|加进|加一[句条段]|补上|补一|"
    r"删|去掉|去除|拿掉|改成|改为|参[考照]|沿用|借鉴|按|照|看看|合并|分[条点段]|放[到在]|移到|语气|短|长|压缩|精简|缩)"
)
_DONE = re.compile(
    r"(?:[\u4e00-\u9fff]了|(?<![超通经])过)(?=[\u4e00-\u9fff\d])(?![什哪多几少])|今年|全年|本年|已(?:经)?|共[计有]?\d|每[年月周季日]|定期|"
    r"先后|陆续|严格|认真|坚持|持续|及时|都[在有]|会议|会上|我们|我局|一直|老样子|照旧"
)
_MEASURES_TEXT = frozenset({"字", "段", "点", "款", ""})
"""What counts words of a draft and no work: 写300字, 分3点."""
_COUNTS_TEXT = re.compile(r"^[个]?(?:字|句|段|点|行)")


def states(text: str) -> bool:
    """Whether the words state a deed of the year rather than ask for something."""
    text = text.strip()
    if _QUESTION.search(text) or _COMMAND.search(text):
        return False
    if _DONE.search(text):
        return True
    bare = _QUOTED.sub("", text)
    return any(
        one.unit not in _MEASURES_TEXT and not one.percent and not _COUNTS_TEXT.match(bare[one.unit_at :])
        for one in numbers(bare, spoken=True)
    )


@cache
def _section_words() -> Mapping[str, str]:
    """How people call the sections, the longest first: 监督保障, 平台建设, 存在问题."""
    form = load()
    titles = {_MARK.sub("", part.title): part.id for part in form.parts if part.kind == "text" and part.title}
    return {name: titles.get(name, section) for name, section in sorted({**_SHORT, **titles}.items(), key=_length)}


def _length(item: tuple[str, str]) -> int:
    return -len(item[0])


_MARK = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")
_SHORT = {
    "信息管理": "overview.management",
    "平台建设": "overview.platform",
    "平台": "overview.platform",
    "依申请": "overview.on_request",
    "监督": "overview.supervision",
    "保障": "overview.supervision",
    "主要问题": "problems",
    "存在问题": "problems",
    "存在的问题": "problems",
    "不足": "problems",
    "改进措施": "improvements",
    "改进": "improvements",
    "其他事项": "other",
    "第六部分": "other",
    "引言": "preamble",
    "总体情况": "overview",
}
"""What people say for a section besides its printed title."""
_PLACED = re.compile(r"(?:写进|写到|写在|写入|放到|放在|放进|归到|归入|记到|记在|加到|算到|算在|列入|列到)")


def section_named(text: str) -> str:
    """The section whose name stands in the words, "" if none does."""
    return next((section for name, section in _section_words().items() if name in text), "")


def destination(text: str) -> str:
    """The section that something told is to be put into: 把它写进主动公开; "" where none is named."""
    placed = _PLACED.search(text)
    return section_named(text[placed.end() :]) if placed else ""


def recognise(message: str) -> Intent:
    """The intent of a message; `unknown` where the words fit none, or state a deed of the year."""
    text = message.strip()
    if states(text):
        return Intent("unknown", _TRIM.sub("", text))
    for kind, pattern in _PATTERNS:
        found = pattern.search(_QUOTED.sub("“”", text))
        if found is None:
            continue
        if kind == "swap":
            if pair := _pair(text):
                return Intent("swap", "\n".join(pair))
            continue
        if kind in {"add", "drop"}:
            subject, quoted = _subject(text, pattern)
            if subject:
                return Intent(kind, subject, quoted=quoted)
            if kind == "add":
                return Intent("fuller")
            continue
        if kind == "limit":
            return Intent(kind, _characters(found["most"] or found["within"]))
        if kind in {"propose", "style"} and not _PLACED.search(text) and (section := section_named(text)):
            return Intent("section", section)
        way = next((name for name, words in _WAYS if words.search(text)), "")
        return Intent(kind, _topic(text, pattern), way if kind in {"way", "propose", "again"} else "")
    return Intent("unknown", _TRIM.sub("", text))


def _characters(said: str) -> str:
    """A number of characters in digits: 300 for 三百."""
    value = None if said.isdigit() else numerals.value(said)
    return said if value is None else plain(value)


def _subject(text: str, pattern: re.Pattern[str]) -> tuple[str, bool]:
    """What to add or drop: in quotation marks, after the verb, or before it (把普法直播加上)."""
    if quoted := _QUOTED.search(text):
        return quoted[1].strip(), True
    found = pattern.search(text)
    if found is None:
        return "", False
    after = _TRIM.sub("", text[found.end() :].lstrip("：:，, "))
    before = _TRIM.sub("", text[: found.start()].strip())
    words = after or re.sub(r"^.*?把", "", before)
    words = re.sub(r"^(?:一下|关于|有关|一句|一条|一些|本年的?|今年的?|对)", "", words)
    return _SUBJECT_TAIL.sub("", words).strip(" ，。、：:"), False


def _pair(text: str) -> tuple[str, str] | None:
    """The words to replace and what to put: 把“微博”改成“政务微博”, 把我局改成本机关."""
    found = _SWAP.search(text)
    return (found["old"].strip(), found["new"].strip()) if found else None


def _topic(text: str, pattern: re.Pattern[str]) -> str:
    """What the question is about besides the asking words: 微博 in 别的局怎么写微博."""
    if quoted := _QUOTED.search(text):
        return quoted[1].strip()
    rest = pattern.sub("", text)
    return re.sub(
        r"[的是吗呢吧么？?。！!，,\s]|怎么写|如何写|写|这一?节|这一?段|这个|这些|数字?|看看|请|本节|关于|什么|是",
        "",
        rest,
    )
