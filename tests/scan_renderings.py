"""Scan renderings: our own printed pages as scanners, copiers and telephones give them back, with known figures.

Each way takes a page as an array (rows, columns, RGB) and a random generator, and gives another back.
"""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import cv2
import numpy as np
import pypdfium2
from broken_renderings import pdf
from PIL import Image
from renderings import Rendering

from assistant.report import Report

Page = Any
Chance = np.random.Generator
Way = Callable[[Page, Chance], Page]
WHITE = (255, 255, 255)

STYLES: Mapping[str, str] = {
    "宋体": "td { text-align: center; } td, p, h1 { font-family: 'Noto Serif CJK SC', serif; }",
    "黑体粗线": "td { border: 1.2pt solid black; text-align: center; padding: 3pt; }"
    " td, p { font-family: 'Noto Sans CJK SC'; }",
    "靠右": "td { text-align: right; font-size: 7.5pt; }",
    "大字横页": "@page { size: A4 landscape; margin: 15mm; }"
    " td { font-size: 9pt; padding: 3pt 4pt; text-align: center; }",
    "密排": "td { padding: 0.5pt; font-size: 7pt; line-height: 1.0; text-align: center; }"
    " td, p { font-family: 'Noto Serif CJK SC', serif; }",
    "淡线": "td { border: 0.4pt solid #aaa !important; text-align: center; }",
    "红字": "td { color: #c00000; text-align: center; }",
    "无线": "table, td { border: none; } td { text-align: center; padding: 3pt 4pt; }"
    " td, p, h1 { font-family: 'Noto Serif CJK SC', serif; }",
    "三线": "table, td { border: none; } table { border-top: 1.2pt solid black; border-bottom: 1.2pt solid black; }"
    " td { text-align: center; padding: 3pt 4pt; }",
}
"""How the report was printed before it was scanned; the last two have no upright rules, or none at all."""
BARE = ("无线", "三线")


def printed(report: Report, style: str = "宋体") -> Rendering:
    """The report as a PDF with text, in one of the styles."""
    return pdf(report, style=STYLES[style])


def drawn(data: bytes, dpi: int) -> list[Page]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return [np.array(page.render(scale=dpi / 72).to_pil().convert("RGB")) for page in document]


def as_pdf(pages: Sequence[Page]) -> bytes:
    """Pictures as the pages of a PDF, one a page."""
    images = [Image.fromarray(page) for page in pages]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=200, quality=92)
    return out.getvalue()


# ---- what happens to a page -------------------------------------------------------------------------


def clean(page: Page, _: Chance) -> Page:
    return page


def skewed(page: Page, chance: Chance, *, most: float = 3.0) -> Page:
    tall, wide = page.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), float(chance.uniform(-most, most)), 1.0)
    return cv2.warpAffine(page, turn, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=WHITE)


def turned(page: Page, _: Chance, *, quarters: int) -> Page:
    return np.ascontiguousarray(np.rot90(page, quarters))


def noisy(page: Page, chance: Chance, *, deviation: float = 14.0, specks: float = 0.0004) -> Page:
    out = page.astype(np.float32) + chance.normal(0, deviation, page.shape[:2])[:, :, None]
    out = np.clip(out, 0, 255).astype(np.uint8)
    dirt = chance.random(page.shape[:2]) < specks
    out[dirt] = chance.integers(0, 120)
    return out


def blurred(page: Page, _: Chance, *, size: float = 1.1) -> Page:
    return cv2.GaussianBlur(page, (0, 0), size)


def jpeg(page: Page, _: Chance, *, quality: int = 35) -> Page:
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def shadowed(page: Page, chance: Chance) -> Page:
    tall, wide = page.shape[:2]
    x, y = np.meshgrid(np.linspace(0, 1, wide), np.linspace(0, 1, tall))
    angle = chance.uniform(0, 2 * np.pi)
    slope = np.cos(angle) * x + np.sin(angle) * y
    light = 1.0 - 0.55 * (slope - slope.min()) / (slope.max() - slope.min())
    fold = 0.25 * np.exp(-(((x - chance.uniform(0.3, 0.7)) / 0.03) ** 2))
    return np.clip(page * (light - fold)[:, :, None], 0, 255).astype(np.uint8)


def stamped(page: Page, chance: Chance) -> Page:
    """A round red seal over the middle of the page, where the tables are."""
    out = page.copy()
    tall, wide = page.shape[:2]
    radius = wide // 9
    seal = np.full_like(page, 255)
    middle = (int(wide * chance.uniform(0.45, 0.75)), int(tall * chance.uniform(0.3, 0.6)))
    cv2.circle(seal, middle, radius, (215, 40, 45), max(3, radius // 12))
    star = [
        (middle[0] + int(0.35 * radius * r * np.sin(a)), middle[1] - int(0.35 * radius * r * np.cos(a)))
        for a, r in zip(np.arange(10) * np.pi / 5, [1, 0.4] * 5, strict=True)
    ]
    cv2.fillPoly(seal, [np.array(star, np.int32)], (215, 40, 45))
    return np.minimum(out, seal)


def bled_through(page: Page, _: Chance) -> Page:
    """The back of the sheet, mirrored and faint."""
    back = cv2.GaussianBlur(page[:, ::-1], (0, 0), 1.5)
    return np.minimum(page, 255 - ((255 - back.astype(np.float32)) * 0.16).astype(np.uint8))


def worn(page: Page, chance: Chance) -> Page:
    """Rules broken in many places, as a copy of a copy has them."""
    out = page.copy()
    tall, wide = page.shape[:2]
    for _ in range(260):
        x, y = int(chance.integers(0, wide)), int(chance.integers(0, tall))
        length = int(chance.integers(4, 10))
        dark = cv2.cvtColor(out[y : y + length, x : x + length], cv2.COLOR_RGB2GRAY)
        if dark.size and (dark < 128).any(axis=None) and min(dark.shape) > 2 and _only_a_rule(dark):
            out[y : y + length, x : x + length] = 255
    return out


def _only_a_rule(dark: Any) -> bool:
    """Whether nothing but one straight rule crosses a spot: writing is left alone."""
    ink = dark < 160
    rows, columns = ink.any(axis=1).sum(), ink.any(axis=0).sum()
    return bool(
        (rows <= 3 and ink.all(axis=0).sum() == 0 and columns == ink.shape[1])
        or (columns <= 3 and rows == ink.shape[0])
    )


def photographed(page: Page, chance: Chance, *, tilt: float = 0.05) -> Page:
    """Lying on a dark desk, from an angle, with a light from one side."""
    tall, wide = page.shape[:2]
    edge = int(wide * 0.07)
    desk = np.full((tall + 2 * edge, wide + 2 * edge, 3), (96, 84, 70), np.uint8)
    corners = np.float32([(0, 0), (wide, 0), (wide, tall), (0, tall)])
    moved = np.float32(corners + edge + chance.uniform(-tilt, tilt, (4, 2)) * wide)
    whole = cv2.getPerspectiveTransform(corners, moved)
    size = (desk.shape[1], desk.shape[0])
    sheet = cv2.warpPerspective(page, whole, size, flags=cv2.INTER_CUBIC)
    there = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), whole, size)
    out = np.where(there[:, :, None] > 127, sheet, desk)
    return blurred(noisy(shadowed(out, chance), chance, deviation=6, specks=0), chance, size=0.8)


def one_after_another(page: Page, chance: Chance, *, ways: Sequence[Way]) -> Page:
    for way in ways:
        page = way(page, chance)
    return page


WAYS: Mapping[str, tuple[int, Way]] = {
    "200点": (200, clean),
    "300点": (300, clean),
    "150点": (150, clean),
    "歪斜": (200, skewed),
    "噪点": (200, noisy),
    "模糊": (200, blurred),
    "压缩": (200, jpeg),
    "阴影": (200, shadowed),
    "盖章": (200, stamped),
    "透印": (200, bled_through),
    "断线": (200, worn),
    "横放": (200, partial(turned, quarters=1)),
    "倒放": (200, partial(turned, quarters=2)),
    "拍照": (250, photographed),
    "普通扫描件": (200, partial(one_after_another, ways=(skewed, noisy, blurred, jpeg))),
    "旧复印件": (150, partial(one_after_another, ways=(partial(skewed, most=1.5), bled_through, noisy, jpeg))),
}
"""How a page reaches the reader, and the dots an inch it was taken at."""
CLEAN = ("200点", "300点")


def scanned(report: Report, way: str, *, style: str = "宋体", seed: int = 0) -> Rendering:
    """The report as a PDF of pictures; its figures are those of the page."""
    dpi, change = WAYS[way]
    plain = printed(report, style)
    chance = np.random.default_rng(random.Random(f"{way}{seed}").getrandbits(32))  # noqa: S311 - the same each time
    pages = [change(page, chance) for page in drawn(plain.data, dpi)]
    return Rendering("scan.pdf", as_pdf(pages), plain.expected, plain.sections)
