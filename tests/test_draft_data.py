"""The wording that ships as data: phrase books, prompts and lexicons are checked when they load."""

from pathlib import Path

import pytest

from assistant.draft.book import phrasebook
from assistant.draft.book.condition import parse as parse_condition
from assistant.draft.book.contradiction import rules
from assistant.draft.book.paraphrase import reworded, synonyms
from assistant.draft.book.register import chinese, own_name
from assistant.draft.model.prompts import Prompt, all_prompts, build
from assistant.errors import DesignProblem
from assistant.form import load


@pytest.mark.parametrize("section", load().narrative)
def test_every_section_has_a_phrase_book_and_a_prompt(section: str) -> None:
    assert phrasebook.section(section).id == section
    assert all_prompts().sections[section].version


def test_contradictions_name_entries_that_exist() -> None:
    for rule in rules():
        known = {entry.id for entry in phrasebook.section(rule.section).entries}
        assert set(rule.say) <= known
        assert set(rule.within) <= set(load().narrative)
        assert all(set(entries) <= known for _, entries in rule.also)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("section: other\nsentences: [{id: a, say: ['{nobody}。']}]", "没有声明的空位"),
        ("section: other\nsentences: [{id: a, say: ['{list x}。']}]", "没有声明的列举"),
        ("section: other\nsentences: [{id: a, say: ['好。'], when: ['T3 is 5']}]", "无法识别"),
        ("section: other\nsentences: [{id: a, say: []}]", "有误"),
        # What a row is called in prose stands in the form; one without a name is refused there (test_form).
        ("section: other\nlists: {x: {reasons: y}}", "没有声明的列举"),
        ("section: [", "有误"),
    ],
)
def test_a_slip_in_a_phrase_book_fails_when_it_loads(text: str, said: str) -> None:
    with pytest.raises(DesignProblem, match=said):
        phrasebook.build(text)


def test_unknown_flags_are_refused() -> None:
    with pytest.raises(DesignProblem):
        parse_condition("not sunny")


HEAD = "---\nversion: '1'\nvariables: [organ]\n---\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("你好", "开头没有"),
        (HEAD + "没有变量", "不一致"),
        (HEAD + "[[organ]]和[[year]]", "不一致"),
        ("---\nversion: '1'\nvariables: [organ]\nmood: 好\n---\n[[organ]]", "声明有误"),
    ],
)
def test_a_prompt_whose_declaration_and_text_disagree_fails_when_it_loads(text: str, said: str) -> None:
    with pytest.raises(DesignProblem, match=said):
        build("试", text)


def test_a_prompt_takes_exactly_its_variables() -> None:
    prompt: Prompt = build("试", HEAD + "为[[organ]]起草 {{year}}")
    assert prompt.fill(organ="某局") == "为某局起草 {{year}}"
    with pytest.raises(DesignProblem, match="year"):
        prompt.fill(organ="某局", year="2024")
    with pytest.raises(DesignProblem, match="organ"):
        prompt.fill()


def test_a_missing_prompt_is_told(tmp_path: Path) -> None:
    with pytest.raises(DesignProblem, match="缺少提示文件"):
        all_prompts(tmp_path)


@pytest.mark.parametrize(
    ("organ", "said"),
    [
        ("云山市青湖区司法局", "我局"),
        ("云山省教育厅", "我厅"),
        ("云山市卫生健康委员会", "我委"),
        ("云山市青湖区人民政府", "我区"),
        ("云山县人民政府", "我县"),
        ("云山县白河镇人民政府", "我镇"),
        ("云山县人民政府办公室", "我办"),
        ("云山省人民政府办公厅", "我厅"),
        ("云山市青湖区湖滨街道办事处", "本街道"),
        ("云山市公安局交通警察支队", "我支队"),
        ("云山市气象台", "本机关"),
        ("", "本机关"),
    ],
)
def test_an_organ_calls_itself_by_its_kind(organ: str, said: str) -> None:
    assert own_name(organ) == said


def test_chinese_numerals() -> None:
    assert [chinese(count) for count in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]


def test_rewording_breaks_long_runs_and_leaves_names_alone() -> None:
    printed = ["严格落实公开审查制度，不断完善政府信息公开平台建设，及时更新《公开指南》相关内容"]
    new = reworded(printed[0], printed)
    assert new is not None
    assert "政府信息公开平台建设" in new
    assert "《公开指南》" in new
    assert reworded("甲" * 30, ["甲" * 30]) is None


def test_synonyms_are_no_empty_swaps() -> None:
    words = synonyms()
    for lexicon in (words.opening, words.anywhere):
        assert all(old != new and len(old) > 1 for old, new in lexicon.items())
