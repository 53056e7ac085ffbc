"""Word files: YAML with Chinese words, checked whole when it is loaded; what is wrong is named by its line."""

import re
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import DesignProblem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where it is built in: the word files are a megabyte that every start reads."""
_NAMED = re.compile(r"\{([a-z_]+)\}")
_Model = TypeVar("_Model", bound=BaseModel)


def load(package: str, name: str, model: type[_Model]) -> _Model:
    """The file `name` of a package as `model`; raises DesignProblem that names the first wrong line."""
    return parse((resources.files(package) / name).read_text("utf-8"), name, model)


def parse(text: str, name: str, model: type[_Model], *, kind: str = "词表文件") -> _Model:
    """A word file's text as `model`; raises DesignProblem that names the first wrong line.

    `kind` is what such a file is called, where its words are no vocabulary.

    Besides the model's own rules: no key twice in a mapping, no word twice in a list, and every regular expression
    the model declares compiles (a validator of the model raises ValueError for one that does not).
    """
    called = f"{kind} {name}"
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()  # kept for its lines; what the model gets is made of it, not read again
        raw = None if node is None else loader.construct_document(node)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = "" if mark is None else f"第 {mark.line + 1} 行"
        raise DesignProblem(f"{called} {line}写法有误：{getattr(problem, 'problem', problem)}。") from problem
    finally:
        loader.dispose()
    if node is None:
        raise DesignProblem(f"{called} 是空的。")
    _no_repeats(node, called)
    try:
        return model.model_validate(raw)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = " → ".join(str(step) for step in first["loc"])
        number = _line(node, first["loc"])
        raise DesignProblem(f"{called} 第 {number} 行有误（{where}）：{_said(first)}。") from problem


def line_of(text: str, loc: tuple[int | str, ...]) -> int:
    """The line of a word file at which a key stands, or of the innermost key of `loc` that there is."""
    node = yaml.compose(text, yaml.SafeLoader)
    line = 0
    for step in loc:
        inner = None if node is None else _inside(node, step)
        if node is None or inner is None:
            break
        line = int((_key(node, step) or inner).start_mark.line)
        node = inner
    return line + 1


_SAID = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这个名称的项，请检查拼写",
    "string_type": "应当是文字，数字请加引号",
    "list_type": "应当是列表",
    "dict_type": "应当是“名称: 内容”",
    "model_type": "应当是“名称: 内容”",
    "too_short": "不能是空的",
    "string_too_short": "太短",
}
"""What pydantic finds, in Chinese; what is not here a file's own rules say in Chinese themselves."""


def _said(error: Any) -> str:
    kind = error["type"]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind == "literal_error":
        return f"“{error['input']}”不在可写的值之中：{error['ctx']['expected'].replace(' or ', '、')}"
    return _SAID.get(kind, str(error["msg"]))


def _no_repeats(node: yaml.Node, called: str) -> None:
    """Refuse a key or a word that stands twice: the second would silently win, or do nothing."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise DesignProblem(f"{called} 第 {key.start_mark.line + 1} 行重复了“{key.value}”。")
            seen.add(key.value)
            _no_repeats(value, called)
    elif isinstance(node, yaml.SequenceNode):
        words: set[str] = set()
        for item in node.value:
            if isinstance(item, yaml.ScalarNode):
                if item.value in words:
                    raise DesignProblem(f"{called} 第 {item.start_mark.line + 1} 行重复了“{item.value}”。")
                words.add(item.value)
            _no_repeats(item, called)


def _line(node: yaml.Node, loc: tuple[int | str, ...]) -> int:
    """The line of the innermost node that a place of the model leads to."""
    for step in loc:
        inner = _inside(node, step)
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1


def _key(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((key for key, _ in node.value if key.value == str(step)), None)
    return None


def _inside(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def compiled(pattern: str, names: dict[str, str] | None = None) -> re.Pattern[str]:
    """A pattern with every `{name}` in it replaced by the pattern of that name; ValueError if it is none.

    Names are letters and underscores, so that {2,3} stays a count.
    """

    def nested(match: re.Match[str]) -> str:
        if names is None or match[1] not in names:
            raise ValueError(f"没有名为“{match[1]}”的句式")
        return names[match[1]]

    try:
        return _compile(_NAMED.sub(nested, pattern))
    except re.error as problem:
        raise ValueError(f"正则表达式“{pattern}”有误：{problem}") from problem


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern compiled once: a file's validator and its reader ask for the same ones, more than `re` itself keeps."""
    return re.compile(pattern)


def alternatives(words: list[str]) -> str:
    """The words as one pattern, the longest first, so that 人次 is never read as 人."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


Raw = dict[str, Any]
"""A word file as YAML gives it."""
