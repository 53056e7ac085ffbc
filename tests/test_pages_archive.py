"""往年资料, taking in: every report of an archive of files, and what became of each."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from renderings import LOSSY, make
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk

ROOT = Path(__file__).resolve().parents[1]


def test_an_archive_is_taken_in_report_by_report(page_desk: Callable[..., Desk]) -> None:
    desk = page_desk(DEMO="false")
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        for year in (2023, 2024):
            archive.writestr(f"上报/{year}.json", (ROOT / f"corpus/demo/{year}.json").read_bytes())
        archive.writestr("上报/坏.docx", b"PK\x03\x04 not really")
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["tab"] = "存入"
    at.run()
    at.switch_page("assistant/ui/views/past_reports.py").run()
    at.file_uploader(key="archive_files").upload("上报.zip", out.getvalue(), "application/zip").run()
    at.button(key="archive_take").click().run()
    assert not at.exception
    assert {entry.name for entry in desk.archive.entries()} == {"上报/2023.json", "上报/2024.json"}
    assert len(at.success) == 2
    assert ["坏.docx" in error.value for error in at.error] == [True]


def test_what_was_taken_in_with_doubts_is_opened_beside_its_original(page_desk: Callable[..., Desk]) -> None:
    desk = page_desk(DEMO="false")
    file = LOSSY["一行一排略去空格"](make(5))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["tab"] = "存入"
    at.run()
    at.switch_page("assistant/ui/views/past_reports.py").run()
    at.file_uploader(key="archive_files").upload(file.name, file.data, "text/plain").run()
    at.button(key="archive_take").click().run()
    [filed] = desk.archive.entries()
    at.button(key=f"archive_check_{filed.id}").click().run()
    assert not at.exception
    assert at.selectbox(key="archive_chosen").value == filed
    assert at.toggle(key=f"beside_open_{filed.id}").value
