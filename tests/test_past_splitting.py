"""Digits that ran together: a reading is taken only where the sums leave one; every one they leave is found."""

import itertools
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from assistant.form import load
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import Label
from assistant.past.tables.solving.balance import Column, agreed, left_over
from assistant.past.tables.solving.cuts import Way, blocks, placements, row_holds, splits, sums
from assistant.past.tables.solving.rows import cells_of, runs_in_full

SUM = Column((("a", 1), ("b", 1), ("c", 1), ("total", -1)))
BALANCE = Column((("total", 1), ("out", 1), ("in", -1)))

FORM = load()


def ways(*rows: str) -> list[Way]:
    return [tuple(Decimal(number) for number in row.split()) for row in rows]


def test_as_many_digits_as_columns_have_one_split() -> None:
    assert list(splits(["5000005"], 7)) == ways("5 0 0 0 0 0 5")


def test_no_number_begins_with_zero() -> None:
    assert list(splits(["1001"], 3)) == ways("10 0 1")


def test_separate_pieces_are_not_joined() -> None:
    assert list(splits(["12", "3"], 3)) == ways("1 2 3")


def test_the_row_sum_chooses() -> None:
    assert list(sums(["1200012"], 5)) == ways("12 0 0 0 12")


def test_the_sums_are_the_splits_that_add_up() -> None:
    rng = random.Random(1)  # noqa: S311 - the same digits each time
    for _ in range(3000):
        tokens = ["".join(rng.choices("00001234", k=rng.randint(1, 7))) for _ in range(rng.randint(1, 3))]
        width = rng.randint(2, 7)
        assert sorted(sums(tokens, width)) == sorted(way for way in splits(tokens, width) if row_holds(way))


def test_blocks_are_the_splits_whose_blocks_add_up() -> None:
    rng = random.Random(2)  # noqa: S311 - the same digits each time
    for _ in range(300):
        rows = [[rng.choice([0, 0, 1, 2, 13]) for _ in range(2)] for _ in range(3)]
        text = "".join(f"{one}{other}{one + other}" for one, other in rows)
        whole = [way for way in splits([text], 9) if all(row_holds(way[at : at + 3]) for at in (0, 3, 6))]
        assert sorted(blocks([text], 3, 3)) == sorted(whole)


def test_the_columns_choose_between_rows() -> None:
    doubtful = {"a": ways("1 2 3", "2 1 3"), "b": ways("0 1 1")}
    known = {"total": ways("1 3 4")[0]}
    identity = Column((("a", 1), ("b", 1), ("total", -1)))
    assert left_over(known, doubtful, [identity]) == {"a": ways("1 2 3"), "b": ways("0 1 1")}


def test_two_solutions_are_both_told_and_cells_alike_in_them_are_sure() -> None:
    both = left_over({}, {"a": ways("1 2 0 3", "2 1 0 3")}, [])
    assert both == {"a": ways("1 2 0 3", "2 1 0 3")}
    assert agreed(both["a"]) == ((None, False), (None, False), (Decimal(0), True), (Decimal(3), True))


def test_no_solution_is_none() -> None:
    known = {"total": ways("9 9 18")[0]}
    assert left_over(known, {"a": ways("1 2 3")}, [Column((("a", 1), ("total", -1)))]) == {}


def _every_way(known: Mapping[str, Way], doubtful: Mapping[str, Sequence[Way]]) -> dict[str, set[Way]]:
    """By trying everything: the ways of each row in the solutions of SUM and BALANCE."""
    found: dict[str, set[Way]] = {row: set() for row in doubtful}
    for chosen in itertools.product(*doubtful.values()):
        held = {**known, **dict(zip(doubtful, chosen, strict=True))}
        sums_of = (
            [sum(sign * (held[row][at] or 0) for row, sign in identity.signs) for at in range(3)]
            for identity in (SUM, BALANCE)
        )
        if not any(any(each) for each in sums_of):
            for row, way in zip(doubtful, chosen, strict=True):
                found[row].add(way)
    return {row: some for row, some in found.items() if some}


def test_every_solution_is_found_and_nothing_else() -> None:
    rng = random.Random(3)  # noqa: S311 - the same tables each time
    solved = 0
    for _ in range(400):
        table = {row: [rng.randint(0, 13), rng.randint(0, 13)] for row in ("a", "b", "c", "out")}
        table["total"] = [sum(table[row][at] for row in "abc") for at in (0, 1)]
        table["in"] = [table["total"][at] + table["out"][at] for at in (0, 1)]
        printed = {row: f"{one}{other}{one + other}" for row, (one, other) in table.items()}
        known: dict[str, Way] = {}
        doubtful: dict[str, list[Way]] = {}
        for row, text in printed.items():
            if rng.random() < 0.2:
                known[row] = (*map(Decimal, table[row]), Decimal(sum(table[row])))
            else:
                doubtful[row] = list(sums([text], 3)) + list(splits([text], 3))[: rng.randint(0, 3)]
        expected = _every_way(known, doubtful)
        got = left_over(known, doubtful, [SUM, BALANCE])
        assert {row: set(some) for row, some in got.items()} == expected
        solved += sum(len(some) == 1 for some in got.values())
    assert solved > 400


def test_blanks_are_placed_in_order() -> None:
    assert len(list(placements([Decimal(1), Decimal(2)], 4))) == 6


@pytest.mark.parametrize(
    ("digits", "full", "expected"),
    [
        ("000", False, [0, 0, 0]),
        ("0018", False, [0, 0, 18]),
        ("542", True, [5, 4, 2]),
        ("542", False, None),  # 54 and 2 beside an empty cell are as good
        ("5426", True, None),
        ("0413", True, [0, "?", "?"]),
        ("12", True, None),
    ],
)
def test_a_row_without_a_sum(digits: str, full: bool, expected: list[int] | None) -> None:  # noqa: FBT001
    cells = cells_of(Slip(None, (digits,), explicit=False, table="T2"), 3, full=full)
    assert [int(value) if sure and value is not None else "?" for value, sure in cells] == (expected or [])


def _row(text: str) -> Slip:
    return Slip(Label("T3", "row", "received", "本年新收"), (text,), explicit=False, table="T3")


def test_a_file_that_leaves_cells_empty_does_not_run_in_full() -> None:
    full = [_row("1000001")] * 20
    assert runs_in_full((), full, (), FORM)
    assert not runs_in_full((), [*full, _row("11")], (), FORM)
    assert not runs_in_full((), [*full, _row("1 0 0 0 0 0 1")], (), FORM)
    assert not runs_in_full((), full[:3], (), FORM)
    assert not runs_in_full((), full, [Slip(None, ("00000",), explicit=False, table="T4")], FORM)
    penalty = Label("T2", "row", "penalty", "行政处罚")
    assert not runs_in_full([Slip(penalty, (), explicit=False, table="T2")], full, (), FORM)
    assert not runs_in_full([Slip(penalty, ("07",), explicit=False, table="T2")], full, (), FORM)
    assert runs_in_full([Slip(penalty, ("7",), explicit=False, table="T2")], full, (), FORM)
