"""The archive of passages: what is found, in which order, and what happens when a part of it fails."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import NotFound, StorageProblem
from assistant.evidence import Evidence, Passage, mask, split, with_examples
from assistant.report import Report
from assistant.settings import Settings

OWN = "云泽市青石区司法局"
LIKE = "云泽市青石区民政局"
GOVERNMENT = "云泽市青石区人民政府"


def report(organ: str, year: int, **sections: str) -> Report:
    return Report(organ=organ, year=year, sections={name.replace("_", "."): text for name, text in sections.items()})


def archive() -> list[Passage]:
    platform = (
        "区局用好微信公众号和抖音号，全年推送信息{}条，组织网络直播{}场，网民留言做到逐条回复，栏目按季度检查更新。"
    )
    passages: list[Passage] = []
    for year, posts in ((2021, 80), (2022, 95), (2023, 120)):
        own = report(
            OWN,
            year,
            overview_platform=platform.format(posts, year - 2019),
            overview_supervision=f"{year}年举办业务培训{year - 2020}场，公开工作纳入绩效考核，没有发生责任追究。",
            other="本年度没有向申请人收取信息处理费，收费金额为零，年度工作要点各项任务均已完成。",
        )
        passages += split(own, archive_id=f"own-{year}", source="own.docx", kind="部门", level="县级")
    like = report(
        LIKE,
        2023,
        overview_platform="“青石民政”微信公众号推送养老、救助政策信息210条，开设高龄津贴网上查询栏目，方便群众随时办理。",
        overview_supervision="请第三方开展群众满意度评议，对评议中反映的栏目更新不及时等问题逐项整改到位并向社会公布。",
    )
    passages += split(like, archive_id="like-2023", source="like.pdf", kind="部门", level="县级")
    government = report(
        GOVERNMENT,
        2023,
        overview_platform="区政府门户网站完成适老化改造，微信公众号矩阵统一管理，政府公报出版12期，设立政务公开专区9处。",
        overview_on_request="全区新收政府信息公开申请123件，均在法定期限内答复，因信息公开引起行政复议5件，没有被纠正的案件。",
    )
    return passages + split(government, archive_id="gov-2023", source="gov.txt", kind="政府", level="县级")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, embedding_model="", chroma_url="")


@pytest.fixture
def evidence(settings: Settings) -> Iterator[Evidence]:
    made = Evidence(settings)
    made.rebuild(archive())
    yield made
    made.close()


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = (
        "import sys, assistant.evidence; "
        "heavy = {'torch', 'chromadb', 'jieba', 'bm25s', 'langchain_core', 'tokenizers'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_search_names_its_passage(evidence: Evidence) -> None:
    hit = evidence.find("微信公众号推送信息")[0]
    assert hit.passage.section == "overview.platform"
    assert evidence.passage(hit.passage.id) == hit.passage
    assert 0 < hit.score <= 1
    assert evidence.remarks == []


def test_an_unknown_passage_is_not_found(evidence: Evidence) -> None:
    with pytest.raises(NotFound, match="不在资料库"):
        evidence.passage("0" * 16)


def test_filters_hold(evidence: Evidence) -> None:
    assert {hit.passage.section for hit in evidence.find("微信公众号培训申请", section="overview.supervision")} == {
        "overview.supervision"
    }
    assert {hit.passage.organ for hit in evidence.find("微信公众号", organ="民政")} == {LIKE}
    assert {hit.passage.year for hit in evidence.find("微信公众号", year=2022)} == {2022}
    assert {hit.passage.year for hit in evidence.find("微信公众号", before=2022)} == {2021}
    assert {hit.passage.kind for hit in evidence.find("微信公众号", kind="政府")} == {"政府"}
    assert evidence.find("微信公众号", level="省级") == []
    assert len(evidence.find("微信公众号", k=1)) == 1
    assert evidence.find("微信公众号", k=0) == []


def test_own_organ_comes_first_then_its_kind_then_others(evidence: Evidence) -> None:
    organs = [hit.passage.organ for hit in evidence.find("微信公众号推送", section="overview.platform", own=OWN)]
    assert organs == [OWN, LIKE, GOVERNMENT]


def test_the_filter_by_kind_spares_the_own_organ(evidence: Evidence) -> None:
    organs = [
        hit.passage.organ for hit in evidence.find("微信公众号", section="overview.platform", own=OWN, kind="政府")
    ]
    assert organs == [OWN, GOVERNMENT]


def test_what_was_repeated_over_the_years_is_shown_once_newest_first(evidence: Evidence) -> None:
    hits = evidence.find("信息处理费", own=OWN, section="other")
    assert [(hit.passage.year, hit.years) for hit in hits] == [(2023, (2021, 2022, 2023))]


def test_a_year_in_the_question_does_not_matter(evidence: Evidence) -> None:
    plain = [hit.passage.id for hit in evidence.find("业务培训场次")]
    assert plain
    assert plain == [hit.passage.id for hit in evidence.find("2019年业务培训3场次")]


def test_a_question_about_something_else_finds_nothing(evidence: Evidence) -> None:
    for query in ("红烧肉的做法", "足球世界杯比分", "12345", "？？", "hello world"):
        assert evidence.find(query) == [], query


def test_no_question_lists_by_organ_and_year(evidence: Evidence) -> None:
    hits = evidence.find("", section="overview.supervision", own=OWN)
    assert [hit.passage.organ for hit in hits[:1]] == [OWN]
    assert {hit.passage.organ for hit in hits} == {OWN, LIKE}


def test_an_empty_archive_answers_with_nothing(settings: Settings) -> None:
    empty = Evidence(settings)
    assert empty.find("微信公众号") == []
    empty.remove("nothing")
    empty.rebuild([])
    assert empty.find("微信公众号") == []
    empty.close()


def test_adding_replaces_the_same_archive_entry(evidence: Evidence) -> None:
    changed = report(
        LIKE, 2023, overview_platform="民政服务热线与网站留言合并受理，微信公众号停止运营，信息统一在门户网站发布。"
    )
    evidence.add(split(changed, archive_id="like-2023", source="like.pdf", kind="部门"))
    texts = [hit.passage.text for hit in evidence.find("微信公众号", organ=LIKE)]
    assert texts == [changed.section("overview.platform")]
    assert not any("评议" in hit.passage.text for hit in evidence.find("满意度评议", organ=LIKE))


def test_removing_leaves_no_trace(evidence: Evidence) -> None:
    kept = evidence.find("微信公众号", organ=LIKE)[0].passage
    evidence.remove("like-2023")
    assert evidence.find("微信公众号", organ=LIKE) == []
    with pytest.raises(NotFound):
        evidence.passage(kept.id)


def test_another_instance_sees_the_change(evidence: Evidence, settings: Settings) -> None:
    other = Evidence(settings)
    assert other.find("微信公众号", organ=LIKE)
    evidence.remove("like-2023")
    evidence.find("微信公众号")
    assert other.find("微信公众号", organ=LIKE) == []
    other.close()


def test_another_process_adds_and_this_one_finds(evidence: Evidence, settings: Settings) -> None:
    assert "甲县司法局" not in {hit.passage.organ for hit in evidence.find("残疾人法律服务绿色通道")}
    code = (
        "import sys; from pathlib import Path; from assistant.evidence import Evidence, split; "
        "from assistant.report import Report; from assistant.settings import Settings; "
        "e = Evidence(Settings(home=Path(sys.argv[1]), embedding_model='', chroma_url='')); "
        "t = '开辟残疾人法律服务绿色通道，上门受理申请并提供手语翻译，服务过程和结果按月在公示栏公布。'; "
        "r = Report(organ='甲县司法局', year=2023, sections={'overview.active': t}); "
        "e.add(split(r, archive_id='x', source='x')); "
        "print(e.find('残疾人法律服务绿色通道')[0].passage.organ); e.close()"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(settings.home)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "甲县司法局"
    assert evidence.find("残疾人法律服务绿色通道")[0].passage.organ == "甲县司法局"
    assert evidence.remarks == []


def test_threads_share_one_evidence(evidence: Evidence) -> None:
    found: list[int] = []

    def search() -> None:
        found.extend(len(evidence.find("微信公众号", own=OWN)) for _ in range(5))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert len(set(found)) == 1


def test_it_reopens_after_closing_and_from_disk(evidence: Evidence, settings: Settings) -> None:
    before = evidence.find("微信公众号", own=OWN)
    evidence.close()
    assert evidence.find("微信公众号", own=OWN) == before
    again = Evidence(settings)
    assert again.find("微信公众号", own=OWN) == before
    again.close()


def test_without_the_vector_folder_the_words_still_find(evidence: Evidence, settings: Settings) -> None:
    evidence.close()
    folder = settings.data / "index" / "chroma"
    shutil.rmtree(folder)
    folder.write_text("not a folder")
    hits = evidence.find("微信公众号推送信息", own=OWN)
    assert [hit.passage.organ for hit in hits][:1] == [OWN]
    assert [remark[:8] for remark in evidence.remarks] == ["向量索引无法使用"]
    folder.unlink()
    evidence.rebuild(archive())
    assert evidence.find("微信公众号推送信息", own=OWN)


def test_what_answers_again_is_amiss_no_more(
    evidence: Evidence, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.evidence.search._PAUSE", 0.0)
    evidence.close()
    folder, aside = settings.data / "index" / "chroma", settings.data / "index" / "aside"
    folder.rename(aside)
    folder.write_text("not a folder")
    assert evidence.find("微信公众号推送信息", own=OWN)
    assert len(evidence.remarks) == 1
    folder.unlink()
    aside.rename(folder)
    assert evidence.find("微信公众号推送信息", own=OWN)
    assert evidence.remarks == []


def test_an_emptied_vector_folder_is_filled_again_by_rebuilding(evidence: Evidence, settings: Settings) -> None:
    evidence.close()
    shutil.rmtree(settings.data / "index" / "chroma")
    evidence.rebuild(archive())
    assert evidence.find("请群众打分评议")[0].passage.organ == LIKE
    assert evidence.remarks == []


def test_a_vector_server_that_is_away_leaves_a_sentence(tmp_path: Path) -> None:
    away = Evidence(Settings(home=tmp_path, embedding_model="", chroma_url="http://127.0.0.1:9"))
    away.add(archive())
    assert away.find("微信公众号")
    assert away.find("行政复议")
    assert len(away.remarks) == 1
    assert "http://127.0.0.1:9" in away.remarks[0]
    away.close()


def test_a_damaged_shelf_says_so_and_is_rebuilt(evidence: Evidence, settings: Settings) -> None:
    evidence.close()
    file = settings.data / "index" / "passages.sqlite"
    for stale in file.parent.glob("passages.sqlite-*"):
        stale.unlink()
    file.write_bytes(b"not a database" * 400)
    with pytest.raises(StorageProblem, match="重建索引"):
        evidence.find("微信公众号")
    evidence.rebuild(archive())
    assert evidence.find("微信公众号")


def test_a_damaged_word_index_is_built_again(evidence: Evidence, settings: Settings) -> None:
    before = evidence.find("微信公众号")
    evidence.close()
    for file in (settings.data / "index").glob("words-*/*.npy"):
        file.write_bytes(b"")
    assert evidence.find("微信公众号") == before


def test_twins_of_different_organs_are_both_shown(evidence: Evidence) -> None:
    copied = [
        replace(passage, organ="邻县司法局", archive_id="copy", id=f"copy{index:012}")
        for index, passage in enumerate(archive()[:1])
    ]
    evidence.add(copied)
    organs = {hit.passage.organ for hit in evidence.find("微信公众号 抖音 直播", section="overview.platform")}
    assert {OWN, "邻县司法局"} <= organs


def test_suggestions_never_carry_a_digit(evidence: Evidence) -> None:
    for hit in evidence.find("微信公众号推送信息", k=20):
        assert not any(char.isdigit() for char in hit.passage.masked)
        assert mask(hit.passage.text, [hit.passage.organ]) == hit.passage.masked


def test_the_word_index_holds_the_numbers_of_bm25s() -> None:
    import bm25s

    from assistant.evidence.lexical import WordIndex
    from assistant.evidence.word_cutting import words

    tokens = [words(passage.text) for passage in archive()]
    reference = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
    reference.index(tokens, show_progress=False)
    ours = WordIndex.build(tokens)
    for query in (["公众号"], ["信息", "处理费"], words("业务培训和绩效考核")):
        known = [word for word in query if word in reference.vocab_dict]
        ceiling = sum(ours._rarity(word) for word in query)
        assert ours.scores(query) == pytest.approx(reference.get_scores(known) / ceiling, rel=1e-5)


def test_where_little_is_found_the_most_alike_organs_come_first(settings: Settings) -> None:
    evidence = Evidence(settings)
    far = report("南岭省民政厅", 2024, overview_platform="省厅门户网站改版，政务公开专栏按业务分类，查询更为便利。")
    evidence.add(
        [*archive(), *split(far, archive_id="far-2024", source="far.pdf", kind="部门", level="省级")],
    )
    hits = with_examples(evidence, [], section="overview.platform", organ=OWN, before=2025, enough=3)
    assert [hit.passage.organ for hit in hits] == [LIKE, "南岭省民政厅", GOVERNMENT]
    again = with_examples(evidence, hits[:1], section="overview.platform", organ=OWN, before=2025, enough=3)
    assert [hit.passage.id for hit in again] == [hit.passage.id for hit in hits]
    early = with_examples(evidence, [], section="overview.platform", organ=OWN, before=2023, enough=3)
    assert early == []
    evidence.close()
