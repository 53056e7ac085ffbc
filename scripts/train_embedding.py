"""Train the embedding model shipped in assistant/evidence/model from the shipped corpus: deterministic, seconds."""

import json
import sys
import time
from pathlib import Path

from assistant.evidence.embedding import SHIPPED
from assistant.evidence.masking import mask
from assistant.evidence.training import train
from assistant.settings import shipped


def main() -> None:
    """Train, write, and say what was written."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    start = time.monotonic()
    texts = [text for file in sorted(shipped("corpus").rglob("*.json")) for text in paragraphs(file)]
    train(texts, out)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    print(f"{len(texts)} 段文字，{time.monotonic() - start:.1f} 秒，{size / 1024:.0f} KB：{out}")


def paragraphs(file: Path) -> list[str]:
    """The masked paragraphs of a report file: figures and names teach nothing."""
    report = json.loads(file.read_text("utf-8"))
    sections = report.get("sections", {})
    return [mask(line, [report.get("organ", "")]) for text in sections.values() for line in text.splitlines() if line]


if __name__ == "__main__":
    main()
