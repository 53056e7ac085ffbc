"""Whether an endpoint answers at all: asked for one word, and left at the first piece of it."""

import json
import queue
import threading
import time
from collections.abc import Iterator
from typing import Any

from assistant.draft.model.endpoint.asking import ask
from assistant.draft.model.endpoint.client import open_client, open_model
from assistant.draft.model.endpoint.failures import BROKEN, CUT, EndpointFailed, Stopped
from assistant.draft.model.endpoint.watch import WATCH, Watch
from assistant.draft.thresholds import LONGEST_NAME, NAMES_TOLD
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

_QUESTION = [("human", "请只回答一个字：好")]
_NO_SUCH_MODEL = frozenset({400, 404, 422})
"""Statuses by which endpoints say that they have no such model; they say other things by them too."""
_NO_ENDPOINT = "这个地址有回应，但不是语言模型接口，请核对接口类型和接口地址（兼容接口的地址多以 /v1 结尾）。"


def probe(settings: Settings, *, timeout: float) -> str:
    """A sentence if the endpoint the settings name begins to answer within seconds; raises ModelUnavailable.

    An endpoint that does not know the model is asked which ones it has, with as many seconds again.
    """
    try:
        model = open_model(settings)
    except Exception as problem:  # the providers refuse settings each in their own way, and may name the key
        raise ModelUnavailable("语言模型的设置不能使用，请核对接口类型、接口地址和模型名称。") from problem
    heard: list[str] = []

    def open_stream() -> Iterator[Any]:
        return model.stream(_QUESTION)

    begun = time.monotonic()
    try:
        ask(open_stream, timeout=timeout, retries=0, on_piece=heard.append, stopped=lambda: bool(heard))
    except Stopped:
        pass
    except EndpointFailed as problem:
        raise ModelUnavailable(_told(problem, settings, timeout)) from problem
    return f"语言模型 {settings.llm_model} 有回应，用时 {time.monotonic() - begun:.1f} 秒。"


def _told(problem: EndpointFailed, settings: Settings, timeout: float) -> str:
    """What is the matter, by what the endpoint says of its models."""
    if problem.status == 0 and problem.message in {CUT, BROKEN}:
        return _NO_ENDPOINT
    if problem.status not in _NO_SUCH_MODEL:
        return problem.message
    names = models(settings, timeout=timeout)
    if names is None:
        return _NO_ENDPOINT if problem.status == 404 else problem.message  # noqa: PLR2004 - nothing is there
    if settings.llm_model in names:
        return problem.message
    told = "、".join(names[:NAMES_TOLD]) + (" 等" if len(names) > NAMES_TOLD else "")
    known = f"接口上有：{told}。" if names else "接口上一个模型也没有。"
    return f"接口上没有名为“{settings.llm_model}”的模型，请核对模型名称。{known}"


def models(settings: Settings, *, timeout: float) -> list[str] | None:
    """The names of the models an endpoint says it has, within seconds; None if it does not say."""
    came: queue.Queue[list[str] | None] = queue.Queue()
    watch = Watch()
    threading.Thread(target=_listed, args=(settings, came, watch), daemon=True).start()
    try:
        return came.get(timeout=timeout)
    except queue.Empty:
        return None
    finally:
        watch.give_up()


def _listed(settings: Settings, came: "queue.Queue[list[str] | None]", watch: Watch) -> None:
    WATCH.set(watch)
    base = settings.llm_base_url.rstrip("/")
    ollama = settings.llm_provider == "ollama"
    address, many, one = (
        (f"{base.removesuffix('/v1')}/api/tags", "models", "name") if ollama else (f"{base}/models", "data", "id")
    )
    try:
        with open_client(settings) as client:
            answer = client.get(address, headers=_authorization(settings))
            answer.raise_for_status()
            told = [item[one] for item in json.loads(answer.content)[many]]
        came.put([name for name in told if isinstance(name, str) and len(name) <= LONGEST_NAME and name.isprintable()])
    except Exception:  # noqa: BLE001 - whatever an endpoint does instead, it has not said which models it has
        came.put(None)


def _authorization(settings: Settings) -> dict[str, str]:
    key = settings.llm_api_key.get_secret_value()
    return {"Authorization": f"Bearer {key}"} if key and settings.llm_provider == "openai" else {}
