"""An office for browser tests: people with accounts, a finished report, and each at a machine of their own."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from people import EDITOR, KEEPER
from playwright.sync_api import Browser, Page

from assistant.desk import Desk, Who
from assistant.report import from_json
from assistant.review import Role
from assistant.settings import Settings, shipped

GIVEN, OWN = "三月梨花落满山路", "秋水共长天一色也-7"
ORGAN = "虚构县教育局"
ROLES = (Role.CLERK, Role.EDITOR, Role.LEADER)
STAFF = {"zhao": ("赵经办", Role.CLERK), "qian": ("钱编辑", Role.EDITOR), "sun": ("孙领导", Role.LEADER)}


def prepared(home: Path, **chosen: str) -> str:
    """Accounts for three people in an organ, and its report of 2025 that only waits to be sent; the report's id."""
    desk = Desk(Settings(_env_file=None, home=home, demo=False, **chosen))  # type: ignore[arg-type]
    for name, (person, role) in STAFF.items():
        desk.people.add(name, GIVEN + name[::-1], {ORGAN: [role]}, who=KEEPER, person=person)
        token = desk.signing_in.sign_in(name, GIVEN + name[::-1])
        desk.signing_in.change_password(token, GIVEN + name[::-1], OWN)
    desk.people.add("root", GIVEN + "甲乙", {}, who=KEEPER, admin=True)
    published = from_json(json.loads((shipped("corpus") / "demo/2024.json").read_text("utf-8")))
    report_id = desk.store.reports.create(replace(published, organ=ORGAN, title="", findings=()))
    for item in desk.judging.findings(report_id):
        if item.finding.severity == "warning":
            desk.judging.waive(report_id, item.finding.fingerprint, "已经核实", who=EDITOR)
    desk.close()
    return report_id


def somebody(role: Role) -> Who:
    """The person of the staff in that role, as the desk knows them."""
    account, person = next((account, person) for account, (person, own) in STAFF.items() if own is role)
    return Who(person, role, account=account)


@contextmanager
def machine(address: str, own: str) -> Iterator[str]:
    """Another machine's way to a server: the address it opens there; the server is reached from the machine's `own`."""
    there = urlsplit(address)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]

    def carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                inner, _ = listening.accept()
                outer = socket.create_connection((there.hostname, there.port), source_address=(own, 0))
                for pair in ((inner, outer), (outer, inner)):
                    threading.Thread(target=carry, args=pair, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        listening.close()


def signed_in(browser: Browser, address: str, name: str, path: str = "/", *, slow: float = 45_000) -> Page:
    """A page of somebody who signs in, in a browser that shares no cookie with the others."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    page.set_default_timeout(slow)
    page.goto(f"{address}{path}")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(OWN)
    page.get_by_role("button", name="登录").click()
    page.locator(".nb-top h1").wait_for()
    return page
