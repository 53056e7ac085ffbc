"""train: a small static embedding model from plain text, in sentence-transformers' own format.

Words that keep the same company get similar vectors: co-occurrence in a window, weighed as positive pointwise
mutual information, smoothed with context^0.75, reduced by a singular value decomposition. Each vector is scaled by
the word's smoothed inverse frequency, so a plain mean over a text is already a weighted one. Characters of words
are tokens too: an unseen word falls apart into them. The result depends on the text alone.
"""

import hashlib
import json
import math
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.evidence.thresholds import (
    CONTEXT,
    DIMENSIONS,
    ITERATIONS,
    LEAN,
    LONE,
    RELATED_TIMES,
    SIF,
    VOCABULARY,
    WINDOW,
)
from assistant.evidence.word_cutting import field_terms, related, segments

if TYPE_CHECKING:
    import numpy as np

UNKNOWN = "[UNK]"
STATIC = "0_StaticEmbedding"
_TINY = 1e-6
_KEPT = r"[^\p{Han}\p{Latin}]+"


def train(texts: Iterable[str], out: Path) -> Path:
    """Learn from the texts and write the model folder `out` (modules.json, 0_StaticEmbedding/); returns it.

    The words of dictionary.txt and the pairs of related.txt are always learned, so a tiny archive gives a usable model.
    """
    lines = [segments(text) for text in texts if text.strip()]
    kin = [segments(line) for line in related()]
    counts = Counter(word for line in (*lines, *kin) for word in line)
    vocabulary = _vocabulary(counts)
    vectors = _vectors(lines, kin, vocabulary, counts)
    _write(vocabulary, counts, vectors, out)
    return out


def retrain(texts: Iterable[str], folder: Path) -> None:
    """Train into `folder` so that a reader finds the former model or the new one, never half of either."""
    fresh, former = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    for leftover in (fresh, former):
        shutil.rmtree(leftover, ignore_errors=True)
    train(texts, fresh)
    if folder.exists():
        folder.rename(former)
    fresh.rename(folder)
    shutil.rmtree(former, ignore_errors=True)


def _vocabulary(counts: Counter[str]) -> list[str]:
    """The unknown token, the field's terms, every single character met, then the most frequent words."""
    terms = [term.lower() for term in field_terms()]
    characters = sorted({char for word in (*counts, *terms) for char in word})
    frequent = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if len(word) > 1]
    chosen = dict.fromkeys([UNKNOWN, *terms, *characters, *frequent])
    return list(chosen)[:VOCABULARY]


def _vectors(
    lines: Sequence[Sequence[str]], kin: Sequence[Sequence[str]], vocabulary: list[str], counts: Counter[str]
) -> "np.ndarray[Any, Any]":
    import numpy as np  # only training needs it

    index = {word: number for number, word in enumerate(vocabulary)}
    learned = _reduce(_ppmi(lines, kin, index), min(DIMENSIONS, len(vocabulary) - 1))
    vectors = _with_characters(vocabulary, index, learned)
    total = sum(counts.values()) or 1
    weights = np.array([SIF / (SIF + counts.get(word, 0) / total) for word in vocabulary])
    weights *= np.array([1.0 if len(word) > 1 else LONE for word in vocabulary])
    vectors *= weights[:, None]
    vectors[0] = 0.0
    table: np.ndarray[Any, Any] = vectors.astype(np.float32)
    return table


def _with_characters(
    vocabulary: list[str], index: dict[str, int], learned: "np.ndarray[Any, Any]"
) -> "np.ndarray[Any, Any]":
    """Every word leans towards the others its characters occur in, so that 轮训 and 培训 are near."""
    import numpy as np  # only training needs it

    met = np.any(learned, axis=1)
    characters = np.zeros_like(learned)
    for number, word in enumerate(vocabulary):
        if number and met[number]:
            for char in sorted(set(word)):
                characters[index[char]] += learned[number]
    characters = _unit(characters)
    vectors = np.zeros((len(vocabulary), learned.shape[1]))
    for number, word in enumerate(vocabulary[1:], start=1):
        if len(word) == 1:
            known = np.any(characters[number])
            vectors[number] = characters[number] if known else _pseudo_random(word, learned.shape[1])
        else:
            vectors[number] = learned[number] + LEAN * _unit(characters[[index[char] for char in word]].mean(axis=0))
    return _unit(vectors)


def _unit(vectors: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    import numpy as np  # only training needs it

    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: np.ndarray[Any, Any] = np.where(lengths > _TINY, vectors / np.maximum(lengths, _TINY), 0.0)
    return unit


def _ppmi(
    lines: Sequence[Sequence[str]], kin: Sequence[Sequence[str]], index: dict[str, int]
) -> "np.ndarray[Any, Any]":
    import numpy as np  # only training needs it

    pairs: dict[tuple[int, int], float] = defaultdict(float)
    for line in lines:
        ids = [known for word in line for known in _tokens(word, index)]
        for place, left in enumerate(ids):
            for distance, right in enumerate(ids[place + 1 : place + 1 + WINDOW], start=1):
                pairs[left, right] += 1 / math.sqrt(distance)
    for line in kin:
        for left, right in combinations(sorted({known for word in line for known in _tokens(word, index)}), 2):
            pairs[left, right] += RELATED_TIMES
    together = np.zeros((len(index), len(index)), dtype=np.float32)
    for (left, right), weight in pairs.items():
        together[left, right] += weight
        together[right, left] += weight
    own = together.sum(axis=1)
    context = own**CONTEXT
    expected = np.outer(own, context) / max(float(context.sum()), 1.0)
    ratio = np.divide(together, expected, out=np.ones_like(together), where=together > 0)
    information: np.ndarray[Any, Any] = np.log(np.maximum(ratio, 1.0, out=ratio), out=ratio)
    return information


def _tokens(word: str, index: dict[str, int]) -> list[int]:
    if word in index:
        return [index[word]]
    return [index[char] for char in word if char in index]


def _reduce(matrix: "np.ndarray[Any, Any]", dimensions: int) -> "np.ndarray[Any, Any]":
    """Rows of length one: the leading left singular vectors times the root of their values, found by iteration."""
    import numpy as np  # only training needs it

    probe = np.random.default_rng(0).normal(size=(matrix.shape[0], min(dimensions + 24, matrix.shape[0])))
    basis, _ = np.linalg.qr(matrix @ probe.astype(np.float32))
    for _ in range(ITERATIONS):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ basis))
    small, values, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    left = (basis @ small)[:, :dimensions]
    signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(left.shape[1])])
    return _unit(left * signs * np.sqrt(values[:dimensions]))


def _pseudo_random(word: str, dimensions: int) -> "np.ndarray[Any, Any]":
    """A direction of its own for a character without company, the same on every machine."""
    import numpy as np

    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=dimensions)
    return _unit(vector)


def _write(vocabulary: list[str], counts: Counter[str], vectors: "np.ndarray[Any, Any]", out: Path) -> None:
    from safetensors.numpy import save
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    total = sum(counts.values()) + len(vocabulary)
    scores = [(word, math.log((counts.get(word, 0) + 1) / total) - (8 if len(word) == 1 else 0)) for word in vocabulary]
    tokenizer = Tokenizer(models.Unigram(scores, unk_id=0))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_KEPT), "removed")
    (out / STATIC).mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / STATIC / "tokenizer.json"), pretty=False)
    (out / STATIC / "model.safetensors").write_bytes(save({"embedding.weight": vectors}))
    modules = [{"idx": 0, "name": "0", "path": STATIC, "type": "sentence_transformers.models.StaticEmbedding"}]
    (out / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", "utf-8")
    config: dict[str, Any] = {
        "model_type": "SentenceTransformer",
        "prompts": {},
        "similarity_fn_name": "cosine",
    }
    (out / "config_sentence_transformers.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
