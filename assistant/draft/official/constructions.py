"""How a clerk builds a sentence, whatever it speaks of: 都有, 能, 一起做, 用起来了, said in written order."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.draft.official.lexicon import compiled_names, lexicon
from assistant.draft.official.things import known_thing, spoken_of, undergoes
from assistant.evidence.word_cutting import known_words
from assistant.prose.sieve import Sieve
from assistant.prose.wordfile import alternatives, compiled, load

_SLOT = re.compile(r"<(\w+)(?:(/)(\w*))?>")
"""<o> is what was typed; <v/o> the official verb for what v says is done to o; <v/> the verb where nothing is named."""

_CLAUSE = re.compile(
    "[跟把将被让均也]|[一二三四]是|一并$"
    "|东西|的$|(?:没有?|不|一起|同步|分别|先|再|(?<![摘纪概提必重主需])要)$|[天日周月年]之?内|第一时间|^(?:线|网)[上下]$"
    "|[一-鿿](?:了|过(?![期程渡滤]))|都(?!市)|能(?![力源耗效])|就(?!业)|[时后前](?:给|向|与|由)"
)
"""Signs that a slot holds more than a name, wherever it ends: 答复前跟申请人打电话."""

_TAIL = "了到进在给"
"""What the dictionary joins to a verb without making it another: 放进, 挂到."""
_WHOLE = ("v", "o", "w", "a", "b")
"""The slots that hold whole words; a place or a time the dictionary often joins to what stands around it."""


class Construction(BaseModel):
    """One way of building a sentence: its pattern, what is written for it, and the slots that must be names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str
    write: str
    names: list[str] = []
    things: list[str] = []
    """Slots that must end with a name the lexicon knows: 食品抽检 alone is nothing that is published."""
    negative: bool = False


class ConstructionsFile(BaseModel):
    """What constructions.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: dict[str, str]
    having: dict[str, list[str]]
    """The verb for 有 by what is there: 设有 a column, 配备 a person."""
    results: dict[str, str]
    """A verb of everyday speech with its complement, and the official verb: 用起来 is 运用."""
    verbs: dict[str, str]
    """Verbs of everyday speech that mean one thing whatever they are done to."""
    by_object: dict[str, dict[str, list[str]]]
    """Verbs whose official word depends on the object's last word."""
    constructions: list[Construction]

    @model_validator(mode="after")
    def _fits(self) -> "ConstructionsFile":
        """Whether every pattern compiles and has the slots that are written or named."""
        names = _parts(self)
        for one in self.constructions:
            slots = compiled(one.say, names).groupindex
            used = {slot for match in _SLOT.finditer(one.write) for slot in (match[1], match[3]) if slot}
            if strange := [slot for slot in sorted(used | {*one.names, *one.things}) if slot not in slots]:
                raise ValueError(f"“{one.say}”没有名为“{strange[0]}”的成分")
        return self


@dataclass(frozen=True)
class _Ready:
    """A construction ready for use."""

    pattern: re.Pattern[str]
    construction: Construction


def constructed(part: str) -> tuple[str, bool]:
    """The part in written order, unchanged where it is built in no known way; and whether it denies something."""
    for _, ready in _ready().fitting(part):
        said = _said(ready, part)
        if said not in ("", part) and _said(ready, said) in ("", said):
            return said, ready.construction.negative
    return part, False


def _said(ready: _Ready, part: str) -> str:
    """The part as one construction says it, "" where it is not built so."""
    match = ready.pattern.fullmatch(part)
    return rendered(ready.construction.write, match) if match and _named(match, ready.construction) else ""


def formal(verb: str, thing: str) -> str:
    """The official verb for an everyday one done to the thing, "" where none is known."""
    file = _file()
    if verb == "有":
        return _by(file.having, thing)
    if verb in file.results:
        return file.results[verb]
    if len(verb) > 1 and verb in lexicon().file.predicates:
        return verb
    if found := collocated(verb, thing):
        return found
    acts = (act for act in lexicon().file.acts if verb in act.says)
    if found := next((found for act in acts if (found := _by(act.by, thing))), ""):
        return found
    return file.verbs.get(verb) or lexicon().file.lengthened.get(verb, "") or (verb if len(verb) > 1 else "")


def collocated(verb: str, thing: str) -> str:
    """The official verb for an everyday one by the last word of what it is done to, "" where the table has none."""
    return next((found for table in _tables().get(verb, ()) if (found := _by(table, thing))), "")


def _named(match: re.Match[str], one: Construction) -> bool:
    said = match.groupdict()
    if torn(match):
        return False
    return all(not said[slot] or _name(said[slot]) for slot in one.names) and all(
        known_thing(said[slot] or "") for slot in one.things
    )


def _name(text: str) -> bool:
    return (undergoes(text) or spoken_of(text)) and not _CLAUSE.search(text)


def torn(match: re.Match[str]) -> bool:
    """Whether a slot begins or ends within a word of the dictionary: 发 of 发布, 资金使 of 资金使用情况."""
    ends, at = {0}, 0
    for word in known_words(match.string):
        ends.add(at + len(word.rstrip(_TAIL)))
        at += len(word)
        ends.add(at)
    said = match.groupdict()
    whole = [slot for slot in _WHOLE if said.get(slot) and (slot != "v" or len(said[slot]) == 1)]
    return any(not ends.issuperset(match.span(slot)) for slot in whole)


def rendered(template: str, match: re.Match[str]) -> str:
    """What is written for a match, "" where a verb of it has no official word for its object."""
    written, at = "", 0
    for slot in _SLOT.finditer(template):
        said = match[slot[1]] or ""
        if slot[2] and said:
            said = formal(said, (match[slot[3]] or "") if slot[3] else "")
            if not said:
                return ""
        written += template[at : slot.start()] + said
        at = slot.end()
    return written + template[at:]


def _by(table: dict[str, list[str]], thing: str) -> str:
    found = [(len(noun), verb) for verb, nouns in table.items() for noun in nouns if thing.endswith(noun)]
    return max(found)[1] if found else ""


@cache
def _file() -> ConstructionsFile:
    return load("assistant.draft.official", "constructions.yaml", ConstructionsFile)


@cache
def _tables() -> dict[str, list[dict[str, list[str]]]]:
    """For each everyday verb the tables it heads: 做 搞 弄 share one."""
    found: dict[str, list[dict[str, list[str]]]] = {}
    for verbs, table in _file().by_object.items():
        for verb in verbs.split():
            found.setdefault(verb, []).append(table)
    return found


@cache
def _ready() -> Sieve[_Ready]:
    names = parts()
    return Sieve(((one.say, _Ready(compiled(one.say, names), one)) for one in _file().constructions), names)


def parts() -> dict[str, str]:
    """The parts that the constructions' patterns may name, for other files that are built of them."""
    return _parts(_file())


def _parts(file: ConstructionsFile) -> dict[str, str]:
    """The parts a pattern may name: the lexicon's, those of the file, result for a verb with its complement."""
    names = dict(compiled_names())
    names["result"] = f"(?:{alternatives(sorted(file.results))})"
    everyday = sorted({*file.verbs, *(verb for verbs in file.by_object for verb in verbs.split())})
    names["everyday"] = f"(?:{alternatives(everyday)})"
    for name, pattern in file.parts.items():
        names[name] = compiled(pattern, names).pattern
    return names
