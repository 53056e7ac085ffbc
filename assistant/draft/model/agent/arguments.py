"""The tools as a model sees them: names, what they are for, and their arguments, checked before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import UsageError

_Section = Annotated[str, Field(description="节的代码，例如 overview.active；空为现在谈的这一节")]


class Arguments(BaseModel):
    """Arguments of a tool: exactly those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    section: _Section = ""


class Searching(Arguments):
    """Words to look for, and where."""

    words: str = Field("", max_length=200, description="要找的内容，用几个词说明；空为这一节常用的")


class Checking(Arguments):
    """A text to hold against the tables."""

    text: str = Field("", max_length=5000, description="要核对的文字，数字写占位符；空为这一节现在的文字")


class Recording(Arguments):
    """What the person said."""

    words: str = Field(min_length=2, max_length=500, description="经办人说的原话，只引用要登记的部分")


class Proposing(Arguments):
    """A section's sentences."""

    sentences: list[str] = Field(
        min_length=1,
        max_length=80,
        description="这一节的全部句子，一项一句，数字写占位符；借鉴了资料的，句末写其编号，例如[P1]",
    )

    @field_validator("sentences", mode="before")
    @classmethod
    def _as_lines(cls, value: object) -> object:
        """A model may give one text, or sentences as objects."""
        if isinstance(value, str):
            return [line for line in value.splitlines() if line.strip()]
        if isinstance(value, list):
            return [item.get("text", item) if isinstance(item, dict) else item for item in value]
        return value


@dataclass(frozen=True)
class Described:
    """A tool's use in a sentence, and the shape of its arguments."""

    use: str
    arguments: type[Arguments]


TOOLS: Mapping[str, Described] = {
    "facts": Described("查本年的事实（占位符和名称）以及工作事实，按节或者按词查", Searching),
    "passages": Described("查往年资料里的写法，数字和名称已隐去，只供参考", Searching),
    "last_year": Described("看本机关上年这一节的文字，数字已隐去，供参考体例和篇幅", Arguments),
    "section": Described("看这一节现在的文字，数字已换成占位符", Arguments),
    "questions": Described("查这一节还要向经办人问什么", Arguments),
    "check": Described("把一段文字与本年表格核对", Checking),
    "record": Described("把经办人刚才说的事实提出来，由经办人点“记下”", Recording),
    "propose": Described("提交一节写好的文字，由经办人比较采用", Proposing),
}


def schemas() -> list[dict[str, Any]]:
    """The tools as an endpoint is told of them."""
    return [
        {
            "type": "function",
            "function": {
                "name": name,
                "description": tool.use,
                "parameters": tool.arguments.model_json_schema(),
            },
        }
        for name, tool in TOOLS.items()
    ]


def checked(name: str, given: Mapping[str, Any]) -> Arguments:
    """The arguments of a call; UsageError, in words for the model, if there is no such tool or they don't fit."""
    if name not in TOOLS:
        raise UsageError(f"没有名为“{name[:40]}”的工具，可用的有：{'、'.join(TOOLS)}。")
    try:
        return TOOLS[name].arguments.model_validate(given)
    except ValidationError as problem:
        wrong = "；".join(_said(error) for error in problem.errors()[:3])
        raise UsageError(f"工具 {name} 的参数不对：{wrong}。请改正后再调用。") from None


def _said(error: Any) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    kind = error["type"]
    if kind == "missing":
        return f"缺少“{name}”"
    if kind == "extra_forbidden":
        return f"没有“{name}”这个参数"
    if "too_short" in kind:
        return f"“{name}”不能为空"
    return f"“{name}”过长" if "too_long" in kind else f"“{name}”的类型不对"
