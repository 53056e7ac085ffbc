"""Prompts: Markdown files with a version and declared variables, loaded once and checked whole.

A variable stands as [[name]], so that {{fact}} may be spoken of. One that is not declared, declared but
unused, missing or surplus when the prompt is filled is a DesignProblem, never a hole in what a model reads.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import DesignProblem
from assistant.form import known
from assistant.settings import shipped

_VARIABLE = re.compile(r"\[\[([a-z_]+)\]\]")
_FRONT = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid")
    version: str
    variables: list[str]
    usual_length: int = Field(0, ge=0)


@dataclass(frozen=True)
class Prompt:
    """A prompt's text with its variables; `name` and `version` go with every proposal made from it.

    `usual_length` is what organs usually publish of a section, in characters: between the median of the shipped
    reports and that of seven published ones. It counts where the organ's own last year is not known.
    """

    name: str
    version: str
    variables: frozenset[str]
    body: str
    usual_length: int = 0

    @property
    def label(self) -> str:
        """Name and version, as kept with proposals."""
        return f"{self.name}@{self.version}"

    def fill(self, **values: str) -> str:
        """The text with its variables; raises DesignProblem unless exactly the declared ones are given."""
        if set(values) != self.variables:
            odd = "、".join(sorted(set(values) ^ self.variables))
            raise DesignProblem(f"提示文件“{self.name}”的变量与给出的不一致：{odd}。")
        return _VARIABLE.sub(lambda match: values[match[1]], self.body)


@dataclass(frozen=True)
class Prompts:
    """Every prompt of the program."""

    system: Prompt
    repair: Prompt
    rewrite: Prompt
    agent: Prompt
    sections: dict[str, Prompt]


@cache
def all_prompts(folder: Path | None = None) -> Prompts:
    """The prompts of a folder, by default those that come with the program; raises DesignProblem."""
    root = folder or shipped("prompts")
    every = dict.fromkeys(section for form in known() for section in form.narrative)
    sections = {section: read(root / "draft" / f"{section}.md") for section in every}
    if bare := [prompt.name for prompt in sections.values() if not prompt.usual_length]:
        raise DesignProblem(f"提示文件“{bare[0]}”没有写明通常的篇幅 usual_length。")
    system, repair, rewrite, agent = (read(root / f"{name}.md") for name in ("system", "repair", "rewrite", "agent"))
    return Prompts(system, repair, rewrite, agent, sections)


def read(file: Path) -> Prompt:
    """One prompt; raises DesignProblem if it is missing or its declaration and its text disagree."""
    try:
        text = file.read_text("utf-8")
    except OSError:
        raise DesignProblem(f"缺少提示文件“{file.name}”，请重新安装程序。") from None
    return build(file.stem, text)


def build(name: str, text: str) -> Prompt:
    """A prompt from its text; raises DesignProblem with what is wrong in it."""
    parts = _FRONT.match(text)
    if parts is None:
        raise DesignProblem(f"提示文件“{name}”开头没有版本和变量声明。")
    try:
        head = _Head.model_validate(yaml.safe_load(parts["head"]))
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"提示文件“{name}”的声明有误：{problem}") from problem
    used = set(_VARIABLE.findall(parts["body"]))
    if used != set(head.variables):
        odd = "、".join(sorted(used ^ set(head.variables)))
        raise DesignProblem(f"提示文件“{name}”声明的变量与正文使用的不一致：{odd}。")
    return Prompt(name, head.version, frozenset(used), parts["body"].strip(), head.usual_length)
