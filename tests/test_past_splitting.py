"""The solver takes a reading only where the sums leave one."""

from decimal import Decimal

from assistant.past.tables.cells_run_together import Column, placements, row_holds, solve, splits


def ways(*rows: str) -> list[tuple[Decimal, ...]]:
    return [tuple(Decimal(number) for number in row.split()) for row in rows]


def test_as_many_digits_as_columns_have_one_split() -> None:
    assert list(splits(["5000005"], 7)) == ways("5 0 0 0 0 0 5")


def test_no_number_begins_with_zero() -> None:
    assert list(splits(["1001"], 3)) == ways("1 0 01".replace("01", "0 1"))[:0] + ways("10 0 1")


def test_separate_pieces_are_not_joined() -> None:
    assert list(splits(["12", "3"], 3)) == ways("1 2 3")


def test_the_row_sum_chooses() -> None:
    holding = [way for way in splits(["1200012"], 5) if row_holds(way)]
    assert holding == ways("12 0 0 0 12")


def test_the_columns_choose_between_rows() -> None:
    doubtful = {"a": ways("1 2 3", "2 1 3"), "b": ways("0 1 1")}
    known = {"total": ways("1 3 4")[0]}
    identity = Column((("a", 1), ("b", 1), ("total", -1)))
    assert solve(known, doubtful, [identity]) == {"a": ways("1 2 3")[0], "b": ways("0 1 1")[0]}


def test_two_solutions_are_none() -> None:
    assert solve({}, {"a": ways("1 2 3", "2 1 3")}, []) == {}


def test_no_solution_is_none() -> None:
    known = {"total": ways("9 9 18")[0]}
    assert solve(known, {"a": ways("1 2 3")}, [Column((("a", 1), ("total", -1)))]) == {}


def test_blanks_are_placed_in_order() -> None:
    assert len(list(placements([Decimal(1), Decimal(2)], 4))) == 6
