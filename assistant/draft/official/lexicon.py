"""The lexicon colloquial.yaml as values: words, sayings and acts, checked whole when it is loaded."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.draft.official.shielding import FIGURES, NAMES
from assistant.prose.sieve import Sieve
from assistant.prose.vocabulary import words as chinese
from assistant.prose.wordfile import alternatives, compiled, load


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Saying(_Strict):
    """One pattern and what is written for it; the slots of the pattern may stand in what is written."""

    say: str
    write: str
    negative: bool = False
    planned: bool = False
    known: str = ""
    """A word the organ's own texts must hold before this applies: 法律援助 before 法援 is written out."""
    weak: bool = False
    """Whether printed sentences say it too: it then applies only to a note that is short or spoken otherwise."""
    ask: str = ""
    """The question where the saying cannot be completed."""
    doubt: str = ""
    """Why somebody should look at what is written: the saying reads something into the note."""

    @model_validator(mode="after")
    def _fits(self) -> "Saying":
        """Whether the pattern compiles, its named parts apart, and has every slot that is written."""
        slots = compiled(re.sub(r"\{[a-z_]+\}", ".", self.say)).groupindex
        if strange := [slot for slot in re.findall(r"<(\w+)>", self.write) if slot not in slots]:
            raise ValueError(f"“{self.say}”没有名为“{strange[0]}”的成分")
        return self


class Act(_Strict):
    """Verbs of everyday speech with the official verb for each class of object."""

    says: list[str]
    otherwise: str
    not_after: str = ""
    needs_mark: bool = False
    """Whether it is a verb only with 了, 过 or a quantity behind it: 发了, but not 发文机关."""
    by_channel: bool = False
    """Whether a channel does it and does not undergo it: 公众号发了."""
    by: dict[str, list[str]] = {}


class ColloquialFile(_Strict):
    """What colloquial.yaml may say."""

    parts: dict[str, str]
    tidy: list[Saying]
    sayings: list[Saying]
    acts: list[Act]
    words: list[Saying]
    practices: dict[str, list[str]]
    channels: list[str]
    units: dict[str, list[str]]
    intransitive: list[str]
    measured: list[str]
    both_ways: list[str]
    agents: list[str]
    residue: list[str]
    lengthened: dict[str, str]
    alone: str
    unverbal: str
    compounds: list[str]
    predicates: list[str]
    nouns: list[str]
    things: list[str]
    adverbs: list[str]
    bodies: list[str]
    plans: list[str]
    markers: list[str]
    spoken: list[str]
    leading: list[str]
    """What leads into the next part and says nothing alone: 不光在网站发."""
    begins: list[str]
    continues: list[str]

    @field_validator("acts")
    @classmethod
    def _once(cls, acts: list[Act]) -> list[Act]:
        for act in acts:
            nouns = [noun for group in act.by.values() for noun in group]
            if twice := [noun for noun in nouns if nouns.count(noun) > 1]:
                raise ValueError(f"“{act.says[0]}”的宾语“{twice[0]}”列在两个动词之下")
        return acts

    @model_validator(mode="after")
    def _compiles(self) -> "ColloquialFile":
        names = _names(self)
        for saying in [*self.tidy, *self.sayings, *self.words]:
            compiled(saying.say, names)
        for pattern in [
            *self.bodies,
            *self.plans,
            *self.markers,
            *self.residue,
            *self.leading,
            *self.begins,
            *self.continues,
        ]:
            compiled(pattern, names)
        return self

    @property
    def entries(self) -> int:
        """How many words and sayings the lexicon knows."""
        said = sum(len(act.says) + sum(map(len, act.by.values())) for act in self.acts)
        practised = sum(map(len, self.practices.values()))
        return len(self.tidy) + len(self.sayings) + len(self.words) + said + practised


@dataclass(frozen=True)
class Rule:
    """A saying ready for use."""

    pattern: re.Pattern[str]
    saying: Saying

    def write(self, match: re.Match[str]) -> str:
        """What stands for a match: the slots that took no part are empty."""
        return re.sub(r"<(\w+)>", lambda slot: match[slot[1]] or "", self.saying.write)


@dataclass(frozen=True)
class Lexicon:
    """The lexicon ready for use."""

    file: ColloquialFile
    tidy: Sieve[Rule]
    sayings: Sieve[Rule]
    words: Sieve[Rule]
    quantity: str
    time: str
    same: str
    predicate: re.Pattern[str]
    noun: re.Pattern[str]
    adverb: re.Pattern[str]
    body: re.Pattern[str]
    plan: re.Pattern[str]
    marker: re.Pattern[str]
    residue: re.Pattern[str]
    spoken: re.Pattern[str]
    leading: re.Pattern[str]
    begins: re.Pattern[str]
    continues: re.Pattern[str]

    def verb(self, text: str) -> re.Match[str] | None:
        """The first official verb of a text that is no part of a name of the field (政务公开, 监督员)."""
        return self.predicate.search(self.noun.sub(lambda match: "　" * len(match[0]), text))


@cache
def lexicon() -> Lexicon:
    """The lexicon shipped with the program; DesignProblem if its file is wrong."""
    return prepared(load("assistant.draft.official", "colloquial.yaml", ColloquialFile))


def prepared(file: ColloquialFile) -> Lexicon:
    """The lexicon of a checked file."""
    names = _names(file)

    def rules(sayings: list[Saying]) -> Sieve[Rule]:
        return Sieve(((saying.say, Rule(compiled(saying.say, names), saying)) for saying in sayings), names)

    def any_of(patterns: list[str]) -> re.Pattern[str]:
        return compiled("|".join(patterns), names)

    return Lexicon(
        file,
        rules(file.tidy),
        rules(file.sayings),
        rules(file.words),
        names["q"],
        names["time"],
        names["same"],
        re.compile(alternatives(file.predicates)),
        re.compile(alternatives(file.nouns)),
        re.compile(f"(?:{alternatives(file.adverbs)})"),
        any_of(file.bodies),
        any_of(file.plans),
        any_of(file.markers),
        any_of(file.residue),
        any_of(file.spoken),
        any_of(file.leading),
        any_of(file.begins),
        any_of(file.continues),
    )


@cache
def compiled_names() -> dict[str, str]:
    """The parts that the shipped lexicon's patterns may name, for other files that are built of them."""
    return _names(lexicon().file)


def _names(file: ColloquialFile) -> dict[str, str]:
    """The parts a pattern may name: n a number, q one with its unit, verb an official one, one a short one."""
    number = rf"(?:大约|约|近|超过|超)?(?:[{FIGURES}]|\d[\d,.]*|[一二两三四五六七八九十百千]+)万?[余多来]?万?(?:多|余)?"
    names = {"n": number, "q": rf"(?:{number}(?:{chinese().units}))", "name": f"[{NAMES}]"}
    names["verb"] = f"(?:{alternatives([word for word in file.predicates if len(word) > 1])})"
    names["one"] = f"[{''.join(file.lengthened)}]"
    for name, pattern in file.parts.items():
        names[name] = compiled(pattern, names).pattern
    return names
