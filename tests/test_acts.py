"""The trail of acts as an administrator uses it: verified, and handed out as files others can read."""

import csv
import hashlib
import io
import json

import pytest
from openpyxl import load_workbook
from people import CLERK, EDITOR, KEEPER
from sqlalchemy import create_engine, text

from assistant.errors import Forbidden, UsageError
from assistant.store.chain import link

EVIL = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", 'a,"b"\n=c')


@pytest.fixture
def lines(desk):
    """A trail with lines that a spreadsheet program would like to run."""
    for evil in EVIL:
        desk.store.audit.write("", actor=evil, act=evil, detail={"新": evil, "=k": 1}, address=evil)
    desk.store.audit.write("", actor="甲", act="半个字", detail={"新": "\ud83d"})
    return list(desk.store.audit.all())


def changed(settings, statement):
    engine = create_engine(settings.database)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_whole_chain_is_said_to_be_whole_and_the_verifying_is_in_it(desk, lines):
    verified = desk.acts.verify(who=KEEPER)
    assert (verified.lines, verified.link, verified.faults) == (len(lines), lines[-1].link, ())
    assert desk.store.audit.entries("")[0].act == "核验操作记录"
    assert desk.acts.last()[0] == len(lines) + 1


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET actor = '别人' WHERE id = 3", "第 3 行与前一行接不上"),
        ("UPDATE audit SET at = '2020-01-01 00:00:00' WHERE id = 2", "第 2 行与前一行接不上"),
        ("DELETE FROM audit WHERE id = 4", "第 5 行与前一行接不上，这一行或者它前面的记录被改动过；它前面缺少记录"),
        ("DELETE FROM audit WHERE id = 9", "最后一行不是应有的一行"),
    ],
)
def test_a_changed_line_is_named(desk, lines, settings, statement, said):
    changed(settings, statement)
    assert len(lines) == len(EVIL) + 1
    assert any(said in fault for fault in desk.acts.verify(who=KEEPER).faults)


def test_what_is_handed_out_as_lines_of_json_can_be_followed_without_the_program(desk, lines):
    data = desk.acts.export(".jsonl", who=KEEPER)
    before = ""
    for line in data.splitlines():
        row = json.loads(line)
        signed = [
            before,
            row["number"],
            row["report"],
            row["at"],
            row["person"],
            row["address"],
            row["act"],
            row["detail"],
        ]
        plain = json.dumps(signed, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        before = row["link"]
        assert before == f"sha256:{hashlib.sha256(plain.encode()).hexdigest()}"
    assert before == lines[-1].link
    assert link("", number=1, report_id="", at=lines[0].at, actor="", address="", act="", detail={}).startswith(
        "sha256:"
    )


def test_a_table_of_the_trail_has_every_line_and_no_formula(desk, lines):
    data = desk.acts.export(".csv", who=KEEPER)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(desk.acts.export(".XLSX", who=KEEPER))).worksheets[0]
    cells = [list(row) for row in sheet.iter_rows()]
    assert (len(rows), len(cells)) == (len(lines) + 1, len(lines) + 2)  # the first handing out is a line too
    assert rows[0] == [cell.value for cell in cells[0]]
    begun = [field[:1] for row in rows for field in row]
    begun += [str(cell.value or "")[:1] for row in cells for cell in row]
    assert not {"=", "+", "-", "@", "\t", "\r", "\n"} & set(begun)
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n", "inlineStr"}
    assert rows[1][1] == lines[0].at.astimezone().isoformat(sep=" ", timespec="seconds")
    assert [row[-1] for row in rows[1:]] == [line.link for line in lines]


def test_who_may_and_as_what(desk, lines):
    assert lines
    for who in (CLERK, EDITOR):
        with pytest.raises(Forbidden, match="由管理员办理"):
            desk.acts.export(".csv", who=who)
        with pytest.raises(Forbidden, match="由管理员办理"):
            desk.acts.verify(who=who)
    with pytest.raises(UsageError, match=r"\.jsonl、\.csv、\.xlsx"):
        desk.acts.export(".pdf", who=KEEPER)
