"""Everything people can change at the desk, each done once for real: what it needs, what is done, what the trail says.

A new use case is added here, or `test_permissions.py` fails. What a change needs is put straight into the store, so
that it can be there in a state in which nobody could put it there.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from people import CLERK, EDITOR, KEEPER, LEADER

from assistant.desk import CellEdit, CommentFound, Desk, Drafted, Found, TextEdit, Who
from assistant.desk.conversation.told_cards import cards_content
from assistant.desk.edited_files.three_texts import Fitted
from assistant.desk.judging import signed_content
from assistant.draft import Change as Wording
from assistant.draft import Proposal
from assistant.errors import ModelUnavailable
from assistant.figures import Indicator, Note
from assistant.ledger import Counted
from assistant.listening.told import Told
from assistant.past import read_edited_bytes
from assistant.past.markup import Comment, Hand, Spot
from assistant.report import Report
from assistant.review import Act, Role, Sign, default, presets
from assistant.settings import shipped

CELL, CARRIED, TEXT = "T3.received.natural_person", "T3.carried_in.natural_person", "problems"
CORPUS = shipped("corpus") / "reports"
NEW_FILE = CORPUS / "ecology-bureau-2023.json"
FILED_FILE = CORPUS / "education-bureau-2023.json"
WORD = "存在的问题存在的问题。"
"""A warning, for a word said twice."""
INDICATOR, NOTE = Indicator("接待来访", Decimal(3), "次"), Note("problems", "窗口人手少")
FIRST, MARCH = date(2026, 1, 5), date(2026, 3, 2)
PORTAL = "https://www.xx.gov.cn/nb.html"
SECRET = "三月梨花落满山路甲乙"
FACT = Told("note", "", "problems", "窗口人手少")
REMARKED = CommentFound(TEXT, Comment("写明人数", "人手", Hand("李明"), Spot(0)))
PROPOSAL = Proposal("problems", "facts", "一是人手少。", ())


@dataclass(frozen=True)
class Place:
    """What there is to work on: a finished report, an empty one and a filed one; `ready` is what a change needed."""

    full: str
    bare: str
    filed: str
    ready: Any = None


def _nothing(_desk: Desk, _at: Place) -> None:
    """A change that needs nothing."""


@dataclass(frozen=True)
class Change:
    """One thing that people do.

    `told` is what the line of the trail says beside who and when, `...` being something or other. `lines` is 0 where
    what is written is the conversation itself. `state` is the one of an act that is no use in another.
    """

    use: str
    method: str
    do: Callable[[Desk, Who, Place], Any]
    told: Mapping[str, Any]
    ready: Callable[[Desk, Place], Any] = _nothing
    bare: bool = False
    lines: int = 1

    def __str__(self) -> str:
        """The name of its test."""
        return f"{self.method}-{self.use}"


def _account(desk: Desk, _at: Place) -> str:
    desk.store.accounts.add("lee", person="李三", admin=False, password="x", to_change=False)
    return "lee"


def _bound(desk: Desk, at: Place) -> str:
    desk.store.accounts.change(_account(desk, at), password="")
    desk.store.identities.bind("lee", "https://issuer.example", "7")
    return "lee"


def _leader(desk: Desk, at: Place) -> str:
    """A leader and a colleague of theirs."""
    desk.store.accounts.add("wang", person="王四", admin=False, password="x", to_change=False)
    desk.store.accounts.set_roles(_account(desk, at), {"虚构县水务局": [Role.LEADER]})
    return "lee"


def _delegated(desk: Desk, at: Place) -> str:
    return desk.store.delegations.add(
        giver=_leader(desk, at), deputy="wang", organ="", first=FIRST, last=FIRST, note="外出"
    )


def _tried(desk: Desk, who: Who) -> None:
    with suppress(ModelUnavailable):  # that nobody answers there is a result too
        desk.choosing.test({"llm_base_url": "http://127.0.0.1:9/v1", "llm_model": "none"}, who=who)


def _says(desk: Desk, at: Place) -> int:
    return desk.store.trail.say(at.full, "problems", "assistant", "记下吗？", cards_content([FACT]))


def _reworded(desk: Desk, at: Place) -> Found:
    """A file that has another text in a section."""
    now = desk.store.reports.text(at.full, TEXT)
    change = Wording(0, "replace", now, "一是人手少。", 0, len(now))
    return Found(texts={TEXT: (now, (TextEdit(Fitted(change, now, "一是人手少。"), (Hand("李明"),)),))})


def _version(desk: Desk, at: Place) -> int:
    other = desk.store.reports.open(at.full).with_section(TEXT, "另一稿。")
    return desk.store.trail.keep_version(at.full, other, reason="手动保存", actor="甲")


def _warned(desk: Desk, at: Place) -> str:
    desk.store.reports.set_section(at.full, TEXT, WORD)
    found = [item.finding for item in desk.judging.findings(at.full)]
    return next(finding.fingerprint for finding in found if finding.code == "P-05")


def _waived(desk: Desk, at: Place) -> str:
    fingerprint = _warned(desk, at)
    desk.store.trail.waive(at.full, fingerprint, reason="引用原文", actor="甲")
    return fingerprint


def _signed(desk: Desk, at: Place) -> None:
    work = desk.reports.open(at.full)
    kept = {sign.value: {"content": signed_content(work, sign), "by": "乙"} for sign in Sign}
    desk.store.reports.set_head(at.full, signatures=kept)


def _signed_everywhere(desk: Desk, at: Place) -> None:
    """Every step asks for every signature, of which there is an old one of everything."""
    steps = tuple(replace(step, signs=tuple(Sign)) for step in default().steps)
    desk.steps.choose(replace(default(), steps=steps), who=KEEPER)
    old = {sign.value: {"content": "旧的", "by": "乙"} for sign in Sign}
    desk.store.reports.set_head(at.full, signatures=old)


def _two_leaders(desk: Desk, at: Place) -> None:
    """A leader's step is followed by another, so that a leader sends on what an editor sent."""
    desk.steps.choose(presets()["heads"], who=KEEPER)
    _signed(desk, at)


def _published(desk: Desk, at: Place) -> None:
    kept = {"address": "旧的", "day": "2026-02-01", "content": "旧的", "by": "乙"}
    desk.store.reports.set_head(at.full, published=kept)


def _remark(desk: Desk, at: Place) -> str:
    return desk.store.trail.comment(at.full, place=TEXT, quote="", text="再具体些", actor="丙")


def _marked(desk: Desk, at: Place) -> dict[Role, str]:
    """A mark of each, since nobody has another's."""
    marks = desk.store.marks
    return {
        who.role: marks.add(at.full, who.signature, place=TEXT, quote="人手", sentence="")
        for who in (CLERK, EDITOR, LEADER, KEEPER)
    }


def _spoiled(desk: Desk, at: Place) -> None:
    entry, report = desk.archive.entry(at.filed), desk.archive.report(at.filed)
    old = replace(report, figures=report.figures.with_values({CELL: Decimal(999_999)}))
    desk.store.archive.reread(at.filed, old, kind=entry.kind, level=entry.level, region=entry.region)


def _all_but_one(desk: Desk, at: Place) -> None:
    for section in desk.reports.open(at.bare).report.form.narrative:
        if section not in {"overview", TEXT}:
            desk.store.reports.set_section(at.bare, section, "有了。")


def _counted(desk: Desk, at: Place) -> Counted:
    figures = desk.reports.open(at.full).report.figures.with_values({CELL: Decimal(99)})
    return Counted(2024, figures, {CELL: ("第2行",)}, (), (), {"第2行": "2024-1"})


def _act(act: Act, ready: Callable[[Desk, Place], Any] = _nothing) -> Change:
    return Change(
        act.value,
        "moving.act",
        lambda desk, who, at: desk.moving.act(at.full, act, who=who, reason="有错字"),
        {"old": ..., "new": ..., "reason": "有错字", "version": 2},
        ready,
    )


def _named(desk: Desk, at: Place) -> Report:
    report = desk.reports.open(at.full).report
    return replace(report, figures=report.figures.with_values({CELL: Decimal(99)}), indicators=(), notes=())


CHANGES: tuple[Change, ...] = (
    Change(
        "set_cells",
        "reports.set_cells",
        lambda desk, who, at: desk.reports.set_cells(at.full, {CELL: Decimal(99)}, who=who),
        {"cells": {CELL: ["12", "99"]}},
    ),
    Change(
        "unlock",
        "reports.unlock",
        lambda desk, who, at: desk.reports.unlock(at.full, CARRIED, "上年报告更正", who=who),
        {"cell": CARRIED, "reason": "上年报告更正", "old": "数错了——乙"},
        lambda desk, at: desk.store.reports.set_head(at.full, unlocked={CARRIED: "数错了——乙"}),
    ),
    Change(
        "set_section",
        "reports.set_section",
        lambda desk, who, at: desk.reports.set_section(at.full, TEXT, "新的一段。", who=who),
        {"section": TEXT, "old": "旧的一段。", "new": "新的一段。"},
        lambda desk, at: desk.store.reports.set_section(at.full, TEXT, "旧的一段。"),
    ),
    Change(
        "adopt",
        "words.adopt",
        lambda desk, who, at: desk.words.adopt(at.bare, TEXT, "新的一段。", base="", way="facts", who=who),
        {"section": TEXT, "old": "", "new": "新的一段。", "way": "facts"},
        bare=True,
    ),
    Change(
        "adopt",
        "whole.take",
        lambda desk, who, at: desk.whole.take(at.bare, Drafted(TEXT, 0, PROPOSAL), who=who),
        {"section": TEXT, "old": "", "new": PROPOSAL.text, "way": "facts"},
        bare=True,
    ),
    Change(
        "adopt",
        "whole.take_all",
        lambda desk, who, at: desk.whole.take_all(at.bare, [Drafted(TEXT, 0, PROPOSAL)], who=who),
        {"section": TEXT, "old": "", "new": PROPOSAL.text, "way": "facts"},
        bare=True,
    ),
    Change(
        "lock",
        "words.lock",
        lambda desk, who, at: desk.words.lock(at.full, TEXT, ["一是人手少。"], who=who),
        {"section": TEXT, "old": [], "new": ["一是人手少。"]},
    ),
    Change(
        "set_indicators",
        "reports.set_indicators",
        lambda desk, who, at: desk.reports.set_indicators(at.bare, [replace(INDICATOR, value=Decimal(4))], who=who),
        {
            "indicators": {
                "old": [{"name": "接待来访", "value": "3", "unit": "次", "aspect": "overview.active"}],
                "new": [{"name": "接待来访", "value": "4", "unit": "次", "aspect": "overview.active"}],
            }
        },
        lambda desk, at: desk.store.reports.set_indicators(at.bare, [INDICATOR]),
        bare=True,
    ),
    Change(
        "set_notes",
        "reports.set_notes",
        lambda desk, who, at: desk.reports.set_notes(at.bare, [replace(NOTE, text="人手多了")], who=who),
        {
            "notes": {
                "old": [{"aspect": "problems", "text": "窗口人手少"}],
                "new": [{"aspect": "problems", "text": "人手多了"}],
            }
        },
        lambda desk, at: desk.store.reports.set_notes(at.bare, [NOTE]),
        bare=True,
    ),
    Change(
        "set_cells",
        "reading_back.take_cells",
        lambda desk, who, at: desk.reading_back.take_cells(
            at.full, [CellEdit(CELL, Decimal(12), Decimal(99), Decimal(12))], who=who
        ),
        {"cells": {CELL: ["12", "99"]}},
    ),
    Change(
        "adopt",
        "reading_back.take_text",
        lambda desk, who, at: desk.reading_back.take_text(at.full, at.ready, TEXT, [0], who=who),
        {"section": TEXT, "old": ..., "new": "一是人手少。", "way": "Word 修改稿（李明）"},
        _reworded,
    ),
    Change(
        "comment",
        "reading_back.take_comment",
        lambda desk, who, at: desk.reading_back.take_comment(at.full, REMARKED, who=who),
        {"place": TEXT, "quote": "人手", "text": "写明人数（Word 文件中的批注，李明）"},
    ),
    Change(
        "import_figures",
        "reports.import_figures",
        lambda desk, who, at: desk.reports.import_figures(at.full, at.ready, who=who),
        {"cells": {CELL: ["12", "99"]}},
        _named,
    ),
    Change(
        "take_ledger",
        "importing.take_ledger",
        lambda desk, who, at: desk.importing.take_ledger(at.full, at.ready, who=who),
        {"cells": {CELL: ["12", "99"]}, "year": 2024, "cases": {CELL: [["第2行", "2024-1"]]}},
        _counted,
    ),
    Change(
        "restore",
        "reviewing.restore",
        lambda desk, who, at: desk.reviewing.restore(at.full, at.ready, who=who),
        {"number": 2, "version": 3},
        _version,
    ),
    Change(
        "record",
        "recording.record",
        lambda desk, who, at: desk.recording.record(at.bare, [FACT], who=who),
        {"notes": {"old": [], "new": ...}, "facts": ["窗口人手少"]},
        bare=True,
    ),
    Change(
        "record",
        "recording.record_cards",
        lambda desk, who, at: desk.recording.record_cards(at.full, at.ready, [0], who=who),
        {"notes": {"old": [], "new": ...}, "facts": ["窗口人手少"]},
        _says,
    ),
    Change(
        "drop_cards",
        "recording.drop_cards",
        lambda desk, who, at: desk.recording.drop_cards(at.full, at.ready, [0], who=who),
        {"facts": ["窗口人手少"]},
        _says,
    ),
    Change(
        "gather", "waiting.gather", lambda desk, who, at: desk.waiting.gather(at.full, who=who), {"facts": 1}, _says
    ),
    Change(
        "answer",
        "interviewing.answer_question",
        lambda desk, who, at: desk.interviewing.answer_question(at.bare, "tables:no_disputes", "没有", who=who),
        {"question": ..., "said": "没有", "cells": ...},
        bare=True,
    ),
    Change(
        "put_off",
        "interviewing.later",
        lambda desk, who, at: desk.interviewing.later(at.bare, "tables:no_disputes", who=who),
        {"question": "tables:no_disputes"},
        bare=True,
    ),
    Change(
        "waive",
        "judging.waive",
        lambda desk, who, at: desk.judging.waive(at.full, at.ready, "引用上级原文", who=who),
        {"code": "P-05", "where": TEXT, "reason": "引用上级原文", "old": "引用原文"},
        _waived,
    ),
    Change(
        "unwaive",
        "judging.unwaive",
        lambda desk, who, at: desk.judging.unwaive(at.full, at.ready, who=who),
        {"fingerprint": ..., "reason": "引用原文", "by": "甲"},
        _waived,
    ),
    Change(
        "confirm_number",
        "judging.confirm_number",
        lambda desk, who, at: desk.judging.confirm_number(at.full, TEXT, "3次", "签到册", who=who),
        {"section": TEXT, "number": "3次", "note": "签到册", "old": "台账"},
        lambda desk, at: desk.store.trail.confirm(at.full, TEXT, "3次", note="台账", actor="乙"),
    ),
    Change(
        "draft",
        "words.note_proposals",
        lambda desk, who, at: desk.words.note_proposals(at.full, TEXT, "据实成文。", [PROPOSAL], who=who),
        {"section": TEXT, "ways": ["facts"]},
    ),
    Change(
        "draft",
        "whole.draft_all",
        lambda desk, who, at: desk.whole.draft_all(at.bare, who=who, asked="起草全文"),
        {"section": TEXT, "ways": ["facts"]},
        _all_but_one,
        bare=True,
    ),
    Change(
        "keep_variant",
        "words.keep_variant",
        lambda desk, who, at: desk.words.keep_variant(at.full, TEXT, "一是人手少。", way="facts", who=who),
        {"section": TEXT, "new": "一是人手少。", "way": "facts"},
    ),
    Change(
        "forget_variant",
        "words.forget",
        lambda desk, who, at: desk.words.forget(at.full, at.ready, who=who),
        {"old": "一是人手少。"},
        lambda desk, at: desk.store.trail.say(at.full, TEXT, "variant", "一是人手少。"),
    ),
    Change(
        "keep_version",
        "reviewing.keep_version",
        lambda desk, who, at: desk.reviewing.keep_version(at.full, "", who=who),
        {"version": 2},
    ),
    Change(
        "say",
        "talking.say",
        lambda desk, who, at: desk.talking.say(at.full, TEXT, "窗口人手少", who=who),
        {},
        lines=0,
    ),
    Change(
        "comment",
        "reviewing.comment",
        lambda desk, who, at: desk.reviewing.comment(at.full, TEXT, "再具体些", quote="人手", who=who),
        {"place": TEXT, "quote": "人手", "text": "再具体些"},
    ),
    Change(
        "comment",
        "reviewing.reply",
        lambda desk, who, at: desk.reviewing.reply(at.ready, "已经改了", who=who),
        {"place": TEXT, "text": "已经改了", "answers": "再具体些"},
        _remark,
    ),
    Change(
        "resolve_comment",
        "reviewing.resolve",
        lambda desk, who, at: desk.reviewing.resolve(at.ready, who=who),
        {"place": TEXT, "text": "再具体些", "old": False, "new": True},
        _remark,
    ),
    Change(
        "mark",
        "marks.add",
        lambda desk, who, at: desk.marks.add(at.full, TEXT, who=who, quote="人手"),
        {},
        lines=0,
    ),
    Change(
        "mark",
        "marks.remove",
        lambda desk, who, at: desk.marks.remove(at.ready[who.role], who=who),
        {},
        _marked,
        lines=0,
    ),
    _act(Act.SUBMIT),
    _act(Act.FORWARD, _two_leaders),
    _act(Act.RETURN),
    _act(Act.WITHDRAW, lambda desk, at: desk.store.audit.write(at.full, actor="甲", act=Act.SUBMIT.label)),
    _act(Act.APPROVE, _signed),
    _act(Act.REOPEN),
    Change(
        "sign_figures",
        "moving.sign",
        lambda desk, who, at: desk.moving.sign(at.full, Sign.FIGURES, who=who),
        {"content": ..., "old": {"content": "旧的", "by": "乙"}},
        _signed_everywhere,
    ),
    Change(
        "sign_confidentiality",
        "moving.sign",
        lambda desk, who, at: desk.moving.sign(at.full, Sign.CONFIDENTIALITY, who=who),
        {"content": ..., "old": {"content": "旧的", "by": "乙"}},
        _signed_everywhere,
    ),
    Change(
        "set_steps",
        "steps.choose",
        lambda desk, who, _at: desk.steps.choose(presets()["two"], who=who),
        {"old": {"name": "三审三校"}, "new": {"name": "两级办理"}},
    ),
    Change(
        "remind",
        "reminding.remind",
        lambda desk, who, at: desk.reminding.remind(at.full, "请于周五前审完", who=who),
        {"note": "请于周五前审完"},
    ),
    Change(
        "record_publication",
        "publication.record",
        lambda desk, who, at: desk.publication.record(at.full, PORTAL, MARCH, today=MARCH, who=who),
        {"old": {"address": "旧的"}, "new": {"address": PORTAL, "day": "2026-03-02"}},
        _published,
    ),
    Change(
        "record_publication",
        "publication.take_back",
        lambda desk, who, at: desk.publication.take_back(at.full, who=who),
        {"old": {"address": "旧的"}, "new": {}},
        _published,
    ),
    Change(
        "start",
        "reports.start",
        lambda desk, who, _at: desk.reports.start("虚构县气象局", 2025, who=who),
        {"organ": "虚构县气象局", "year": 2025},
    ),
    Change(
        "remove",
        "reports.remove",
        lambda desk, who, at: desk.reports.remove(at.bare, who=who),
        {"organ": ..., "year": 2025, "content": ...},
        bare=True,
    ),
    Change(
        "archive_add",
        "archive.add",
        lambda desk, who, _at: desk.archive.add(NEW_FILE.name, NEW_FILE.read_bytes(), who=who),
        {"organ": ..., "year": 2023, "new": NEW_FILE.name, "digest": ...},
    ),
    Change(
        "archive_add",
        "archive.add_paths",
        lambda desk, who, _at: list(desk.archive.add_paths([NEW_FILE], who=who)),
        {"organ": ..., "year": 2023, "new": NEW_FILE.name, "digest": ...},
    ),
    Change(
        "archive_add",
        "archive.add_all",
        lambda desk, who, _at: list(desk.archive.add_all(NEW_FILE.name, NEW_FILE.read_bytes(), who=who)),
        {"organ": ..., "year": 2023, "new": NEW_FILE.name, "digest": ...},
    ),
    Change(
        "archive_replace",
        "archive.add",
        lambda desk, who, _at: desk.archive.add("b.json", FILED_FILE.read_bytes(), on_duplicate="replace", who=who),
        {"old": FILED_FILE.name, "replaced": ..., "new": "b.json"},
    ),
    Change(
        "archive_correct",
        "archive.correct",
        lambda desk, who, at: desk.archive.correct(
            at.filed, organ="虚构县某局", year=2022, kind="部门", level="县级", region="虚构县", who=who
        ),
        {"id": ..., "old": ..., "new": ...},
    ),
    Change(
        "archive_correct",
        "beside.correct_cell",
        lambda desk, who, at: desk.beside.correct_cell(
            at.filed, CELL, "12", base=desk.archive.report(at.filed).figures.get(CELL), who=who
        ),
        {"id": ..., "cells": {CELL: [..., "12"]}},
    ),
    Change(
        "archive_correct",
        "beside.correct_section",
        lambda desk, who, at: desk.beside.correct_section(
            at.filed, TEXT, "一是人手少。", base=desk.archive.report(at.filed).section(TEXT), who=who
        ),
        {"id": ..., "sections": {TEXT: [..., "一是人手少。"]}},
    ),
    Change(
        "archive_correct",
        "beside.move_paragraph",
        lambda desk, who, at: desk.beside.move_paragraph(
            at.filed, TEXT, 0, "unplaced", base=desk.archive.report(at.filed).section(TEXT), who=who
        ),
        {"id": ..., "sections": {TEXT: [..., ...], "unplaced": [..., ...]}},
    ),
    Change(
        "archive_reread",
        "archive.reread",
        lambda desk, who, _at: list(desk.archive.reread(who=who)),
        {"id": ..., "cells": {CELL: ["999999", ...]}, "sections": []},
        _spoiled,
    ),
    Change(
        "archive_remove",
        "archive.remove",
        lambda desk, who, at: desk.archive.remove(at.filed, who=who),
        {"id": ..., "old": ...},
    ),
    Change("archive_reindex", "archive.reindex", lambda desk, who, _at: desk.archive.reindex(who=who), {"reports": 1}),
    Change("archive_train", "archive.train", lambda desk, who, _at: desk.archive.train(who=who), {"reports": 1}),
    Change(
        "demo_put_back",
        "demo.put_back",
        lambda desk, who, _at: desk.demo.put_back(who=who),
        {"reports": ..., "archived": ...},
    ),
    Change(
        "demo_remove",
        "demo.remove",
        lambda desk, who, _at: desk.demo.remove(who=who),
        {"reports": ..., "archived": ...},
        lambda desk, _at: desk.demo.put_back(who=KEEPER),
    ),
    Change(
        "account_add",
        "people.add",
        lambda desk, who, _at: desk.people.add("wang", SECRET, {"": [Role.CLERK]}, who=who, person="王"),
        {"account": "wang", "person": "王", "admin": False, "roles": {"全部机关": ["clerk"]}},
    ),
    Change(
        "account_change",
        "people.change",
        lambda desk, who, at: desk.people.change(at.ready, person="李四", who=who),
        {"account": "lee", "old": {"person": "李三"}, "new": {"person": "李四"}},
        _account,
    ),
    Change(
        "account_password",
        "people.set_password",
        lambda desk, who, at: desk.people.set_password(at.ready, SECRET, who=who),
        {"account": "lee"},
        _account,
    ),
    Change(
        "account_unbind",
        "people.unbind",
        lambda desk, who, at: desk.people.unbind(at.ready, who=who),
        {"account": "lee"},
        _bound,
    ),
    Change(
        "organ_above",
        "people.set_above",
        lambda desk, who, _at: desk.people.set_above("虚构县第一中学", "虚构县教育局", who=who),
        {"organ": "虚构县第一中学", "old": "", "new": "虚构县教育局"},
    ),
    Change(
        "delegate",
        "delegating.give",
        lambda desk, who, _at: desk.delegating.give(
            "wang", giver="lee", who=replace(who, account="lee"), first=FIRST, last=FIRST, today=FIRST, note="外出"
        ),
        {"giver": "lee", "deputy": "wang", "organ": "全部机关", "first": "2026-01-05", "last": "2026-01-05"},
        _leader,
    ),
    Change(
        "delegate_end",
        "delegating.end",
        lambda desk, who, at: desk.delegating.end(at.ready, who=replace(who, account="lee")),
        {"giver": "lee", "deputy": "wang", "note": "外出"},
        _delegated,
    ),
    Change(
        "set_settings",
        "choosing.put",
        lambda desk, who, _at: desk.choosing.put({"overview_limit": 900}, key="sk-1", who=who),
        {"old": {"总体情况字数上限": 0}, "new": {"总体情况字数上限": 900}, "key": "设置密钥"},
    ),
    Change(
        "test_endpoint",
        "choosing.test",
        lambda desk, who, _at: _tried(desk, who),
        {"model": "none", "address": "http://127.0.0.1:9/v1", "result": ...},
    ),
    Change(
        "backup",
        "backup.write",
        lambda desk, who, _at: desk.backup.write(desk.settings.data / "备份.zip", who=who),
        {},
        lambda desk, _at: (desk.settings.data / "备份.zip").unlink(missing_ok=True),
    ),
    Change("audit_export", "acts.export", lambda desk, who, _at: desk.acts.export(".csv", who=who), {}),
    Change("audit_verify", "acts.verify", lambda desk, who, _at: desk.acts.verify(who=who), {}),
)

DONE_ELSEWHERE = {"restore_backup": "only into an empty place: test_keeping.py does it"}
"""Use cases that cannot be done beside all the others."""

THE_PROGRAMS_OWN = {
    "reports.put_cells": "a part of a step, which alone can be given to it",
    "recording.put": "a part of a step, which alone can be given to it",
    "archive.file_shipped": "what came with the program, as a part of putting it in",
    "demo.put_in": "what came with the program, on the first start",
}
"""What writes and asks for nobody: no page and no command may call it."""
LOOKS = {
    "looks.news": "keeps up to where somebody has seen a report: test_looks.py",
    "reviewing.others_here": "keeps for a minute where somebody is, so that others see it",
    "signing_in.sign_in": "the door, which asks for a password: test_accounts.py",
    "signing_in.admit": "the door: test_accounts.py",
    "signing_in.tidy": "the door, which forgets the sessions that have run out: test_people_races.py",
    "signing_in.whose": "keeps when somebody was last seen: test_accounts.py",
    "signing_in.sign_out": "the door: test_accounts.py",
    "signing_in.change_password": "the door, which asks for the old one: test_accounts.py",
    "elsewhere.enter": "the door, which asks an issuer: test_elsewhere.py",
    "elsewhere.refused": "the door: test_elsewhere.py",
}
"""What writes nothing of anybody's work."""

READ: Mapping[str, Callable[[Desk, Place], Any]] = {
    "report_id": lambda _desk, at: at.full,
    "archive_id": lambda _desk, at: at.filed,
    "message_id": lambda _desk, at: at.ready,
    "content": lambda desk, at: desk.words.turn(at.ready).content,
    "work": lambda desk, at: desk.reports.open(at.full),
    "heads": lambda desk, _at: desk.store.reports.heads(),
    "head": lambda desk, at: desk.reports.open(at.full).head,
    "report": lambda desk, at: desk.reports.open(at.full).report,
    "form": lambda desk, at: desk.reports.open(at.full).report.form,
    "request": lambda desk, at: desk.words.request(desk.reports.open(at.full), TEXT),
    "section": lambda _desk, _at: TEXT,
    "account": lambda _desk, _at: "lee",
    "who": lambda _desk, _at: KEEPER,
    "role": lambda _desk, _at: Role.EDITOR,
    "codes": lambda _desk, _at: [CELL],
    "changes": lambda _desk, _at: {CELL: Decimal(99)},
    "number": lambda _desk, _at: 1,
    "organ": lambda _desk, _at: "虚构县气象局",
    "year": lambda _desk, _at: 2024,
    "today": lambda _desk, _at: date(2026, 1, 10),
    "query": lambda _desk, _at: "公开",
    "message": lambda _desk, _at: "更简短",
    "text": lambda _desk, _at: "培训3次。",
    "said": lambda _desk, _at: "没有",
    "question_id": lambda _desk, _at: "tables:no_disputes",
    "passage_id": lambda _desk, _at: "p",
    "way": lambda _desk, _at: "facts",
    "page": lambda _desk, _at: "校核",
    "beside.page page": lambda _desk, _at: 1,
    "width": lambda _desk, _at: 600,
    "suffix": lambda _desk, _at: ".md",
    "name": lambda _desk, _at: "表.xlsx",
    "reading_back.read data": lambda desk, at: desk.publishing.export(at.full, ".docx")[1],
    "reading_back.compare file": lambda desk, at: read_edited_bytes(*desk.publishing.export(at.full, ".docx")),
    "importing.read_workbook data": lambda desk, at: desk.importing.workbook(at.full),
    "data": lambda desk, at: desk.importing.ledger_template(desk.reports.open(at.full).report.form),
}
"""What is given to a method that only reads, by the name of what it asks for; before it that of one method alone."""
