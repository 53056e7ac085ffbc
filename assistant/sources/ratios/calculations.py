"""Calculations: which recomputation a ratio in the text asks for, and its verdict."""

from assistant.facts import Facts
from assistant.sources.ratios.changes import compared, moved
from assistant.sources.ratios.ratios import Before, Verdict
from assistant.sources.ratios.shares import rate, share
from assistant.sources.setting.setting import POINTS, TIMES, Setting


def judge(setting: Setting, text: str, before: Before, facts: Facts, *, on_request: bool) -> Verdict | None:
    """The verdict on a ratio; None where its operands cannot be told with certainty."""
    if setting.number.unit == POINTS:
        return moved(setting, before, facts)
    if setting.change or setting.number.unit == TIMES:
        return compared(setting, before, facts, on_request=on_request)
    if setting.share:
        return share(setting, text, before, facts, on_request=on_request)
    return rate(setting, facts, on_request=on_request)
