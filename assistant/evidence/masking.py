"""mask: a passage as another report may borrow it: no digit, no date, no name of organ or person.

A past sentence is shown as a suggestion only in this form, so that no old figure can travel into a new report.
Unit words stay (`×件`), and so do political formulas (两个维护) and the form's own terms (三类内部事务信息).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

BLANK = "×"
ORGAN = "本机关"
REGION = "本地区"

_HAN = r"[\u4e00-\u9fff]"
_NUMERAL = "[零〇○一二三四五六七八九十百千万亿两]"
_COUNTED = (
    "件|条|场|篇|期|份|人次|人|名|家|户|页|元|万元|亿元|倍|例|宗|起|幅|张|册|套|台|字|分钟|小时|工作日|个工作日|公里|"
    "万人|万次|次|项|批|部(?!分)|天|位|期次|余件|余条|余场|余次|余篇|余份|余人"
)
_COUNT_OF_ONE = re.compile(
    r"(?:件|场|期|篇|份|起|例|宗|条)(?=[，。；、,;）)]|$)"
)  # elsewhere a lone 一 is idiom: 一次性
_ABOUT = re.compile("[近上数超逾过约达]$")
_URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#:~+-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_TITLE = re.compile(r"《([^《》]*)》")
_GENERIC_TITLE = re.compile(r"工作要点|工作年度报告|年度工作报告|条例|实施细则")
_ENUMERATOR = re.compile(
    r"(^|[。；;：:\n])[ \t]*(?:[（(]\s*\d{1,2}\s*[)）]|\d{1,2}\s*[、．]|\d{1,2}\.(?!\d)|[①-⑳])[ \t]*"
)
_CHINESE_YEAR = re.compile(r"[零〇○一二三四五六七八九]{4}(?=年)")
_CHINESE_DAY = re.compile(r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
_CHINESE_PERCENT = re.compile(rf"百分之{_NUMERAL}+(?:点{_NUMERAL}+)?")
_CHINESE_COUNT = re.compile(
    rf"(?<![第零〇○一二三四五六七八九十百千万亿两])({_NUMERAL}+(?:点{_NUMERAL}+)?)(余|多|几)?(?={_COUNTED})"
)
_CHINESE_PIECES = re.compile(
    rf"(?<![第零〇○一二三四五六七八九十百千万亿两])(?:{_NUMERAL}{{2,}}|[二三四五六七八九十两])(余|多)?"
    r"(?=个(?:百分点|工作日|月|栏目|专栏|专题|部门|单位|科室|处室|乡镇|镇|街道|村|社区|平台|账号|公众号|小时|专区|查阅点|公开区))"
)
_ORDINAL_ISSUE = re.compile(rf"第{_NUMERAL}+(?=期|批次|号)")
_RUN = re.compile(rf"{BLANK}(?:\s*[.,．·:/]\s*{BLANK}|\s*{BLANK})+")
_MAGNITUDE = re.compile(rf"{BLANK}\s*[十百千万亿]+(?!元)(?=余|多|{_HAN}|{BLANK}|$)")
_LINKS = re.compile(rf"{BLANK}(?:[-—－~～]+{BLANK})+")

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_NAME = rf"(?!习近平)[{_SURNAMES}]{_HAN}{{1,2}}"
_POST = (
    "(?:党组书记|党委书记|党工委书记|副书记|书记|副?局长|副?主任|副?厅长|副?处长|副?科长|副?县长|副?市长|副?区长|副?镇长|"
    "副?乡长|副?部长|副?主席|副?组长|副?院长|秘书长|联系人|联络员|经办人|负责人|发言人|新闻发言人)"
)
_NOT_A_NAME = re.compile(
    r"^(?:任[组主副]|高度|高效|于|万|文[件字]|江[苏西]|金融|方[面式案便]|常[务态]|许可|余|单位|马上|白|史|易|龙头|石)"
)
_AFTER_NAME = r"(?=同志|主持|带队|出席|参加|担任|任|到|作|讲|签|批|部署|[，。、；：,;:()（）\s\d]|$)"
_POST_NAME = re.compile(rf"({_POST}[：:]?\s*)({_NAME}?){_AFTER_NAME}")
_NAME_POST = re.compile(rf"(^|[，。、；：,;:()（）\s由经])({_NAME})(?={_POST}[，。、；主出带到为任亲作])")
_COMRADE = re.compile(rf"({_NAME})(?=同志(?!们))")

_REGION_STEP = re.compile(
    rf"{_HAN}{{1,7}}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|开发区|省|市|州|盟|县|区|旗|街道|镇|乡)"
)
_PLACE = r"[^\W\d_的各和及了在为与由向是有等将对到从经把被并联会同本]"
_NO_PLACE = (
    "依托|包括|汇总|根据|线上|线下|组织|聚焦|通过|围绕|按照|配合|依据|落实|对照|参照|指导|督促|访问|可访|登录|结合|针对|关于|"
    "承办|协调|邀请|推动|推进|加强|提请|报请|报送|接受|完成|做好|利用|借助|发挥|依靠|参加|支持|全面|积极|认真|及时|主动|"
    "定期|严格|统筹|开展|建立|健全|完善|印发|制定|转发|贯彻|执行|学习|紧扣|立足|坚持|联合|会同|上级|下级|同级|所属|其他|辖区|城市|社区"
)
_ELSEWHERE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[与和由赴向])|(?<=联合)|(?<=会同))"
    rf"(?!{_NO_PLACE}|[全各我该省市县区乡镇])"
    rf"{_PLACE}{{2,4}}?(?:省|自治区|市|自治州|县|区|旗)(?:{_PLACE}{{1,4}}?(?:区|县|市|旗|镇|乡|街道))?"
    rf"(?:{_PLACE}{{1,10}}?(?:局|厅|委员会|委|办公室|办|中心|总队|支队|大队)|人民政府|政府|街道办事处|管理委员会)(?![长理法公])"
)
_SELF = re.compile(r"(?<![自])[我本](?:局|厅|委(?!员)|办(?!法|理|公)|镇|乡|街道|机关|单位|部门|处(?!理|罚|置)|院)")
_OUR_REGION = re.compile(r"[我本](?:省|市|州|县|区|旗)(?!域)")


def mask(text: str, organs: Iterable[str] = ()) -> str:
    """The text without digits, dates, names of organs and persons; `organs` are names known to occur in it."""
    text = _URL.sub(BLANK, _ENUMERATOR.sub(r"\1", text))
    text = _TITLE.sub(_mask_title, text)
    text = _mask_organs(text, tuple(sorted({name.strip() for name in organs if name.strip()}, key=len, reverse=True)))
    text = without_persons(text)
    text = _CHINESE_YEAR.sub(BLANK, text)
    text = _CHINESE_DAY.sub(f"{BLANK}月{BLANK}日", text)
    text = _CHINESE_PERCENT.sub(f"百分之{BLANK}", text)
    text = _CHINESE_COUNT.sub(_mask_count, text)
    text = _CHINESE_PIECES.sub(lambda found: BLANK + (found[1] or ""), text)
    text = _ORDINAL_ISSUE.sub(f"第{BLANK}", text)
    text = _without_digits(text)
    text = _RUN.sub(BLANK, text)
    text = _MAGNITUDE.sub(BLANK, text)
    return _LINKS.sub(BLANK, text)


def short_names(organ: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms an organ's own text calls it by, and the names of its regions, longest first.

    银川市兴庆区司法局 → (银川市兴庆区司法局, 兴庆区司法局, 区司法局), (银川市兴庆区, 兴庆区, 银川市).
    """
    steps: list[str] = []
    rest = organ
    while (step := _REGION_STEP.match(rest)) and len(rest) > step.end():
        steps.append(step[0])
        rest = rest[step.end() :]
    names = ["".join(steps[index:]) + rest for index in range(len(steps) + 1)] if len(rest) > 1 else [organ]
    if steps and len(rest) > 1:
        names += [_kind_of(step) + rest for step in steps]
    names += [name.replace("人民政府", "政府") for name in names if "人民政府" in name]
    regions = {"".join(steps[start:end]) for start in range(len(steps)) for end in range(start + 1, len(steps) + 1)}
    own = sorted({name for name in names if len(name) > 2 and name not in _TOO_GENERAL}, key=len, reverse=True)  # noqa: PLR2004 - 政府, 某局: too short to be a name
    return tuple(own), tuple(sorted(regions, key=len, reverse=True))


_TOO_GENERAL = {
    "人民政府",
    "办公室",
    "委员会",
    "办事处",
    "管理局",
    "街道办事处",
    "人民政府办公室",
    "政府办公室",
    "管理委员会",
}


def _kind_of(region: str) -> str:
    found = re.search(
        r"(特别行政区|自治区|自治州|自治县|自治旗|地区|新区|开发区|省|市|州|盟|县|区|旗|街道|镇|乡)$", region
    )
    return found[1] if found else ""


@cache
def _own_patterns(
    organs: tuple[str, ...],
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]:
    """Patterns of the own names, the regions' names, and the bare stems of the regions (兴庆)."""
    names: set[str] = set()
    regions: set[str] = set()
    for organ in organs:
        own, places = short_names(organ)
        names.update(own)
        regions.update(places)
    stems = {region.removesuffix(_kind_of(region)) for region in regions}
    return _any_of(names, r"(?<![各省市县区级])"), _any_of(regions), _any_of(stem for stem in stems if len(stem) > 1)


def _any_of(words: Iterable[str], before: str = "") -> re.Pattern[str] | None:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(before + "(?:" + "|".join(map(re.escape, ordered)) + ")") if ordered else None


def _mask_organs(text: str, organs: tuple[str, ...]) -> str:
    own, regions, stems = _own_patterns(organs)
    if own:
        text = own.sub(ORGAN, text)
    text = _SELF.sub(ORGAN, text)
    text = _ELSEWHERE.sub(BLANK, text) if not regions else text
    if regions:
        text = _ELSEWHERE.sub(BLANK, regions.sub(REGION, text))
    if stems:
        text = stems.sub(BLANK, text)
    return _OUR_REGION.sub(REGION, text)


def _mask_title(found: re.Match[str]) -> str:
    """A document of a year belongs to its organ; the statute's own titles and the yearly papers everyone has stay."""
    title = found[1]
    if not re.search(rf"\d|{_CHINESE_YEAR.pattern}", title) or _GENERIC_TITLE.search(title):
        return found[0]
    return f"《{BLANK}》"


def without_persons(text: str) -> str:
    """The text with the names of persons beside a post or 同志 struck out."""

    def blank(found: re.Match[str]) -> str:
        return found[0] if _NOT_A_NAME.match(found[2]) else found[1] + BLANK

    text = _COMRADE.sub(lambda found: found[0] if _NOT_A_NAME.match(found[1]) else BLANK, text)
    return _NAME_POST.sub(blank, _POST_NAME.sub(blank, text))


def _mask_count(found: re.Match[str]) -> str:
    number, more = found[1], found[2] or ""
    before, after = found.string[: found.start()], found.string[found.end() :]
    idiom = number == "一" and not more and not _COUNT_OF_ONE.match(after)
    named = before.endswith("“")  # “五项管理” is a name, no figure
    bare = number in {"万", "千", "百"} and not more and not _ABOUT.search(before)
    if idiom or named or bare:
        return found[0]
    return BLANK + more


def _without_digits(text: str) -> str:
    """Every character Unicode calls a number, full-width, circled or foreign, becomes ×; 一二三 are letters to it."""
    return "".join(BLANK if unicodedata.category(char).startswith("N") or char.isdigit() else char for char in text)
