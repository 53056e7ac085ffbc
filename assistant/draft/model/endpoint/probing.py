"""Whether an endpoint answers at all: asked for one word, and left at the first piece of it."""

from collections.abc import Iterator
from typing import Any

from assistant.draft.model.endpoint.asking import ask
from assistant.draft.model.endpoint.client import open_model
from assistant.draft.model.endpoint.failures import Stopped
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

_QUESTION = [("human", "请只回答一个字：好")]


def probe(settings: Settings, *, timeout: float) -> None:
    """Nothing if the endpoint the settings name begins to answer within seconds; raises ModelUnavailable."""
    try:
        model = open_model(settings)
    except Exception as problem:  # the providers refuse settings each in their own way, and may name the key
        raise ModelUnavailable("语言模型的设置不能使用，请核对接口类型、接口地址和模型名称。") from problem
    heard: list[str] = []

    def open_stream() -> Iterator[Any]:
        return model.stream(_QUESTION)

    try:
        ask(open_stream, timeout=timeout, retries=0, on_piece=heard.append, stopped=lambda: bool(heard))
    except Stopped:
        return
