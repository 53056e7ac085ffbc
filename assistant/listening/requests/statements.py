"""Statements: whether words state a deed of the year, or ask for something to be done or told."""

import re

from assistant.prose import numbers

QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']+)[”\"」』’']")
"""What stands in quotation marks is spoken of, not said."""
_QUESTION = re.compile(
    r"[?？]|[吗呢]\s*$|多少|(?<![十好数])几(?=[件条场次人篇期个家份元])|怎么|如何|为什么|为何|什么|哪|有没有|是不是|能不能|可否|对不对|是几|由来|出处"
)
_COMMAND = re.compile(
    r"^(?:请|麻烦|帮|给我|替我|能不能|可以|可否|把|再|别|不要|不用|更|换|重|写|起草|加上|加入|加进|加一[句条段]|补上|补一|"
    r"删|去掉|去除|拿掉|改成|改为|参[考照]|沿用|借鉴|按|照|看看|合并|分[条点段]|放[到在]|移到|语气|短|长|压缩|精简|缩)"
)
_DONE = re.compile(
    r"(?:[\u4e00-\u9fff]了|(?<![超通经])过)(?=[\u4e00-\u9fff\d])(?![什哪多几少])|今年|全年|本年|已(?:经)?|共[计有]?\d|每[年月周季日]|定期|"
    r"先后|陆续|严格|认真|坚持|持续|及时|都[在有]|会议|会上|我们|我局|一直|老样子|照旧"
)
_MEASURES_TEXT = frozenset({"字", "段", "点", "款", ""})
"""What counts words of a draft and no work: 写300字, 分3点."""
_COUNTS_TEXT = re.compile(r"^[个]?(?:字|句|段|点|行)")


def states(text: str) -> bool:
    """Whether the words state a deed of the year rather than ask for something."""
    text = text.strip()
    if _QUESTION.search(text) or _COMMAND.search(text):
        return False
    if _DONE.search(text):
        return True
    bare = QUOTED.sub("", text)
    return any(
        one.unit not in _MEASURES_TEXT and not one.percent and not _COUNTS_TEXT.match(bare[one.unit_at :])
        for one in numbers(bare, spoken=True)
    )
