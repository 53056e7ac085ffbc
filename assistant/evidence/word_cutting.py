"""Words of a text, for lexical search: jieba with the field's dictionary, numbers and single particles left out."""

import hashlib
import logging
import os
import re
import tempfile
import warnings
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

_HAN_OR_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_BREAK = re.compile(r"[，。；：、！？（）“”《》\s]+")
_PARTICLES = frozenset(
    "的了和与及或等在为对并将把被由向从以其之于是有也都就而我你他她它们这那个各本该此上下中内外年月日至到"
)
_ASKING = frozenset(
    [
        "如何",
        "怎么",
        "怎样",
        "怎么样",
        "什么",
        "哪些",
        "哪个",
        "多少",
        "几个",
        "几场",
        "是否",
        "有没有",
        "请问",
        "请",
        "帮",
        "帮我",
        "我们",
        "你们",
        "他们",
        "情况",
        "方面",
        "有关",
        "相关",
        "关于",
        "相比",
        "变化",
        "今年",
        "去年",
        "上年",
        "本年",
        "全年",
        "年度",
        "一年",
        "别的",
        "其他",
        "写",
        "写的",
        "告诉",
        "看看",
        "一下",
    ]
)
DICTIONARY, RELATED = "dictionary.txt", "related.txt"


def words(text: str) -> list[str]:
    """The searchable words of a text, long words followed by their parts; years and figures never count."""
    return [word for clause in _BREAK.split(text.lower()) if clause for word in _of_clause(clause)]


@lru_cache(maxsize=16384)
def _of_clause(clause: str) -> tuple[str, ...]:
    """The words of a clause. Reports repeat theirs from year to year, and marks end words anyway."""
    tokens: Iterable[str] = _segmenter().cut_for_search(clause)
    return tuple(token for token in tokens if _HAN_OR_LETTER.search(token) and token not in _PARTICLES)


def asked(query: str) -> list[str]:
    """The words of a question, without those that only ask; all of them if nothing else is left."""
    found = list(dict.fromkeys(words(query)))
    return [word for word in found if word not in _ASKING] or found


def segments(text: str) -> list[str]:
    """The text cut once, without parts of words: what a vocabulary is learned from."""
    tokens: Iterable[str] = _segmenter().cut(text.lower())
    return [token for token in tokens if _HAN_OR_LETTER.search(token)]


@lru_cache(maxsize=4096)
def known_words(text: str) -> tuple[str, ...]:
    """The text cut into words of the dictionary; what belongs to none stands alone, no word is guessed."""
    return tuple(_segmenter().cut(text, HMM=False))


def field_terms() -> list[str]:
    """The field's own words, one a line in dictionary.txt; # starts a comment."""
    return _lines(DICTIONARY)


def related() -> list[str]:
    """Lines of words that speak of the same matter, for what a small archive cannot teach."""
    return _lines(RELATED)


@cache
def field_words() -> frozenset[str]:
    """The words of the dictionary and of the related lines: what a question of the field is made of."""
    return frozenset(word for line in (*field_terms(), *related()) for word in words(line) if len(word) > 1)


def _lines(name: str) -> list[str]:
    lines = (resources.files("assistant.evidence") / name).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def dictionary_stamp() -> str:
    """Changes with the dictionary: words cut before are then out of date."""
    return hashlib.sha256("\n".join(field_terms()).encode()).hexdigest()[:12]


@cache
def _segmenter() -> Any:
    """A jieba tokenizer of our own, silent, its cache in the user's temporary folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's sources still hold escapes that newer Pythons warn of
        import jieba
    logging.getLogger("jieba").setLevel(logging.ERROR)
    segmenter = jieba.Tokenizer()
    segmenter.tmp_dir = str(_cache_folder())
    for term in field_terms():
        segmenter.add_word(term)
    return segmenter


def _cache_folder() -> Path:
    """A folder only this user writes: the cache is unmarshalled, so a stranger's file must not be read."""
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"nianbao-{owner}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        return Path(tempfile.mkdtemp(prefix="nianbao-"))
    return folder
