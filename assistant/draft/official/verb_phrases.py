"""What is said at the end of a part, however long the topic before it: 都上了局网站 is 均在局网站公开."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.draft.official.constructions import parts, rendered, torn
from assistant.evidence.word_cutting import known_words
from assistant.prose.wordfile import compiled, load

_SLOT = re.compile(r"<(\w+)(?:/(\w*))?>")
_LEADS = frozenset("把将被给向对跟和与从往为按由、的")
"""Words that nothing is said behind: the phrase would begin within its own adverbial."""
_LEAD = ("t", "all", "u")
"""The slots of {mid}: when and of how many, said before the verb as it was."""
_TWICE = re.compile("已经?(?=已)")
_NOUNS = re.compile("[^，、]{2,10}")
_AND_SO_ON = re.compile("(?:这些|那些|这几[个项类块]|等等?|什么的|啥的|之类的?)(?:的)?$")
_VERBAL = re.compile("[了过着都也均不没能]|有(?!关)|是|为")
"""What shows that a run between commas is said and not only named."""


class VerbPhrase(BaseModel):
    """The end of a part as it is spoken and as it is written; the order of topic and comment stays."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str
    write: str
    topic: str = ""
    """What the part before must end with, where that decides what the phrase means."""
    timed: bool = False
    """Whether it must be said when: 每季度换一次."""
    ranged: bool = False
    """Whether 都, 也 or the like must stand before its verb."""
    alone: bool = False
    """Whether nothing may stand before it: the pattern is of a whole part."""
    negative: bool = False


class VerbPhrasesFile(BaseModel):
    """What verb_phrases.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: dict[str, str]
    classes: list[str]
    """What names a class of things, so that names behind a comma may be its members."""
    phrases: list[VerbPhrase]
    wholes: list[VerbPhrase]
    """Statements over a comma or more."""

    @model_validator(mode="after")
    def _fits(self) -> "VerbPhrasesFile":
        """Whether every pattern compiles and has the slots that are written."""
        names = _named(self)
        for one in [*self.phrases, *self.wholes]:
            slots = compiled(one.say if one.alone or one in self.wholes else f"{{mid}}{one.say}", names).groupindex
            used = {slot for match in _SLOT.finditer(one.write) for slot in match.groups() if slot}
            if strange := sorted(used - set(slots)):
                raise ValueError(f"“{one.say}”没有名为“{strange[0]}”的成分")
            compiled(one.topic, names)
        return self


@dataclass(frozen=True)
class _Ready:
    """A verb phrase ready for use."""

    core: re.Pattern[str]
    """The pattern from its verb on, which says soon whether the whole may match."""
    pattern: re.Pattern[str]
    topic: re.Pattern[str]
    phrase: VerbPhrase

    def match(self, part: str) -> re.Match[str] | None:
        """The phrase with what stands before its verb, as far to the left as it reaches."""
        core = self.core.search(part)
        if core is None or self.phrase.alone:
            return core
        lead = _mid().search(part, 0, core.start())
        return self.pattern.match(part, lead.start() if lead else core.start())


def phrased(part: str) -> tuple[str, bool]:
    """The part with its verb phrase in written words, unchanged where none is known; whether it denies something."""
    for ready in _phrases():
        match = ready.match(part)
        if match is None or not _stands(ready, match):
            continue
        written = rendered(ready.phrase.write, match)
        lead = "" if ready.phrase.alone else "".join(match[slot] or "" for slot in _LEAD)
        said = part[: match.start()] + _TWICE.sub("", lead + written)
        if written and said != part:
            return said, ready.phrase.negative
    return part, False


def stated(text: str) -> str:
    """A statement of several parts as one: 不光…，还…; what names follow a class becomes its members."""
    for pattern, whole in _wholes():
        match = pattern.fullmatch(text)
        if match and (said := rendered(whole.write, match)):
            return said
    return _members(text)


def _members(text: str) -> str:
    """热点问题都做了解读，双减、职普融通 as 双减、职普融通等热点问题都做了解读."""
    said, *behind = text.split("，")
    if not behind or "、" not in behind[0] or said.endswith("等"):
        return text
    names = _AND_SO_ON.sub("", behind[0])
    listed = names.split("、")
    if not all(_NOUNS.fullmatch(name) and not _VERBAL.search(name) for name in listed):
        return text
    topic = _topic().match(said)
    if topic is None or "、" in topic["o"]:
        return text
    return "，".join([f"{topic['pre']}{names}等{said[topic.start('o') :]}", *behind[1:]])


def _stands(ready: _Ready, match: re.Match[str]) -> bool:
    """Whether the phrase begins where a word does and something before it can have it said of itself."""
    head = match.string[: match.start()]
    if ready.phrase.alone:
        return not head and not torn(match)
    if ready.phrase.timed and not (match["t"] or match["u"]):
        return False
    if ready.phrase.ranged and not (match["all"] or match["too"].strip("就")):
        return False
    ends, at = {0: ""}, 0
    for word in known_words(match.string):
        at += len(word)
        ends[at] = word
    begins = ends.get(match.start())
    return begins is not None and begins not in _LEADS and bool(ready.topic.search(head)) and not torn(match)


@cache
def _file() -> VerbPhrasesFile:
    return load("assistant.draft.official", "verb_phrases.yaml", VerbPhrasesFile)


def _named(file: VerbPhrasesFile) -> dict[str, str]:
    names = parts()
    for name, pattern in file.parts.items():
        names[name] = compiled(pattern, names).pattern
    return names


@cache
def _topic() -> re.Pattern[str]:
    classes = "|".join(_file().classes)
    return re.compile(rf"(?P<pre>(?:对|把|将|围绕)?)(?P<o>[^，、了把将对]{{0,6}}?(?:{classes}))(?=都|均|全|也|已)")


@cache
def _phrases() -> tuple[_Ready, ...]:
    names = _named(_file())
    return tuple(
        _Ready(
            compiled(f"{one.say}$", names),
            compiled(f"{{mid}}{one.say}$", names),
            compiled(f"(?:{one.topic})$" if one.topic else "", names),
            one,
        )
        for one in _file().phrases
    )


@cache
def _mid() -> re.Pattern[str]:
    return compiled("{mid}$", _named(_file()))


@cache
def _wholes() -> tuple[tuple[re.Pattern[str], VerbPhrase], ...]:
    names = _named(_file())
    return tuple((compiled(one.say, names), one) for one in _file().wholes)
