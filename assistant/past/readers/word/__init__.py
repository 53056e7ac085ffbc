"""DOCX → blocks: paragraphs with their automatic numbers, tables with their merges, pictures."""

import io

from assistant.errors import FileUnreadable
from assistant.past.blocks import Document
from assistant.past.readers.word.body import Body
from assistant.past.readers.zip_files import check_zip, holds


def read_word(data: bytes) -> Document:
    """A .docx file."""
    check_zip(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = tuple(Body(document).blocks(document.element.body))
        title = document.core_properties.title or ""
    except RecursionError:
        raise FileUnreadable(
            "文档的嵌套层次过深，无法读取。请用 Word 或 WPS 打开后另存为新的 docx 文件再试。"
        ) from None
    except Exception as problem:
        raise FileUnreadable("文档已损坏，无法读取。请用 Word 或 WPS 打开并另存为新的 docx 文件后再试。") from problem
    return Document(blocks, titles=(title,) if title else ())


def is_word(data: bytes) -> bool:
    """Whether a zip file is a Word document."""
    return holds(data, "word/document.xml")
