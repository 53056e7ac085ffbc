"""Embedding models behind LangChain's interface: the shipped static one by default, another by name.

The static model is sentence-transformers' own StaticEmbedding folder, read here with numpy and tokenizers alone:
milliseconds, where importing torch takes seconds.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from langchain_core.embeddings import Embeddings

from assistant.errors import ModelUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np

SHIPPED = Path(__file__).parent / "model"
TRAINED = "model"  # folder under the data folder that a retrained model is written to
_FORMAT = "1"  # raise when what is embedded of a passage changes


class Model(Protocol):
    """What the adapter asks of a model: one row of numbers a text."""

    def encode(self, texts: Sequence[str]) -> "np.ndarray[Any, Any]":
        """The vectors of the texts, not normalised."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would."""
        ...


class StaticModel:
    """A StaticEmbedding folder: tokens looked up in a table, then averaged."""

    def __init__(self, folder: Path) -> None:
        """Read tokenizer and table; raises ModelUnavailable if the folder holds no static model."""
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            inside = folder / _static_path(folder)
            self._tokenizer = Tokenizer.from_file(str(inside / "tokenizer.json"))
            self._table = load_file(inside / "model.safetensors")["embedding.weight"]
        except Exception as problem:  # tokenizers and safetensors raise bare Exceptions
            raise ModelUnavailable(f"向量模型文件夹“{folder}”不完整或者已损坏，请重新放置或者重新训练。") from problem
        self._tokenizer.no_padding()
        self._folder = inside

    def encode(self, texts: Sequence[str]) -> "np.ndarray[Any, Any]":
        """The mean of each text's token vectors; zeros for a text without tokens."""
        import numpy as np

        out = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                out[row] = self._table[encoding.ids].mean(axis=0, dtype=np.float32)
        return out

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the table and the tokenizer."""
        seed = hashlib.sha256(_FORMAT.encode())
        for name in ("model.safetensors", "tokenizer.json"):
            seed.update((self._folder / name).read_bytes())
        return seed.hexdigest()


class NamedModel:
    """Any other sentence-transformers model, by folder or hub name."""

    def __init__(self, name: str) -> None:
        """Load it (seconds); raises ModelUnavailable."""
        try:
            from sentence_transformers import SentenceTransformer

            self._model: Any = SentenceTransformer(name, device="cpu")
        except Exception as problem:  # whatever torch, the hub or the files raise, the way out is the same
            raise ModelUnavailable(
                f"向量模型“{name}”无法加载，请检查设置 NIANBAO_EMBEDDING_MODEL 的文件夹或者名称。"
            ) from problem
        self._name = name

    def encode(self, texts: Sequence[str]) -> "np.ndarray[Any, Any]":
        """The model's own document vectors."""
        vectors: np.ndarray[Any, Any] = self._model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return vectors

    @cached_property
    def fingerprint(self) -> str:
        """The name and, for a folder, its files' sizes and times: reading gigabytes to hash them would take longer."""
        seed = [_FORMAT, self._name]
        folder = Path(self._name).expanduser()
        if folder.is_dir():
            files = sorted(path for path in folder.rglob("*") if path.is_file())
            seed += [f"{path.relative_to(folder)}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files]
        return hashlib.sha256("\n".join(seed).encode()).hexdigest()


class PassageEmbeddings(Embeddings):
    """The adapter LangChain asks for, over either kind of model; vectors have length one."""

    def __init__(self, model: Model) -> None:
        """Wrap a model."""
        self.fingerprint = model.fingerprint
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of the texts."""
        import numpy as np

        vectors = np.asarray(self._model.encode(texts), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: list[list[float]] = (vectors / np.where(lengths > 0, lengths, 1)).tolist()
        return unit

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a query; all zeros if no token of it is known."""
        return self.embed_documents([text])[0]


def choose(settings: Settings) -> tuple[PassageEmbeddings, str]:
    """The model to use, and a sentence if it is not the one the settings name.

    In order: the model the settings name, the one trained on this archive, the shipped one.
    """
    trained = settings.data / TRAINED
    default = trained if (trained / "modules.json").is_file() else SHIPPED
    remark = ""
    if settings.embedding_model:
        try:
            return PassageEmbeddings(_named(settings.embedding_model)), ""
        except ModelUnavailable as problem:
            remark = f"{problem.message.rstrip('。')}。本次改用随程序附带的小模型。"
    try:
        return PassageEmbeddings(StaticModel(default)), remark
    except ModelUnavailable as problem:
        if default == SHIPPED:
            raise
        return PassageEmbeddings(StaticModel(SHIPPED)), problem.message


def _named(name: str) -> Model:
    folder = Path(name).expanduser()
    if folder.is_dir() and _is_static(folder):
        return StaticModel(folder)
    return NamedModel(str(folder) if folder.is_dir() else name)


def _static_path(folder: Path) -> str:
    """Where in the folder the only module, a StaticEmbedding, keeps its files; KeyError if it is another model."""
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    if len(modules) != 1 or not str(modules[0]["type"]).endswith("StaticEmbedding"):
        raise KeyError(folder)
    return str(modules[0]["path"])


def _is_static(folder: Path) -> bool:
    try:
        return (folder / _static_path(folder) / "model.safetensors").is_file()
    except (OSError, KeyError, ValueError, TypeError):
        return False
