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
