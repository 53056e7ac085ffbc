"""Title: a line that is a report's title → the organ and the year it names, in the many ways it is written."""

import re
from dataclasses import dataclass

from assistant.past.lines.characters import clean, simplified, squeeze
from assistant.past.lines.chrome import titled

KINDS = (
    r"(?:局|厅|委|部|署|办|办公室|委员会|政府|办事处|管委会|中心|院|总队|支队|大队|队|站|所|会|处|科|社|省"
    r"|市|区|县|旗|州|盟|镇|乡|街道|街|集团|公司|大学|学院|学校|银行|税务局|法院|馆|园区|开发区|景区|新区)"
)
WHAT = (
    r"(?:(?:政府|政务|行政)?信息公开|政务公开)(?:年度工作|工作年度|工作|年度)?(?:情况)?的?(?:年度)?(?:工作)?"
    r"(?:报告|年报)"
)
YEAR = r"(?:(?:19|20)\d\d|二[〇○零]{1,2}[一二三四五六七八九〇○零]{1,2})"
_TITLE = re.compile(
    rf"^[《“\"]?(?P<before>[^。；;:：《》>»|@]{{0,50}}?)(?P<year>{YEAR})\s*(?:学年|年?)\s*度?"
    rf"(?P<after>[^。；;:：《》\d]{{0,45}}?){WHAT}(?P<tail>[^。；;:：]{{0,16}})$"
)
_UNDATED = re.compile(
    rf"^[《“\"]?(?P<before>[^。；;:：《》>»|@\d]{{0,50}}?){WHAT}[（(]?\s*(?P<year>20\d\d)?\s*年?度?[）)]?[》”]?$"
)
_NOT_ORGAN = re.compile(
    r"^(?:[【\[][^】\]]{0,8}[】\]]|关于|公布|发布|现|将|《|“|印发|转发|报送|上报|本级|附件\s*\d*\s*[:：]?|的|及|和|与|我|本|全)+"
    r"|(?:的|关于|公布|发布|报送|上报|《|“|本级)+$"
    rf"|{YEAR}\s*(?:学?年)?\s*[-—–~～至/]*\s*$"  # the first year of an academic one: 2021—2022学年
)
_YEAR_IN_MIDDLE = re.compile(r"((?:政府|政务)?信息公开(?:工作)?)((?:19|20)\d\d)年?度?((?:工作)?(?:年度)?(?:工作)?报告)")
_OTHERS = re.compile(r"附件|附表|附[:：]|相关|链接|上一|下一|解读|关于印发")
_BEHIND = re.compile(r"[:：@|｜>»】\]]\s*(?=[^:：@|｜>»】\]]+$)")
_DIGITS = {**dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))}
_LONGEST_LINE = 60
"""Characters of a line that may be a title: the longest of organs' names with the longest of titles."""


@dataclass(frozen=True)
class Title:
    """A title as printed, the organ in it ("" if none), and the year, None if it names none."""

    words: str
    organ: str = ""
    year: int | None = None


def read_title(line: str) -> Title | None:
    """What a title says; None for any other line. Traditional characters are read and kept as they are printed."""
    line = year_first(line.strip("《》“” "))
    plain = simplified(line)
    match = _TITLE.match(plain) or _UNDATED.match(plain)
    if not match:
        return None
    spans = [match.span(name) for name in ("before", "after") if name in match.groupdict() and match[name]]
    organ = next((name for start, end in spans if (name := organ_in(line[start:end]))), "")
    return Title(line, organ, year_of(match["year"]) if match["year"] else None)


def title_line(line: str) -> str:
    """A line as a title may stand in it: without marks around it and without the label 标题： before it."""
    bare = squeeze(clean(line)).strip("#* ")
    return titled(bare) or bare


def behind(line: str) -> str:
    """What stands behind the last sign of a line, where what a page put before the title ends; "" if nothing does."""
    bare = title_line(line)
    found = _BEHIND.search(bare)
    return bare[found.end() :].strip() if found and not _OTHERS.search(bare[: found.end()]) else ""


def is_title(line: str) -> bool:
    """Whether a line is a report's title, with its year."""
    if len(line) > _LONGEST_LINE:
        return False
    found = read_title(title_line(line)) or read_title(behind(line))
    return bool(found and found.year)


def year_first(text: str) -> str:
    """政府信息公开工作2024年度报告 as 2024年政府信息公开工作年度报告."""
    return _YEAR_IN_MIDDLE.sub(r"\2年\1年度\3", text)


def year_of(text: str) -> int:
    """A year in digits, in Arabic or Chinese ones."""
    return int("".join(_DIGITS.get(char, char) for char in text).ljust(4, "0")[:4])


def organ_in(text: str) -> str:
    """The organ's name in what stands before or behind the year; "" if it is none."""
    text = squeeze(text).strip("—-_ 、，,《》“”")
    if not re.search(r"[（(][^（()）]+[）)]$", text):
        text = text.strip("（(）)")
    previous = ""
    while previous != text:
        previous, text = text, _NOT_ORGAN.sub("", text).strip()
    return text if len(text) > 1 and re.search(r"[\u4e00-\u9fff]", text) and not re.search(r"[。；：]", text) else ""


def organ_line(line: str) -> bool:
    """Whether a line is nothing but an organ's name."""
    plain = simplified(line)
    return 3 <= len(plain) <= 30 and bool(re.search(KINDS + "$", plain)) and "信息公开" not in plain  # noqa: PLR2004
