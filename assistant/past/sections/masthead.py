"""Masthead: whose report it is, for which year, and its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.past.lines.characters import clean, simplified, squeeze
from assistant.past.lines.chrome import is_chrome, is_date, issued_by
from assistant.past.sections.title import (
    KINDS,
    WHAT,
    YEAR,
    Title,
    behind,
    organ_in,
    organ_line,
    read_title,
    title_line,
    year_first,
    year_of,
)

_INLINE = re.compile(
    rf"(?:公布|发布|编制|制定|公开|将|现|《|向社会)\s*(?P<before>[\u4e00-\u9fff（）()]{{2,30}}?{KINDS})\s*(?:关于)?"
    rf"(?P<year>20\d\d)\s*年度?的?(?:本级)?{WHAT}"
)
_BY = re.compile(
    rf"(?:^|[，。；\s])(?:现由|由)?(?P<before>(?!根据|按照|依据|为了)[\u4e00-\u9fff（）()]{{2,30}}?{KINDS})\s*(?:现|特|组织)?"
    rf"(?:编制|公布|发布|制定|撰写)(?:了)?\s*《?(?:本单位|本机关|本级)?(?P<year>20\d\d)\s*年度?的?{WHAT}"
)
"""甲县水利局编制2024年政府信息公开工作年度报告: the organ before the verb."""
_MADE_BY = re.compile(
    rf"报告(?:是|系)?由(?P<before>[\u4e00-\u9fff（）()]{{2,30}}?{KINDS})(?:按照|根据|依据|负责|组织|编制)"
)
_PERIOD = re.compile(
    r"(?:统计|时限|期限|时间|数据|自|从).{0,20}?(20\d\d)\s*年\s*1\s*月\s*1\s*日.{0,12}?(?:(20\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)
_YEAR_ALONE = re.compile(rf"^[（(\[【]?\s*({YEAR})\s*年?\s*度?\s*[）)\]】]?$")
_ENDS_IN_YEAR = re.compile(rf"{YEAR}\s*年\s*度?$")
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
    text = simplified(text)
    best = Masthead()
    called = list(_from_titles(titles))
    period = _PERIOD.search(text)
    for candidate in (*_chosen(list(_from_lines(head)), called, period), *called, *_from_text(text)):
        best = _better(best, candidate)
    year = best.year or (int(period[1]) if period else None)
    from_name = _from_name(name)
    return Masthead(
        _whole(best.organ or _signature(tail) or from_name.organ or _issuing(head), text),
        year or from_name.year,
        best.title,
        best.taken,
    )


def _from_text(text: str) -> Iterator[Masthead]:
    """What the first sentences say of whose report it is."""
    words = year_first(squeeze(text))
    for pattern in (_INLINE, _BY):
        if (found := pattern.search(words)) and (organ := organ_in(found["before"])):
            yield Masthead(organ, int(found["year"]), found[0][found[0].find(organ) :] if pattern is _INLINE else "")
    if found := _MADE_BY.search(words):
        yield Masthead(organ_in(found["before"]))


def _issuing(head: Sequence[str]) -> str:
    """The organ that a portal's own line names: 发布机构：甲局."""
    return next((organ for line in head[:_HEAD_LINES] if (organ := organ_in(issued_by(line)))), "")


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


def _better(best: Masthead, other: Masthead) -> Masthead:
    """The first title found stays; a later one fills in what it lacks, if they do not contradict."""
    if best.year and other.year and best.year != other.year:
        return best
    return Masthead(
        best.organ or other.organ, best.year or other.year, best.title or other.title, best.taken or other.taken
    )


def _from_lines(head: Sequence[str]) -> Sequence[Masthead]:
    """The titles in the lines; where there is none, those behind what a page put before them in the line."""
    lines = [title_line(line) for line in head[:_HEAD_LINES]]
    return list(_titles_in(lines)) or list(_titles_in([behind(line) for line in lines]))


def _titles_in(lines: Sequence[str]) -> Iterator[Masthead]:
    for index, line in enumerate(lines):
        for count in (1, 2, 3):
            piece = lines[index : index + count]
            if len(piece) < count or any(not part or len(part) > 45 or is_chrome(part) for part in piece):  # noqa: PLR2004
                continue
            opens = organ_line(piece[0]) or bool(_ENDS_IN_YEAR.search(piece[0]))
            if count > 1 and (read_title("".join(piece[1:])) or read_title("".join(piece[:-1]))) and not opens:
                continue
            if found := read_title("".join(piece)):
                yield _with_neighbours(found, lines, index, count)
        if "。" in line and not is_chrome(line) and len(line) > 60:  # noqa: PLR2004 - prose has begun
            break


def _with_neighbours(found: Title, lines: Sequence[str], index: int, count: int) -> Masthead:
    """A title of `count` lines with the year from the line below it and the organ from the one above, if they lack."""
    taken = set(range(index, index + count))
    words, year = found.words, found.year
    after = lines[index + count] if index + count < len(lines) else ""
    if not year and (alone := _YEAR_ALONE.match(after)):
        taken.add(index + count)
        year, words = year_of(alone[1]), words + after
    organ, before = found.organ, index - 1
    if not organ and before >= 0 and organ_line(lines[before]):
        organ = lines[before]
        taken.add(before)
        words = organ + words
    return Masthead(organ, year, words, frozenset(taken))


def _from_titles(titles: Sequence[str]) -> Iterator[Masthead]:
    for title in titles:
        for piece in re.split(r"[_|>\-–—]", squeeze(clean(title))):
            if found := read_title(piece.strip()):
                yield Masthead(found.organ, found.year, found.words)


def _from_name(name: str) -> Masthead:
    stem = re.sub(r"[_\s\-]+", "", clean(name))
    found = read_title(stem)
    if found:
        return Masthead(found.organ, found.year, found.words)
    years = re.findall(r"(?<!\d)(20[0-3]\d)(?!\d)", name)
    chinese = re.match(r"^[\u4e00-\u9fff（）]{3,30}?" + KINDS + r"(?=\d|年|政|信|_|$)", stem)
    return Masthead(organ_in(chinese[0]) if chinese else "", int(years[-1]) if len(set(years)) == 1 else None)


def _signature(tail: Sequence[str]) -> str:
    """The organ signed above the date at the end."""
    lines = [squeeze(line) for line in tail]
    for index, line in enumerate(lines):
        if index and is_date(line) and organ_line(lines[index - 1]):
            return lines[index - 1]
    return ""


def _whole(organ: str, text: str) -> str:
    """上海市 before 政府信息公开 is cut from 上海市政府: a bare region becomes its government if the text names it."""
    organ = re.sub(r"政府$", "人民政府", organ) if re.search(r"[省市区县州旗]政府$", organ) else organ
    if re.search(r"(?:省|市|区|县|州|旗|乡|镇)$", organ) and f"{organ}人民政府" in squeeze(text):
        return f"{organ}人民政府"
    return organ
