"""Organ: what an organ's name says of its kind, level and region, for finding similar organs."""

import re
from dataclasses import dataclass

_CENTRAL = re.compile(
    r"^(?:国务院|国家|中国|中华人民共和国|全国|中央|公安部|教育部|财政部|司法部|民政部|农业农村部|商务部|生态环境部|自然资源部|水利部"
    r"|工业和信息化部|交通运输部|住房和城乡建设部|人力资源和社会保障部|文化和旅游部|应急管理部|审计署|海关总署)"
)
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    "|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_PROVINCE = re.compile(rf"^(?:(?:{_PROVINCES})(?:省|市|维吾尔自治区|壮族自治区|回族自治区|自治区)|新疆生产建设兵团)")
_UNIT = re.compile(
    r"^[\u4e00-\u9fff]{1,9}?(?:自治[州县旗]|地区|林区|特区|[新矿]区|开发区|高新区|经开区|州(?![市区县])|[盟市区县旗])"
    r"(?!域|划|委会|政)"
)
_TOWNSHIP = re.compile(r"^[\u4e00-\u9fff]{1,8}?(?:民族乡|苏木|街道|[镇乡])")
_DEPARTMENT = re.compile(r"(?:局|厅|委|委员会|部|署|办|办公室|办公厅|中心|院|队|站|所|处|会|馆|社|科)$")


@dataclass(frozen=True)
class Organ:
    """An organ by its name.

    `kind` is 部门, 政府, 乡镇街道 or 其他; `level` 国家, 省级, 市级, 县级, 乡级 or ""; `region` as in the name.
    """

    name: str
    kind: str
    level: str
    region: str


def describe(name: str) -> Organ:
    """Describe an organ from its full name; what the name does not say stays empty."""
    name = re.sub(r"\s+", "", name)
    if not name:
        return Organ("", "其他", "", "")
    if _CENTRAL.match(name) and not _PROVINCE.match(name):
        return Organ(name, "部门", "国家", "")
    province, rest = _take(_PROVINCE, name)
    units: list[str] = []
    while len(units) < 2 and (unit := _unit(rest)):  # noqa: PLR2004 - a city and a county
        units.append(unit)
        rest = rest[len(unit) :]
    rest_after_government = re.sub(r"^人民政府(?=.)", "", rest)
    town, tail = _take(_TOWNSHIP, rest_after_government)
    if town and not re.match(r"^(?:人民政府|政府|办事处|党政|社区|$)", tail):
        town = ""
    region = province + "".join(units) + town
    return Organ(name, _kind(name, town, rest), _level(province, units, town), region)


def same_organ(first: str, second: str) -> bool:
    """Whether two names are one organ's: equal, or one is the other with the regions above it left out.

    兴庆区司法局 is 银川市兴庆区司法局; a bare 司法局, which names no region, is nobody's in particular.
    """
    short, long = sorted((re.sub(r"\s+", "", first), re.sub(r"\s+", "", second)), key=len)
    if short == long or not long.endswith(short):
        return short == long != ""
    above = long.removesuffix(short).removesuffix("人民政府")
    return bool(describe(short).region) and describe(above).region == above


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def _unit(rest: str) -> str:
    """The next region in the name; 市场监督管理局 and 区划 hold none."""
    if re.match(r"^(?:市场|市政|市容|区划|区域|县域|州县|社区)", rest):
        return ""
    match = _UNIT.match(rest)
    return match[0] if match and not re.search(r"(?:城市|社会|民族|税务|地方)$", match[0]) else ""


def _kind(name: str, town: str, rest: str) -> str:
    if town or re.search(r"(?:街道办事处|街道办|[镇乡]人民政府|[镇乡]政府)$", name):
        return "乡镇街道"
    if re.search(r"(?:人民政府|政府|人民政府办公厅|人民政府办公室|管理委员会|管委会)$", name) or not rest:
        return "政府"
    return "部门" if _DEPARTMENT.search(name) else "其他"


def _level(province: str, units: list[str], town: str) -> str:
    if town:
        return "乡级"
    below = [unit for unit in units if re.search(r"(?:区|县|旗)$", unit) and not unit.endswith("地区")]
    if below:
        return "县级"
    if units:
        return "县级" if len(units) > 1 else "市级"
    return "省级" if province else ""
