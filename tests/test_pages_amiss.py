"""What is amiss with searching past reports: said where one searches, and where it is mended."""

import shutil
from collections.abc import Callable

import pytest
from people import KEEPER
from test_pages_words import open_page, press, words

from assistant.desk import Desk

AMISS = "本次只按关键词检索"


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    return page_desk()


def test_a_vector_index_that_is_gone_is_said_until_it_is_mended(desk: Desk) -> None:
    report_id, folder = desk.store.reports.heads()[0].id, desk.settings.data / "index" / "chroma"
    desk.archive.reindex(who=KEEPER)
    desk.index.close()
    shutil.rmtree(folder)
    folder.write_text("not a folder")
    at = open_page("past_reports", report_id, tab="查找")
    assert AMISS not in words(at)
    at.text_input(key="archive_query").set_value("微信公众号推送信息").run()
    assert AMISS in words(at)
    assert "请管理员在“管理”页重新建立索引" in words(at)
    keeping = open_page("administration", report_id)
    assert AMISS in words(keeping)
    folder.unlink()
    press(keeping, "reindex")
    assert AMISS not in words(keeping)
    assert AMISS not in words(open_page("past_reports", report_id))
