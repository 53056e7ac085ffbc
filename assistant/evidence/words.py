"""Words of a text, for lexical search: jieba with the field's dictionary, numbers and single particles left out."""

import hashlib
import logging
import os
import re
import tempfile
import warnings
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

_HAN_OR_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_PARTICLES = frozenset(
    "的了和与及或等在为对并将把被由向从以其之于是有也都就而我你他她它们这那个各本该此上下中内外年月日至到"
)
DICTIONARY = "dictionary.txt"


def words(text: str) -> list[str]:
    """The searchable words of a text, long words followed by their parts; years and figures never count."""
    tokens: Iterable[str] = _segmenter().cut_for_search(text.lower())
    return [token for token in tokens if _HAN_OR_LETTER.search(token) and token not in _PARTICLES]


def segments(text: str) -> list[str]:
    """The text cut once, without parts of words: what a vocabulary is learned from."""
    tokens: Iterable[str] = _segmenter().cut(text.lower())
    return [token for token in tokens if _HAN_OR_LETTER.search(token)]


def field_terms() -> list[str]:
    """The field's own words, one a line in dictionary.txt; # starts a comment."""
    lines = (resources.files("assistant.evidence") / DICTIONARY).read_text("utf-8").splitlines()
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
