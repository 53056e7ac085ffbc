"""Cutting and masking: passages of readable length, and nothing of another year or organ left in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import mask, split
from assistant.evidence.masking import short_names
from assistant.evidence.passages import pieces
from assistant.evidence.thresholds import LONGEST
from assistant.report import Report

ORGAN = "云泽市青石区司法局"

MASKED = [
    ("2024年发布信息1,213件，同比增长42.86%。", "×年发布信息×件，同比增长×%。"),
    ("阅读量18万余条，收费1.2万元，合计９８次。", "阅读量×余条，收费×万元，合计×次。"),
    ("制发规范性文件一件，修订两件。", "制发规范性文件×件，修订×件。"),
    ("召开十余次会议，整理九十五件，占百分之四十二点八六。", "召开×余次会议，整理×件，占百分之×。"),
    ("开展近百场宣讲，梳理十二个栏目。", "开展近×场宣讲，梳理×个栏目。"),
    ("自2024年1月1日至12月31日", "自×年×月×日至×月×日"),
    ("二〇二四年三月五日", "×年×月×日"),
    ("我局和区司法局、青石区司法局都是本局", "本机关和本机关、本机关都是本机关"),
    ("联合清水县财政局开展检查", "联合×开展检查"),
    ("青石区法律援助中心公示栏", "本地区法律援助中心公示栏"),
    ("“青石司法”公众号", "“×司法”公众号"),
    ("局长张伟主持会议，王明同志带队。", "局长×主持会议，×同志带队。"),
    ("联系人：李小明，电话：0951-4012834", "联系人：×，电话：×"),
    ("印发《青石区2024年法治宣传方案》", "印发《×》"),
    ("落实《2024年政务公开工作要点》", "落实《×年政务公开工作要点》"),
    ("网址http://www.example.gov.cn/a1查阅", "网址×查阅"),
    ("（国办公开办函〔2021〕30号）", "（国办公开办函〔×〕×号）"),
    ("1.加强学习。2.改进服务。", "加强学习。改进服务。"),
]

KEPT = [
    "坚决做到“两个维护”，严格执行三审三校。",
    "习近平新时代中国特色社会主义思想",
    "根据《中华人民共和国政府信息公开条例》第二十条",
    "属于三类内部事务信息、四类过程性信息",
    "一次性告知，一批栏目，高效办成一件事",
    "书记高度重视，主任任组长，办公室主任负责",
    "一是加强领导。二是压实责任。",
    "各县区财政局、上级司法局",
    "根据省政府要求，依托县政府网站公布，本期报告汇总市局机关数据",
    "打通最后一公里，“五项管理”等六部分内容，一宗一袋",
]


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_what_is_masked(text: str, expected: str) -> None:
    assert mask(text, [ORGAN]) == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_stays(text: str) -> None:
    assert mask(text, [ORGAN]) == text


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0１²③万十百年件次，。（）《》〔〕.-％"))))
def test_no_digit_survives(text: str) -> None:
    assert not any(char.isdigit() or char.isdecimal() for char in mask(text, [ORGAN]))


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing_about_digits(text: str) -> None:
    once = mask(text)
    assert not any(char.isdigit() for char in mask(once))


def test_an_organ_is_known_by_its_short_forms() -> None:
    names, regions = short_names(ORGAN)
    assert set(names) >= {ORGAN, "青石区司法局", "区司法局"}
    assert set(regions) >= {"云泽市", "青石区"}
    assert "区人民政府" in short_names("青石区人民政府")[0]
    assert "人民政府" not in short_names("青石区人民政府")[0]


ITEM = "是坚持把公开要求落实到文件制发和事项办理的每一个环节，责任到岗到人。"


def test_items_and_paragraphs_are_passages_of_their_own() -> None:
    lead = "全年各项工作有序推进，公开的数量和质量都有明显提高，群众评价良好。"
    text = f"{lead}一{ITEM}二{ITEM}\n{'另起一段说明监督保障情况' * 3}。"
    assert pieces(text) == [
        lead,
        "一" + ITEM,
        "二" + ITEM,
        "另起一段说明监督保障情况" * 3 + "。",
    ]


def test_short_pieces_join_their_neighbour() -> None:
    assert pieces("总的情况如下：\n一是公开较少。二是更新较慢。") == ["总的情况如下：一是公开较少。二是更新较慢。"]


def test_a_long_paragraph_breaks_after_sentences() -> None:
    sentence = "认真落实政府信息公开条例的各项规定，及时回应社会关切" * 3 + "。"
    found = pieces(sentence * 12)
    assert all(len(piece) <= LONGEST and piece.endswith("。") for piece in found)
    assert "".join(found) == sentence * 12


def test_even_a_sentence_without_end_is_cut() -> None:
    assert [len(piece) for piece in pieces("字" * 900)] == [400, 400, 100]


@given(st.text(alphabet="甲乙，。；一是二（）\n", max_size=1500))
def test_nothing_is_lost_but_blanks_and_emptiness(text: str) -> None:
    assert len("".join(pieces(text))) <= len(text)
    assert all(len(piece) <= LONGEST for piece in pieces(text))


def test_an_empty_section_gives_no_passage() -> None:
    assert pieces("无。") == []
    assert pieces("") == []


def test_a_passage_carries_its_labels_and_a_stable_id() -> None:
    report = Report(
        organ=ORGAN, year=2023, sections={"overview.active": "一" + ITEM, "unplaced": "没有归类的一段文字，" * 5}
    )
    passages = split(report, archive_id="a1", source="f.docx", kind="部门", level="县级", region="云泽市")
    assert [passage.section for passage in passages] == ["overview.active", "unplaced"]
    first = passages[0]
    assert (first.organ, first.year, first.kind, first.level, first.region, first.source, first.archive_id) == (
        ORGAN,
        2023,
        "部门",
        "县级",
        "云泽市",
        "f.docx",
        "a1",
    )
    assert passages == split(report, archive_id="a1", source="f.docx", kind="部门", level="县级", region="云泽市")
    assert {passage.id for passage in passages}.isdisjoint(
        p.id for p in split(report, archive_id="a2", source="f.docx")
    )
