"""Picture files: PNG, JPEG, TIFF and what else holds a page as a picture → pages ready to be read, in bounds.

A picture says how large it is before it is unpacked: what would fill the memory is refused unseen.
"""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from assistant.errors import FileTooLarge, FileUnreadable
from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.thresholds import LARGEST_SIDE, MOST_PIXELS, MOST_SIDE, NARROWEST

_TAIL = 4096
"""Bytes at the end in which a picture's end is looked for: cameras and portals write some behind it."""
_DAMAGED = "图片已损坏或者没有下载完整，无法读取。请重新扫描、拍照或者下载后再试。"


def pictures(data: bytes, *, narrowest: int = NARROWEST) -> Iterator[Image]:
    """The pages of a picture file as RGB arrays, one after the other; FileUnreadable, FileTooLarge."""
    from PIL import Image as Pictures
    from PIL import UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a picture's size means is decided here
            with Pictures.open(io.BytesIO(data)) as file:
                _must_be_whole(data, file.format or "")
                for number in range(getattr(file, "n_frames", 1)):
                    file.seek(number)
                    yield _page(file, narrowest)
    except (FileTooLarge, FileUnreadable):
        raise
    except Pictures.DecompressionBombError as problem:
        raise _too_large() from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError) as problem:
        raise FileUnreadable(_DAMAGED) from problem


def _must_be_whole(data: bytes, kind: str) -> None:
    """FileUnreadable for a file that ends before its picture does.

    Not left to the library: another one may have told it, for the whole process, to fill up what is missing.
    """
    end = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}.get(kind)
    if end is not None and end not in data[-_TAIL:]:
        raise FileUnreadable(_DAMAGED)


_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


def is_picture(data: bytes) -> bool:
    """Whether a file begins as pictures do."""
    return data.startswith(_BEGINNINGS)


def picture_pages(data: bytes) -> int:
    """How many pages a picture file has; 0 for a damaged one."""
    from PIL import Image as Pictures
    from PIL import UnidentifiedImageError

    try:
        with Pictures.open(io.BytesIO(data)) as file:
            return int(getattr(file, "n_frames", 1))
    except (Pictures.DecompressionBombError, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return 0


def _page(file: Any, narrowest: int) -> Image:
    import numpy as np
    from PIL import Image as Pictures
    from PIL import ImageOps

    wide, tall = file.size
    if wide * tall > MOST_PIXELS or max(wide, tall) > LARGEST_SIDE:
        raise _too_large()
    if wide < narrowest:
        raise FileUnreadable(
            f"图片只有 {wide}×{tall} 像素，字太小，无法认出。请用更高的分辨率扫描（200 点以上）后再试。"
        )
    if file.format == "JPEG":
        file.draft("RGB", (MOST_SIDE, MOST_SIDE))
    page = ImageOps.exif_transpose(file)
    if page.mode in {"RGBA", "LA", "P", "PA"}:  # nothing behind a page is paper
        page = Pictures.alpha_composite(Pictures.new("RGBA", page.size, "white"), page.convert("RGBA"))
    page = page.convert("RGB")
    page.thumbnail((MOST_SIDE, MOST_SIDE), Pictures.Resampling.LANCZOS)
    return np.asarray(page)


def _too_large() -> FileTooLarge:
    return FileTooLarge(
        "图片过大，可能不是正常的扫描件，没有打开。请缩小到一页 A4 纸 300 点（约 2500×3500 像素）后再试。"
    )
