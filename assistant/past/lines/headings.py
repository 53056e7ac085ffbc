"""Headings: which part or aspect of the report a line opens, judged by what it says, not by its number."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.form import Form, known
from assistant.past.lines.characters import key, squeeze
from assistant.past.lines.thresholds import LONGEST_HEADING, OPENING, SENTENCE

_ASPECT_WORDS = (
    ("overview.on_request", r"依申请|申请公开|公开申请"),
    ("overview.active", r"主动公开"),
    ("overview.management", r"信息(?:资源|规范|规范化)?管理|管理(?:情况)?$"),
    ("overview.platform", r"平台|载体建设|网站建设"),
    ("overview.supervision", r"监督|保障|考核评议"),
)
_PART_WORDS = (
    ("T4", r"行政复议|行政诉讼|复议诉讼|复议和诉讼|提起诉讼"),
    ("T3", r"(?:收到|受理|接收)和?(?:处理|办理)?.*申请|申请.*(?:收到|处理|办理)情况|依申请公开政府信息(?:办理)?情况"),
    (
        "shortcomings",
        r"(?:问题|不足|困难).*(?:改进|措施|打算|对策|方向|计划|整改|下一步)|存在.{0,6}(?:问题|不足)|主要问题|改进(?:情况|措施)",
    ),
    (
        "other",
        r"其他(?:需要)?.{0,6}(?:报告|说明|公开)?.{0,4}事项|其他(?:有关|需要报告的?)?情况|需要(?:报告|说明)的?(?:其他)?(?:的)?事项|信息处理费|工作要点",
    ),
    ("overview", r"总体(?:工作)?情况|总体概述|^概述$|^概况$|基本情况|工作概述|^(?:主要)?工作情况$|总体工作"),
)
_ITEM = r"[一二三四五六七八九十]{1,3}"
_LEVELS = (
    ("part", re.compile(rf"^(?:[A-Za-z]?\s*第?{_ITEM}(?:部分)?\s*[、.．,，:：]|第{_ITEM}部分)\s*")),
    ("aspect", re.compile(rf"^[（(〔\[]\s*{_ITEM}\s*[）)〕\]]\s*[、.．,，:：]?\s*")),
    ("item", re.compile(r"^(?:[（(]\d{1,2}[）)]|\d{1,2}\s*[、.．])\s*(?!\d)")),
    ("first", re.compile(rf"^{_ITEM}是")),
)
_MARK = re.compile(r"^(?:#{1,6}\s+|\*\*|__|[●■◆▲★※]\s*)+")
_END = re.compile(r"[。：:；;]|\s{1,}")
_FILLER = re.compile(
    r"政府信息|政务信息|信息公开|政府|政务|公开|信息|工作|情况|方面|的|有关|本年度|全年|年度|\d{4}年?|机制|制度|和|及|与|建设|推进|办理|答复|处理|进展|落实|加强|做好"
)


@dataclass(frozen=True)
class Heading:
    """A heading found at the start of a line.

    `level` is part, aspect, item, first (一是) or bare; `names` a section id or ""; `rest` is the text
    that follows in the same line; `plain` is whether the words say no more than the form's own title.
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
    match = _END.search(body)
    if not match:
        return squeeze(body), ""
    head, tail = body[: match.start()], body[match.end() :]
    if match[0].isspace() and not (_names_something(head) and len(tail) > LONGEST_HEADING):
        # A space inside a heading is typesetting, unless a whole paragraph follows it.
        again = re.search(r"[。：:；;]", body)
        return (squeeze(body[: again.start()]), body[again.end() :].strip()) if again else (squeeze(body), "")
    return squeeze(head), tail.strip()


def _names_something(title: str) -> bool:
    return bool(part_named(title) or aspect_named(title))


def _titles() -> dict[str, str]:
    return _titles_of(known())


@cache
def _titles_of(forms: tuple[Form, ...]) -> dict[str, str]:
    """The titles of all editions, those of the one in force first."""
    return {key(part.title): part.id for form in reversed(forms) for part in form.parts if part.title}


def _bare(line: str) -> Heading | None:
    """A title of the form standing alone without its number, or with one that lost its mark (一总体情况)."""
    if line.endswith("。"):
        return None  # the end of a sentence broken over lines: 无 | 其他需要报告的事项。
    words = key(line)
    for candidate in (words, re.sub(rf"^[A-Za-z]?{_ITEM}", "", words)):
        if candidate in _titles():
            names = _titles()[candidate]
            return Heading("part" if "." not in names else "aspect", line, names, plain=True)
    if is_part_title(re.sub(rf"^[A-Za-z]?{_ITEM}", "", words)):
        return Heading("part", line, part_named(line), plain=True)
    return None


def is_part_title(title: str) -> bool:
    """Whether the words are the title of a part and nothing else, in one of the ways it is written."""
    words = key(title)
    if words in _titles():
        return "." not in _titles()[words]
    return len(words) <= 30 and bool(  # noqa: PLR2004 - a heading is short
        re.fullmatch(
            r"(?:因)?政府信息公开.{0,8}行政复议.{0,6}行政诉讼.{0,2}情况|收到和处理政府信息公开申请.{0,3}情况|(?:行政机关)?主动公开政府信息(?:的)?情况"
            r"|(?:政府信息公开工作)?存在的?(?:主要)?问题[及和与](?:改进|整改)(?:情况|措施)|其他需要报告的?(?:的)?事项(?:情况)?",
            words,
        )
    )


def is_sentence(text: str, title: str) -> bool:
    """Whether a line that opens like a heading is a whole sentence, such as a heading its paragraph ran into."""
    return text.rstrip().endswith("。") and len(title) > SENTENCE and not is_part_title(title)


def part_named(title: str) -> str:
    """The part a part-level heading names; aspects too, where a report gives each a chapter; "" if none."""
    words = key(title)
    for part, pattern in _PART_WORDS:
        if re.search(pattern, words):
            return part
    aspect = aspect_named(title)
    if aspect == "overview.active":
        return "T2"
    if aspect == "overview.on_request":
        return "T3"
    return aspect


def aspect_named(title: str) -> str:
    """The aspect of 总体情况 that a sub-heading names; "" if none."""
    words = key(title)
    for aspect, pattern in _ASPECT_WORDS:
        if re.search(pattern, words):
            return aspect
    return ""


def side_named(title: str) -> str:
    """problems, improvements, both or "" for a sub-heading of part five."""
    words = key(title)
    problems = bool(re.search(r"问题|不足|困难|短板|差距", words))
    improvements = bool(re.search(r"改进|措施|下一步|下步|整改|今后|打算|计划|对策|努力方向|工作方向|解决", words))
    if re.search(r"上年|去年|上一年|以往", words):
        return "improvements"
    if problems and improvements:
        return "both" if re.search(r"问题.*[及和与、]", words) else "improvements"
    return "problems" if problems else "improvements" if improvements else ""


def is_plain(title: str) -> bool:
    """Whether a heading says no more than its aspect, so that leaving it out loses nothing."""
    words = _FILLER.sub("", key(title))
    return words in {
        "",
        "主动",
        "依申请",
        "申请",
        "管理",
        "平台",
        "监督保障",
        "监督",
        "保障",
        "存在主要问题",
        "存在问题",
        "主要问题",
        "问题",
        "改进",
        "改进措施",
        "措施",
        "存在主要",
        "存在",
        "下一步",
        "下一步改进措施",
        "下一步打算",
        "存在不足",
        "不足",
        "主要",
    }
