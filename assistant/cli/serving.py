"""The command that serves the web application."""

import ipaddress
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser

import click

from assistant import settings
from assistant.cli.chinese import Command
from assistant.desk import Desk
from assistant.errors import UsageError

_LAUNCH = "import sys; from assistant.ui.server.serving import run; run(int(sys.argv[1]))"


@click.command(cls=Command, help="启动网页服务。")
@click.option("--port", type=click.IntRange(1, 65535), metavar="端口", help="默认取设置 NIANBAO_PORT，即 8501。")
def serve(*, port: int | None) -> int:
    """Serve the web application until interrupted."""
    chosen = settings.load()
    port = port or chosen.port
    _must_be_this_machine(chosen.host)
    _must_be_free(chosen.host, port)
    # Open the store once before anybody connects: migrations, the demonstration, and a readable failure.
    Desk(chosen).close()
    command = [sys.executable, "-c", _LAUNCH, str(port)]
    address = f"http://localhost:{port}"
    click.echo(f"年报助手已启动，请用浏览器打开：{address}（按 Ctrl+C 停止）")
    threading.Thread(target=_open_browser, args=(address, chosen.host, port), daemon=True).start()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    # A service manager stops us with SIGTERM: the server must go with us and give its port back.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(server)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()


def _must_be_this_machine(host: str) -> None:
    """There are no accounts: whoever reaches the port can do everything, so only this machine may reach it."""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UsageError(
            f"监听地址“{host}”不是本机地址。本程序目前没有账号，只能监听 127.0.0.1；需要从其他电脑访问时，"
            "请在前面放一个带登录的反向代理。"
        )


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise UsageError(
                f"端口 {port} 已被占用（可能年报助手已经启动），请改用其他端口，例如 nianbao serve --port {port + 1}。"
            ) from problem


def _open_browser(address: str, host: str, port: int) -> None:
    """Open the browser once the server answers, where there is a desktop to open it on."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    for _ in range(100):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            webbrowser.open(address)
            return


COMMANDS = (serve,)
