"""Read parts: what was read of an archived report, cell by cell and paragraph by paragraph, each with its spot."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.desk.past_reports.section_text import paragraphs, remarks, sections_of
from assistant.figures import read_cell
from assistant.form import Form, section_name
from assistant.past.blocks import DOUBT, Block
from assistant.report import Report

if TYPE_CHECKING:
    from assistant.past.originals import Beside
    from assistant.past.spots import Spot, TextSpot


@dataclass(frozen=True)
class ReadCell:
    """A cell as it is filed: `value` None where it holds no number, `raw` what stood there instead.

    `offer` is what a reader took it for without being certain, "" for nothing, `summed` if only the form's sums say
    so. `checked`: a person has seen to it.
    """

    code: str
    name: str
    value: Decimal | None
    raw: str = ""
    offer: str = ""
    checked: bool = False
    spot: "Spot | None" = None
    summed: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether a person still has to look: it holds no number, or one is only offered."""
        return not self.checked and (self.value is None or bool(self.offer))


@dataclass(frozen=True)
class ReadSection:
    """A section's text as it is filed, paragraph by paragraph with its spot; `remarks` are the reader's doubts."""

    id: str
    name: str
    text: str = ""
    paragraphs: "tuple[tuple[str, TextSpot | None], ...]" = ()
    remarks: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether a person still has to look: a reader's doubt is not settled."""
        return bool(self.remarks)

    @property
    def checked(self) -> bool:
        """Whether a person has seen to it."""
        return self.corrected and not self.remarks


@dataclass(frozen=True)
class HeldBeside:
    """An archived report's cells and sections in form order, and its original: `pages` to be drawn, else `blocks`."""

    form: Form
    cells: tuple[ReadCell, ...]
    sections: tuple[ReadSection, ...] = ()
    blocks: tuple[Block, ...] = field(default=())
    pages: int = 0


def cells_of(report: Report, checked: frozenset[str], original: "Beside | None") -> tuple[ReadCell, ...]:
    """Every cell of the form."""
    # A filed report keeps what stood in an unreadable cell in the finding alone.
    raws = {
        item.where: str(item.values["raw"])
        for item in report.findings
        if item.code == "T-01" and item.values.get("raw")
    }
    offers = {item.where: str(item.values["offer"]) for item in report.findings if item.values.get("offer")}
    return tuple(
        ReadCell(
            code,
            report.form.cell_name(code),
            report.figures.values.get(code),
            raws.get(code, ""),
            offers.get(code) or _likely(raws.get(code, ""), decimal=cell.decimal),
            code in checked,
            original.spots.get(code) if original else None,
            summed=code in offers,
        )
        for code, cell in report.form.cells.items()
    )


def _likely(raw: str, *, decimal: bool) -> str:
    """The number that was recognised without certainty, as a person may take it; "" where none was."""
    seen = raw.removesuffix(DOUBT)
    return seen if seen != raw and read_cell(seen, decimal=decimal).state == "number" else ""


def parts_of_text(report: Report, checked: frozenset[str], original: "Beside | None") -> tuple[ReadSection, ...]:
    """Every section of the form, those without text too, and last what is in no place."""
    texts = {name: paragraphs(report.section(name)) for name in sections_of(report.form)}
    every = [text for own in texts.values() for text in own]
    spots = iter(original.text.spots(every) if original else [None] * len(every))
    return tuple(
        ReadSection(
            name,
            section_name(report.form, name),
            report.section(name),
            tuple((text, next(spots)) for text in own),
            tuple(one.message for one in remarks(report.findings, name)),
            name in checked,
        )
        for name, own in texts.items()
    )
