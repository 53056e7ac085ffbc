"""`make bench`: measurements, never assertions. Medians and 95th percentiles, each beside a peer or a baseline."""

import argparse
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "scripts")]


def main() -> None:
    """Run the parts asked for, all by default."""
    parts: dict[str, Callable[[], None]] = {}
    for file in sorted((ROOT / "scripts").glob("bench_*.py")):
        spec = importlib.util.spec_from_file_location(file.stem, file)
        if spec is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        parts[file.stem.removeprefix("bench_")] = module.main
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(parts)}; all by default")
    for name in parser.parse_args().parts or parts:
        print(f"== {name}")
        parts[name]()


if __name__ == "__main__":
    main()
