"""Numbers of a past report's text, each with a name, to be offered as this year's indicators.

A report read from a published file has tables and prose but no list of indicators. What its prose states
beyond the tables is what the organ counts every year. The name is made of the words beside the number,
in the order an indicator is called by: 全年发布微博104条 is 微博发布.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.facts import derive
from assistant.figures import Indicator
from assistant.report import Report
from assistant.sources.binding import judged
from assistant.sources.setting.setting import Setting
from assistant.sources.setting.stated import stated
from assistant.sources.thresholds import LONGEST_NOUN, SHORTEST_NOUN

_PREFIXES = (
    r"第?[一二三四五六七八九十]+是|20\d\d年度?(?:以来)?|[（(][一二三四五六七八九十\d]+[）)]|其中|并且|并|同时|另外|此外|还|已|再|又|共计|累计|合计|总计"
    r"|一年来|今年以来|今年|本?年度|全年度?|年内|年底|本年|截至(?:年底|年末|目前)|目前|现有|先后|及时|积极|认真|按时|依法|主动(?!公开)"
    r"|(?:我|本|全)[局委办厅市县区省镇乡街道机关单位院]{1,3}(?=[\u4e00-\u9fff])|[市县区省]?(?:教育|卫生健康|生态环境|交通运输)局"
    r"|共|约|近|全|[级类来](?=各|要|教|政)|[的了各，、：:\s\ufffc]"
)
_HEAD = re.compile(rf"^(?:{_PREFIXES})")
_TAIL = re.compile(
    r"(?:共计|累计|总计|合计|总共|一共|达到|突破|超过|数量|总数|覆盖|扩展|出版|扩大到?|改为.{0,8}|[增升]至?|全年|年内|分别|平均|[共计约近逾达为了各有是至到占仅已等比较\s：:“”、的])$"
)
_HOLDS = re.compile(r"^(?:组织开展|组织召开|组织举办|组织|举办|开展|召开|举行|承办|进行|完成|实施)(?:了)?(?=.{2})")
_SAYS = re.compile(r"^(?P<verb>发布|推送|公开|刊发|发出|发送|转发|编发|更新)(?:了|各类)?(?P<what>.+)$")
_THROUGH = re.compile(
    r"^(?:通过|利用|运用|依托|在|借助|经)(?P<channel>.+?)(?:上|中|等(?:渠道|平台)?)?(?P<verb>发布|推送|公开|刊发|发送|公示|公布|更新)(?P<what>.*)$"
)
_CHANNEL = re.compile(
    r"(?:官方|政务)?(?:微博|微信公众号|微信|公众号|抖音号?|视频号|头条号?|门户网站|政府网站|网站|客户端|政务新媒体|新媒体|政府公报|公报|热线|信息公开平台|公开平台|公示栏|公开栏)"
)
_BARE_CHANNEL = re.compile(rf"^{_CHANNEL.pattern}$")
_VERB_ALONE = re.compile(
    r"^(?:发布|推送|公开|刊发|发送|更新|公示|公布|转发|原创|办结|答复|接待|举办|开展|召开|组织|收到|受理|回复|制作|编发|审查|修订|新增)*"
    r"(?:政府|政务|各类|有关|相关|主动)*(?:信息|内容|文章|稿件|数据|人员|事项|作品)?$"
)
_SAYS_NOTHING = re.compile(
    r"^(?:对?现有?|选择|开展|举办|召开|组织|发布|推送|公开|编印|刊发|印发|编发|.*仅靠|其他|其他事项|有关|相关|各类|完成|达到|收到|用户?)$"
)
_AFTER = re.compile(
    r"^(?:的|余|以上|左右)?(?P<noun>[\u4e00-\u9fff]{2,12}?)(?=$|[，。；、,;（(]|并|和|及|，|进行|全部|均|已|等|得到|参加|参与)"
)
_COMPARED = re.compile(r"同比|环比|相比|增长|增加|下降|减少|提高|降低|上升|比上年|较上年|增幅")
_DEADLINE = re.compile(
    r"(?:时限|期限|不超过|不少于|不低于|以内|之内|缩短|压缩|提前|每[日天周月季年人次])[^，。；]{0,6}$"
)
_NOT_COUNTED = frozenset({*"天年月日届点级款段单位字倍", "分钟", "小时", "百分点"})
"""Units of time, structure and comparison."""
_QUOTED_CHANNEL = re.compile(rf"“[^“”]+”(?={_CHANNEL.pattern})")
_VERB_WITHIN = re.compile(
    r"(?:组织开展|组织召开|组织举办|组织|举办|召开|开展|举行|编发|(?<!简报)刊发(?=.{2})|印发|编印(?!《)|制作|设置|布设|安排|审查|审核|撰写|编制|推出|发放|解读|接待|受理|答复|办结|"
    r"(?<!化)新增(?!加)|建成|设立|开设|更新|维护|梳理)(?=[\u4e00-\u9fff]{2})"
)
_OBJECT = re.compile(r"^(?:把|将|对|由|在|向|以|为|和|与|及|从|按照|围绕|针对|结合|聚焦|依托|利用|通过)")
_RATE = re.compile(r"(?:率|度|比例)$")


def indicators_in(report: Report) -> list[Indicator]:
    """The numbers of a report's text that its tables do not state, as indicators with `last` alone known."""
    facts = derive(report)
    found: dict[tuple[str, str], Indicator] = {}
    aspects = report.figures.form.aspects
    for section in ("overview", *aspects, "other"):
        said = stated(report.sections.get(section, ""), report.year)
        free = {one.number.start for _, one in judged(said, section, facts) if one.status == "unbound"}
        previous = ""
        for setting in said.plain:
            name = name_of(setting, previous)
            previous = (name or previous) if setting.after or not setting.lead.endswith("其中") else previous
            if name and setting.number.start in free and _counts(setting, name):
                last = None if setting.number.approx else setting.number.value
                aspect = section if section != "overview" else next(iter(aspects))
                found.setdefault((name, setting.number.unit), Indicator(name, None, setting.number.unit, aspect, last))
    return list(_told_apart(found.values()))


def _counts(setting: Setting, name: str) -> bool:
    """Whether the number is one to ask for again: no comparison, share, plan, span of time or law."""
    number = setting.number
    if setting.planned or setting.of_last_year or setting.change or setting.share or number.value == 0:
        return False
    if number.unit in _NOT_COUNTED:
        return False
    if number.percent and not _RATE.search(name):
        return False
    return not (_COMPARED.search(setting.clause) or _DEADLINE.search(setting.before))


def name_of(setting: Setting, previous: str = "") -> str:
    """What the number is called, "" if the words beside it do not say. `previous` is the name before it."""
    clauses = [_bare(part) for part in re.split(r"[，,、]", setting.before)]
    words = clauses[-1] if clauses else ""
    if re.search(r"其中[，,]?[^，,]*$", setting.lead) and previous and len(words) <= 4:  # noqa: PLR2004 - 原创, 转发
        return f"{previous.split('（', maxsplit=1)[0]}（{words}）" if words else ""
    if after := _AFTER.match(setting.after):
        noun = _bare(after["noun"])
        if _VERB_ALONE.match(words) or _HOLDS.match(words + "某某"):
            words = words + noun
    words = _ordered(_core(words))
    if _VERB_ALONE.match(words) or _BARE_CHANNEL.match(words):
        words = _with_subject(words, clauses[:-1], setting.lead)
    words = words.strip("《》（）()的")
    if len(words) > LONGEST_NOUN:
        words = _shortened(words)
    words = re.sub(r"^[^《]*》|《[^》]*$", "", words)
    says_nothing = len(words) < SHORTEST_NOUN or re.search(r"\d", words) or _SAYS_NOTHING.match(words)
    return "" if says_nothing or not re.search(r"[\u4e00-\u9fff]{2}", words) else words


def _bare(words: str) -> str:
    """The words without list marks, time and filler at both ends."""
    words = re.sub(
        r"[\s“”]|(?<=栏目)(?:累计|共)|(?<=[\u4e00-\u9fff]{4})累计(?=[\u4e00-\u9fff]{2})",
        "",
        _QUOTED_CHANNEL.sub("", words),
    )
    before = None
    while before != words:
        before = words
        words = _TAIL.sub("", _HEAD.sub("", words))
    return words


def _core(words: str) -> str:
    """The words from their last verb on, where what stands before it is not whose number it is."""
    within = [match.start() for match in _VERB_WITHIN.finditer(words) if match.start() > 0]
    if within and not _CHANNEL.search(words[: within[-1]]):
        words = words[within[-1] :]
    if _OBJECT.match(words) and not _THROUGH.match(words) and "的" in words[1:-SHORTEST_NOUN]:
        words = words.split("的")[-1]
    return words


def _ordered(words: str) -> str:
    """The name in an indicator's order: the event without 举办, the channel before 发布."""
    if through := _THROUGH.match(words):
        return through["channel"] + through["verb"] + _plain_what(through["what"])
    words = _HOLDS.sub("", words)
    says = _SAYS.match(words)
    if says and _BARE_CHANNEL.match(says["what"].removesuffix("信息")):
        return says["what"].removesuffix("信息") + says["verb"]
    return words


def _plain_what(what: str) -> str:
    return "" if what in {"信息", "各类信息", "政府信息"} else _bare(what)


def _with_subject(words: str, clauses: list[str], lead: str) -> str:
    """A bare 发布信息 with whose it is: the channel named last before it in the sentence."""
    channels = list(_CHANNEL.finditer(lead))
    if channels and not _CHANNEL.search(words):
        return channels[-1][0] + words
    if len(words) >= SHORTEST_NOUN:
        return words
    return _ordered(clauses[-1]) if clauses else ""


def _shortened(words: str) -> str:
    """The end of a long phrase from its last verb or joint on."""
    joints = [match.end() for match in re.finditer(r"的|并|对|向|以|在|由|将|把|共|：|”|》", words[:-SHORTEST_NOUN])]
    tails = [words[at:] for at in joints if SHORTEST_NOUN < len(words) - at <= LONGEST_NOUN]
    return tails[0] if tails else words[-LONGEST_NOUN:]


def _told_apart(found: Iterable[Indicator]) -> Iterator[Indicator]:
    """The same name counted in two units gets the unit into the name: prose names indicators by name."""
    seen: set[str] = set()
    for item in found:
        name = item.name if item.name not in seen else f"{item.name}（{item.unit or '另一项'}）"
        seen.add(name)
        yield Indicator(name, item.value, item.unit, item.aspect, item.last)
