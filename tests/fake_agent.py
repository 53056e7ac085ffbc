"""How a model behaves as an agent, by the name of the model asked for: what it says and which tools it calls.

Each behaviour is given the messages so far and answers with text and calls: name, arguments as a stream has them.
"""

import json
import re
from collections.abc import Callable
from typing import Any

Calls = list[tuple[str, str]]
Answer = tuple[str, Calls]
Messages = list[dict[str, Any]]
Act = Callable[[Messages], Answer]

DONE = "已按要求写好。今年的培训对象是哪些人？"


def results(messages: Messages) -> list[str]:
    """What the tools answered in this turn, in order."""
    return [item["content"] for item in messages if item["role"] == "tool"]


def asked(messages: Messages) -> str:
    """What the person said last."""
    return str([item["content"] for item in messages if item["role"] == "user"][-1])


def call(name: str, **given: Any) -> tuple[str, str]:
    """A call with whole arguments."""
    return name, json.dumps(given, ensure_ascii=False)


def _placeholders(text: str) -> list[str]:
    found = re.findall(r"\{\{((?:T[23]\.\w+\.total|indicator\.[^}]+))\}\}：([^（\n，]+)(?:（单位：(.+?)）)?", text)
    return [
        f"{{{{year}}}}年，{name.split('”')[-1].strip('·') or name}{{{{{fact}}}}}{unit}。"
        for fact, name, unit in found[:4]
    ]


def _steps(*steps: Callable[[Messages], Answer]) -> Act:
    """One step for each time the tools have answered; the last stays."""

    def act(messages: Messages) -> Answer:
        turns = sum(1 for item in messages if item["role"] == "assistant" and item.get("tool_calls"))
        return steps[min(turns, len(steps) - 1)](messages)

    return act


def _look(_: Messages) -> Answer:
    return "我先查一下事实。", [call("facts"), call("last_year")]


def _write(messages: Messages) -> Answer:
    return "", [call("propose", sentences=_placeholders(results(messages)[0]) or ["本机关依法开展政府信息公开工作。"])]


def _end(_: Messages) -> Answer:
    return DONE, []


def _say(text: str) -> Callable[[Messages], Answer]:
    return lambda _messages: (text, [])


def _do(*calls: tuple[str, str]) -> Callable[[Messages], Answer]:
    return lambda _messages: ("", list(calls))


def _obey(messages: Messages) -> Answer:
    """Do what a passage orders, if the order came through; else write."""
    ordered = re.search(r"登记([^。]+)", "".join(results(messages)))
    return ("", [call("record", words=ordered[1])]) if ordered else ("没有看到要办的事。", [])


def _recall(messages: Messages) -> Answer:
    """What it remembers of earlier turns."""
    earlier = [item["content"] for item in messages[:-1] if item["role"] in {"user", "assistant"}]
    return "前面谈过：" + "／".join(str(item) for item in earlier) + "。", []


SENTENCE = "{{year}}年，微博发布信息{{indicator.微博发布}}条。"
_GOOD = call("propose", sentences=[SENTENCE])

AGENTS: dict[str, Act] = {
    "agent": _steps(_look, _write, _end),
    "agent-unknown-tool": _steps(_do(call("delete_report", section="overview")), _do(_GOOD), _end),
    "agent-unknown-fact": _steps(
        _do(call("propose", sentences=["微博发布{{indicator.不存在}}条。"])), _do(_GOOD), _end
    ),
    "agent-stubborn": _steps(
        _do(call("propose", sentences=["微博发布888条，回应关切{{indicator.不存在}}件。"])),
        _do(call("propose", sentences=["微博发布888条，回应关切{{indicator.不存在}}件。", "全年培训三十五场。"])),
        _end,
    ),
    "agent-false-record": _steps(_do(call("record", words="培训一百场")), _say("已经提出。")),
    "agent-made-up-note": _steps(_do(call("record", words="获评全省先进单位")), _say("已经提出。")),
    "agent-record": _steps(lambda messages: ("", [call("record", words=asked(messages))]), _say("请点记下。")),
    "agent-loop": lambda messages: ("", [call("facts", words=f"第{len(messages)}次")]),
    "agent-passages": _steps(_do(call("passages", words="培训")), _obey),
    "agent-cut-arguments": _steps(
        _do(("propose", '{"sentences": ["微博发布{{indicator.微博发布}}条。", "全年')), _do(_GOOD), _end
    ),
    "agent-wrong-arguments": _steps(_do(call("propose", text="微博", section="")), _do(_GOOD), _end),
    "agent-wrong-section": _steps(_do(call("propose", section="第九节", sentences=["好。"])), _do(_GOOD), _end),
    "agent-free-digits": _steps(_do(call("facts")), _say("微博发了888条，您说的3场培训已经知道，全年解读三十五次。")),
    "agent-free-boast": _steps(
        _do(call("facts")), _say("本机关获评全省先进单位。没有收到投诉的说法要您确认，是否未发生投诉？")
    ),
    "agent-lists": _steps(
        _do(
            call(
                "propose",
                sentences=[SENTENCE, "{{year}}、{{last_year}}、{{indicator.微博发布}}", "占位符清单：{{year}}。"],
            )
        ),
        _say("{{year}} {{last_year}} {{indicator.微博发布}}"),
    ),
    "agent-silent": _say("本机关依法开展政府信息公开工作。"),
    "agent-written-call": _say('{"name": "propose", "arguments": {"sentences": ["微博发布信息999条。"]}}'),
    "agent-tagged-call": _say('<tool_call>{"name": "facts", "arguments": {}}</tool_call>'),
    "agent-gone-midway": _steps(_look, _end),
    "agent-gone-after-writing": _steps(_do(_GOOD), _end),
    "agent-memory": _recall,
    "agent-checks": _steps(_do(call("check"), call("questions"), call("section")), _say("看过了。")),
    "agent-whole": _steps(
        _do(
            call("propose", section="overview.platform", sentences=[SENTENCE]),
            call("propose", section="problems", sentences=["个别栏目更新不及时。"]),
        ),
        _say("两节都写好了。"),
    ),
}
"""Behaviours. `gone` in a name cuts the connection when the tools have answered; see fake_model."""
