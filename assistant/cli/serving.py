"""The command that serves the web application."""

import errno
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
    _must_be_free(chosen.host, port)
    # Open the store once before anybody connects: migrations, the demonstration, and a readable failure.
    desk = Desk(chosen)
    desk.elsewhere.open()
    accounts = desk.signing_in.needed
    desk.close()
    if not settings.is_loopback(chosen.host):
        _must_be_guarded(chosen, accounts=accounts)
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


def _must_be_guarded(chosen: settings.Settings, *, accounts: bool) -> None:
    """Without accounts whoever reaches the port can do everything: then only this machine may reach it."""
    host = chosen.host
    if not accounts:
        raise UsageError(
            f"监听地址“{host}”不是本机地址。还没有建立账号，任何人都能操作，所以只能监听 127.0.0.1。"
            "请先建立管理员账号：nianbao user add 用户名 --role admin。"
        )
    if not chosen.names and settings.is_every(host):
        raise UsageError(
            "监听全部地址时，请在设置 NIANBAO_HOSTS 中写明浏览器访问用的名称或者地址，例如 nianbao.xx.gov.cn，"
            "其他名称的访问会被拒绝。"
        )


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise UsageError(
                f"端口 {port} 已被占用（可能年报助手已经启动），请改用其他端口，例如 nianbao serve --port {port + 1}。"
                if problem.errno == errno.EADDRINUSE
                else f"不能监听 {host} 的端口 {port}：地址不是本机的，或者没有权限。请修改 NIANBAO_HOST、NIANBAO_PORT。"
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
