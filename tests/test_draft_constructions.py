"""A sentence built as clerks build it is said in written order, whatever it speaks of, and then left alone."""

from pathlib import Path

import pytest
import yaml

from assistant.draft.official import official

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "constructions.yaml").read_text("utf-8"))


def said(clause: str):
    return official(clause, organ="某县教育局", section="overview.active")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_a_construction_is_said_in_written_order(case):
    worded = said(case["say"])
    assert worded.template == case["official"]
    assert not worded.doubt
    assert said(worded.template).template == worded.template


@pytest.mark.parametrize("say", ["福彩公益金使用情况也公开了", "行政规范性文件制发程序规范"])
def test_no_slot_begins_within_a_word(say):
    assert "通过" not in said(say).template
