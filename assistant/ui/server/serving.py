"""The server: Streamlit's, with the gate before it, in a process that has loaded the application already.

The port answers only when the first page can be drawn at once.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from assistant import settings
from assistant.settings import Settings, is_every, shipped
from assistant.ui.server.gate import LOOPBACK, Gate

if TYPE_CHECKING:
    from starlette.routing import Route

    from assistant.desk import Desk


def options(port: int, host: str, upload_limit_mb: int) -> dict[str, Any]:
    """Streamlit's options, given here too so that an installed wheel looks as a checkout does."""
    return {
        "server.port": port,
        "server.address": host,
        "server.maxUploadSize": upload_limit_mb,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showSidebarNavigation": False,
        "runner.magicEnabled": False,
        # An overtaken run is not thrown away with the press or the edit it was to take: requests queue and merge.
        "runner.fastReruns": False,
        "theme.base": "light",
        "theme.primaryColor": "#1f4e8c",
        "theme.textColor": "#1c2430",
        "theme.secondaryBackgroundColor": "#f4f6f9",
        "theme.borderColor": "#d7dde6",
        "theme.baseRadius": "4px",
    }


def names(chosen: Settings) -> Collection[str]:
    """The names the service is reached by: those that are set, the address it listens on, and the machine's own."""
    return LOOPBACK | set(chosen.names) | ({chosen.host} if not is_every(chosen.host) else set())


def _ways_in(desk: "Desk") -> "list[Route]":
    """The addresses by which people come in and leave."""
    from assistant.ui.server import door

    if not desk.settings.oidc_issuer:
        return door.routes(desk.signing_in)
    from assistant.ui.server.oidc import Oidc

    desk.elsewhere.open()
    oidc = Oidc(desk)
    return [*door.routes(desk.signing_in, oidc.other), *oidc.routes()]


def run(port: int) -> None:
    """Serve on a port until interrupted."""
    from starlette.middleware import Middleware
    from streamlit.starlette import App

    import assistant.ui.shell
    import assistant.ui.views.new_report  # noqa: F401 - loaded before the first visitor
    from assistant.desk.warming import warm
    from assistant.ui import garbage_collection, session
    from assistant.ui.server import logs, probes
    from assistant.ui.server.counting import Counting, Counts
    from assistant.ui.server.doorkeeper import Doorkeeper

    chosen = settings.load()
    if chosen.log == "json":
        logs.write_json()
    warm(chosen)
    desk, counts = session.the_desk(), Counts()
    app = App(
        shipped("app.py"),
        routes=[*_ways_in(desk), *probes.routes(desk.pulse, counts, chosen)],
        middleware=[
            Middleware(Counting, counts=counts),
            Middleware(Gate, hosts=names(chosen)),
            Middleware(Doorkeeper, signing_in=desk.signing_in),
        ],
    )
    garbage_collection.begin()
    app.run(config=options(port, chosen.host, chosen.upload_limit_mb))
