"""操作记录 on 管理, driven without a browser."""

import sqlite3
from contextlib import closing

import pytest
from test_pages_words import open_page, words


@pytest.fixture
def desk(page_desk):
    return page_desk(LLM_BASE_URL="")


def test_the_trail_is_verified_on_the_page(desk):
    desk.store.audit.write("", actor="甲", act="测试")
    _, link = desk.acts.last()
    at = open_page("administration", desk.store.reports.heads()[0].id)
    assert f"共 1 条。最后一条的链：{link}" in words(at)
    at.button(key="verify_trail").click().run()
    assert "没有被改动过" in str([one.value for one in (*at.toast, *at.success)])
    assert desk.store.audit.entries("")[0].act == "核验操作记录"
    with closing(sqlite3.connect(desk.settings.data / "nianbao.db")) as connection, connection:
        connection.execute("UPDATE audit SET actor = '乙' WHERE id = 1")
    at.button(key="verify_trail").click().run()
    assert "第 1 行与前一行接不上" in str([one.value for one in at.error])
