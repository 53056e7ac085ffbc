import pickle
from copy import deepcopy

import pytest

from assistant.errors import DesignProblem
from assistant.form import known, load
from assistant.form.expression import parse
from assistant.form.loading import build


def test_the_form_has_two_hundred_cells_in_three_tables():
    form = load()
    counts = {table: sum(1 for _ in form.tables[table].codes()) for table in form.tables}
    assert counts == {"T2": 10, "T3": 175, "T4": 15}
    assert len(form.cells) == 200


def test_a_cell_carries_its_legal_sentence_as_the_statute_writes_it():
    assert load().cells["T3.unavailable_not_held.total"].basis.startswith("条例第三十六条第（四）（五）项：")
    assert load().cells["T2.licensing.decisions"].basis.startswith("条例第二十条第（五）项：")


def test_a_form_is_itself_however_it_is_handed_on():
    assert pickle.loads(pickle.dumps(load())) is deepcopy(load()) is load("2021")  # noqa: S301 - our own bytes
    assert load() != load("2019")
    assert [form.edition for form in known()] == ["2021", "2019"]


def test_an_edition_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(DesignProblem, match=r"1999.*2021、2019"):
        load("1999")


def test_every_rule_is_bound_to_cells_of_the_form():
    form = load()
    by_code: dict[str, int] = {}
    for rule in form.rules:
        by_code[rule.code] = by_code.get(rule.code, 0) + 1
    assert by_code == {"T3-01": 25, "T3-02": 7, "T3-03": 7, "T4-01": 3, "Y-01": 7, "Y-02": 2}


def test_a_rule_is_shown_as_it_is_computed():
    rule = next(rule for rule in load().rules if rule.code == "T3-03")
    assert rule.name == (
        "一、本年新收政府信息公开申请数量 + 二、上年结转政府信息公开申请数量 = （七）总计 + 四、结转下年度继续办理"
    )
    assert [operand.cell for operand in rule.left] == ["T3.received.natural_person", "T3.carried_in.natural_person"]


@pytest.mark.parametrize(
    "expression",
    ["a + b", "a = b = c", "a ++ b = c", "a b = c", "a + = b", "a = __import__('os')", "a = 1", "a * b = c"],
)
def test_a_malformed_expression_is_refused(expression):
    with pytest.raises(DesignProblem):
        parse(expression)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace("wide: 4}]", "wide: 5}]", 1), "版式"),
        (lambda text: text.replace("received + carried_in =", "received + carried_over ="), "carried_over"),
        (lambda text: text.replace('article: "14"', 'article: "99"', 1), "99"),
        (lambda text: text.replace("code: T3-01", "code: T3-99", 1), "T3-99"),
        (lambda text: text.replace("unit: 件}", "unti: 件}", 1), "unti"),
        (lambda text: text.replace(", said: 属于过程性信息", ""), "refused_process_information.*said"),
        (lambda text: text.replace(", applicant: person", ""), "natural_person.*applicant"),
        (lambda text: text.replace("group: refused,", "group: denied,", 1), "denied"),
        (lambda text: text.replace("  received: {", "  arrived: {", 1), "received"),
    ],
)
def test_a_malformed_edition_fails_when_it_loads(change, says):
    from importlib import resources

    text = (resources.files("assistant.form") / "form_2021.yaml").read_text("utf-8")
    assert build(text).edition == "2021"
    with pytest.raises(DesignProblem, match=says):
        build(change(text))
