import subprocess
import sys

import pytest

from assistant import settings
from assistant.errors import UsageError


def test_nothing_needs_to_be_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    loaded = settings.load()
    assert not loaded.has_model
    assert loaded.database.startswith("sqlite:///")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NIANBAO_UPLOAD_LIMIT_MB", "很大"),
        ("NIANBAO_UPLOAD_LIMIT_MB", "0"),
        ("NIANBAO_DEADLINE", "一月底"),
        ("NIANBAO_DEADLINE", "02-31"),
    ],
)
def test_a_wrong_setting_is_named(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    settings.load.cache_clear()
    with pytest.raises(UsageError, match=name):
        settings.load()


# Whoever runs the tests may be root, who is refused nothing: then somebody else asks.
_REFUSED = """
import os, sys
from assistant import settings
from assistant.errors import UsageError
settings.load()
settings.load.cache_clear()
os.chdir(sys.argv[1])
os.chmod(".", 0)
if os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
try:
    settings.load()
except UsageError as problem:
    print(problem.message)
"""


def test_a_folder_whose_settings_one_may_not_read_is_named(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir()
    done = subprocess.run([sys.executable, "-c", _REFUSED, closed], capture_output=True, text=True, check=True)
    closed.chmod(0o700)
    assert f"当前文件夹“{closed}”中的 .env 无权读取" in done.stdout


@pytest.mark.parametrize(
    ("name", "own", "every"),
    [
        ("localhost", True, False),
        ("127.0.0.1", True, False),
        ("127.0.0.2", True, False),
        ("::1", True, False),
        ("0.0.0.0", False, True),  # noqa: S104 - asked about, not bound
        ("::", False, True),
        ("10.0.0.5", False, False),
        ("127.0.0.1.evil.example", False, False),
        ("", False, False),
    ],
)
def test_the_machine_s_own_names_and_all_of_its_addresses(name, own, every):
    assert (settings.is_loopback(name), settings.is_every(name)) == (own, every)


def test_the_names_it_is_reached_by_are_told_with_any_comma():
    chosen = settings.Settings(_env_file=None, hosts=" a.gov.cn，b.gov.cn, ,c.gov.cn")
    assert chosen.names == ("a.gov.cn", "b.gov.cn", "c.gov.cn")
