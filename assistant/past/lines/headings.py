"""Headings: which part or aspect of the report a line opens, judged by what it says, not by its number."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.form import Form, known
from assistant.past.lines.characters import fold, key, squeeze
from assistant.past.lines.heading_words import ASPECTS, SIDES, Said, said
from assistant.past.lines.thresholds import LONGEST_HEADING, OPENING, SENTENCE

_ITEM = r"[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}"
_LEVELS = (
    ("part", re.compile(rf"^(?:[A-Za-z]?\s*第?{_ITEM}(?:部分)?\s*[、.．,，:：]|第{_ITEM}部分)\s*")),
    ("aspect", re.compile(rf"^[（(〔\[]?\s*{_ITEM}\s*[）)〕\]]\s*[、.．,，:：]?\s*")),
    ("item", re.compile(r"^(?:[（(]\d{1,2}[）)]|\d{1,2}\s*[、.．]|[①-⑳])\s*(?!\d)")),
    ("first", re.compile(rf"^{_ITEM}是")),
)
_MARK = re.compile(r"^(?:#{1,6}\s+|\*\*|__|[●■◆▲★※]\s*)+")
_END = re.compile(r"[。：:；;]|\s{1,}")
_POINT = re.compile(r"(?<=[^第\d（(])(?=一是|首先[，,]|[（(][一1][）)]|1\s*[.．、](?!\d)|①)")
"""Where the first point runs into the heading: 存在问题一是…, 改进措施1.…"""


@dataclass(frozen=True)
class Heading:
    """A heading found at the start of a line.

    `level` is part, aspect, item, first (一是) or bare (a title without a number); `names` a section id or "";
    `rest` is the text that follows in the same line; `plain` is whether the words say no more than the form's title.
    """

    level: str
    title: str
    names: str
    rest: str = ""
    plain: bool = False


def heading(text: str) -> Heading | None:
    """The heading a line opens with; None for ordinary text and for a table's row."""
    return _heading(text, known())


@lru_cache(maxsize=16_384)
def _heading(text: str, _forms: tuple[Form, ...]) -> Heading | None:
    """Kept by the editions there are, too: a bare title is told by theirs."""
    if re.search(r"[|｜]", text[:OPENING]):
        return None
    found = _opening(text[:OPENING])
    if found is None or len(text) <= OPENING:
        return found
    return replace(found, rest=found.rest + text[OPENING:]) if found.rest else None


def _opening(text: str) -> Heading | None:
    line = _MARK.sub("", text.strip()).strip("*_ ")
    level, body = "bare", line
    for name, pattern in _LEVELS:
        if match := pattern.match(line):
            level, body = name, line[match.end() :]
            break
    title, rest = _parted(body)
    if level == "bare":
        return _bare(line)
    if not title or len(title) > LONGEST_HEADING:
        return None
    names = part_named(title) if level == "part" else ""
    return Heading(level, title, names, rest, plain=is_plain(title))


def _parted(body: str) -> tuple[str, str]:
    """A heading's words and what runs on after them in the line."""
    body = re.sub(r"[.…·]{3,}\s*\d*$", "", body.strip())
    if (point := _POINT.search(body)) and not _END.search(body[: point.start()].rstrip()):
        head = squeeze(body[: point.start()])
        if len(head) <= LONGEST_HEADING and _is_title(head):
            return head, body[point.start() :].strip()
    match = _END.search(body)
    if not match:
        return squeeze(body), ""
    if match[0].isspace() and (parts := _apart(body)):
        return parts
    head, tail = body[: match.start()], body[match.end() :]
    if match[0].isspace() and not (_names_something(head) and len(tail) > LONGEST_HEADING):
        # A space inside a heading is typesetting, unless a whole paragraph follows it.
        again = re.search(r"[。：:；;]", body)
        return (squeeze(body[: again.start()]), body[again.end() :].strip()) if again else (squeeze(body), "")
    return squeeze(head), tail.strip()


def _apart(body: str) -> tuple[str, str] | None:
    """A heading and the sentence that a blank parts from it: a wide one from any heading, a narrow one from a title."""
    stop = body.find("。")
    for gap in re.finditer(r"\s+", body[: max(stop, 0)]):
        head = squeeze(body[: gap.start()])
        wide = len(gap[0]) > 1 and len(head) <= SENTENCE and not re.search(r"[\d，,、；;：:]", head)
        if is_part_title(squeeze(body[:stop])) or len(head) > LONGEST_HEADING:
            return None
        if wide or is_part_title(head):
            return head, body[gap.end() :].strip()
    return None


def _names_something(title: str) -> bool:
    return bool(part_named(title) or aspect_named(title))


def _is_title(title: str) -> bool:
    return is_part_title(title) or said(title, ASPECTS).title or said(title, SIDES).title


def _titles() -> dict[str, str]:
    return _titles_of(known())


@cache
def _titles_of(forms: tuple[Form, ...]) -> dict[str, str]:
    """The titles of all editions, those of the one in force first."""
    return {key(part.title): part.id for form in reversed(forms) for part in form.parts if part.title}


def _bare(line: str) -> Heading | None:
    """A title of the form standing alone without its number, or with one that lost its mark (一总体情况)."""
    head, mark, rest = line.partition("：") if "：" in line else line.partition(":")
    if mark and rest and (found := said(head, ASPECTS)).plain and found.section and not found.light:
        return Heading("bare", head, found.section, rest.strip(), plain=True)
    if line.endswith("。"):
        return None  # the end of a sentence broken over lines: 无 | 其他需要报告的事项。
    words = key(line)
    for candidate in (words, re.sub(rf"^[A-Za-z]?{_ITEM}", "", words)):
        if candidate in _titles():
            names = _titles()[candidate]
            return Heading("part" if "." not in names else "aspect", line, names, plain=True)
    if is_part_title(re.sub(rf"^[A-Za-z]?{_ITEM}", "", words)):
        return Heading("part", line, part_named(line), plain=True)
    found = said(line, ASPECTS)
    if found.plain and found.section and not found.light:
        return Heading("bare", line, found.section, plain=True)
    return None


def is_part_title(title: str) -> bool:
    """Whether the words are the title of a part and nothing else, in one of the ways it is written."""
    words = key(title)
    if words in _titles():
        return "." not in _titles()[words]
    return len(words) <= 30 and bool(  # noqa: PLR2004 - a heading is short
        re.fullmatch(
            r"(?:因)?政府信息公开.{0,8}行政复议.{0,6}行政诉讼.{0,2}情况|(?:行政机关)?收到和处理政府信息公开申请.{0,3}情况|(?:行政机关)?主动公开政府信息(?:的)?情况"
            r"|(?:政府信息公开工作)?存在的?(?:主要)?问题[及和与](?:改进|整改)(?:情况|措施)|其他需要报告的?(?:的)?事项(?:情况)?",
            words,
        )
    )


def is_sentence(text: str, title: str) -> bool:
    """Whether a line that opens like a heading is a whole sentence, such as a heading its paragraph ran into."""
    return text.rstrip().endswith("。") and len(title) > SENTENCE and not is_part_title(title)


def states(title: str) -> bool:
    """Whether a heading's words are more than a title: they state a figure, or the text began without a mark."""
    if is_part_title(title):
        return False
    words = re.sub(r"(?:19|20)\d\d\s*年", "", title)
    return bool(re.search(r"\d", words)) or (len(key(words)) > SENTENCE and not _is_title(title))


def part_named(title: str) -> str:
    """The part a part-level heading names; aspects too, where a report gives each a chapter; "" if none.

    主动公开 and 申请 name the tables, which are printed under the same words.
    """
    found = said(title, _PARTS)
    if found.section in SIDES:
        return "" if found.light else "shortcomings"
    if found.section == "overview.active" and "主动公开" in fold(title):
        return "T2"
    if found.section == "overview.on_request" and not found.light:
        return "T3"
    return found.section or said(title, ("overview",)).section


_PARTS = ("T4", *SIDES, "other", *ASPECTS)


def aspect_said(title: str) -> Said:
    """What a sub-heading says of the aspects of 总体情况."""
    return said(title, ASPECTS)


def aspect_named(title: str) -> str:
    """The aspect of 总体情况 that a sub-heading names; "" if none."""
    return aspect_said(title).section


def side_named(title: str) -> str:
    """problems, improvements, both or "" for a sub-heading of part five."""
    found = said(title, SIDES)
    return "both" if found.second else found.section


def is_plain(title: str) -> bool:
    """Whether a heading says no more than its section, so that leaving it out loses nothing."""
    return said(title, (*ASPECTS, *SIDES)).plain
