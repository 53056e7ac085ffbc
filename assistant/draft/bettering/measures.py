"""Measures: what is done or to be done about a shortcoming, 信息多公开一些, as verb and object, 加大信息公开力度."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.draft.bettering.fields import full
from assistant.draft.bettering.phrasing import Phrasing, Saying
from assistant.draft.official.lexicon import lexicon
from assistant.draft.official.things import undergoes
from assistant.evidence.word_cutting import known_words
from assistant.prose.wordfile import alternatives, compiled, load

_ENDS_WITH = "(?:一点|一下|一遍|起来|到位|好|了)?"
_MODAL = "(?:还要|也要|都要|要|得|也|都|还|再|更|就|应该|尽量)*"
_SHORT = 2
"""Characters of a thing from which it may be what is worked on; one alone is part of a word."""
_MADE = "做搞弄办写发讲更改排设建推拍编管抓用"
"""Verbs of one character before 得: 公众号做得好看一点."""
_EVERYDAY = "搞弄做办开"
"""Verbs of everyday speech before a piece of work: 搞培训 is for the lexicon of acts."""
_JOINED = re.compile(r"[、和与及]")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Better(_Strict):
    """Words for how something is to be, and the verb that makes it so; `of` has other verbs by the end of the thing."""

    says: list[str]
    write: str
    of: dict[str, list[str]] = {}


class MeasuresFile(_Strict):
    """What measures.yaml may say."""

    plans: list[str]
    ahead: list[str]
    heads: list[str]
    done: list[str]
    more: dict[str, str]
    less: dict[str, str]
    better: list[Better]
    verbs: dict[str, str]
    transitive: list[str]
    manners: list[str]
    works: list[str]
    media: list[str]
    ends: list[str]
    things: list[Saying]
    sayings: list[Saying]

    @field_validator("plans", "ahead", "heads", "done", "manners")
    @classmethod
    def _patterns(cls, said: list[str]) -> list[str]:
        for pattern in said:
            compiled(pattern)
        return said


@dataclass(frozen=True)
class _Words:
    file: MeasuresFile
    plans: re.Pattern[str]
    ahead: re.Pattern[str]
    heads: re.Pattern[str]
    done: re.Pattern[str]
    more: tuple[re.Pattern[str], ...]
    better: re.Pattern[str]
    made: Mapping[str, Better]
    worked: re.Pattern[str]
    verb_first: re.Pattern[str]
    work: re.Pattern[str]
    verb_object: re.Pattern[str]
    medium: re.Pattern[str]
    medium_word: re.Pattern[str]
    things: Phrasing
    sayings: Phrasing


def opens_a_plan(clause: str) -> bool:
    """Whether a clause opens as what is yet to be done: 下一步, 打算."""
    return bool(words().plans.search(clause))


def is_planned(clause: str) -> bool:
    """Whether a clause of a measure says of itself that it is yet to be done, by its opening or by 要, 再, 一点."""
    if opens_a_plan(clause):
        return True
    return bool(words().ahead.search(clause)) and not words().done.search(clause)


def is_done(clause: str) -> bool:
    """Whether a clause says of itself that it was done."""
    return not is_planned(clause) and bool(words().done.search(clause))


def unplanned(clause: str) -> str:
    """A clause less the words that say that it is yet to be done."""
    known = words()
    before = None
    while before != clause and clause:
        before, clause = clause, known.plans.sub("", clause, count=1).lstrip("，： ")
    return clause


def measure(part: str) -> str | None:
    """A part of a clause as verb and object; None where it is not said as a measure is."""
    known = words()
    text = part
    for _ in range(3):
        text = known.heads.sub("", text)
    text = known.things.within(text)
    for read in (known.sayings.whole, _more, _better, _verb_first, _worked, _work):
        if said := read(text):
            return _in_full(known.medium.sub(_listed, said))
    return _in_full(text) if text != part or _in_full(text) != text else None


def _in_full(said: str) -> str:
    """Verb and object, with the object's full name: 完善制度 is 完善政府信息公开工作制度."""
    known = words()
    match = known.verb_object.fullmatch(said)
    return match[1] + full(match[2]) if match else said


def _more(text: str) -> str | None:
    known = words()
    for pattern in known.more:
        if match := pattern.fullmatch(text):
            table = known.file.more if match["how"] == "多" else known.file.less
            thing, verb = match["o"], match["v"]
            if verb not in table or (match["head"] and not undergoes(thing)):
                return None
            return table[verb].replace("<o>", thing)
    return None


def _better(text: str) -> str | None:
    known = words()
    match = known.better.fullmatch(text)
    if match is None or len(match["o"]) < _SHORT:
        return None
    way = known.made[match["how"]]
    # 新 and the like could be part of a name: only what is said to be more so is to be made so
    if not (match["mark"] or match["verb"] or match["tail"]):
        return None
    thing = match["o"].removesuffix("的")
    verb = match["verb"] or ""
    thing += "" if thing.endswith(verb) or len(verb) < _SHORT else verb
    ends = [(len(end), write) for write, things in way.of.items() for end in things if thing.endswith(end)]
    return (max(ends)[1] if ends else way.write).replace("<o>", thing)


def _worked(text: str) -> str | None:
    """The thing before its verb: 目录重新梳理, 把责任压实, 抽检结果按周公布."""
    known = words()
    match = known.worked.fullmatch(text)
    if match is None:
        return None
    thing, verb = match["o"], match["v"]
    if len(thing) < _SHORT or not (match["ba"] or "、" in thing or undergoes(thing)):
        return None
    if verb in known.file.verbs and not _whole(text, match.start("v")):
        return None
    manner = (match["manner"] or "").replace("每天", "每日")
    manner += "进一步" if match["again"] and not manner else ""
    return manner + _with(known.file.verbs.get(verb, verb), thing)


def _verb_first(text: str) -> str | None:
    """A verb of everyday speech before its thing: 印点明白纸."""
    known = words()
    match = known.verb_first.fullmatch(text)
    if match is None or not _whole(text, match.start("o")) or lexicon().predicate.match(text, match.start("v")):
        return None
    return (match["manner"] or "") + _with(known.file.verbs[match["v"]], match["o"])


def _with(verb: str, thing: str) -> str:
    """Verb and object, as the verb has its place for it."""
    return verb.replace("<o>", thing) if "<o>" in verb else verb + thing


def _work(text: str) -> str | None:
    """A piece of work by its name alone: 窗口工作人员培训."""
    match = words().work.fullmatch(text)
    if match is None or text[0] in _EVERYDAY or lexicon().verb(text[: match.start("w")]) or not undergoes(match["o"]):
        return None
    return f"加强{match['o']}"


def _whole(text: str, place: int) -> bool:
    """Whether a word of the dictionary begins at the place: 定下来 of 稳定下来 does not."""
    at = 0
    for word in known_words(text):
        if at >= place:
            break
        at += len(word)
    return at == place


def _listed(match: re.Match[str]) -> str:
    return "、".join(one for one in re.findall(words().medium_word, _JOINED.sub("", match[0])))


@cache
def words() -> "_Words":
    """The words of measures.yaml ready for use; DesignProblem if their file is wrong."""
    file = load("assistant.draft.bettering", "measures.yaml", MeasuresFile)
    medium = f"(?:{alternatives(file.media)})"
    names = {"medium": medium, "end": f"(?:{alternatives(file.ends)})"}
    manner = f"(?P<manner>(?:{'|'.join(file.manners)})*)"
    more, less = alternatives(list(file.more)), alternatives([*file.more, *file.less])
    ba = "(?P<ba>把|将)?"
    return _Words(
        file,
        re.compile("|".join(file.plans)),
        re.compile("|".join(file.ahead)),
        re.compile(f"^(?:{'|'.join(file.heads)})"),
        re.compile("|".join(file.done)),
        (
            re.compile(f"(?P<head>)(?P<how>[多少])(?P<v>{more})(?:一点|一些|些|点|几次|几场|几遍)?(?P<o>[^，]*?)"),
            re.compile(f"{ba}(?P<o>[^，]{{2,24}}?){_MODAL}(?P<how>[多少])(?P<v>{less})(?:一点|几次|几场)?(?P<head>)"),
        ),
        re.compile(
            f"{ba}(?P<o>[^，]{{2,20}}?)(?:(?P<verb>{alternatives([*file.transitive, *_MADE])})得)?(?P<mark>{_MODAL})"
            f"(?P<how>{alternatives([word for one in file.better for word in one.says])})(?P<tail>一点|起来)?"
        ),
        {word: one for one in file.better for word in one.says},
        re.compile(
            f"{ba}(?P<o>[^，]{{2,24}}?)(?:要|得|也|都|还|就|应该|尽量)*(?P<again>再|进一步)?{manner}(?:要|都|再|也)*"
            f"(?P<v>{alternatives([*file.transitive, *file.verbs])}){_ENDS_WITH}"
        ),
        re.compile(
            f"{manner}(?P<v>{alternatives([verb for verb in file.verbs if len(verb) > 1])}"
            f"|(?:{alternatives([verb for verb in file.verbs if len(verb) == 1])})(?=[点些个]|一[个批]|几个))"
            "(?:点|些|个|一个|几个|一批)?(?P<o>[^，]{2,16})"
        ),
        re.compile(f"(?P<o>[^，]{{2,16}}?(?P<w>{alternatives(file.works)}))(?:要)?(?:加强|跟上|抓起来)?"),
        re.compile(rf"({manner}(?:{alternatives(file.transitive)}|严格|严格落实|做好))([^，]{{2,5}})".replace("?P<manner>", "?:")),
        re.compile(f"{medium}(?:[、和与及]?{medium})+"),
        re.compile(medium),
        Phrasing(file.things, names),
        Phrasing(file.sayings, names),
    )
