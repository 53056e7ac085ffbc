"""A desk in a process of its own: one that does what it is told, and ones that work on until they are killed.

`serve` answers calls, pickled, one after the other. `mother` is asked for workers: each is a child that finds all
libraries loaded, tells what it was told is saved and is killed while it works; so a kill costs no start of Python.
"""

import gc
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kept_desk import finished, opened
from people import CLERK, EDITOR, KEEPER

from assistant.desk import Desk
from assistant.figures import Indicator
from assistant.report import Report, to_json
from assistant.review import Act, State
from assistant.settings import Settings

CELL, SECTION, NAME = "T2.coercion.decisions", "other", "接待来访"
_DIGITS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")


@cache
def _base() -> Report:
    return finished()


# ---- from outside


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    here = Path(__file__).resolve()
    path = os.pathsep.join([str(here.parent), str(here.parent.parent)])
    return subprocess.Popen(
        [sys.executable, str(here), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )


class Served:
    """A desk in another process."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def begin(self, method: str, *args: Any, wait: float = 0.0, **named: Any) -> Callable[[], Any]:
        """Have a method of a service called, after a moment; what is returned waits for what came of it."""
        assert self._process.stdin is not None
        pickle.dump((wait, method, args, named), self._process.stdin)
        self._process.stdin.flush()
        return self._outcome

    def _outcome(self) -> Any:
        assert self._process.stdout is not None
        done, result = pickle.load(self._process.stdout)  # noqa: S301 - our own process
        if done:
            return result
        raise result


@contextmanager
def served(settings: Settings) -> Iterator[Served]:
    """A desk in another process on the same database."""
    with _started("serve", str(settings.home), settings.database_url) as process:
        try:
            yield Served(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


class Mother:
    """A process that gives birth to workers."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def killed(
        self, report_id: str, count: int, seed: int, after: float, kill: Callable[[int], None]
    ) -> dict[str, Any]:
        """Let a worker begin at `count`, kill it some seconds after, and hear what it was told is saved."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([report_id, count, seed]).encode() + b"\n")
        self._process.stdin.flush()
        told: dict[str, Any] = {}
        for line in self._lines():
            if "worker" in line:
                time.sleep(after)
                kill(line["worker"])
            elif "dead" in line:
                return told
            else:
                told |= line
        raise AssertionError("the process that gives birth to workers is gone")

    def _lines(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            yield json.loads(line)


@contextmanager
def mother(settings: Settings) -> Iterator[Mother]:
    """A process that gives birth to workers on a database."""
    with _started("mother", str(settings.home), settings.database_url) as process:
        try:
            yield Mother(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


# ---- what the processes do


def _tell(**what: Any) -> None:
    # In one piece: a line is told whole or not at all.
    os.write(1, json.dumps(what).encode() + b"\n")


def numbered(count: int) -> str:
    """A number in words that no check takes for a figure."""
    return str(count).translate(_DIGITS)


def written(count: int) -> str:
    """A section's text that says which of many it is."""
    return f"{_base().section(SECTION)}\n工作标记{numbered(count)}。"


def published(count: int) -> bytes:
    """A past report that says which of many it is."""
    report = replace(_base().with_section(SECTION, written(count)), organ="虚构县气象局")
    return json.dumps(to_json(report), ensure_ascii=False).encode()


def work(desk: Desk, report_id: str, count: int, seed: int, steps: int) -> None:
    """Change, send, return and replace, each under the next number; what is saved is told when the desk says so."""
    chance = random.Random(seed)  # noqa: S311 - which step comes next is no secret
    for number in range(count, count + steps):
        match chance.choice(["cell", "section", "indicators", "move", "move", "archive"]):
            case "cell":
                desk.reports.set_cells(report_id, {CELL: Decimal(number)}, who=EDITOR)
                _tell(cell=number)
            case "section":
                desk.reports.set_section(report_id, SECTION, written(number), who=EDITOR)
                _tell(section=number)
            case "indicators":
                others = [item for item in desk.reports.open(report_id).report.indicators if item.name != NAME]
                new = Indicator(NAME, Decimal(number), "次")
                desk.reports.set_indicators(report_id, [*others, new], who=EDITOR)
                _tell(indicators=number)
            case "move":
                drafting = desk.reports.open(report_id).state is State.DRAFTING
                act, who = (Act.SUBMIT, CLERK) if drafting else (Act.RETURN, EDITOR)
                desk.moving.act(report_id, act, who=who, reason=str(number))
                _tell(move=number)
            case "archive":
                desk.archive.add(f"{number}.json", published(number), who=KEEPER, on_duplicate="replace")
                _tell(archive=number)


def _serve(settings: Settings) -> None:
    desk = opened(settings)
    while True:
        try:
            wait, method, args, named = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process
        except EOFError:
            break
        time.sleep(wait)
        service, _, name = method.partition(".")
        try:
            outcome = (True, getattr(getattr(desk, service), name)(*args, **named))
        except Exception as problem:  # noqa: BLE001 - whoever asked is told
            outcome = (False, problem)
        pickle.dump(outcome, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    desk.close()


def _mother(settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # All that is loaded and read once is so before the first birth, and nothing of a database is open then.
        desk = opened(Settings(_env_file=None, home=Path(folder), demo=False))  # type: ignore[call-arg]
        report_id = desk.store.reports.create(finished())
        told, out = os.open(os.devnull, os.O_WRONLY), os.dup(1)
        os.dup2(told, 1)
        work(desk, report_id, 1, 1, 30)
        os.dup2(out, 1)
        desk.close()
    gc.freeze()  # a child that collected what it never uses would copy it first
    for line in sys.stdin:
        report_id, count, seed = json.loads(line)
        if (child := os.fork()) == 0:
            desk = opened(settings)
            work(desk, report_id, count, seed, 1)  # what is slow the first time is no time to be killed in
            _tell(worker=os.getpid())
            work(desk, report_id, count + 1, ~seed, 1_000_000)
        os.waitpid(child, 0)
        _tell(dead=child)


if __name__ == "__main__":
    _do, _home, _url = sys.argv[1:]
    _chosen = Settings(_env_file=None, home=Path(_home), database_url=_url, demo=False)  # type: ignore[call-arg]
    {"serve": _serve, "mother": _mother}[_do](_chosen)
