"""Punctuation as the official register sets it: full width, Chinese quotation marks, no stray spaces."""

import re

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_HAN = "一-鿿\ue000-\uf8ff”’》）"
_NARROW = re.compile(rf"(?<=[{_HAN}])\s*[,;:!?]\s*(?=[^\d\s]|$)|(?<=[{_HAN}])\s*,\s*")
_BRACKETS = re.compile(rf"\(([^()]*[{_HAN}][^()]*)\)")
_QUOTES = re.compile(r'"([^"]*)"')
_SINGLE = re.compile(r"「([^」]*)」")
_PAUSE = re.compile(r"(?<=[一-鿿”》）])[ \u3000\t]+(?=[一-鿿“《])")
_SPACES = re.compile(r"\s+")
_END = re.compile(r"[。；，、！？：…\s.;,]+$")
_HEAD = re.compile(r"^[。；，、！？：…\s.;,]+")
_DOUBLED = re.compile(r"，{2,}")


def punctuated(text: str) -> str:
    """The text with the marks of the register and none at its ends; a space between words is a comma."""
    text = _QUOTES.sub(r"“\1”", text)
    text = _SINGLE.sub(r"“\1”", text)
    text = _BRACKETS.sub(r"（\1）", text)
    text = _NARROW.sub(lambda match: _WIDE[match[0].strip()], text)
    text = _PAUSE.sub("，", text)
    text = re.sub(rf"(?<=[{_HAN}\d，]) +(?=[{_HAN}\d])", "", _SPACES.sub(" ", text))
    return _DOUBLED.sub("，", _END.sub("", _HEAD.sub("", text)))
