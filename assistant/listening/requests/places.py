"""Places: the sections as people call them, as a heading, and as where something told is to be put."""

import re
from collections.abc import Mapping
from functools import cache

from assistant.form import load
from assistant.listening.requests.wordings import wordings
from assistant.prose.wordfile import alternatives


@cache
def _section_words() -> Mapping[str, str]:
    """How people call the sections, the longest first: 监督保障, 平台建设, 存在问题."""
    form = load()
    titles = {_MARK.sub("", part.title): part.id for part in form.parts if part.kind == "text" and part.title}
    return {
        name: titles.get(name, section)
        for name, section in sorted({**wordings().sections, **titles}.items(), key=_length)
    }


def _length(item: tuple[str, str]) -> int:
    return -len(item[0])


_MARK = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")


@cache
def _part_named() -> re.Pattern[str]:
    names = alternatives(list(wordings().nicknames))
    return re.compile(rf"({names})(?:情况)?的?(?:[这那]一?|一)?个?(?:节|部分|块|段)(?!时间)")


def section_named(text: str) -> str:
    """The section whose name stands in the words, "" if none does."""
    full = next((section for name, section in _section_words().items() if name in text), "")
    found = None if full else _part_named().search(text)
    return full if found is None else wordings().nicknames[found[1]]


def heading(text: str) -> bool:
    """Whether the words are a section's name and little else: 存在的问题, 二、监督保障情况."""
    rest = _MARK.sub("", text.strip())
    for name in _section_words():
        rest = rest.replace(name, "")
    return not re.sub(r"方面|情况|有|的|主要|工作|部分|这一?节|及|和|是|[\s：:]", "", rest)


def destination(text: str) -> str:
    """The section that something told is to be put into: 把它写进主动公开; "" where none is named."""
    placed = wordings().placed.search(text)
    return section_named(text[placed.end() :]) if placed else ""
