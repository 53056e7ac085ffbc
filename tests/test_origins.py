"""Which change each sentence of a section came with, and what it was before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.review.origins import Origin, origins

ONE, TWO, THREE = "本年公开政策文件三十件。", "解读材料偏少。", "公开指南更新不够及时。"
BETTER = "政策解读材料数量偏少。"


@pytest.mark.parametrize(
    ("text", "changes", "told"),
    [
        (ONE, [], [Origin(ONE)]),
        (ONE + TWO, [("", ONE + TWO)], [Origin(ONE, 0), Origin(TWO, 0)]),
        (ONE + TWO, [(ONE, ONE + TWO), ("", ONE)], [Origin(ONE, 1), Origin(TWO, 0)]),
        (ONE + BETTER, [(ONE + TWO, ONE + BETTER), ("", ONE + TWO)], [Origin(ONE, 1), Origin(BETTER, 0, TWO)]),
        # Put elsewhere: still as it was written, by whoever wrote it.
        (TWO + ONE, [(ONE + TWO, TWO + ONE), ("", ONE + TWO)], [Origin(TWO, 1), Origin(ONE, 1)]),
        # Said twice, and one of both is older.
        (ONE + ONE, [(ONE, ONE + ONE), ("", ONE)], [Origin(ONE, 1), Origin(ONE, 0)]),
        # Taken out and put back: whoever put it back.
        (ONE + TWO, [(ONE, ONE + TWO), (ONE + TWO, ONE), ("", ONE + TWO)], [Origin(ONE, 2), Origin(TWO, 0)]),
        # A version put back in between told no text: what stands only in it has no origin known.
        (ONE + THREE, [(TWO, ONE + TWO), ("", TWO)], [Origin(ONE, 0), Origin(THREE)]),
        ("", [(ONE, "")], []),
        (f"{ONE}\n{TWO}", [("", f"{ONE}\n\n{TWO}")], [Origin(ONE, 0), Origin(TWO, 0)]),
    ],
)
def test_a_sentence_is_of_the_change_that_brought_it(text, changes, told):
    assert origins(text, changes) == told


TEXTS = st.lists(st.sampled_from([ONE, TWO, THREE, BETTER]), max_size=5).map("".join)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_followed_from_the_beginning_every_sentence_has_an_origin_in_which_it_stands(history):
    """Nothing written is without whoever wrote it, and nobody is told to have written what was there before them."""
    steps = list(zip(["", *history], history, strict=False))[::-1]
    for one in origins(history[-1], steps):
        assert one.change is not None
        old, new = steps[one.change]
        assert one.sentence in new
        assert old.count(one.sentence) < new.count(one.sentence)
