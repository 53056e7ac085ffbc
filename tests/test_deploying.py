"""The command that docs/deploy.md has root type, run from the very lines of the document with another runuser."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_RUNUSER = """#!/bin/sh
printf '%s\\n' "$@"
pwd
umask
printenv NIANBAO_HOME NIANBAO_OIDC_SCOPE NIANBAO_DATABASE_URL FORWARDED_ALLOW_IPS HOME
"""
_FILE = """# 数据库
NIANBAO_HOME={home}

NIANBAO_OIDC_SCOPE=openid profile
NIANBAO_DATABASE_URL=postgresql+psycopg://nianbao:a$HOME`id`@127.0.0.1/nianbao
FORWARDED_ALLOW_IPS=10.0.0.2"""


@pytest.fixture
def command(tmp_path):
    """Runs the documented script as it stands, but for the two places it names."""
    found = re.search(r"^```sh\n(.*?)^```", (ROOT / "docs" / "deploy.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    home, kept, script = tmp_path / "home", tmp_path / "nianbao.env", tmp_path / "nianbao"
    home.mkdir()
    kept.write_text(_FILE.format(home=home), "utf-8")
    (tmp_path / "runuser").write_text(_RUNUSER, "utf-8")
    script.write_text(found[1].replace("/etc/nianbao.env", str(kept)).replace("/var/lib/nianbao", str(home)), "utf-8")
    for one in (script, tmp_path / "runuser"):
        one.chmod(0o755)

    def run(*words, **chosen):
        environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", **chosen}
        done = subprocess.run([script, *words], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    return run


def test_the_command_takes_every_setting_as_it_is_written_and_none_is_said_on_the_command_line(command, tmp_path):
    home = str(tmp_path / "home")
    assert command("user", "add", "张 三") == [
        *("-u", "nianbao", "--", "/opt/nianbao/bin/nianbao", "user", "add", "张 三"),
        home,
        "0077",
        home,
        "openid profile",
        "postgresql+psycopg://nianbao:a$HOME`id`@127.0.0.1/nianbao",
        "10.0.0.2",
        home,
    ]


def test_what_is_written_before_the_command_goes_before_the_file(command):
    said = command("restore", NIANBAO_HOME="/srv/演练", NIANBAO_DATABASE_URL="")
    assert said[-5:-1] == ["/srv/演练", "openid profile", "", "10.0.0.2"]
