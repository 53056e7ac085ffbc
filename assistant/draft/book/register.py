"""How an organ speaks of itself, and how points are strung into 一是、二是、三是."""

import re
from collections.abc import Sequence

_OWN = (
    (r"(人民)?检察院$|法院$", "本院"),
    (r"人民政府办公厅$|办公厅$", "我厅"),
    (r"人民政府办公室$|(?<!管理)办公室$", "我办"),
    (r"街道办事处$|街道$", "本街道"),
    (r"办事处$", "我办"),
    (r"(.*)(自治区|省)(人民)?政府$", "全省"),
    (r"管理委员会$|管委会$|委员会$|委$", "我委"),
    (r"厅$", "我厅"),
    (r"总队$", "我总队"),
    (r"支队$", "我支队"),
    (r"大队$", "我大队"),
    (r"局$", "我局"),
    (r"海关$", "我关"),
    (r"中心$", "我中心"),
    (r"总社$|联合社$|供销社$", "我社"),
    (r"学院$|大学$|学校$", "我校"),
    (r"联合会$|协会$|学会$|红十字会$", "我会"),
    (r"卫生院$|医院$|研究院$|博物院$", "我院"),
    (r"站$", "我站"),
    (r"队$", "我队"),
    (r"所$", "我所"),
    (r"公司$", "我公司"),
)
_GOVERNMENT = re.compile(r"(自治区|自治州|自治县|自治旗|新区|省|州|盟|市|县|旗|区|镇|乡|苏木)(?:人民)?政府$")
_OPENS_WITH_SUBJECT = re.compile(
    r"^(我|本|全|各|市|县|区|省|局|厅|委(?![托派])|办(?![好理结案成妥])|由|未|没有|无|\d{4}年)"
)
_COUNT = "一二三四五六七八九十"


def own_name(organ: str) -> str:
    """How the organ calls itself in running text: 我局, 我县, 本机关 where nothing else is sure."""
    name = organ.strip()
    if government := _GOVERNMENT.search(name):
        kind = government[1]
        return "我区" if kind in {"自治区", "新区"} else "我" + kind[-1] if kind != "苏木" else "本机关"
    for pattern, said in _OWN:
        if re.search(pattern, name):
            return said
    return "本机关"


def number(points: Sequence[str]) -> list[str]:
    """The points as sentences, 一是…。二是…。; a single one stands without a number."""
    if len(points) == 1:
        return [_close(points[0])]
    return [_close(f"{chinese(at)}是{point}") for at, point in enumerate(points, start=1)]


def chinese(count: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _COUNT[ones - 1]
    return ("" if tens == 1 else _COUNT[tens - 1]) + "十" + (_COUNT[ones - 1] if ones else "")


def without_own_name(point: str, organ: str) -> str:
    """A point less the organ's name at its head, where the sentence before has named it: 我局配备 → 配备."""
    names = sorted(
        {organ, own_name(organ), "我局", "本局", "我单位", "本单位", "本机关", "我机关"} - {""}, key=len, reverse=True
    )
    for name in names:
        rest = point.removeprefix(name)
        if rest != point and not rest.startswith(("的", "和", "与", "、", "各", "机关", "网站", "门户")):
            return rest
    return point


def needs_subject(point: str) -> bool:
    """Whether a point starts with its verb, so that 我局 may stand before it."""
    return not _OPENS_WITH_SUBJECT.match(point)


def join(words: Sequence[str], mark: str = "、") -> str:
    """Words in a row, the last two with 和 when there are just two and the mark is 、; never between two figures."""
    if len(words) == 2 and mark == "、" and not any("{{" in word for word in words):  # noqa: PLR2004 - a pair
        return "和".join(words)
    return mark.join(words)


def _close(text: str) -> str:
    return text if text.endswith(("。", "！", "？", "。”")) else text + "。"
