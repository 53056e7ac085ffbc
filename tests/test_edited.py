"""Word files that people worked on: what is read, what is listed, and what is told of bad ones."""

import io
import json
import random
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from edited_files import Deed, edit, with_part
from edited_renderings import EDITED
from renderings import figures, make
from test_past import count
from test_past_odd import lost

from assistant import document, past
from assistant.cli.command import nianbao
from assistant.errors import FileTypeUnknown
from assistant.figures import Figures
from assistant.past.edited import Edited
from assistant.report import Report
from assistant.tables import fill

SPOKEN = yaml.safe_load((Path(__file__).parent / "cases" / "edited_words.yaml").read_text("utf-8"))
CASES = {case["name"]: case for case in SPOKEN["cases"]}


def report() -> Report:
    known = figures(random.Random(4))  # noqa: S311 - the same figures every time
    values = {**known.values, "T2.regulations.issued": Decimal(3)}
    filled = fill(Figures(values)).figures
    title = "青岚县水利局2025年政府信息公开工作年度报告"
    return Report("青岚县水利局", 2025, title, figures=filled, sections=SPOKEN["sections"])


def exported() -> bytes:
    return document.to_bytes(report(), ".docx")


def read(*deeds: Deed) -> Edited:
    return past.read_edited_bytes("稿.docx", edit(exported(), deeds))


def texts(of: Report) -> dict[str, str]:
    return {name: text for name, text in of.sections.items() if text}


def alike(got: Any, wanted: Any) -> bool:
    """Whether rows are the same; "..." is something or other."""
    return len(got) == len(wanted) and all(
        all(two in ("...", one) for one, two in zip(row, other, strict=True))
        for row, other in zip(got, wanted, strict=True)
    )


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_was_worked_on(name: str) -> None:
    case = CASES[name]
    got = read(*(Deed(**deed) for deed in case["deeds"]))
    assert texts(got.report) == {**SPOKEN["sections"], **case.get("text", {})}
    assert texts(got.before) == {**SPOKEN["sections"], **case.get("before", {})}
    listed = [[where, one.old, one.new, one.hand.author] for where, one in got.changes]
    assert alike(listed, case.get("changes", []))
    remarks = [[where, one.quote, one.text, one.hand.author] for where, one in got.comments]
    assert alike(remarks, case.get("comments", []))
    known = report().figures.values
    asked = {code: Decimal(value) for code, value in case.get("cells", {}).items()}
    assert {code: got.report.figures.values.get(code) for code in known} == {**known, **asked}
    assert got.before.figures.values == known


def test_what_was_tracked_and_remarked_is_told_with_authors_and_days() -> None:
    data = edit(
        exported(),
        [
            Deed("rewrite", "三次", "四次"),
            Deed("insert", "网站", "移动端", by="王芳", at="2026-01-08T10:00:00Z"),
            Deed("comment", "解读材料", "写明件数", by="王芳"),
        ],
    )
    told = [finding.message for finding in past.read_bytes("稿.docx", data).findings if finding.code == "R-07"]
    assert told == [
        (
            "文件中有 2 处修订（王芳 1 处、李明 1 处，2026-01-05 至 2026-01-08），"
            "已按接受修订后的内容读入；请确认这些修订都应当接受。"
        ),
        "文件中有 1 条批注（王芳 1 条，2026-01-05），批注没有读入正文。",
    ]


def test_a_row_taken_out_leaves_its_cells_blank_and_is_told_with_its_table() -> None:
    got = read(Deed("remove row", "规章"))
    gone = {code for code, cell in got.report.form.cells.items() if cell.table == "T2" and ".regulations." in code}
    assert {code for code, value in report().figures.values.items() if got.report.figures.get(code) != value} == gone
    assert got.before.figures.values == report().figures.values
    assert [(where, one.new, one.rows) for where, one in got.changes] == [("T2", "", True)]
    assert got.changes[0][1].old.startswith("规章　3")


def test_a_row_put_in_is_told_and_never_makes_another_number_of_one() -> None:
    got = read(Deed("add row", "规章"))
    known = report().figures.values
    read_now = got.report.figures.values
    assert all(read_now[code] == value for code, value in known.items() if code in read_now)
    assert [(where, one.old, one.rows) for where, one in got.changes] == [("T2", "", True)]


def test_a_change_says_the_sentence_and_when() -> None:
    [(_, change)] = read(Deed("rewrite", "更新不够及时", "更新偏慢")).changes
    assert change.sentence == "二是更新偏慢。"
    assert change.hand.at is not None
    assert change.hand.at.isoformat() == "2026-01-05T09:30:00"


@pytest.mark.parametrize("at", ["", "0001-01-01T00:00:00Z", "1601-01-01T00:00:00Z", "昨天", "2026-13-45T99:00:00Z"])
def test_what_is_no_date_is_no_date(at: str) -> None:
    [(_, change)] = read(Deed("rewrite", "三次", "四次", at=at)).changes
    assert change.hand.at is None


def test_a_name_of_a_whole_page_is_cut() -> None:
    [(_, change)] = read(Deed("rewrite", "三次", "四次", by="甲\n" * 500)).changes
    assert len(change.hand.author) < 50
    assert "\n" not in change.hand.author


def test_ten_thousand_changes_are_all_read() -> None:
    data = edit(exported(), [Deed("rewrite", "三次", "四次")])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    start = body.index("<w:del ")
    end = body.index("</w:ins>") + len("</w:ins>")
    one, kept = body[start:end], "<w:r><w:t>，</w:t></w:r>"
    many = with_part(data, "word/document.xml", (body[:start] + one * 10_000 + body[end:]).encode())
    spread = with_part(data, "word/document.xml", (body[:start] + (one + kept) * 10_000 + body[end:]).encode())
    assert len(past.read_edited_bytes("稿.docx", many).changes) == 1  # one hand, nothing between: one change
    got = past.read_edited_bytes("稿.docx", spread)
    assert len(got.changes) == 10_000
    assert {where for where, _ in got.changes} == {"overview.supervision"}


@pytest.mark.parametrize("content", [b"", b"<w:comments", b"\x00\xff" * 40, b"<a/>"])
def test_a_damaged_comments_part_costs_the_comments_alone(content: bytes) -> None:
    data = edit(exported(), [Deed("rewrite", "三次", "四次"), Deed("comment", "解读材料", "写明件数")])
    damaged = with_part(data, "word/comments.xml", content)
    got = past.read_edited_bytes("稿.docx", damaged)
    assert got.report.figures.values == report().figures.values
    assert [change.new for _, change in got.changes] == ["四次"]
    assert not got.comments
    told = [finding.message for finding in past.read_bytes("稿.docx", damaged).findings]
    assert any("批注部分已损坏" in message for message in told) is (content != b"<a/>")


@pytest.mark.parametrize("layout", EDITED)
def test_tables_that_were_worked_on_are_read_without_a_wrong_cell(layout: str) -> None:
    total: Counter[str] = Counter()
    for seed in (0, 2, 3, 5):
        rendering = EDITED[layout](make(seed))
        got = past.read_bytes(rendering.name, rendering.data)
        total += count(got, rendering.expected)
        assert lost(rendering, got) == []
    assert set(total) == {"right"}


# ---- nianbao read --changes -------------------------------------------------------------------------------


def command(*arguments: str) -> Any:
    return CliRunner().invoke(nianbao, ["read", "--changes", *arguments], standalone_mode=False)


def test_the_command_prints_changes_and_comments_for_programs(tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(
        edit(
            exported(),
            [
                Deed("rewrite", "T3.received.business", "88", by="王芳"),
                Deed("rewrite", "三次", "四次"),
                Deed("comment", "解读材料", "写明件数", by="王芳", at=""),
            ],
        )
    )
    done = command(str(file), "--json")
    assert done.return_value == 0
    printed = json.loads(done.stdout)
    cell, words = sorted(printed["changes"], key=lambda one: "section" in one)
    assert (cell["cell"], cell["new"], cell["author"]) == ("T3.received.business", "88", "王芳")
    assert words == {
        "section": "overview.supervision",
        "kind": "replace",
        "old": "三次",
        "new": "四次",
        "sentence": "组织培训四次，参加120人次。",
        "author": "李明",
        "at": "2026-01-05T09:30:00",
    }
    assert printed["comments"] == [
        {"section": "problems", "quote": "解读材料", "text": "写明件数", "author": "王芳", "at": None}
    ]


def test_the_command_prints_them_for_people(tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(
        edit(exported(), [Deed("rewrite", "三次", "四次"), Deed("comment", "解读材料", "写明件数", at="")])
    )
    done = command(str(file))
    assert done.return_value == 0
    assert done.stdout.splitlines() == [
        "修订 1 处，批注 1 条。",
        "1. 监督保障　改写　李明　2026-01-05 09:30",
        "   原文：三次",
        "   现为：四次",
        "   所在句子：组织培训四次，参加120人次。",
        "批注 1. 存在的主要问题　李明　没有记下时间",
        "   所批文字：解读材料",
        "   意见：写明件数",
    ]


def test_a_file_without_any_says_so(tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(exported())
    assert command(str(file)).stdout == "文件中没有修订，也没有批注。\n"


def test_comments_that_could_not_be_read_are_told_beside_what_could(tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    data = edit(exported(), [Deed("rewrite", "三次", "四次"), Deed("comment", "解读材料", "写明件数")])
    file.write_bytes(with_part(data, "word/comments.xml", b"<w:comments"))
    done = command(str(file))
    assert (done.return_value, done.stdout.splitlines()[0]) == (0, "修订 1 处，批注 0 条。")
    assert "批注部分已损坏" in done.stderr


@pytest.mark.parametrize("suffix", [".md", ".html", ".xlsx", ".json"])
def test_what_is_no_word_file_is_told_so(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"稿{suffix}"
    file.write_bytes(document.to_bytes(report(), suffix))
    with pytest.raises(FileTypeUnknown, match="不是 Word 文件"):
        past.read_edited(file)
    assert isinstance(command(str(file)).exception, FileTypeUnknown)
