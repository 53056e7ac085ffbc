"""送审包: what a leader reads before deciding, from a desk that something was done at."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from kept_desk import finished
from people import CLERK, EDITOR, KEEPER, LEADER

from assistant.desk import packet_name
from assistant.desk.judging import digest_of
from assistant.document import packet as pages
from assistant.errors import NotFound
from assistant.figures import Indicator
from assistant.findings import Severity
from assistant.report import from_json
from assistant.review import Act, Sign, default

HOSTILE = "<img src=http://evil.example/a.png>\"'><script>alert(1)</script></style>&lt;"
CELL = "T2.normative.issued"


def read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def plain(html: bytes | str) -> str:
    """The words of a page without its marks-up and spaces."""
    text = html.decode() if isinstance(html, bytes) else html
    text = re.sub(r"<style>.*?</style>|<[^>]*>", "", text, flags=re.DOTALL)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return "".join(text.split())


@pytest.fixture
def report(desk):
    """A report that waits for the editor, who signs everything, sent on with every warning answered."""
    first, second, third = default().steps
    desk.steps.choose(replace(default(), steps=(first, replace(second, signs=tuple(Sign)), third)), who=KEEPER)
    made = desk.store.reports.create(replace(finished(), organ="虚构县教育局", title=""))
    for item in desk.judging.findings(made):
        if item.finding.severity is Severity.WARNING:
            desk.judging.waive(made, item.finding.fingerprint, "职能划转，口径变化", who=EDITOR)
    desk.moving.act(made, Act.SUBMIT, who=CLERK)
    return made


def test_the_digest_is_what_was_signed_and_goes_with_the_content(desk, report):
    desk.moving.sign(report, Sign.CONFIDENTIALITY, who=EDITOR)
    packet = desk.packets.packet(report, who=LEADER)
    signed = desk.reports.open(report).head.signatures["confidentiality"]["content"]
    assert packet.digest == signed == digest_of(desk.reports.open(report))
    acts = [(one.act, one.by, one.stands) for one in packet.signatures]
    assert acts == [("送审", CLERK.signature, True), ("签署保密审查", EDITOR.signature, True)]
    assert packet.signatures[1].digest == signed
    assert packet.version == "第 1 版（送审）"
    assert (packet.state, packet.turn) == ("编辑审核", "编辑")
    html = desk.packets.html(report, who=LEADER)
    assert signed in plain(html)
    assert signed in read(desk.packets.pdf(report, who=LEADER))

    desk.reports.set_cells(report, {CELL: Decimal(2)}, who=EDITOR)
    later = desk.packets.packet(report, who=LEADER)
    assert later.digest != signed
    assert [one.stands for one in later.signatures] == [False, False]
    assert later.version == "第 1 版（送审）之后又有改动，尚未存为一版"
    assert "之后内容有改动" in plain(desk.packets.html(report, who=LEADER))


def test_the_exported_data_give_the_same_digest(desk, report):
    """Whoever has the file alone can check the number on paper."""
    _, data = desk.publishing.export(report, ".json")
    exported = replace(from_json(json.loads(data)), findings=())
    assert (
        digest_of(replace(desk.reports.open(report), report=exported)) == desk.packets.packet(report, who=CLERK).digest
    )


def test_every_number_of_the_text_has_its_source(desk, report):
    text = desk.reports.open(report).report.section("overview.supervision") + "接待来访67人次。另外走访68户。"
    desk.reports.set_section(report, "overview.supervision", text, who=EDITOR)
    desk.judging.confirm_number(report, "overview.supervision", "67人次", "办公室登记簿", who=EDITOR)
    sources = desk.packets.packet(report, who=LEADER).sources
    found = {(one.number, one.kind, one.source) for one in sources}
    assert ("1件", "有出处", "制发行政规范性文件：表二“行政规范性文件”·本年制发件数；值 1件") in found
    assert ("467件", "有出处", "补充指标“受理法律援助案件”；值 467件") in found
    assert ("9.11%", "计算得出", "受理法律援助案件：本年 467，上年 428") in found
    assert ("67人次", "人工确认", f"办公室登记簿（{EDITOR.signature}确认）") in found
    assert ("68户", "没有出处") in {(number, kind) for number, kind, _ in found}
    one = next(one for one in sources if one.number == "67人次")
    assert (one.section, one.before, one.after) == ("监督保障", "接待来访", "。")
    work = desk.reports.open(report)
    bound = [
        text[item.number.start : item.number.end]
        for section in work.report.form.narrative
        if (text := work.report.section(section))
        for item in desk.words.bind(report, section, text, work)
    ]
    assert [one.number for one in sources] == bound
    printed = plain(desk.packets.html(report, who=LEADER))
    assert f"接待来访67人次。人工确认办公室登记簿（{EDITOR.signature}确认）" in printed


def test_findings_waivers_and_remarks_are_told(desk, report):
    desk.reports.set_section(report, "problems", "存在的问题存在的问题。", who=EDITOR)
    waiting = desk.packets.packet(report, who=LEADER)
    found = next(one for one in waiting.open if one.code == "P-05")
    assert (found.severity, found.where) == ("提醒", desk.reports.open(report).report.form.cell_name("problems"))
    finding = next(i.finding for i in desk.judging.findings(report) if i.finding.code == "P-05")
    assert found.message == finding.message
    desk.judging.waive(report, finding.fingerprint, "引用上级原文", who=EDITOR)
    desk.reviewing.comment(report, "problems", "请写具体", who=LEADER, quote="存在的问题")
    desk.reviewing.comment(report, CELL, "这一格请再数一遍", who=LEADER)
    first, second = desk.reviewing.comments(report)
    desk.reviewing.reply(first.id, "已经核实", who=CLERK)
    desk.reviewing.resolve(second.id, who=EDITOR)
    packet = desk.packets.packet(report, who=LEADER)
    assert "P-05" not in {one.code for one in packet.open}
    waived = next(one for one in packet.waived if one.code == "P-05")
    assert (waived.reason, waived.by) == ("引用上级原文", EDITOR.signature)
    (noted,) = packet.remarks
    assert (noted.quote, noted.text, [one.text for one in noted.answers]) == ("存在的问题", "请写具体", ["已经核实"])
    printed = plain(desk.packets.html(report, who=LEADER))
    for said in (finding.message, "引用上级原文", "请写具体", "回复：已经核实"):
        assert plain(said) in printed
    assert "这一格请再数一遍" not in printed


def test_changes_since_the_version_that_was_sent_on(desk, report):
    before = desk.reports.open(report).report.section("problems")
    assert desk.packets.packet(report, who=LEADER).compared.startswith("现在的内容与送出的各版（最近是第 1 版（送审，")
    desk.reports.set_cells(report, {CELL: Decimal(2)}, who=EDITOR)
    desk.reports.set_section(report, "problems", before + "三是培训偏少。", who=EDITOR)
    base = list(desk.reports.open(report).report.indicators)
    desk.reports.set_indicators(report, [*base, Indicator("接待来访", Decimal(3), "次")], who=EDITOR)
    packet = desk.packets.packet(report, who=LEADER)
    name = packet.report.form.cell_name(CELL)
    assert packet.cells == [(name, "1", "2"), ("补充指标“接待来访”", "无", "3次")]
    (text,) = packet.texts
    assert (text.taken, text.added) == ((), ("三是培训偏少。",))
    assert f"{name}12" in plain(desk.packets.html(report, who=LEADER))

    for item in desk.judging.findings(report):
        if item.open and item.finding.severity is Severity.WARNING:
            desk.judging.waive(report, item.finding.fingerprint, "已经核实", who=EDITOR)
    if desk.judging.standing(desk.reports.open(report)).errors == 0:
        for sign in Sign:
            desk.moving.sign(report, sign, who=EDITOR)
        desk.moving.act(report, Act.FORWARD, who=EDITOR)
        sent = desk.packets.packet(report, who=LEADER)
        assert sent.compared.startswith("现在的内容就是最近送出的第 2 版（报下一环节，")
        assert sent.cells == packet.cells


def test_a_report_that_was_never_sent_and_one_nobody_may_see(desk):
    made = desk.store.reports.create(replace(finished(), organ="虚构县水务局"))
    packet = desk.packets.packet(made, who=CLERK)
    assert packet.compared == "这份年报还没有送出过，没有可以比较的版本。"
    assert packet.version == "还没有存过版本"
    assert (packet.signatures, packet.cells, packet.texts) == ([], [], [])
    stranger = replace(CLERK, account="x", member={}, sees=frozenset({"虚构县教育局"}))
    for take in (desk.packets.packet, desk.packets.html, desk.packets.pdf):
        with pytest.raises(NotFound):
            take(made, who=stranger)


def test_the_words_of_others_stay_words(desk, report):
    someone = replace(EDITOR, name=f"某人{HOSTILE}")
    text = desk.reports.open(report).report.section("problems")
    desk.reports.set_section(report, "problems", f"{text}存在的问题存在的问题{HOSTILE}，办结78件。", who=someone)
    finding = next(i.finding for i in desk.judging.findings(report) if i.finding.code == "P-05")
    desk.judging.waive(report, finding.fingerprint, f"理由{HOSTILE}", who=someone)
    desk.judging.confirm_number(report, "problems", "78件", f"出处{HOSTILE}", who=someone)
    desk.reviewing.comment(report, "problems", f"意见{HOSTILE}", who=someone, quote=f"引文{HOSTILE}")
    desk.reviewing.reply(desk.reviewing.comments(report)[0].id, f"回复{HOSTILE}", who=someone)
    desk.moving.act(report, Act.RETURN, who=someone, reason=f"退回{HOSTILE}")
    packet = desk.packets.packet(report, who=LEADER)
    for html in (desk.packets.html(report, who=LEADER).decode(), pages.to_screen(packet)):
        printed = plain(html)
        for said in ("某人", "理由", "出处", "意见", "引文", "回复", "退回", "问题"):
            assert said + "".join(HOSTILE.split()) in printed, said
        assert not re.search(r"<(img|script|iframe|link|a|form|button|input)\b", html)
        assert html.count("</style>") == 1
    assert "理由<img" in read(desk.packets.pdf(report, who=LEADER))


def test_it_is_one_file_in_order_and_every_page_says_its_number(desk, report):
    html = desk.packets.html(report, who=LEADER).decode()
    parts = [
        "内容校验码",
        "一、签署和办理",
        "二、没有处理",
        "三、说明理由",
        "四、待处理",
        "五、与上一次",
        "六、年报全文",
    ]
    places = [html.index(one) for one in [*parts, 'class="nb-paper"', "附录"]]
    assert places == sorted(places)
    assert "http" not in html.replace('http-equiv="Content-Security-Policy"', "")
    document = pypdfium2.PdfDocument(BytesIO(desk.packets.pdf(report, who=LEADER)))
    digest = desk.packets.packet(report, who=LEADER).digest
    assert len(document) > 2
    for at, page in enumerate(document, 1):
        text = "".join(page.get_textpage().get_text_bounded().split())
        assert f"第{at}页，共{len(document)}页" in text
        assert digest in text
    assert packet_name(desk.reports.open(report).report, ".pdf").startswith("送审包_虚构县教育局")
