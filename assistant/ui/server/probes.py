"""Asked by machines beside the pages: /healthz, whether the service can work, and /metrics, how much it does."""

import asyncio
import hmac
import os
import resource
import sys
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant import __version__
from assistant.desk.keeping.pulse import Pulse
from assistant.errors import NianbaoError
from assistant.settings import Settings
from assistant.ui.server.counting import Counts
from assistant.ui.server.gate import LOOPBACK, name_of

_PATIENCE = 5.0
"""Seconds the database has to answer: machines that look ask every ten or thirty."""
_DOWN = "数据库暂时不能使用，服务不能正常工作。"
_CLOSED = "运行指标只能在本机读取，或者用设置 NIANBAO_METRICS_TOKEN 中的口令读取。"
_UNCACHED = {"Cache-Control": "no-store"}
_BEGUN = time.time()


def routes(pulse: Pulse, counts: Counts, settings: Settings) -> list[Route]:
    """The two addresses."""
    probes = _Probes(pulse, counts, settings.metrics_token.get_secret_value())
    return [Route("/healthz", probes.health), Route("/metrics", probes.metrics)]


class _Probes:
    def __init__(self, pulse: Pulse, counts: Counts, token: str) -> None:
        self._pulse = pulse
        self._counts = counts
        self._token = token
        # One question at a time: a database that does not answer must not hold a thread for each that looks.
        self._asking: asyncio.Future[None] | None = None
        self._asker = ThreadPoolExecutor(1, "healthz")

    async def health(self, _: Request) -> Response:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().run_in_executor(self._asker, self._pulse.beats)
        try:
            await asyncio.wait_for(asyncio.shield(self._asking), _PATIENCE)
        except Exception:  # noqa: BLE001 - whatever it is, the service cannot work, and no more is told
            return PlainTextResponse(_DOWN, status_code=503, headers=_UNCACHED)
        return JSONResponse({"status": "ok"}, headers=_UNCACHED)

    async def metrics(self, request: Request) -> Response:
        if not self._may(request):
            return PlainTextResponse(_CLOSED, status_code=403, headers=_UNCACHED)
        text = await run_in_threadpool(self._text)
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8", headers=_UNCACHED)

    def _may(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self._token and hmac.compare_digest(given.encode(), self._token.encode()):
            return True
        # A proxy on this machine comes from here too: whoever is asked for by the machine's own name came directly.
        return _is_here(request) and name_of(request.headers.get("host", "")) in LOOPBACK

    def _text(self) -> str:
        waited = self._pulse.waited()
        lines = [
            *_metric("nianbao_info", "gauge", {(("version", __version__),): 1}),
            *_metric("nianbao_requests_total", "counter", _by_kind_and_status(self._counts)),
            *_metric("nianbao_request_seconds_total", "counter", _by("kind", self._counts.seconds)),
            *_metric("nianbao_sessions", "gauge", {(): self._counts.sessions}),
            *_metric("nianbao_database_statements_total", "counter", {(): waited.statements}),
            *_metric("nianbao_database_seconds_total", "counter", {(): waited.seconds}),
            *_metric("process_cpu_seconds_total", "counter", {(): time.process_time()}),
            *_metric("process_resident_memory_bytes", "gauge", {(): _memory()}),
            *_metric("process_start_time_seconds", "gauge", {(): _BEGUN}),
        ]
        try:
            held = self._pulse.counts()
        except NianbaoError:
            return "".join([*lines, *_metric("nianbao_database_up", "gauge", {(): 0})])
        lines += [
            *_metric("nianbao_database_up", "gauge", {(): 1}),
            *_metric("nianbao_reports", "gauge", _by("state", held.reports)),
            *_metric("nianbao_past_reports", "gauge", {(): held.archived}),
            *_metric("nianbao_audit_lines", "gauge", {(): held.acts}),
        ]
        return "".join(lines)


Labels = tuple[tuple[str, str], ...]


def _metric(name: str, kind: str, values: Mapping[Labels, float]) -> Iterable[str]:
    """A measure in the text format of Prometheus. Labels are words of the program's own, nothing that was typed."""
    yield f"# TYPE {name} {kind}\n"
    for labels, value in values.items():
        told = ",".join(f'{label}="{of}"' for label, of in labels)
        yield f"{name}{f'{{{told}}}' if told else ''} {value:.15g}\n"


def _by(label: str, counted: Mapping[str, float]) -> dict[Labels, float]:
    return {((label, name),): count for name, count in sorted(counted.items())}


def _by_kind_and_status(counts: Counts) -> dict[Labels, float]:
    found = sorted(counts.answers.items())
    return {(("kind", kind), ("status", str(status))): count for (kind, status), count in found}


def _memory() -> int:
    """Bytes this process holds; the most it ever held where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


def _is_here(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
