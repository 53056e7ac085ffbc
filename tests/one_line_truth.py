"""What a line of run-together digits tells, worked out by trying everything: the reader's own search is held to it.

`knowable` takes the digits of each printed row and the sums of the form, tries every way to cut them, and keeps the
cells that come out the same in every solution. It is slow and simple on purpose.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from renderings import FORM

from assistant.figures import plain

Cut = tuple[int, ...]


def cuts(digits: str, width: int) -> Iterator[Cut]:
    """Every way to cut the digits into so many numbers, none but 0 beginning with 0."""
    for places in itertools.combinations(range(1, len(digits)), width - 1):
        pieces = [digits[start:end] for start, end in itertools.pairwise((0, *places, len(digits)))]
        if all(piece == "0" or piece[0] != "0" for piece in pieces):
            yield tuple(map(int, pieces))


def holding(digits: str, width: int) -> list[Cut]:
    """The cuts whose last number is the sum of the others."""
    return [cut for cut in cuts(digits, width) if sum(cut[:-1]) == cut[-1]]


def _same(ways: Sequence[Cut], codes: Sequence[str]) -> Iterator[str]:
    for code, values in zip(codes, zip(*ways, strict=True), strict=True):
        if len(set(values)) == 1:
            yield code


def knowable(values: Mapping[str, Decimal | None]) -> set[str]:
    """The cells of a table printed without a space between its digits that can be one thing only."""

    def run(codes: Sequence[str]) -> str:
        return "".join(plain(values[code] or Decimal(0)) for code in codes)

    out: set[str] = set()
    for row in FORM.tables["T2"].rows.values():
        codes = [f"T2.{row.id}.{column}" for column in row.columns]
        out |= set(codes) if len(codes) == 1 else set(_same(list(cuts(run(codes), len(codes))), codes))
    rows = {row: [f"T3.{row}.{column}" for column in FORM.tables["T3"].columns] for row in FORM.tables["T3"].rows}
    for row, ways in _solutions({row: holding(run(codes), len(codes)) for row, codes in rows.items()}).items():
        out |= set(_same(ways, rows[row]))
    codes = list(FORM.tables["T4"].codes())
    return out | set(_same(list(_three_blocks(run(codes))), codes))


def _solutions(ways: Mapping[str, list[Cut]]) -> dict[str, list[Cut]]:
    """Of each row the ways that are in a solution of both sums down the columns, by trying all of them together."""
    results = [row for row in ways if row not in {"received", "carried_in", "total_handled", "carried_out"}]
    found: dict[str, set[Cut]] = {row: set() for row in ways}
    for total in ways["total_handled"]:
        around = [
            one
            for one in itertools.product(ways["received"], ways["carried_in"], ways["carried_out"])
            if all(a + b == c + d for a, b, c, d in zip(one[0], one[1], total, one[2], strict=True))
        ]
        within = [
            one
            for one in itertools.product(*(ways[row] for row in results))
            if all(sum(column) == wanted for column, wanted in zip(zip(*one, strict=True), total, strict=True))
        ]
        if around and within:
            found["total_handled"].add(total)
            for names, some in ((("received", "carried_in", "carried_out"), around), (tuple(results), within)):
                for one in some:
                    for row, cut in zip(names, one, strict=True):
                        found[row].add(cut)
    return {row: sorted(some) for row, some in found.items()}


def _three_blocks(digits: str) -> Iterator[Cut]:
    """Every way to cut the digits of table four into three blocks of five, each adding up."""
    blocks = {
        (start, end): holding(digits[start:end], 5)
        for start in range(len(digits))
        for end in range(start + 5, len(digits) + 1)
        if end - start <= len(digits) - 10
    }
    for first in range(5, len(digits) - 9):
        for second in range(first + 5, len(digits) - 4):
            spans = ((0, first), (first, second), (second, len(digits)))
            for one in itertools.product(*(blocks.get(span, []) for span in spans)):
                yield tuple(itertools.chain(*one))
