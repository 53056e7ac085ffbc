"""Shortcomings: part five, its problems and improvements, by sub-headings or else by what the sentences say."""

import re
from collections.abc import Sequence

from assistant.past.lines.characters import key
from assistant.past.lines.headings import heading, is_plain
from assistant.past.sections.chapters import Outline

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]?[”’）)]?")
_IMPROVE = re.compile(
    r"下一步|下步|下一阶段|今后|接下来|对此|为此|针对(?:上述|以上|这些|存在|问题|此|工作中)|改进措施|改进情况|整改措施|改进(?:方向|打算)"
    r"|我[局委厅办镇乡街区县市院队站所中]{1,3}将|20\d\d年.{0,12}将(?:继续|进一步|着力|认真|严格|以|从|重点|根据|按照|坚持|在)"
    r"|^(?:我们)?将(?:继续|进一步|着力|认真|切实|重点)|(?:需要|应当)从以下.{0,6}(?:改进|努力)"
)
_PROBLEM = re.compile(
    r"(?:存在|还有|仍有|面临).{0,24}(?:问题|不足|差距|短板|薄弱|困难)|(?:问题|不足)(?:主要)?(?:有|是|表现)|主要问题"
)


def split(text: str) -> tuple[str, str]:
    """The problems and the improvements in a text that holds both, cut between sentences; nothing is dropped.

    A paragraph that speaks of problems without a word of remedy turns back, so that last year's
    improvements may stand first.
    """
    sides: dict[str, list[str]] = {"problems": [], "improvements": []}
    side = "problems"
    for paragraph in text.split("\n"):
        if _PROBLEM.search(paragraph) and not _IMPROVE.search(paragraph):
            side = "problems"
        pieces: dict[str, str] = {}
        for match in _SENTENCE.finditer(paragraph):
            sentence = match[0]
            if not sentence:
                continue
            if _IMPROVE.search(sentence):
                side = "improvements"
            pieces[side] = pieces.get(side, "") + sentence
        for name, piece in pieces.items():
            sides[name].append(piece)
    return "\n".join(sides["problems"]), "\n".join(sides["improvements"])


_PROBLEMS = re.compile(
    r"(?:存在|主要|面临|突出|工作).{0,8}(?:问题|不足|困难|短板|差距)(?:[及和与]不足|情况)?$|^(?:主要)?(?:问题|不足|困难)$"
)
_IMPROVEMENTS = re.compile(
    r"^.{0,14}(?:改进|整改|下一步|下步|今后|工作打算|对策|努力方向).{0,10}$|^.{0,4}(?:解决|采取的?).{0,4}(?:措施|办法)$"
)
_SUBTITLE = 24
"""Characters of a title over problems or measures. A judgement: a longer one is the first of the points."""
_BARE = re.compile(r"^(.{2,24}?)[：:。]?$")


def side(text: str) -> tuple[str, str]:
    """problems, improvements or "" for the sub-heading a line of part five opens with, and the text after it."""
    found = heading(text)
    title, rest = (found.title, found.rest) if found and found.level in {"aspect", "item"} else _bare_side(text)
    if item := re.search(r"\d[.．、]", title):  # the first point ran into the heading
        title, rest = title[: item.start()], text[text.index(title[item.start() :]) :]
    words = key(title)
    if not words or len(words) > _SUBTITLE or re.search(r"[，,]", title):
        return "", ""  # a comma makes it a sentence, one of the points: （一）解读形式单一，需要改进。
    last_year = re.search(r"上年|去年|上一年|以往", words)
    if _IMPROVEMENTS.search(words) and (last_year or not re.search(r"问题.{0,3}[及和与]", title)):
        return "improvements", rest
    if _PROBLEMS.search(words):
        return "problems", rest
    return "", ""


def _bare_side(text: str) -> tuple[str, str]:
    head, mark, rest = (
        re.split(r"([：:])", text.strip(), maxsplit=1) if re.search(r"[：:]", text) else (text.strip(), "", "")
    )
    if mark and len(head) <= _SUBTITLE and "，" not in head and is_plain(head):
        return head, rest
    if _BARE.match(text.strip()) and not re.search(r"[，,]", text) and is_plain(text):
        return text.strip().rstrip("：:。"), ""
    return "", ""


def place_shortcomings(out: Outline, texts: Sequence[str]) -> None:
    """Put the lines of part five under problems and improvements."""
    pieces = [piece for text in texts for piece in _inline_side(text)]
    sides = [side(text) for text in pieces]
    if not {"problems", "improvements"} <= {name for name, _ in sides}:
        _by_clue(out, pieces, sides)
        return
    before = [text for text, (name, _) in zip(pieces[: _first(sides)], sides, strict=False) if not name]
    _by_clue(out, before, [("", "")] * len(before))
    current = "problems"
    for text, (name, rest) in list(zip(pieces, sides, strict=True))[_first(sides) :]:
        if name:
            current = name
            out.add(current, rest)
        else:
            out.add(current, text)


def _inline_side(text: str) -> list[str]:
    return [
        piece
        for piece in re.split(
            r"(?<=[。；！])\s*(?=[（(][一二三四五六七八九十][）)]\s*(?:下一步|存在|主要|改进|整改|今后)[^。；，]{0,14}[。：:])",
            text,
        )
        if piece
    ]


def _first(sides: Sequence[tuple[str, str]]) -> int:
    return next(index for index, (name, _) in enumerate(sides) if name)


def _by_clue(out: Outline, pieces: Sequence[str], sides: Sequence[tuple[str, str]]) -> None:
    """Without both sub-headings: by what the sentences say, a heading that is there being obeyed."""
    waiting: list[str] = []
    improving = False
    for text, (name, rest) in zip(pieces, sides, strict=True):
        if name == "improvements":
            _split(out, waiting)
            waiting = []
            out.add("improvements", rest)
            improving = True
        elif name == "problems":
            waiting.append(rest)
            improving = False
        elif out.sections.get("improvements") and any(mark == "improvements" for mark, _ in sides) and improving:
            out.add("improvements", text)
        else:
            waiting.append(text)
    _split(out, waiting)


def _split(out: Outline, texts: Sequence[str]) -> None:
    if not any(text.strip() for text in texts):
        return
    problems, improvements = split("\n".join(text for text in texts if text.strip()))
    if not improvements:
        problems, improvements = _numbered_anew(problems)
    for section, text in (("problems", problems), ("improvements", improvements)):
        for paragraph in text.split("\n"):
            out.add(section, paragraph)


_NUMBER = re.compile(r"^(?:[（(]?([一二三四五六七八九十]|\d{1,2})[）)、.．]|([一二三四五])是)")
_FIRST = {"一", "1"}


def _numbered_anew(text: str) -> tuple[str, str]:
    """Problems and improvements each numbered from one, without a word between: cut where the numbers begin anew."""
    lines = text.split("\n")
    numbers = [match[1] or match[2] if (match := _NUMBER.match(line)) else "" for line in lines]
    starts = [at for at, number in enumerate(numbers) if number in _FIRST]
    if len(starts) != 2 or starts[1] - starts[0] < 2 or not all(numbers[starts[0] :]):  # noqa: PLR2004 - two lists
        return text, ""
    return "\n".join(lines[: starts[1]]), "\n".join(lines[starts[1] :])


def speaks_of_problems(text: str) -> bool:
    """Whether a paragraph is the beginning of part five without its heading."""
    return bool(side(text)[0]) or bool(re.search(r"(?:存在|不足|短板|差距).{0,30}(?:问题|不足|差距|短板|。)", text))
