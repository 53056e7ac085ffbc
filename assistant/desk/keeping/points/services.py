"""What is asked of others: the embedding model, the vector server, the language model."""

from assistant.desk.keeping.in_force import here
from assistant.desk.keeping.thresholds import PATIENCE
from assistant.errors import ModelUnavailable
from assistant.settings import Settings


def embedding(settings: Settings) -> str:
    """Whether the embedding model that is set loads and makes vectors."""
    from assistant.evidence.embedding import choose

    embeddings, remark = choose(settings)
    if remark:
        raise ModelUnavailable(remark)
    if not any(embeddings.embed_query("政府信息公开")):
        raise ModelUnavailable("向量模型能够加载，但是得不到结果，请更换模型或者重新训练。")
    named = settings.embedding_model or "随程序附带的或者本单位训练的小模型"
    return f"向量模型可以使用：{named}。"


def vectors(settings: Settings) -> str:
    """Whether the vector server that is set answers."""
    if not settings.chroma_url:
        return "没有设置 Chroma 服务，使用内嵌的。"
    from assistant.evidence.vectors import reach

    try:
        reach(settings.chroma_url)
    except Exception as problem:  # the client, the network and the address fail each in their own way
        raise ModelUnavailable("连不上 Chroma 服务，请检查该服务和设置 NIANBAO_CHROMA_URL。") from problem
    return "Chroma 服务可以使用。"


def language_model(settings: Settings) -> str:
    """Whether the language model that is set begins to answer. Neither address nor key is ever told."""
    settings = here(settings)
    if not settings.has_model:
        return "没有设置语言模型，使用离线成文。"
    from assistant.draft.model.endpoint.probing import probe

    return probe(settings, timeout=PATIENCE)
