"""The walk in the README is run as it stands there, and must print what stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "xingqing-justice-bureau-2024.txt"


def steps(text):
    """The README's python files and console lines in order: ("file", name, content) and ("run", command, output)."""
    for kind, body in re.findall(r"^```(python|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if kind == "python":
            name = re.match(r"# (\S+\.py)\n", body)
            if name:
                yield "file", name[1], body
        else:
            for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
                yield "run", command, output


@pytest.mark.slow
def test_the_walk_in_the_readme_prints_what_it_says(samples, tmp_path):
    shutil.copy(samples / SAMPLE, tmp_path)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(tmp_path), "NIANBAO_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}
    ran = 0
    readme = (ROOT / "README.md").read_text("utf-8")
    walk = readme.split("## The walk", 1)[1].split("\n## ", 1)[0]
    for kind, name, expected in steps(walk):
        if kind == "file":
            (tmp_path / name).write_text(expected, "utf-8")
            continue
        done = subprocess.run(
            ["bash", "-c", f"{name} 2>&1"], capture_output=True, cwd=tmp_path, env=environment, timeout=200, check=False
        )
        assert done.stdout.decode() == expected, name
        ran += 1
    assert ran >= 8
