"""A model's answer, however it came: plain lines, JSON whole, fenced, by lines, or cut off in the middle."""

import json
import re
from dataclasses import dataclass
from typing import Any

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"```[a-zA-Z]*\n?|```")
_MARK = re.compile(r"\s*[\[［【(（]\s*(P\d+(?:\s*[,，、]\s*P\d+)*)\s*[\]］】)）]\s*")
_BULLET = re.compile(r"^\s*(?:[-*•·]\s+|\d{1,2}\s*[.、．)）]\s*(?!\d)|[（(]\d{1,2}[)）]\s*|#+\s*)")
_TEXT_VALUE = re.compile(r'"(?:text|句子|sentence)"\s*:\s*"((?:[^"\\]|\\.)*)("?)')
_TALK = re.compile(r"^(?:好的|以下(?:是|为)|根据您|当然|希望|如需|注[：:]|说明[：:]|输出[：:])[^。]{0,40}[：:。！]?$")


@dataclass(frozen=True)
class Line:
    """One sentence of an answer and the numbers of the passages it names."""

    text: str
    passages: tuple[str, ...] = ()


def parse(answer: str) -> list[Line]:
    """The sentences of a complete or partial answer; empty if there are none."""
    text = _THOUGHT.sub("", answer).strip()
    bare = _FENCE.sub("", text).strip()
    if bare[:1] in {"{", "["} and not bare.startswith(("{{", "[P", "[[")):
        return _from_json(bare)
    return [line for raw in bare.split("\n") if (line := _line(raw)) is not None]


def _line(raw: str, named: tuple[str, ...] = ()) -> Line | None:
    passages = list(named)
    for match in _MARK.finditer(raw):
        passages += re.findall(r"P\d+", match[1])
    text = _BULLET.sub("", _MARK.sub("", raw)).replace("**", "").strip()
    if not text or _TALK.match(text):
        return None
    return Line(text, tuple(dict.fromkeys(passages)))


def _from_json(text: str) -> list[Line]:
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError:
        lines = [_one(line) for line in text.split("\n")]
        whole = [item for group in lines for item in group]
        return whole or _from_values(text)
    return _from_data(data)


def _one(line: str) -> list[Line]:
    try:
        return _from_data(json.loads(line.strip().rstrip(",")))
    except json.JSONDecodeError:
        return []


def _from_data(data: Any) -> list[Line]:
    if isinstance(data, dict):
        for key in ("sentences", "句子", "lines", "result"):
            if isinstance(data.get(key), list):
                return _from_data(data[key])
        text = data.get("text", data.get("句子", data.get("sentence")))
        named = data.get("passages", [])
        passages = tuple(str(item) for item in named) if isinstance(named, list) else ()
        line = _line(text, passages) if isinstance(text, str) else None
        return [line] if line else []
    if isinstance(data, list):
        return [line for item in data for line in _from_data({"text": item} if isinstance(item, str) else item)]
    return []


def _from_values(text: str) -> list[Line]:
    """Sentences out of JSON that is cut off or broken: the string values of its texts."""
    out = []
    for match in _TEXT_VALUE.finditer(text):
        try:
            said = json.loads(f'"{match[1]}"')
        except json.JSONDecodeError:
            said = match[1]
        if line := _line(said):
            out.append(line)
    return out
