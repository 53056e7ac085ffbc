"""The words of measures: measures.yaml as values, and the orders of words that they make up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.draft.bettering.phrasing import NUMBER, Phrasing, Saying
from assistant.prose.wordfile import alternatives, compiled, load

_ENDS_WITH = "(?:一点|一下|一遍|起来|到位|好|了)?"
_MODAL = "(?:还要|也要|都要|要|得|也|都|还|再|更|就|应该|尽量)*"
_MADE = "做搞弄办写发讲更改排设建推拍编管抓用"
"""Verbs of one character before 得: 公众号做得好看一点."""


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
    goes_on: list[str]
    grounds: list[str]
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
    taken: list[Saying]
    joined: list[Saying]
    sayings: list[Saying]

    @field_validator("plans", "ahead", "heads", "done", "goes_on", "grounds", "manners")
    @classmethod
    def _patterns(cls, said: list[str]) -> list[str]:
        for pattern in said:
            compiled(pattern)
        return said


@dataclass(frozen=True)
class MeasureWords:
    """The words of measures ready for use."""

    file: MeasuresFile
    plans: re.Pattern[str]
    ahead: re.Pattern[str]
    heads: re.Pattern[str]
    done: re.Pattern[str]
    goes_on: re.Pattern[str]
    grounds: re.Pattern[str]
    more: tuple[re.Pattern[str], ...]
    better: re.Pattern[str]
    made: Mapping[str, Better]
    worked: re.Pattern[str]
    acting: re.Pattern[str]
    pressing: re.Pattern[str]
    manner: re.Pattern[str]
    verb_first: re.Pattern[str]
    work: re.Pattern[str]
    verb_object: re.Pattern[str]
    medium: re.Pattern[str]
    medium_word: re.Pattern[str]
    things: Phrasing
    taken: Phrasing
    joined: Phrasing
    sayings: Phrasing


@cache
def words() -> MeasureWords:
    """The words of measures.yaml ready for use; DesignProblem if their file is wrong."""
    file = load("assistant.draft.bettering", "measures.yaml", MeasuresFile)
    medium = f"(?:{alternatives(file.media)})"
    names = {"medium": medium, "end": f"(?:{alternatives(file.ends)})", "num": NUMBER}
    manner = f"(?P<manner>(?:{'|'.join(file.manners)})*)"
    more, less = alternatives(list(file.more)), alternatives([*file.more, *file.less])
    ba = "(?P<ba>把|将)?"
    return MeasureWords(
        file,
        re.compile("|".join(file.plans)),
        re.compile("|".join(file.ahead)),
        re.compile(f"^(?:{'|'.join(file.heads)})"),
        re.compile("|".join(file.done)),
        re.compile("|".join(file.goes_on)),
        re.compile("|".join(file.grounds)),
        (
            re.compile(
                f"(?P<head>)(?P<how>[多少])(?P<v>{more})(?:一点|一些|些|点|几次|几场|几遍|几个|几条|几期|个)?(?P<o>[^，]*?)"
            ),
            re.compile(f"{ba}(?P<o>[^，]{{2,24}}?){_MODAL}(?P<how>[多少])(?P<v>{less})(?:一点|几次|几场)?(?P<head>)"),
        ),
        re.compile(
            f"{ba}(?P<o>[^，]{{2,20}}?)(?:都|也)?(?P<must>要)?"
            f"(?:(?P<verb>{alternatives([*file.transitive, *_MADE])})得)?"
            f"(?P<mark>{_MODAL})"
            f"(?P<how>{alternatives([word for one in file.better for word in one.says])})(?P<tail>一点|起来)?"
        ),
        {word: one for one in file.better for word in one.says},
        re.compile(
            f"(?:{manner.replace('manner', 'early')}(?=[把将]))?{ba}(?P<o>[^，]{{2,24}}?)"
            f"(?P<modal>(?:要|得|也|都|还|就|应该|尽量)*)"
            f"(?P<again>再|进一步)?{manner}(?:要|都|再|也|全部?)*"
            f"(?P<v>{alternatives([*file.transitive, *file.verbs])}){_ENDS_WITH}"
        ),
        re.compile(alternatives([*file.transitive, *(verb for verb in file.verbs if len(verb) > 1)])),
        re.compile(alternatives([verb for verb in file.verbs if len(verb) > 1])),
        re.compile(manner),
        re.compile(
            f"{manner}(?P<v>{alternatives([verb for verb in file.verbs if len(verb) > 1])}"
            f"|(?:{alternatives([verb for verb in file.verbs if len(verb) == 1])})(?=[点些个]|一[个批]|几个))"
            "(?:点|些|个|一个|几个|一批)?(?P<o>[^，]{2,16})"
        ),
        re.compile(f"(?P<o>[^，]{{2,16}}?(?P<w>{alternatives(file.works)}))(?:要)?(?:加强|跟上|抓起来)?"),
        re.compile(
            rf"((?:{alternatives(file.transitive)}|严格|严格落实|做好|{manner}(?:{alternatives(file.transitive)})))([^，]{{2,5}})".replace(
                "?P<manner>", "?:"
            )
        ),
        re.compile(f"{medium}(?:[、和与及]?{medium})+"),
        re.compile(medium),
        Phrasing(file.things, names),
        Phrasing(file.taken, names),
        Phrasing(file.joined, names),
        Phrasing(file.sayings, names),
    )
