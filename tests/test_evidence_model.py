"""Embedding models: the light reader equals sentence-transformers, models can be exchanged, failures fall back."""

import json
from pathlib import Path

import numpy as np
import pytest
import yaml

from assistant.errors import ModelUnavailable
from assistant.evidence import Evidence, split
from assistant.evidence.embedding import SHIPPED, TRAINED, PassageEmbeddings, StaticModel, choose
from assistant.evidence.training import train
from assistant.report import Report
from assistant.settings import Settings

TEXTS = [
    "门户网站全年发布信息×条，公众号推送×篇。",
    "依申请公开全部按时答复，没有引起行政复议。",
    "开展业务培训×场，工作人员能力提升。",
    "邀请群众代表走进机关参加政务开放日活动。",
]


def settings(home: Path, model: str = "") -> Settings:
    return Settings(home=home, embedding_model=model, chroma_url="")


def test_the_light_reader_equals_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    texts = [*TEXTS, "一", "2024 ABC ，。", "𠮷野家 emoji 😀 生僻字龘"]
    theirs = SentenceTransformer(str(SHIPPED), device="cpu").encode(texts, show_progress_bar=False)
    ours = StaticModel(SHIPPED).encode(texts)
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


def test_the_adapter_gives_unit_vectors_and_zeros_for_nothing() -> None:
    embeddings = PassageEmbeddings(StaticModel(SHIPPED))
    lengths = np.linalg.norm(embeddings.embed_documents(TEXTS), axis=1)
    np.testing.assert_allclose(lengths, 1, atol=1e-5)
    assert not any(embeddings.embed_query("，。2024"))
    assert embeddings.embed_query(TEXTS[0]) == pytest.approx(embeddings.embed_documents(TEXTS[:1])[0])


def test_the_shipped_model_is_small_and_knows_the_field() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) < 3 * 1024 * 1024
    embeddings = PassageEmbeddings(StaticModel(SHIPPED))

    def near(one: str, other: str) -> float:
        return float(np.dot(embeddings.embed_query(one), embeddings.embed_query(other)))

    assert near("微信公众号", "政务新媒体") > near("微信公众号", "行政复议") + 0.2
    assert near("业务培训", "工作人员能力") > near("业务培训", "信息处理费") + 0.2
    assert near("打官司", "行政诉讼") > near("打官司", "政策解读") + 0.2


def test_training_is_deterministic_and_depends_on_the_text(tmp_path: Path) -> None:
    one, two, three = (
        StaticModel(train(texts, tmp_path / name)) for texts, name in ((TEXTS, "a"), (TEXTS, "b"), (TEXTS[:2], "c"))
    )
    assert one.fingerprint == two.fingerprint
    assert one.fingerprint != three.fingerprint
    assert np.array_equal(one.encode(TEXTS), two.encode(TEXTS))
    assert json.loads((tmp_path / "a" / "modules.json").read_text())[0]["type"].endswith("StaticEmbedding")


def test_no_text_at_all_still_trains(tmp_path: Path) -> None:
    assert StaticModel(train([], tmp_path / "m")).encode(["政务公开"]).any()


def test_a_model_trained_on_the_archive_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    before, _ = choose(settings(tmp_path))
    assert before.fingerprint == StaticModel(SHIPPED).fingerprint
    train(TEXTS, tmp_path / TRAINED)
    after, remark = choose(settings(tmp_path))
    assert after.fingerprint == StaticModel(tmp_path / TRAINED).fingerprint
    assert remark == ""


def test_a_model_that_cannot_be_loaded_is_reported_and_replaced(tmp_path: Path) -> None:
    chosen, remark = choose(settings(tmp_path, str(tmp_path / "missing")))
    assert chosen.fingerprint == StaticModel(SHIPPED).fingerprint
    assert "missing" in remark
    assert "NIANBAO_EMBEDDING_MODEL" in remark


def test_a_damaged_model_folder_names_itself(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelUnavailable, match="不完整或者已损坏"):
        StaticModel(tmp_path)


def test_a_damaged_trained_model_gives_way_to_the_shipped_one(tmp_path: Path) -> None:
    train(TEXTS, tmp_path / TRAINED)
    (tmp_path / TRAINED / "0_StaticEmbedding" / "tokenizer.json").write_text("{")
    chosen, remark = choose(settings(tmp_path))
    assert chosen.fingerprint == StaticModel(SHIPPED).fingerprint
    assert "已损坏" in remark


def test_a_folder_of_sentence_transformers_is_taken_by_name(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    static = StaticEmbedding.load(str(SHIPPED / "0_StaticEmbedding"))
    SentenceTransformer(modules=[static, Normalize()], device="cpu").save(
        str(tmp_path / "named"), create_model_card=False
    )
    chosen, remark = choose(settings(tmp_path, str(tmp_path / "named")))
    assert remark == ""
    assert chosen.embed_query(TEXTS[0]) == pytest.approx(
        PassageEmbeddings(StaticModel(SHIPPED)).embed_query(TEXTS[0]), abs=1e-5
    )


def test_another_model_is_another_collection_filled_anew(tmp_path: Path) -> None:
    report = Report(
        organ="甲县司法局", year=2023, sections={"overview.platform": TEXTS[0] * 2, "overview.active": TEXTS[3] * 2}
    )
    first = Evidence(settings(tmp_path))
    first.add(split(report, archive_id="a", source="a"))
    assert first.find("公众号")
    first.close()
    train(TEXTS, tmp_path / "other")
    second = Evidence(settings(tmp_path, str(tmp_path / "other")))
    assert second.find("公众号")
    second.remove("a")
    assert second.find("公众号") == []
    second.close()
    again = Evidence(settings(tmp_path))
    assert again.find("公众号") == []
    assert again.remarks == []
    again.close()


def test_a_missing_model_is_remarked_by_the_search(tmp_path: Path) -> None:
    evidence = Evidence(settings(tmp_path, str(tmp_path / "missing")))
    evidence.add(
        split(Report(organ="甲县司法局", year=2023, sections={"other": TEXTS[1] * 2}), archive_id="a", source="a")
    )
    assert evidence.find("依申请公开答复")
    assert len(evidence.remarks) == 1
    assert "missing" in evidence.remarks[0]
    evidence.close()


def test_measured_retrieval_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The floors lie below what scripts/evaluate_retrieval.py prints; a change that falls through them is a loss."""
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parent.parent / "scripts"))
    import evaluate_retrieval

    cases = yaml.safe_load(evaluate_retrieval.CASES.read_text("utf-8"))
    assert len(cases["questions"]) >= 40
    passages = evaluate_retrieval.corpus()
    figures = {}
    for way, (lexical, dense) in evaluate_retrieval.WAYS.items():
        evidence = Evidence(settings(tmp_path / way), lexical=lexical, dense=dense)
        evidence.rebuild(passages)
        figures[way] = evaluate_retrieval.measure(evidence, cases, passages)
        evidence.close()
    assert figures["融合"]["recall@5"] >= 0.78
    assert figures["融合"]["nDCG@10"] >= max(figures[way]["nDCG@10"] for way in ("关键词", "向量"))
    assert figures["融合"]["本机关在前"] == 1
    assert figures["融合"]["无关不答"] >= 0.9
