"""Chrome: what a portal or a printer puts around a report's text, which is no part of the report.

Its words are data, chrome.yaml; page marks and dates, which are forms rather than words, stand here.
"""

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.prose.wordfile import alternatives, compiled, load

_PAGE = re.compile(r"^[-—–－·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/，,共]+\s*\d{1,3}\s*页)?[-—–－·\s]*$")
_DECORATED = re.compile(r"[-—–－·第页]")


class ChromeFile(BaseModel):
    """What chrome.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    counters: list[str]
    counted: list[str]
    buttons: list[str]
    beside: list[str]
    dates: list[str]
    titles: list[str]
    organs: list[str]
    fields: list[str]
    lines: list[str]

    @model_validator(mode="after")
    def _compiles(self) -> "ChromeFile":
        self.whole_line()
        return self

    def whole_line(self) -> re.Pattern[str]:
        """Any of the lines, from end to end."""
        lists = {"counters": self.counters, "counted": self.counted, "dates": self.dates}
        names = {name: alternatives(words) for name, words in lists.items()}
        return re.compile("|".join(f"(?:{compiled(line, names).pattern})$" for line in self.lines))


@cache
def _file() -> ChromeFile:
    return load("assistant.past.lines", "chrome.yaml", ChromeFile)


@cache
def _line() -> re.Pattern[str]:
    return _file().whole_line()


@cache
def _pressed() -> re.Pattern[str]:
    """A line of buttons and signs, one of them a button by itself."""
    file, signs = _file(), r"[\s|/\[\]【】()（）:：·、]*"
    button, any_of = alternatives(file.buttons), alternatives([*file.buttons, *file.beside])
    return re.compile(rf"{signs}(?:(?:{any_of}){signs})*?(?:{button}){signs}(?:(?:{any_of}){signs})*$")


@cache
def _field(kind: str) -> re.Pattern[str]:
    """A label of the page's index and what stands behind it."""
    labels: list[str] = getattr(_file(), kind)
    return re.compile(rf"^[【\[]?\s*(?:{alternatives(labels)})\s*[】\]]?\s*[:：]\s*(?P<value>.{{0,80}})$")


def titled(text: str) -> str:
    """The title behind a label such as 标题：; "" where there is no such label."""
    match = _field("titles").match(text.strip())
    return match["value"].strip() if match else ""


def issued_by(text: str) -> str:
    """The organ behind a label such as 发布机构：; "" where there is no such label."""
    match = _field("organs").match(text.strip())
    return re.split(r"\s", match["value"].strip(), maxsplit=1)[0] if match else ""


_DATE = re.compile(
    r"^(?:发布(?:时间|日期)[:：]?)?\s*\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_SIGNED_DATE = re.compile(
    r"^[二〇○零一二三四五六七八九十\d]{4}\s*年\s*[一二三四五六七八九十\d]{1,3}\s*月\s*[一二三四五六七八九十\d]{1,3}\s*日$"
)


def is_page_mark(text: str) -> bool:
    """— 3 —, 第3页, 3/5: a page number with something that says it is one."""
    return bool(_PAGE.match(text)) and bool(_DECORATED.search(text)) and bool(re.search(r"\d", text))


def is_chrome(text: str, *, inside: bool = False) -> bool:
    """A portal's line around the text; never a sentence. `inside` the text less is taken for one."""
    line = text.strip()
    if len(line) >= 90 or "。" in line or re.search(r"[；，]$", line):  # noqa: PLR2004 - longer lines are prose
        return False
    if is_page_mark(line) or _line().match(line) or _pressed().match(line):
        return True
    return not inside and any(_field(kind).match(line) for kind in ("fields", "titles", "organs"))


_FOOTER = re.compile(
    r"^(?:分享到|扫一扫|[\[【(（]?\s*(?:打印|关闭)|主办|承办|主管|版权所有|网站(?:标识码|地图)|联系我们|关于我们|上一[篇条]|下一[篇条])|ICP备|公网安备"
)


def footer(texts: Sequence[str]) -> int:
    """How many lines at the end are the foot of a portal's page, from its first sure line on; no sentence is."""
    count = 0
    for at, text in enumerate(reversed(texts), 1):
        if "。" in text or len(text) >= 90:  # noqa: PLR2004 - longer lines are prose
            break
        if is_chrome(text) and _FOOTER.search(text.strip()):
            count = at
    return count


def is_date(text: str) -> bool:
    """A line that is nothing but a date, in brackets or not."""
    line = text.strip().strip("（）()").strip()
    return bool(_DATE.match(line) or _SIGNED_DATE.match(line))
