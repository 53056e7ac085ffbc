"""Masthead: whose report it is, for which year, and its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.past.lines.characters import clean, squeeze
from assistant.past.lines.chrome import is_chrome, is_date

_KINDS = (
    r"(?:局|厅|委|部|署|办|办公室|委员会|政府|办事处|管委会|中心|院|总队|支队|大队|队|站|所|会|处|科|社|省"
    r"|市|区|县|旗|州|盟|镇|乡|街道|街|集团|公司|大学|学院|学校|银行|税务局|法院|馆|园区|开发区|景区|新区)"
)
_WHAT = (
    r"(?:(?:政府|政务|行政)?信息公开|政务公开)(?:年度工作|工作年度|工作|年度)?(?:情况)?的?(?:年度)?(?:工作)?"
    r"(?:报告|年报)"
)
_TITLE = re.compile(
    rf"^[《“\"]?(?P<before>[^。；;:：《》]{{0,50}}?)(?P<year>(?:19|20)\d\d|二[〇○零]{{1,2}}[一二三四五六七八九〇○零]{{1,2}})\s*年?\s*度?(?P<after>[^。；;:：《》\d]{{0,45}}?){_WHAT}"
    r"(?P<tail>[^。；;:：]{0,16})$"
)
_UNDATED = re.compile(
    rf"^[《“\"]?(?P<before>[^。；;:：《》\d]{{0,50}}?){_WHAT}[（(]?\s*(?P<year>20\d\d)?\s*年?度?[）)]?[》”]?$"
)
_INLINE = re.compile(
    rf"(?:公布|发布|编制|制定|公开|将|现|《|向社会)\s*(?P<before>[\u4e00-\u9fff（）()]{{2,30}}?{_KINDS})\s*(?:关于)?(?P<year>20\d\d)\s*年度?的?(?:本级)?{_WHAT}"
)
_PERIOD = re.compile(
    r"(?:统计|时限|期限|时间|数据|自|从).{0,20}?(20\d\d)\s*年\s*1\s*月\s*1\s*日.{0,12}?(?:(20\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)
_NOT_ORGAN = re.compile(
    r"^(?:[【\[][^】\]]{0,8}[】\]]|关于|公布|发布|现|将|《|“|印发|转发|报送|上报|本级|附件\s*\d*\s*[:：]?|的|及|和|与|我|本|全)+"
    r"|(?:的|关于|公布|发布|报送|上报|《|“|本级)+$"
)
_YEAR_IN_MIDDLE = re.compile(r"(政府信息公开(?:工作)?)((?:19|20)\d\d)年?度?((?:工作)?(?:年度)?(?:工作)?报告)")
_YEAR_ALONE = re.compile(
    r"^[（(\[【]?\s*((?:19|20)\d\d|二[〇○零]{1,2}[一二三四五六七八九〇○零]{1,2})\s*年?\s*度?\s*[）)\]】]?$"
)
_ENDS_IN_YEAR = re.compile(r"(?:(?:19|20)\d\d|二[〇○零]{1,2}[一二三四五六七八九〇○零]{1,2})\s*年\s*度?$")
_DIGITS = {**dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))}
_HEAD_LINES = 300
"""Lines a title is looked for in. A judgement: a portal's menus may stand before it; below, reports quote titles."""


@dataclass(frozen=True)
class Masthead:
    """Organ and title ("" if not found), year (None if not found) and how many leading lines they took."""

    organ: str = ""
    year: int | None = None
    title: str = ""
    taken: frozenset[int] = frozenset()


def find(head: Sequence[str], tail: Sequence[str], titles: Sequence[str], name: str, text: str) -> Masthead:
    """Read the masthead from the lines before part one, what the file calls itself, its name, and the text.

    `tail` are the last lines, where a signature may stand; `name` is the file name without its suffix.
    """
    best = Masthead()
    called = list(_from_titles(titles))
    period = _PERIOD.search(text)
    for candidate in (*_chosen(list(_from_lines(head)), called, period), *called):
        best = _better(best, candidate)
    inline = _INLINE.search(squeeze(text))
    if inline:
        best = _better(best, Masthead(_organ(inline["before"]), int(inline["year"]), _called(inline)))
    year = best.year or (int(period[1]) if period else None)
    from_name = _from_name(name)
    return Masthead(
        _whole(best.organ or _signature(tail) or from_name.organ, text),
        year or from_name.year,
        best.title,
        best.taken,
    )


def _chosen(lines: Sequence[Masthead], called: Sequence[Masthead], period: re.Match[str] | None) -> Sequence[Masthead]:
    """The titles of the year reported on, where a portal's list of other years' reports stands before the report.

    The year is that of the statistics, else the one the page calls itself by. A title printed twice is taken twice.
    """
    years = {one.year for one in called if one.year}
    wanted = int(period[1]) if period else years.pop() if len(years) == 1 else None
    own = [one for one in lines if one.year in {wanted, None}]
    if wanted is None or not any(one.year for one in own):
        own = list(lines)
    if not own:
        return []
    best = max(own, key=lambda one: (bool(one.year), bool(one.organ)))  # the first of the fullest
    taken = frozenset(index for one in own if (one.organ, one.year) == (best.organ, best.year) for index in one.taken)
    return [replace(one, taken=taken) for one in (best, *own)]


def _called(inline: re.Match[str]) -> str:
    """The title as the text gives it, from the organ's name on."""
    organ = _organ(inline["before"])
    return inline[0][inline[0].find(organ) :] if organ else ""


def _better(best: Masthead, other: Masthead) -> Masthead:
    """The first title found stays; a later one fills in what it lacks, if they do not contradict."""
    if best.year and other.year and best.year != other.year:
        return best
    return Masthead(
        best.organ or other.organ, best.year or other.year, best.title or other.title, best.taken or other.taken
    )


def _from_lines(head: Sequence[str]) -> Iterator[Masthead]:
    lines = [squeeze(clean(line)).strip("#* ") for line in head[:_HEAD_LINES]]
    for index, line in enumerate(lines):
        for count in (1, 2, 3):
            piece = lines[index : index + count]
            if len(piece) < count or any(len(part) > 45 or is_chrome(part) for part in piece):  # noqa: PLR2004
                continue
            opens = _organ_line(piece[0]) or bool(_ENDS_IN_YEAR.search(piece[0]))
            if count > 1 and (_title("".join(piece[1:])) or _title("".join(piece[:-1]))) and not opens:
                continue
            if found := _title("".join(piece)):
                taken = set(range(index, index + count))
                after = lines[index + count] if index + count < len(lines) else ""
                if not found.year and (year := _YEAR_ALONE.match(after)):
                    taken.add(index + count)
                    found = replace(found, year=_year(year[1]), title=found.title + after)
                before = index - 1
                organ = found.organ
                if not organ and before >= 0 and _organ_line(lines[before]):
                    organ = lines[before]
                    taken.add(before)
                yield Masthead(organ, found.year, (organ if before in taken else "") + found.title, frozenset(taken))
        if "。" in line and not is_chrome(line) and len(line) > 60:  # noqa: PLR2004 - prose has begun
            break


def _organ_line(line: str) -> bool:
    return 3 <= len(line) <= 30 and bool(re.search(_KINDS + "$", line)) and "信息公开" not in line  # noqa: PLR2004


def is_title(line: str) -> bool:
    """Whether a line is a report's title, with its year."""
    found = _title(squeeze(clean(line)).strip("#* ")) if len(line) <= 60 else None  # noqa: PLR2004 - a title is short
    return bool(found and found.year)


def _title(line: str) -> Masthead | None:
    line = _YEAR_IN_MIDDLE.sub(r"\2年\1年度\3", line.strip("《》“” "))
    match = _TITLE.match(line) or _UNDATED.match(line)
    if not match:
        return None
    groups = match.groupdict()
    organ = _organ(groups["before"] or "") or _organ(groups.get("after") or "")
    year = groups.get("year")
    return Masthead(organ, _year(year) if year else None, line)


def _year(text: str) -> int:
    return int("".join(_DIGITS.get(char, char) for char in text).ljust(4, "0")[:4])


def _organ(text: str) -> str:
    text = squeeze(text).strip("—-_ 、，,《》“”")
    if not re.search(r"[（(][^（()）]+[）)]$", text):
        text = text.strip("（(）)")
    previous = ""
    while previous != text:
        previous, text = text, _NOT_ORGAN.sub("", text).strip()
    return text if len(text) > 1 and re.search(r"[\u4e00-\u9fff]", text) and not re.search(r"[。；：]", text) else ""


def _from_titles(titles: Sequence[str]) -> Iterator[Masthead]:
    for title in titles:
        for piece in re.split(r"[_|>\-–—]", squeeze(clean(title))):
            if found := _title(piece.strip()):
                yield found


def _from_name(name: str) -> Masthead:
    stem = re.sub(r"[_\s\-]+", "", clean(name))
    found = _title(stem)
    if found:
        return found
    years = re.findall(r"(?<!\d)(20[0-3]\d)(?!\d)", name)
    chinese = re.match(r"^[\u4e00-\u9fff（）]{3,30}?" + _KINDS + r"(?=\d|年|政|信|_|$)", stem)
    return Masthead(_organ(chinese[0]) if chinese else "", int(years[-1]) if len(set(years)) == 1 else None)


def _signature(tail: Sequence[str]) -> str:
    """The organ signed above the date at the end."""
    lines = [squeeze(line) for line in tail]
    for index, line in enumerate(lines):
        if index and is_date(line) and _organ_line(lines[index - 1]):
            return lines[index - 1]
    return ""


def _whole(organ: str, text: str) -> str:
    """上海市 before 政府信息公开 is cut from 上海市政府: a bare region becomes its government if the text names it."""
    organ = re.sub(r"政府$", "人民政府", organ) if re.search(r"[省市区县州旗]政府$", organ) else organ
    if re.search(r"(?:省|市|区|县|州|旗|乡|镇)$", organ) and f"{organ}人民政府" in squeeze(text):
        return f"{organ}人民政府"
    return organ
