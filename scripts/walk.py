"""`python scripts/walk.py FILE`: go the README's walk and put in what is printed now.

FILE is the published report that the walk begins with; `tests/test_readme.py` goes the same way and compares.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from test_readme import ROOT, steps  # the walk is read in one place

README = ROOT / "README.md"


def main() -> None:
    """Go the walk in a folder of its own, and write the README anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    report = parser.parse_args().report
    text = README.read_text("utf-8")
    before, walk = text.split("## The walk", 1)
    walk, after = walk.split("\n## ", 1)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(report, folder)
        for kind, name, expected in list(steps(walk)):
            if kind == "file":
                (Path(folder) / name).write_text(expected, "utf-8")
                continue
            printed = _printed(name, Path(folder))
            if printed != expected:
                print(f"$ {name}\n{printed}", end="")
            walk = walk.replace(f"$ {name}\n{expected}", f"$ {name}\n{printed}", 1)
    README.write_text(f"{before}## The walk{walk}\n## {after}", "utf-8")


def _printed(command: str, folder: Path) -> str:
    """What a line of the walk prints; the command is this checkout's."""
    paths = f"{_command(folder)}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": paths, "HOME": str(folder), "NIANBAO_HOME": str(folder / "home"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", f"{command} 2>&1"], capture_output=True, cwd=folder, env=environment, timeout=200, check=False
    )
    return done.stdout.decode()


def _command(folder: Path) -> Path:
    """A folder with a `nianbao` that runs the code beside this script, wherever the installed one points."""
    place = folder / "bin"
    place.mkdir(exist_ok=True)
    file = place / "nianbao"
    code = "import sys; from assistant.cli import main; sys.exit(main())"
    file.write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -c '{code}' \"$@\"\n")
    file.chmod(0o755)
    return place


if __name__ == "__main__":
    main()
