"""OFD files: read as their printed pages are, whichever way they are written; bad ones say what is wrong."""

import io
import random
import zipfile
from collections import Counter

import pytest
from ofd_renderings import OFDS, packed, said, small
from renderings import make

from assistant.errors import FileEncrypted, FileProblem, FileTooLarge, FileUnreadable
from assistant.past import read_bytes
from assistant.past.blocks import Document, Grid, Line, Picture
from assistant.past.readers.ofd.reader import read_ofd

LEGIBLE = [name for name in OFDS if name != "OFD无线"]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("layout", OFDS)
def test_every_way_of_writing_is_read_without_a_wrong_cell(layout: str) -> None:
    for seed in (1, 5):
        rendering = OFDS[layout](make(seed))
        got = read_bytes(rendering.name, rendering.data)
        assert {code: got.figures.values.get(code) for code in rendering.expected} == dict(rendering.expected)
        assert (got.organ, got.year) == (make(seed).organ, make(seed).year)
        if layout in LEGIBLE:
            assert dict(got.sections) == dict(rendering.sections)


def test_an_ofd_under_another_name_is_read_for_what_it_is() -> None:
    got = read_bytes("年报.pdf", OFDS["OFD一行一块"](make(1)).data)
    assert len(got.figures.values) == 200
    assert "内容实际是 ofd" in got.findings[0].message


def test_every_line_and_cell_knows_where_it_stands() -> None:
    document = read_ofd(OFDS["OFD缩放"](make(1)).data)
    assert document.titles == ("报告",)
    places = [block.place for block in document.blocks if isinstance(block, Line)]
    cells = [place for block in document.blocks if isinstance(block, Grid) for row in block.places for place in row]
    assert len(cells) > 200
    for place in [*places, *filter(None, cells)]:
        assert place is not None
        assert place.page >= 1
        assert all(0 <= share <= 1 for share in place.box)


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ('<TextCode X="0" Y="4" DeltaX="5 5 5">甲乙丙丁</TextCode>', "甲乙丙丁"),
        ('<TextCode X="0" Y="4" DeltaX="g 3 5">甲乙丙丁</TextCode>', "甲乙丙丁"),
        ('<TextCode X="0" Y="4" DeltaX="5 g 99999999999 5">甲乙丙丁</TextCode>', "甲乙丙丁"),
        ('<TextCode X="0" Y="4" DeltaX="5">甲乙丙丁</TextCode>', "甲乙丙丁"),
        ('<TextCode X="0" Y="4">甲乙</TextCode><TextCode X="10">丙丁</TextCode>', "甲乙丙丁"),
        ('<TextCode X="10" Y="4">丙丁</TextCode><TextCode X="0" Y="4">甲乙</TextCode>', "甲乙丙丁"),
        ('<TextCode X="0" Y="4" DeltaX="g 3 2.5">2024</TextCode>', "2024"),
        ('<CGTransform CodeCount="2"><Glyphs>7 9</Glyphs></CGTransform><TextCode X="0" Y="4">甲乙</TextCode>', "甲乙"),
        ('<TextCode X="0" Y="4" DeltaX="2.5 10 2.5">1234</TextCode>', "12 34"),
    ],
)
def test_letters_stand_where_their_steps_lead(code: str, read: str) -> None:
    line = said("四个字宽", 40, code=code)
    lines = texts(read_ofd(packed(small(said("一、总体情况", 20) + line + said("全年没有其他情况。", 60)))))
    assert [text for text in lines if "总体" not in text and "全年" not in text] == [read]


def test_letters_set_downwards_stand_below_each_other() -> None:
    code = '<TextCode X="0" Y="4" DeltaY="g 2 8">甲乙丙</TextCode>'
    lines = texts(read_ofd(packed(small(said("一、总体情况", 20) + said("字", 40, code=code)))))
    assert lines == ["一、总体情况", "甲", "乙", "丙"]


@pytest.mark.parametrize("more", ['Visible="false"', 'Alpha="0"', 'Fill="false"'])
def test_letters_nobody_sees_are_not_read(more: str) -> None:
    """Under a scanned page lie letters that a machine took it for: a wrong digit among them would be believed."""
    document = read_ofd(packed(small(said("一、总体情况", 20) + said("看不见的文字", 40, more))))
    assert texts(document) == ["一、总体情况"]


def test_what_stands_on_a_template_in_front_is_read_too() -> None:
    parts = small("")
    page = str(parts["Doc_0/Pages/Page_0/Content.xml"])
    front = said("模板上的一行文字", 40)
    document = str(parts["Doc_0/Document.xml"]).replace(
        "<ofd:DocumentRes>", '<ofd:TemplatePage ID="9" BaseLoc="Tpl.xml" ZOrder="Foreground"/><ofd:DocumentRes>'
    )
    parts |= {
        "Doc_0/Tpl.xml": small(front)["Doc_0/Pages/Page_0/Content.xml"],
        "Doc_0/Document.xml": document,
        "Doc_0/Pages/Page_0/Content.xml": page.replace("<ofd:Content>", '<ofd:Template TemplateID="9"/><ofd:Content>'),
    }
    assert texts(read_ofd(packed(parts))) == ["模板上的一行文字"]


def test_a_page_of_a_picture_is_named_and_its_picture_kept() -> None:
    shown = '<ImageObject Boundary="10 20 190 250" ResourceID="4"/>'
    document = read_ofd(packed(small(shown, **{"Doc_0/Res/a.png": PNG})))
    (picture,) = document.blocks
    assert isinstance(picture, Picture)
    assert picture.data == PNG
    assert picture.place is not None
    assert picture.place.box == pytest.approx((10 / 210, 20 / 297, 200 / 210, 270 / 297))
    assert [finding.code for finding in document.findings] == ["R-04"]
    assert "第 1 页" in document.findings[0].message


def test_a_picture_within_the_text_stands_where_it_stood() -> None:
    shown = '<ImageObject Boundary="10 30 190 50" ResourceID="4"/><ImageObject Boundary="10 5 9 9" ResourceID="4"/>'
    content = said("二、主动公开政府信息情况", 20) + shown + said("三、收到和处理情况", 90)
    blocks = read_ofd(packed(small(content, **{"Doc_0/Res/a.png": PNG}))).blocks
    assert [type(block) for block in blocks] == [Line, Picture, Line]


def test_words_written_on_afterwards_are_told_of() -> None:
    words = said("此处有误", 40)
    note = f'<PageAnnot><Annot Type="Path"><Appearance>{words}</Appearance></Annot></PageAnnot>'
    listed = '<Annotations><Page PageID="1"><FileLoc>Note.xml</FileLoc></Page></Annotations>'
    parts = small(said("一、总体情况", 20), **{"Doc_0/Annotations.xml": listed, "Doc_0/Note.xml": note})
    document = read_ofd(packed(parts))
    assert texts(document) == ["一、总体情况"]
    assert "第 1 页有后来加上的批注" in document.findings[0].message
    stamped = {**parts, "Doc_0/Note.xml": str(parts["Doc_0/Note.xml"]).replace("Path", "Watermark")}
    assert not read_ofd(packed(stamped)).findings


# ---- bad files


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
    "<Page><Content><Layer>&c;</Layer></Content></Page>"
)
OUTSIDE = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/hostname">]><Page><Content>&a;</Content></Page>'
STEPS = said("字", 20, code='<TextCode DeltaX="a b">字字字</TextCode>')
UNIT = '<CompositeObject Boundary="0 0 9 9" ResourceID="7"/>'
PAGE = "Doc_0/Pages/Page_0/Content.xml"


def without(name: str) -> bytes:
    return packed({path: part for path, part in small(said("一、总体情况", 20)).items() if path != name})


def instead(**parts: str | bytes) -> bytes:
    return packed({**small(said("一、总体情况", 20)), **parts})


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        pytest.param(without("Doc_0/Document.xml"), FileUnreadable, "缺少第 1 个文档", id="no document"),
        pytest.param(without(PAGE), FileUnreadable, "缺少第 1 页的内容", id="no page"),
        pytest.param(instead(**{PAGE: ENTITIES.encode()}), FileUnreadable, "实体定义", id="entities"),
        pytest.param(instead(**{PAGE: OUTSIDE.encode()}), FileUnreadable, "实体定义", id="entities from outside"),
        pytest.param(instead(**{PAGE: b"<Page><Content>"}), FileUnreadable, "已损坏", id="half a page"),
        pytest.param(instead(**{"OFD.xml": b"\x8f\x01\x02" * 90}), FileUnreadable, "已损坏", id="no XML"),
        pytest.param(instead(**{"OFD.xml": b"<OFD/>"}), FileUnreadable, "没有页面", id="no documents"),
        pytest.param(instead(**{"Encryptions.xml": b"<E/>"}), FileEncrypted, "已加密", id="encrypted"),
        pytest.param(instead(**{PAGE: b"0" * 30_000_000}), FileTooLarge, "解压后过大", id="bomb"),
        pytest.param(packed(small(STEPS)), FileUnreadable, "已损坏", id="steps"),
        pytest.param(packed(small('<TextObject Size="5"/>')), FileUnreadable, "已损坏", id="frame"),
        pytest.param(packed(small(UNIT)), FileUnreadable, "复合图元", id="unit"),
    ],
)
def test_a_bad_file_says_what_is_wrong_with_it(data: bytes, kind: type[FileProblem], words: str) -> None:
    with pytest.raises(kind, match=words):
        read_bytes("a.ofd", data)


@pytest.mark.parametrize("location", ["../../../etc/passwd", "/../../etc/passwd", "..\\..\\secret.xml", ""])
def test_a_path_that_leads_out_of_the_file_leads_nowhere(location: str) -> None:
    parts = small("")
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace("Pages/Page_0/Content.xml", location)
    with pytest.raises(FileUnreadable, match="缺少第 1 页的内容"):
        read_bytes("a.ofd", packed(parts))


@pytest.mark.parametrize("box", ["0 0 0 0", "0 0 -210 297"])
def test_a_page_without_a_size(box: str) -> None:
    parts = small(said("一、总体情况", 20))
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace("0 0 210 297", box)
    with pytest.raises(FileUnreadable, match="第 1 页的页面大小为 0"):
        read_bytes("a.ofd", packed(parts))


def test_a_part_of_many_megabytes_is_not_opened() -> None:
    page = random.Random(1).randbytes(13_000_000).hex().encode()  # noqa: S311 - as dense as words are
    with pytest.raises(FileTooLarge, match="有一部分大得"):
        read_bytes("a.ofd", instead(**{PAGE: page}))


def test_a_million_objects_are_not_read() -> None:
    rule = '<PathObject Boundary="0 0 9 9"><AbbreviatedData>M 0 0 L 9 0</AbbreviatedData></PathObject>'
    page = b"<Page><Content>" + rule.encode() * 200_000 + b"</Content></Page>"
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:  # stored, so that it is no bomb
        for name, part in {**small(""), PAGE: page}.items():
            archive.writestr(name, part)
    with pytest.raises(FileTooLarge, match="太多"):
        read_bytes("a.ofd", out.getvalue())


def test_units_that_hold_themselves_come_to_an_end() -> None:
    unit = f'<CompositeGraphicUnit ID="7"><Content>{UNIT}</Content></CompositeGraphicUnit>'
    listed = f"<Res><CompositeGraphicUnits>{unit}</CompositeGraphicUnits></Res>"
    parts = small(UNIT + said("一、总体情况", 20), **{"Doc_0/DocumentRes.xml": listed})
    assert texts(read_ofd(packed(parts))) == ["一、总体情况"]


def test_any_damage_gives_a_report_or_a_sentence() -> None:
    data = OFDS["OFD一行一块"](make(2)).data
    with pytest.raises(FileUnreadable, match="OFD 阅读器"):
        read_bytes("a.ofd", data[: len(data) // 2])
    rng = random.Random(3)  # noqa: S311 - the same damage every time
    outcomes: Counter[str] = Counter()
    for _ in range(40):
        broken = bytearray(data)
        for _ in range(rng.randint(1, 30)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        try:
            got = read_bytes("a.ofd", bytes(broken))
        except FileProblem as problem:
            outcomes["told" if problem.message.endswith("。") else problem.message] += 1
        else:
            wrong = [code for code, value in got.figures.values.items() if make(2).figures.values.get(code) != value]
            assert not wrong
            outcomes["read"] += 1
    assert outcomes["told"]
    assert set(outcomes) <= {"told", "read"}
