"""A served application that is killed and started again, without the seconds Python takes to load it each time.

A process that has loaded all libraries and opened nothing has a child for each start: the child opens the database,
listens and serves as `nianbao serve` lets its own do, and is killed by the system. Run as a script it is that process.
"""

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.settings import Settings


class Service:
    """An application on one port, killed and started as often as is wanted."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        """Have the process give birth to servers on a port."""
        self._process, self._port = process, port
        self._server = 0
        self.address = f"http://127.0.0.1:{port}"

    def start(self) -> None:
        """Start a server, and wait until it answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{self._port}\n".encode())
        self._process.stdin.flush()
        self._server = int(self._process.stdout.readline())
        for _ in range(2400):
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5):  # noqa: S310
                return
            assert self._lives(), "the server did not start"
            time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """Kill the server, and wait until the system has nothing of it left."""
        if self._server:
            with suppress(ProcessLookupError):
                os.kill(self._server, signal.SIGKILL)
            while self._lives():
                time.sleep(0.005)
            self._server = 0

    def _lives(self) -> bool:
        with suppress(ProcessLookupError):
            os.kill(self._server, 0)
            return True
        return False


@contextmanager
def service(settings: Settings, port: int) -> Iterator[Service]:
    """An application that is not started yet, on an installation; killed behind the block."""
    here = Path(__file__).resolve()
    environment = {
        "PYTHONPATH": os.pathsep.join([str(here.parent.parent), str(here.parent)]),
        "NIANBAO_HOME": str(settings.home),
        "NIANBAO_DATABASE_URL": settings.database_url,
        "NIANBAO_DEMO": "false",
        "DISPLAY": "",
    }
    with subprocess.Popen(
        [sys.executable, str(here)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=here.parent.parent,
        env={**os.environ, **environment},
    ) as process:
        made = Service(process, port)
        try:
            yield made
        finally:
            made.kill()
            assert process.stdin is not None
            process.stdin.close()


def _mother() -> None:
    import uvicorn  # noqa: F401 - loaded before the first birth, with all that follows

    import assistant.ui.server.door
    import assistant.ui.server.logs
    import assistant.ui.server.probes
    import assistant.ui.server.serving
    import assistant.ui.shell
    import assistant.ui.views.new_report
    from assistant.desk.warming import warm

    with tempfile.TemporaryDirectory() as folder:
        warm(Settings(_env_file=None, home=Path(folder), demo=True))  # type: ignore[call-arg]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is killed leaves nothing to be waited for
    gc.freeze()
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            assistant.ui.server.serving.run(int(line))
            os._exit(0)
        os.write(1, f"{child}\n".encode())


if __name__ == "__main__":
    _mother()
