"""A page of OFD in the shape pdfplumber gives a page of PDF, so that both are read by the same steps."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from pdfplumber.page import Page

from assistant.past.readers.ofd.drawing import Drawing, Letter, reaching
from assistant.past.readers.ofd.geometry import Box

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.pdf import PDF


class ShapedPage(Page):
    """A page of `wide` by `tall` points; the letters, rules and areas of `drawing` that lie on it."""

    def __init__(self, drawing: Drawing, wide: float, tall: float, number: int) -> None:
        """Nothing of the file it came from is kept."""
        # No PDF is behind this page, and none is asked for where its objects are given.
        self.pdf, self.page_obj = cast("PDF", None), cast("PDFPage", None)
        self.root_page = self
        self.page_number = number
        self.initial_doctop = self.rotation = 0
        self.bbox = self.mediabox = self.cropbox = (0.0, 0.0, wide, tall)
        self.get_textmap = lru_cache()(self._get_textmap)
        sheet = Box(*self.bbox)
        self._drawn = {
            "char": [self._letter(letter) for letter in reaching(drawing.letters) if letter.box.meets(sheet)],
            "line": [self._object("line", box) for box in drawing.rules if box.meets(sheet)],
            "rect": [self._object("rect", box) for box in drawing.areas if box.meets(sheet)],
        }

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        """What is on the page, by kind."""
        return self._drawn

    def _letter(self, letter: Letter) -> dict[str, Any]:
        a, b, c, d, e, f = letter.matrix
        upright = abs(b) < abs(a)
        tall = letter.box.bottom - letter.box.top
        more = {"text": letter.char, "matrix": (a, -b, -c, d, e, f), "upright": upright, "size": tall, "fontname": ""}
        return self._object("char", letter.box) | more

    def _object(self, kind: str, box: Box) -> dict[str, Any]:
        return {
            "object_type": kind,
            "page_number": self.page_number,
            "x0": box.left,
            "x1": box.right,
            "top": box.top,
            "bottom": box.bottom,
            "doctop": box.top,
            "y0": self.height - box.bottom,
            "y1": self.height - box.top,
            "width": box.right - box.left,
            "height": box.bottom - box.top,
        }
