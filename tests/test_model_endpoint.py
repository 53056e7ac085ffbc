"""A hostile or broken endpoint, over real HTTP: it is followed nowhere, and its bytes and its time are bounded."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from draft_material import request
from fake_hostile import MEGABYTE
from fake_model import FakeModel
from pydantic import SecretStr

from assistant.draft.model.endpoint import asking
from assistant.draft.model.writer import ModelWriter
from assistant.draft.thresholds import MOST_BYTES, MOST_BYTES_A_PIECE
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

PROVIDERS = ["openai", "ollama"]
ON_THE_WAY = 16 * MEGABYTE
"""What a server has sent and nobody has read: the buffers of both ends of a connection, with room to spare."""


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel() as server:
        yield server


def writer(fake: FakeModel, model: str, provider: str, *, timeout: float = 20.0, retries: int = 0) -> ModelWriter:
    return ModelWriter(
        Settings(
            _env_file=None,
            home=Path("/nonexistent"),
            llm_provider=provider,
            llm_base_url=fake.url,
            llm_api_key=SecretStr("sk-very-secret"),
            llm_model=model,
            llm_timeout=timeout,
            llm_retries=retries,
        )
    )


def failure(fake: FakeModel, model: str, provider: str, *, timeout: float = 20.0, retries: int = 0) -> str:
    """What a person is told."""
    with pytest.raises(ModelUnavailable) as caught:
        writer(fake, model, provider, timeout=timeout, retries=retries).propose(request("overview.on_request"))
    for secret in ("sk-very-secret", "127.0.0.1", "http"):
        assert secret not in caught.value.message
    return caught.value.message


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_endpoint_that_redirects_is_not_followed(fake: FakeModel, status: int, provider: str) -> None:
    with FakeModel() as other:
        other.instead = "good"
        fake.elsewhere = other.url.removesuffix("/v1")
        message = failure(fake, f"redirect-{status}", provider, retries=2)
        assert other.requests == 0
    assert "转到另一个地址" in message
    assert "请管理员" in message
    assert fake.requests == 1


@pytest.mark.parametrize(
    ("model", "provider"),
    [
        *itertools.product(["flood-line", "flood-body", "flood-error", "flood-gzip"], PROVIDERS),
        ("flood-event", "openai"),  # Ollama's protocol has neither events nor comments
        ("flood-comments", "openai"),
    ],
)
def test_a_flood_is_cut_off_before_it_is_kept(fake: FakeModel, model: str, provider: str) -> None:
    assert "过长" in failure(fake, model, provider, retries=2)
    assert fake.requests == 1
    assert fake.sent < MOST_BYTES_A_PIECE + ON_THE_WAY
    assert model == "flood-gzip" or fake.hung_up.wait(5)  # a bomb is small, and sent before it is opened


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("model", ["flood-words", "flood-wrapping"])
def test_a_flood_of_pieces_is_cut_off_too(fake: FakeModel, model: str, provider: str) -> None:
    assert "过长" in failure(fake, model, provider)
    assert fake.sent < MOST_BYTES + ON_THE_WAY
    assert fake.hung_up.wait(5)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_pieces_without_a_word_are_cut_off_too(fake: FakeModel, provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LONGEST_ANSWER", 3000)
    assert "过长" in failure(fake, "flood-pieces", provider)
    assert fake.sent < ON_THE_WAY + MEGABYTE
    assert fake.hung_up.wait(5)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_compressed_answer_is_read_all_the_same(fake: FakeModel, provider: str) -> None:
    [proposal] = writer(fake, "packed", provider).propose(request("overview"))
    assert proposal.text == "2024年，我局依法公开。"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_cannot_be_unpacked_within_bounds_is_not_unpacked(fake: FakeModel, provider: str) -> None:
    assert "出错" in failure(fake, "packed-otherwise", provider)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "model", ["drip-before", "drip-head", "drip-comments", "drip-blanks", "drip-bytes", "drip-error"]
)
def test_bytes_that_are_no_piece_prolong_nothing(fake: FakeModel, model: str, provider: str) -> None:
    failed = failure(fake, model, provider, timeout=0.5, retries=2)
    assert "规定时间" in failed or (provider == "ollama" and "出错" in failed)  # to Ollama a comment is a broken line
    assert fake.hung_up.wait(5)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_pieces_that_say_nothing_are_given_up_behind_the_least_pace(fake: FakeModel, provider: str) -> None:
    assert "规定时间" in failure(fake, "drip-pieces", provider, timeout=0.9, retries=2)
    assert fake.requests == 1
    assert fake.hung_up.wait(5)


def test_an_answer_that_never_ends_is_given_up_however_it_keeps_pace(fake: FakeModel) -> None:
    assert "规定时间" in failure(fake, "drip-words", "openai", timeout=0.3, retries=2)
    assert fake.requests == 1
    assert fake.hung_up.wait(5)


def test_all_attempts_together_are_bounded(fake: FakeModel) -> None:
    failed = failure(fake, "cut", "openai", timeout=0.2, retries=10)
    assert "中途断开" in failed or "规定时间" in failed
    assert fake.requests < 11


@pytest.mark.parametrize("provider", PROVIDERS)
def test_stopping_hangs_up(fake: FakeModel, provider: str) -> None:
    writer(fake, "drip-words", provider).propose(request("overview"), stopped=lambda: fake.sent > 1000)
    assert fake.hung_up.wait(5)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_slow_answer_at_an_ordinary_pace_is_waited_for(provider: str) -> None:
    with FakeModel(delay=0.1) as slow:  # thirty characters a second, for longer than twice the wait for a piece
        [proposal] = writer(slow, "good", provider, timeout=1.5).propose(request("overview.on_request"))
    assert "新收政府信息公开申请34件" in proposal.text


def test_pieces_that_do_not_fit_together_are_a_fault_of_the_endpoint() -> None:
    from langchain_core.messages import AIMessageChunk

    kinds = itertools.cycle([{"a": 1.5}, {"a": "x"}])
    with pytest.raises(ModelUnavailable, match="出错"):
        asking.ask_whole(
            lambda: (AIMessageChunk(content="好", additional_kwargs=next(kinds)) for _ in range(4)),
            timeout=5,
            retries=0,
            on_piece=lambda _: None,
            stopped=lambda: False,
        )
