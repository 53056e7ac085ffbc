"""Retrieval over many passages, beside LangChain's own ensemble of rank_bm25 and Chroma on the same passages.

The number of passages is NIANBAO_BENCH_PASSAGES: 100,000 by default, which takes some minutes to build on each side;
20,000 for a quick look.
Passages are the shipped reports' own, their wording recombined clause by clause for organs that do not exist, so
that words are as frequent and paragraphs as long as in an archive. Both sides embed with the same model.
"""

import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluate_retrieval import corpus
from timing import line, measure

from assistant.evidence import Evidence, Passage, mask
from assistant.evidence.embedding import choose
from assistant.evidence.word_cutting import segments
from assistant.settings import Settings

_DEFAULT = 100_000
_A_REPORT = 40
_YEARS = range(2021, 2026)
_K = 8
_BATCH = 2000
QUERIES = (
    "政务新媒体规范管理", "依申请公开答复时限", "微信公众号发布信息", "政策解读形式单一", "培训次数和参加人次",
    "规范性文件清理", "行政复议纠错", "公开内容审查制度", "门户网站栏目更新", "公众参与渠道不畅",
    "信息处理费收取", "预算决算公开", "政务公开专区建设", "社会评议满意率", "人员力量不足", "重点领域信息公开",
)  # fmt: skip


def synthetic(count: int) -> list[Passage]:
    """That many passages, each two to four clauses of shipped passages of one section; the same on every machine."""
    draw = random.Random(0)  # noqa: S311 - no secret
    by_section: dict[str, list[str]] = {}
    for passage in corpus():
        clauses = [clause for clause in passage.text.replace("。", "，").split("，") if clause]
        by_section.setdefault(passage.section, []).extend(clauses)
    sections = sorted(by_section)
    out = []
    for number in range(count):
        report, section = number // _A_REPORT, sections[number % len(sections)]
        organ = f"第{report // len(_YEARS)}县{('教育', '水利', '交通', '民政')[report % 4]}局"
        text = "，".join(draw.choices(by_section[section], k=draw.randint(2, 4))) + "。"
        year = _YEARS[report % len(_YEARS)]
        out.append(
            Passage(f"p{number}", text, mask(text), organ, year, section, "部门", "县级", archive_id=f"report-{report}")
        )
    return out


def main() -> None:
    """Build both sides, then ask both the same questions."""
    count = int(os.environ.get("NIANBAO_BENCH_PASSAGES", _DEFAULT))
    passages = synthetic(count)
    print(f"{count:,} passages, {len(QUERIES)} questions, k={_K}")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        start = time.perf_counter()
        evidence = Evidence(settings)
        evidence.rebuild(passages)
        print(f"{'Evidence, building':<44} {time.perf_counter() - start:9.1f} s")
        own = passages[0].organ
        _ask("Evidence.find", lambda query: evidence.find(query, k=_K))
        section = passages[0].section
        _ask("Evidence.find, one section, own organ first", lambda q: evidence.find(q, section=section, own=own, k=_K))
        evidence.close()
        _peer(passages, settings, Path(folder))


def _ask(name: str, search: Any) -> None:
    search(QUERIES[0])
    seconds = [one for query in QUERIES for one in measure(lambda q=query: search(q), 3)]
    print(line(name, seconds))


def _peer(passages: Sequence[Passage], settings: Settings, folder: Path) -> None:
    """LangChain's EnsembleRetriever as its documentation builds it, no filters, with our tokens and our model."""
    try:
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from rank_bm25 import BM25Okapi
    except ImportError as problem:
        print(f"LangChain's ensemble is not installed ({problem.name}); make .venv/.test installs it")
        return
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class Words(BaseRetriever):
        """langchain_community's BM25Retriever, which is this over the same rank_bm25."""

        index: Any
        documents: list[Document]

        def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
            del run_manager
            found: list[Document] = self.index.get_top_n(segments(query), self.documents, n=_K)
            return found

    start = time.perf_counter()
    documents = [Document(passage.masked, id=passage.id) for passage in passages]
    words = Words(index=BM25Okapi([segments(passage.masked) for passage in passages]), documents=documents)
    embeddings, _ = choose(settings)
    store = Chroma("peer", embeddings, str(folder / "peer"), collection_configuration={"hnsw": {"space": "cosine"}})
    for first in range(0, len(documents), _BATCH):
        store.add_documents(documents[first : first + _BATCH])
    ensemble = EnsembleRetriever(retrievers=[words, store.as_retriever(search_kwargs={"k": _K})], weights=[0.5, 0.5])
    print(f"{'LangChain ensemble, building':<44} {time.perf_counter() - start:9.1f} s")
    _ask("LangChain ensemble (rank_bm25 + Chroma)", ensemble.invoke)


if __name__ == "__main__":
    main()
