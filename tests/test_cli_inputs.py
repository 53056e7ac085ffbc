"""What `fill` takes as figures: everything is used or refused, nothing is dropped unsaid."""

import json
from pathlib import Path

import pytest

from assistant.cli import main


def fill(folder: Path, content: str, *more: str) -> int:
    (folder / "in.json").write_text(content, "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["fill", str(folder / "in.json"), "-o", str(folder / "out.json"), *more])
    return int(left.value.code or 0)


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        '{"T2": {"licensing": {"decisions": 3}}}',
        '{"T2.licensing.decisions": 3, "T9.nowhere": 1}',
        '{"T2.licensing.decisions": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"organ": "\\ud800", "figures": {}}',
        '{"year": -3, "figures": {}}',
        '{"edition": "1999", "figures": {}}',
        '{"figures": {}, "sections": {"nowhere": "文字"}}',
    ],
    ids=["empty", "nested", "unknown cell", "too long", "too deep", "half a character", "year", "edition", "section"],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    assert fill(tmp_path, content) == 2
    assert capsys.readouterr().err.strip().endswith("。")
    assert not (tmp_path / "out.json").exists()


def test_some_cells_are_enough_and_blank_tables_are_errors(tmp_path: Path) -> None:
    assert fill(tmp_path, '{"T2.licensing.decisions": "1,234"}') == 1
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["figures"]["T2.licensing.decisions"] == 1234
    assert fill(tmp_path, '{"figures": {}}') == 1


def test_words_of_another_organ_are_pointed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = tmp_path / "words.json"
    words.write_text('{"organ": "云溪县教育局", "year": 2024}', "utf-8")
    fill(tmp_path, '{"organ": "云溪县司法局", "year": 2024, "figures": {}}', "--text", str(words))
    assert "“云溪县司法局”2024年度" in capsys.readouterr().err
