"""Shortcomings: part five, its problems and improvements, by sub-headings or else by what the sentences say."""

import re
from collections.abc import Sequence

from assistant.past.lines.characters import key
from assistant.past.lines.heading_words import SIDES, opens_measures, said
from assistant.past.lines.headings import heading, is_plain, side_named
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


_SUBTITLE = 24
"""Characters of a title over problems or measures. A judgement: a longer one is the first of the points."""


def side(text: str) -> tuple[str, str]:
    """problems, improvements or "" for the sub-heading a line of part five opens with, and the text after it.

    Words that say more than problems or measures are a point as well as a title, and stay in the text.
    """
    found = heading(text)
    title, rest = (found.title, found.rest) if found and found.level in {"aspect", "item"} else _bare_side(text)
    words = key(title)
    if not words or len(words) > _SUBTITLE or re.search(r"[，,]", title):
        return "", ""  # a comma makes it a sentence, one of the points: （一）解读形式单一，需要改进。
    says = said(title, SIDES)
    if not says.section or says.second:
        return "", ""
    if says.plain:
        return says.section, rest
    if says.section == "problems":
        return ("problems", text) if says.title and "存在" in words else ("", "")
    return ("improvements", text) if says.title or opens_measures(title) else ("", "")


def _bare_side(text: str) -> tuple[str, str]:
    line = text.strip()
    head, mark, rest = re.split(r"([：:。])", line, maxsplit=1) if re.search(r"[：:。]", line) else (line, "", "")
    if mark and len(head) <= _SUBTITLE and "，" not in head and is_plain(head):
        return head, rest
    if not re.search(r"[，,]", line) and len(line) <= _SUBTITLE and is_plain(line):
        return line.rstrip("：:。"), ""
    return "", ""


def place_shortcomings(out: Outline, texts: Sequence[str], title: str = "") -> None:
    """Put the lines of part five under problems and improvements; `title` is that of a chapter of its own for one."""
    if side_named(title) == "improvements" and not any(side(text)[0] for text in texts):
        for text in texts:
            out.add("improvements", text)
        return
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


_RUN_IN = re.compile(
    r"(?<=[。；！])\s*(?=[（(][一二三四五六七八九十][）)]|20\d\d年[^。，；]{0,12}[：:]|下一步[^。，；]{0,12}[：:])"
)


def _inline_side(text: str) -> list[str]:
    """A paragraph cut where a sub-heading runs on in it, after a sentence or right behind the part's own heading."""
    out: list[str] = []
    for piece in _RUN_IN.split(text):
        if out and not side(piece)[0]:
            out[-1] += piece
        elif piece:
            out.append(piece)
    return out


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
        elif improving:
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
