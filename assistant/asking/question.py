"""A question about the year, with where it comes from and the quickest possible answers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Source = Literal["last-year", "form", "peers", "tables", "promise", "details"]
Kind = Literal["yes-no", "count", "text", "choice"]

SOURCE_NAMES = {
    "last-year": "上年报告",
    "form": "法定要求",
    "peers": "同类机关",
    "tables": "本年表格",
    "promise": "上年打算",
    "details": "写得更具体",
}

_PRINTED = {"details": "form"}
"""What other programs read knows five sources; what a report of this form would state is asked for by the form."""


@dataclass(frozen=True)
class Question:
    """One question. `id` is the same as long as what it asks is, so that it is asked once.

    `options` are the quick answers in order; `quote` is what it rests on, past digits struck out; `topic` the topic it
    is about, empty for none; `name` and `unit` the indicator that a count answers; `code` the cell. `note` is the
    recorded statement that the answer completes, empty where the answer stands by itself.
    """

    id: str
    section: str
    question: str
    kind: Kind
    source: Source
    options: tuple[str, ...] = ()
    quote: str = ""
    topic: str = ""
    name: str = ""
    unit: str = ""
    code: str = ""
    last: Decimal | None = None
    """Last year's value of the number that is asked for."""
    note: str = ""

    @property
    def opens(self) -> bool:
        """Whether it opens a section of which nothing is known: one that can be written needs no opening."""
        return self.id == f"section:{self.section}"

    def as_json(self) -> dict[str, Any]:
        """The question as `nianbao ask --json` prints it."""
        return {
            "id": self.id,
            "section": self.section,
            "question": self.question,
            "kind": self.kind,
            "options": list(self.options),
            "source": _PRINTED.get(self.source, self.source),
            "quote": self.quote,
        }
