"""faces: the type of an official document (GB/T 9704), stated once for Word, screen and PDF.

Sizes: 2号 22 pt, 3号 16 pt, 4号 14 pt, 五号 10.5 pt, 小五 9 pt. Page: A4, 22 lines of 28 characters.
"""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """One official typeface: its name in Word, other names it goes by, and what stands in for it."""

    name: str
    use: str
    aliases: tuple[str, ...]
    substitutes: tuple[str, ...]

    @property
    def stack(self) -> str:
        """The CSS font-family value: official names first."""
        return ",".join(f"'{name}'" for name in (self.name, *self.aliases, *self.substitutes))


_SONG = ("Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "serif")
_HEI = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "sans-serif")

TITLE = Face("方正小标宋简体", "标题", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋"), ("STZhongsong", *_SONG))
BODY = Face("仿宋_GB2312", "正文", ("FangSong_GB2312", "仿宋", "FangSong"), ("STFangsong", *_SONG))
FIRST = Face("黑体", "一级标题", ("SimHei",), ("STHeiti", *_HEI))
SECOND = Face("楷体_GB2312", "二级标题", ("KaiTi_GB2312", "楷体", "KaiTi"), ("STKaiti", *_SONG))
TABLE = Face("宋体", "表格和页码", ("SimSun", "NSimSun"), _SONG)
FACES = (TITLE, BODY, FIRST, SECOND, TABLE)

TITLE_SIZE, BODY_SIZE, PAGE_NUMBER_SIZE = 22.0, 16.0, 14.0
LINE = 28.95
"""Points from line to line: 22 lines on the 225 mm between the margins."""

TITLE_LINE = 36.0
WIDTH, HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 210, 297, 37, 35, 28, 26
"""The page and its margins in millimetres."""

FOOTER = 25
"""Millimetres from the page number to the edge: its dash stands 7 mm below the text."""

BANNER = "C6D9F1"
"""The light blue of the official form's banner rows."""

_WIDE_GRID = 6


def table_size(columns: int) -> float:
    """Type size of a table: 五号, and 小五 where many columns share the page width."""
    return 9.0 if columns > _WIDE_GRID else 10.5


def substitutions() -> list[str]:
    """A sentence for each official typeface this machine lacks; what it prints instead where that is known."""
    installed = _installed()
    if installed is None:
        return ["无法查询本机安装的字体，PDF 中的公文字体可能已被替代，请打开文件核对。"]
    return [_sentence(face, installed) for face in FACES if not _has(face, installed)]


def unprintable() -> list[str]:
    """The official typefaces for which this machine has neither the face nor a known substitute: type without Chinese.

    All where it cannot be asked.
    """
    installed = _installed()
    if installed is None:
        return [face.name for face in FACES]
    return [face.name for face in FACES if not _has(face, installed) and not installed.intersection(face.substitutes)]


def _has(face: Face, installed: frozenset[str]) -> bool:
    return any(name in installed for name in (face.name, *face.aliases))


def title_weight() -> str:
    """CSS weight of the title in PDF: 小标宋 is heavy of itself, its substitutes must be set bold."""
    installed = _installed()
    return "normal" if installed is not None and _has(TITLE, installed) else "bold"


def _sentence(face: Face, installed: frozenset[str]) -> str:
    instead = next((name for name in face.substitutes if name in installed), "")
    by = f"以“{_CHINESE.get(instead, instead)}”替代" if instead else "由系统自行替代"
    return f"本机没有安装“{face.name}”，PDF 的{face.use}{by}。"


_CHINESE: Mapping[str, str] = {
    "Noto Serif CJK SC": "思源宋体",
    "Source Han Serif SC": "思源宋体",
    "Noto Serif SC": "思源宋体",
    "Noto Sans CJK SC": "思源黑体",
    "Source Han Sans SC": "思源黑体",
    "Noto Sans SC": "思源黑体",
    "STZhongsong": "华文中宋",
    "STFangsong": "华文仿宋",
    "STKaiti": "华文楷体",
    "STHeiti": "华文黑体",
    "STSong": "华文宋体",
    "Songti SC": "宋体-简",
    "PingFang SC": "苹方",
    "Microsoft YaHei": "微软雅黑",
}


def _installed() -> frozenset[str] | None:
    """Family names fontconfig knows, None if it cannot be asked."""
    command = shutil.which("fc-list")
    if command is None:
        return None
    arguments = [command, ":", "family"]
    try:
        listed = subprocess.run(arguments, capture_output=True, check=True, timeout=30)  # noqa: S603 - nothing from outside
    except (OSError, subprocess.SubprocessError):
        return None
    lines = listed.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip().replace("\\", "") for line in lines for name in line.split(","))
