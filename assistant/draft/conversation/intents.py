"""What a clerk asks for, recognised from the words: enough to work with no model at all."""

import re
from dataclasses import dataclass
from typing import Literal

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
    "formal",
    "merge",
    "list",
    "limit",
    "style",
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
    ("undo", re.compile(r"^(?:撤销|撤回|恢复|还原|退回)|改回(?:去|来)|恢复(?:原来|原文|上一)")),
    ("judged", re.compile(r"雷同|重复率|相似度|查重|错别字|标点|语病|病句")),
    ("why", re.compile(r"(?:为什么|为何|怎么)(?:没有?|不)(?:写|提|说)")),
    ("where_from", re.compile(r"哪来|哪里来|从何而来|出处|来源|怎么算|如何计算|怎么来|怎么得|依据是什么|凭什么|由来")),
    (
        "figure",
        re.compile(r"(?:多少|几)(?:件|条|场|次|人|篇|期|个|家|份|元|万)?|是几|数是什么"),
    ),
    (
        "check",
        re.compile(
            r"核对|对一?下(?:表|数)|与表格|跟表格|和表格|同表格|数字对不对|数对不对|对得上|一致吗|有没有(?:错|问题)|有问题吗|检查|查一?下"
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
    ("merge", re.compile(r"(?:合并|并|合|写)(?:成|为)一段|合并一段|一段话|(?:不要?|别)分[条点段]|连成一段")),
    ("list", re.compile(r"分[条点]|列点|逐条|一条一条")),
    ("formal", re.compile(r"正式|书面|庄重|(?:语气|口吻|措辞|用语).{0,4}(?:规范|严肃)")),
    ("limit", re.compile(r"(?:\d+|[一二两三四五六七八九十百千]+)个?字")),
    (
        "style",
        re.compile(
            r"语气|口吻|委婉|婉转|文采|生动|通顺|流畅|口语|亲切|客气|严肃|合并|顺序|放到|放在|移到|挪到|调到|分段|一句话|只写"
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
    ("propose", re.compile(r"起草|写|拟|草拟|生成|建议|草稿|初稿|开始|来一段|出一稿")),
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


def recognise(message: str) -> Intent:
    """The intent of a message; `unknown` where the words fit none."""
    text = message.strip()
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
        way = next((name for name, words in _WAYS if words.search(text)), "")
        return Intent(kind, _topic(text, pattern), way if kind in {"way", "propose", "again"} else "")
    return Intent("unknown", _TRIM.sub("", text))


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
