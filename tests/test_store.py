from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import postgres_server
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from assistant.errors import Conflict, NotFound, StorageProblem
from assistant.figures import Figures, Indicator, Note
from assistant.report import Report
from assistant.settings import Settings
from assistant.store import Store
from assistant.store.failures import explained
from assistant.store.migrating import MIGRATIONS
from assistant.store.schema import Base

CELL = "T3.received.business"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request, settings):
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        postgres_server.empty(url)
        settings = settings.model_copy(update={"database_url": url})
    opened = Store(settings)
    yield opened
    opened.close()


@pytest.fixture
def report(balanced):
    return Report(
        organ="虚构县教育局",
        year=2025,
        title="虚构县教育局2025年政府信息公开工作年度报告",
        figures=Figures({**balanced.values, "T2.fees.amount": Decimal("59237.2449")}),
        indicators=(
            Indicator("微博发布", Decimal(104), "条", last=Decimal(98)),
            Indicator("培训", None, "场"),
            Indicator("网站发布", Decimal(1000), "条", about="over", origin="对话，甲（经办人），2026年1月8日"),
        ),
        notes=(
            Note("overview.active", "开设专栏"),
            Note("overview.supervision", "未发生责任追究情形", "对话，甲（经办人），2026年1月8日"),
        ),
        answers={"last-year.supervision.training": "3场", "form.other.fees": "没有收取"},
        sections={"problems": "一是……", "improvements": "一是……"},
    )


@pytest.fixture
def older(report):
    """A report as it was kept before there was a conversation, which told what the older schema has no place for."""
    return replace(
        report,
        indicators=tuple(replace(item, about="", origin="") for item in report.indicators),
        notes=tuple(replace(item, origin="") for item in report.notes),
        answers={},
    )


def test_a_report_comes_back_as_it_was_put_in(store, report):
    report_id = store.reports.create(report)
    assert store.reports.open(report_id) == report


def test_an_account_is_one_identitys_and_an_identity_has_one_account(store):
    for name in ("zhang", "wang"):
        store.accounts.add(name, person="", admin=False, password="", to_change=False)
    store.identities.bind("zhang", "https://a", "u-1")
    assert (store.identities.whose("https://a", "u-1"), store.identities.whose("https://b", "u-1")) == ("zhang", "")
    for name, issuer, subject in (("wang", "https://a", "u-1"), ("zhang", "https://b", "u-1")):
        with pytest.raises(Conflict, match="重新登录"):
            store.identities.bind(name, issuer, subject)
    store.identities.unbind("zhang")
    assert not store.identities.is_bound("zhang")
    store.identities.bind("wang", "https://a", "u-1")
    assert store.identities.is_bound("wang")


def test_a_fact_that_several_servers_settle_is_the_first_ones(store):
    assert store.settle("key", "first") == "first"
    assert store.settle("key", "second") == "first"


def test_one_organ_has_one_report_a_year(store, report):
    store.reports.create(report)
    with pytest.raises(Conflict, match="已经在工作台上"):
        store.reports.create(report)


def test_two_people_on_different_cells_both_keep_theirs(store, report):
    report_id = store.reports.create(report)
    store.reports.set_cells(report_id, {CELL: Decimal(9)}, base={CELL: Decimal(4)})
    assert (
        store.reports.set_cells(report_id, {"T4.review.other": Decimal(1)}, base={"T4.review.other": Decimal(0)}) == []
    )
    values = store.reports.open(report_id).figures.values
    assert (values[CELL], values["T4.review.other"]) == (9, 1)


def test_the_second_on_the_same_cell_sees_both_values(store, report):
    report_id = store.reports.create(report)
    store.reports.set_cells(report_id, {CELL: Decimal(9)}, base={CELL: Decimal(4)})
    (conflict,) = store.reports.set_cells(report_id, {CELL: Decimal(7)}, base={CELL: Decimal(4)})
    assert (conflict.theirs, conflict.ours) == (9, 7)
    assert store.reports.open(report_id).figures.values[CELL] == 9


def test_a_cell_can_be_made_blank_again(store, report):
    report_id = store.reports.create(report)
    store.reports.set_cells(report_id, {CELL: None})
    assert store.reports.open(report_id).figures.get(CELL) is None


def test_a_section_changed_by_somebody_else_is_not_overwritten(store, report):
    report_id = store.reports.create(report)
    store.reports.set_section(report_id, "problems", "别人写的", base="一是……")
    with pytest.raises(Conflict, match="没有覆盖"):
        store.reports.set_section(report_id, "problems", "我写的", base="一是……")
    assert store.reports.open(report_id).section("problems") == "别人写的"


def test_versions_are_kept_whole(store, report):
    report_id = store.reports.create(report)
    store.trail.keep_version(report_id, report, reason="送审", actor="甲")
    store.reports.set_section(report_id, "problems", "改了")
    store.trail.keep_version(report_id, store.reports.open(report_id), reason="退回", actor="乙")
    assert [item.number for item in store.trail.versions(report_id)] == [2, 1]
    assert store.trail.version(report_id, 1) == report
    store.reports.replace(report_id, store.trail.version(report_id, 1))
    assert store.reports.open(report_id) == report


def test_one_more_fact_is_written_beside_what_others_wrote_meanwhile(store, report):
    report_id = store.reports.create(report)
    seen = []

    def told(now):
        seen.append(now)
        return replace(
            now,
            figures=now.figures.with_values({CELL: Decimal(9)}),
            indicators=(*now.indicators, Indicator("图解", Decimal(6), "个")),
            notes=(replace(now.notes[0], text="开设、更新专栏"), *now.notes[1:]),
            answers={**now.answers, "peers.active.charts": "6个"},
        )

    store.reports.set_cells(report_id, {"T4.review.other": Decimal(1)})
    store.reports.set_section(report_id, "problems", "别人写的")
    _, after = store.reports.amend(report_id, told, actor="甲")
    assert seen[0].section("problems") == "别人写的"
    assert store.reports.open(report_id) == after
    assert (after.figures.get(CELL), after.figures.get("T4.review.other")) == (9, 1)
    assert [item.name for item in after.indicators] == ["微博发布", "培训", "网站发布", "图解"]
    assert list(after.answers) == [*report.answers, "peers.active.charts"]


def test_a_change_that_fails_leaves_everything_as_it_was(store, report):
    report_id = store.reports.create(report)

    def fails(_now):
        raise Conflict("不行")

    with pytest.raises(Conflict):
        store.reports.amend(report_id, fails)
    assert store.reports.open(report_id) == report


def test_a_shorter_list_leaves_no_row_behind(store, report):
    report_id = store.reports.create(report)
    store.reports.set_indicators(report_id, report.indicators[1:])
    store.reports.set_notes(report_id, [])
    after = store.reports.open(report_id)
    assert (after.indicators, after.notes) == (report.indicators[1:], ())


def test_what_came_with_a_turn_is_changed_in_place(store, report):
    report_id = store.reports.create(report)
    message_id = store.trail.say(report_id, "", "assistant", "记下吗？", {"told": [{"state": "open"}]})
    store.trail.rewrite(message_id, lambda content: {**content, "told": [{"state": "recorded"}]})
    assert store.trail.message(message_id).content == {"told": [{"state": "recorded"}]}
    store.trail.rewrite(message_id + 1, lambda content: content)
    with pytest.raises(NotFound):
        store.trail.message(message_id + 1)


def test_reports_kept_before_there_was_a_conversation_lose_nothing(store, older):
    report_id = store.reports.create(older)
    with store._database.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        assert "answers" not in inspect(connection).get_table_names()
        command.upgrade(config, "head")
    assert store.reports.open(report_id) == older


def test_the_margins_of_a_report(store, report):
    report_id = store.reports.create(report)
    comment = store.trail.comment(report_id, place="problems", quote="一是", text="再具体些", actor="丙")
    store.trail.resolve_comment(comment)
    store.trail.waive(report_id, "f1", reason="口径变化", actor="甲")
    store.trail.confirm(report_id, "problems", "3", note="签到册", actor="甲")
    store.trail.say(report_id, "problems", "person", "写一段")
    store.audit.write(report_id, actor="甲", act="送审")
    assert [(item.text, item.resolved) for item in store.trail.comments(report_id)] == [("再具体些", True)]
    assert store.trail.waivers(report_id)["f1"].reason == "口径变化"
    assert [item.number for item in store.trail.confirmations(report_id)] == ["3"]
    assert [item.text for item in store.trail.messages(report_id, "problems")] == ["写一段"]
    assert [item.act for item in store.audit.entries(report_id)] == ["送审"]


def test_what_is_said_of_a_report_that_is_gone_is_told(store):
    with pytest.raises(NotFound, match="已经被移除"):
        store.trail.say("none", "", "person", "写一段")


def test_removing_a_report_leaves_only_its_audit_trail(store, report):
    report_id = store.reports.create(report)
    store.trail.say(report_id, "problems", "person", "写一段")
    store.audit.write(report_id, actor="甲", act="新建")
    store.reports.remove(report_id)
    with pytest.raises(NotFound):
        store.reports.open(report_id)
    assert store.trail.messages(report_id, "problems") == []
    assert len(store.audit.entries(report_id)) == 1


def test_the_archive_keeps_the_original_and_knows_duplicates(store, report):
    filed = {
        "kind": "部门",
        "level": "县级",
        "region": "虚构县",
        "name": "a.txt",
        "digest": "d",
        "original": b"\x00\xff",
    }
    archive_id = store.archive.add(report, **filed)
    assert store.archive.original(archive_id) == ("a.txt", b"\x00\xff")
    assert store.archive.report(archive_id) == report
    assert store.archive.same(digest="d").id == archive_id
    assert store.archive.same(organ="虚构县教育局", year=2025).id == archive_id
    assert store.archive.same(organ="虚构县教育局", year=2024) is None
    store.archive.remove(archive_id)
    assert store.archive.entries() == []


def test_reports_kept_before_there_were_editions_are_of_2021_and_lose_no_cell(store, older):
    report_id = store.reports.create(older)
    with store._database.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        assert "edition" not in {column["name"] for column in inspect(connection).get_columns("reports")}
        command.upgrade(config, "head")
    assert store.reports.open(report_id) == older
    assert store.reports.open(report_id).edition == "2021"


def test_the_migrations_make_exactly_the_schema(store):
    with store._database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_a_dead_database_is_one_sentence(tmp_path):
    settings = Settings(_env_file=None, home=tmp_path, database_url="postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(StorageProblem, match="连不上数据库服务器"):
        Store(settings)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('connection failed: FATAL:  password authentication failed for user "nianbao"', "不接受设置"),
        ('connection failed: FATAL:  role "nianbao" does not exist', "不接受设置"),
        (
            'connection failed: FATAL:  database "nianbao" does not exist',
            "没有设置 NIANBAO_DATABASE_URL 中的那个数据库",
        ),
        ("connection to server failed: Connection refused", "连不上数据库服务器"),
        ("[Errno -2] Name or service not known", "连不上数据库服务器"),
        ("Can't load plugin: sqlalchemy.dialects:postgres", "的写法不对"),
        ("No module named 'psycopg2'", "的写法不对"),
        ('connection failed: FATAL:  permission denied for database "nianbao"', "不接受设置"),
        ("something nobody thought of", "数据库打不开"),
    ],
)
def test_why_a_database_cannot_be_opened_is_told_apart(said, told):
    assert told in explained(OSError(said), opening=True).message


def test_a_table_that_is_not_there_is_told_and_one_that_is_only_named_is_not(either):
    with closing(Store(either)) as store:
        with store._database.engine.begin() as connection:
            connection.execute(text("DROP TABLE marks"))
        with pytest.raises(StorageProblem, match="缺少应有的表或者栏目"):
            store.marks.of("r", "li")
    waited = OSError('deadlock detected CONTEXT:  while locking tuple (0,5) in relation "users", column "name"')
    assert "暂时不能读写" in explained(waited).message


@pytest.mark.parametrize(("stands_at", "without"), [("0014", ("looks", "marks")), ("0013", ("delegations",))])
def test_a_database_that_came_by_another_order_of_revisions_gets_what_it_lacks(either, stands_at, without):
    made = Store(either)
    with made._database.engine.begin() as connection:
        for table in without:
            connection.execute(text(f"DROP TABLE {table}"))
        if stands_at == "0014":
            for column in ("published", "reminded"):
                connection.execute(text(f"ALTER TABLE reports DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = :at"), {"at": stands_at})
    made.close()
    with closing(Store(either)) as again, again._database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
