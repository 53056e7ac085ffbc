"""Fixtures shared by all rooms' tests."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import hypothesis
import pytest
import streamlit as st
from playwright.sync_api import Browser, sync_playwright
from streamlit.components.v2 import manifest_scanner

from assistant.desk import Desk
from assistant.figures import Figures
from assistant.form import load
from assistant.settings import Settings
from assistant.settings import load as load_settings
from assistant.tables import fill
from assistant.ui import session

sys.path.insert(0, str(Path(__file__).parent))
import browsing
import postgres_server

# Every page a test opens starts a runtime of Streamlit, which reads what all installed packages say of themselves in
# search of components: a second each time, and the same answer.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


# A machine that does something else meanwhile is slow, and no property is about time.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real published reports that stands beside a checkout during development.

    They are other organs' texts and no part of the project; what they taught is tested on fictional reports too.
    """
    folder = Path(__file__).resolve().parents[2] / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("没有真实年报样本文件夹（../shared/samples），跳过以样本为准的测试")
    return folder


@pytest.fixture
def balanced() -> Figures:
    """A full, balanced set of figures with cases in several columns."""
    form = load()
    values = {code: Decimal(0) for code, cell in form.cells.items() if not cell.computed}
    values |= {
        f"T3.{row}.{column}": Decimal(number)
        for row, column, number in [
            ("received", "natural_person", 30),
            ("received", "business", 4),
            ("carried_in", "natural_person", 2),
            ("granted", "natural_person", 17),
            ("granted", "business", 2),
            ("partly_granted", "natural_person", 3),
            ("refused_third_party_rights", "natural_person", 1),
            ("unavailable_not_held", "natural_person", 6),
            ("unavailable_not_held", "business", 1),
            ("unprocessed_petition", "natural_person", 2),
            ("carried_out", "natural_person", 3),
            ("carried_out", "business", 1),
        ]
    }
    values |= {"T4.review.upheld": Decimal(2), "T4.direct.pending": Decimal(1)}
    values |= {
        "T2.normative.issued": Decimal(3),
        "T2.normative.in_force": Decimal(41),
        "T2.fees.amount": Decimal("12.5"),
    }
    return fill(Figures(values)).figures


def _required(name: str) -> bool:
    """Whether the machine promised to have it: then its absence is a failure, not a skip."""
    return os.environ.get(f"NIANBAO_REQUIRE_{name}") == "1"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The executable of a real Chromium.

    A developer's machine may have none and still run the rest; the continuous build promises one and must have it.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if _required("BROWSER"):
            pytest.fail("没有找到 chromium，而 NIANBAO_REQUIRE_BROWSER=1 要求浏览器测试必须运行")
        pytest.skip("没有安装 chromium，跳过浏览器测试")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A running Chromium, one for the tests of a module; each test opens and closes pages of its own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=browsing.FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browsing.Served]:
    """The application and a desk on one data folder, for the tests of a module."""
    with browsing.with_its_desk(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_folder() -> Path:
    """The folder of PostgreSQL's programs.

    The same tests run on SQLite everywhere; the continuous build promises PostgreSQL and must have it.
    """
    folder = postgres_server.binaries()
    if folder is None:
        if _required("POSTGRES"):
            pytest.fail("没有找到 PostgreSQL，而 NIANBAO_REQUIRE_POSTGRES=1 要求数据库测试必须运行")
        pytest.skip("没有安装 PostgreSQL，跳过在 PostgreSQL 上的存储测试")
    return folder


@pytest.fixture(scope="session")
def postgres_url(postgres_folder: Path) -> Iterator[str]:
    """A fresh PostgreSQL server."""
    with postgres_server.running(postgres_folder) as url:
        yield url


@pytest.fixture(scope="session")
def nginx() -> str:
    """The executable of a real nginx, with openssl beside it for its certificate.

    The continuous build promises both and must have them.
    """
    folders = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
    found = shutil.which("nginx", path=folders)
    if found is None or shutil.which("openssl") is None:
        if _required("NGINX"):
            pytest.fail("没有找到 nginx 和 openssl，而 NIANBAO_REQUIRE_NGINX=1 要求反向代理测试必须运行")
        pytest.skip("没有安装 nginx 或者 openssl，跳过反向代理测试")
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation of its own, without the demonstration."""
    return Settings(_env_file=None, home=tmp_path / "home", demo=False)  # type: ignore[call-arg]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Settings of an empty installation on each of the databases there are."""
    if request.param == "sqlite":
        return settings
    url = request.getfixturevalue("postgres_url")
    postgres_server.empty(url)
    return settings.model_copy(update={"database_url": url})


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    """A desk of an installation of its own, closed behind the test."""
    opened = Desk(settings)
    yield opened
    opened.close()


@pytest.fixture
def page_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    """Opens the desk the pages use, on a data folder of its own; keyword arguments are settings, in capitals."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    monkeypatch.chdir(Path(__file__).resolve().parents[1])
    st.cache_resource.clear()
    st.cache_data.clear()

    def opened(**chosen: str) -> Desk:
        for name, value in chosen.items():
            monkeypatch.setenv(f"NIANBAO_{name}", value)
        load_settings.cache_clear()
        return session.the_desk()

    yield opened
    session.the_desk().close()
    st.cache_resource.clear()
    load_settings.cache_clear()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the developer's own installation."""
    for name in [name for name in os.environ if name.startswith("NIANBAO_") and not name.startswith("NIANBAO_REQUIRE")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    load_settings.cache_clear()
