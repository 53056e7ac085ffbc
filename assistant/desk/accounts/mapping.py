"""What the issuer's words for people's roles mean here: a file that says which is what in which organ.

It is written for whoever knows the issuer, not this program: a value of the claim, then the organ and the role in the
office's own words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, RootModel

from assistant.errors import DesignProblem, UsageError
from assistant.prose.wordfile import parse
from assistant.review import Role
from assistant.settings import Settings
from assistant.store import EVERY_ORGAN

_KIND = "角色对应文件"
_EVERY = "全部机关"
_KEEPER = "管理员"
_WHOLE = f"管理整个系统的管理员不写机关，请写成“角色名: {_KEEPER}”；某个机关的管理员写“机关: {_KEEPER}”"
_WORDS = {role.label: role for role in Role} | {role.value: role for role in Role}


@dataclass(frozen=True)
class Posts:
    """What somebody is: by organ ("" is every organ), and whether they look after the installation."""

    roles: Mapping[str, frozenset[Role]]
    admin: bool = False

    def __bool__(self) -> bool:
        """Whether it is anything at all."""
        return bool(self.roles) or self.admin


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _known(word: str) -> str:
    if word not in _WORDS:
        raise ValueError(f"没有“{word}”这个角色，可以写：{'、'.join(role.label for role in Role)}")
    return word


def _keeper(value: Any) -> Any:
    """管理员 of the whole installation is said without an organ: kept as one without roles, which no organ may be."""
    if isinstance(value, dict) and _KEEPER in value:
        raise ValueError(_WHOLE)
    if not isinstance(value, str):
        return value
    if value not in {_KEEPER, Role.ADMIN.value}:
        raise ValueError(f"“{value}”没有写在哪个机关，请另起一行写“机关: {value}”，所有机关写“{_EVERY}: {value}”")
    return {_KEEPER: []}


def _whole(organs: dict[str, list[str]]) -> dict[str, list[str]]:
    if not organs:
        raise ValueError("没有写在哪个机关是什么角色")
    for organ, words in organs.items():
        if not organ.strip():
            raise ValueError(f"机关名称是空的，所有机关请写“{_EVERY}”")
        if not words and organ != _KEEPER:
            raise ValueError(f"“{organ}”没有写角色")
        if organ.strip() == _EVERY and any(_WORDS[word] is Role.ADMIN for word in words):
            raise ValueError(_WHOLE)
    return organs


_Word = Annotated[str, AfterValidator(_known)]
_InOrgans = Annotated[
    dict[str, Annotated[list[_Word], BeforeValidator(_listed)]], BeforeValidator(_keeper), AfterValidator(_whole)
]


class _File(RootModel[dict[str, _InOrgans]]):
    """The claim's values; for each the roles by organ."""


@dataclass(frozen=True)
class Mapped:
    """The file read: what each value of the claim stands for."""

    meaning: Mapping[str, Posts]

    def posts(self, values: Iterable[str]) -> Posts:
        """What somebody is who has these values; values the file does not name say nothing here."""
        known = [self.meaning[value] for value in values if value in self.meaning]
        roles: dict[str, frozenset[Role]] = {}
        for one in known:
            for organ, held in one.roles.items():
                roles[organ] = roles.get(organ, frozenset()) | held
        return Posts(roles, admin=any(one.admin for one in known))


def of(settings: Settings) -> Mapped | None:
    """The mapping the settings name, None where people come in by list; UsageError with what is wrong where."""
    if not settings.oidc_roles and not settings.oidc_map:
        return None
    if not settings.oidc_map:
        raise UsageError("设置了 NIANBAO_OIDC_ROLES，还要用 NIANBAO_OIDC_MAP 指明角色对应文件。")
    if not settings.oidc_roles:
        raise UsageError("设置了 NIANBAO_OIDC_MAP，还要用 NIANBAO_OIDC_ROLES 写明平台给出的哪一项是角色，例如 groups。")
    path = Path(settings.oidc_map).expanduser()
    try:
        text = path.read_text("utf-8-sig")
    except OSError:
        raise UsageError(f"读不到{_KIND}“{path}”，请检查设置 NIANBAO_OIDC_MAP 和文件的权限。") from None
    except ValueError:
        raise UsageError(f"{_KIND}“{path}”不是 UTF-8 编码，请另存为 UTF-8。") from None
    return read(text, path.name)


def read(text: str, name: str) -> Mapped:
    """A mapping file; UsageError that names the line that is wrong."""
    try:
        root = parse(text, name, _File, kind=_KIND).root
    except DesignProblem as problem:
        raise UsageError(problem.message) from problem
    return Mapped({value: _posts(organs) for value, organs in root.items()})


def _posts(organs: Mapping[str, Iterable[str]]) -> Posts:
    if _KEEPER in organs:
        return Posts({}, admin=True)
    roles: dict[str, frozenset[Role]] = {}
    for organ, words in organs.items():
        named = EVERY_ORGAN if organ.strip() == _EVERY else organ.strip()
        roles[named] = roles.get(named, frozenset()) | {_WORDS[word] for word in words}
    return Posts(roles)
