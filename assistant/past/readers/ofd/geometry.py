"""Geometry: where an object's own coordinates lie on the page. x grows to the right, y downwards."""

import math
from typing import NamedTuple

from lxml.etree import _Element as Element


class Matrix(NamedTuple):
    """x' = a·x + c·y + e; y' = b·x + d·y + f, as the format writes it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: "Matrix") -> "Matrix":
        """This one, and `outer` after it."""
        a, b = outer.a * self.a + outer.c * self.b, outer.b * self.a + outer.d * self.b
        c, d = outer.a * self.c + outer.c * self.d, outer.b * self.c + outer.d * self.d
        return Matrix(a, b, c, d, *outer.at(self.e, self.f))

    def box(self, left: float, top: float, right: float, bottom: float) -> "Box":
        """The upright box around where a box comes to lie."""
        corners = [self.at(x, y) for x in (left, right) for y in (top, bottom)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(across), min(down), max(across), max(down))


class Box(NamedTuple):
    """Left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


def number(text: str) -> float:
    """A number; ValueError for what is none, or without end."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """The first `count` numbers of an attribute, None where it says nothing; ValueError if they are not there."""
    if text is None or not text.strip():
        return None
    found = tuple(number(part) for part in text.replace(",", " ").split())
    if len(found) < count:
        raise ValueError(text)
    return found[:count]


def frame(element: Element, outer: Matrix) -> tuple[Box, Matrix]:
    """The frame of an object on the page, and the way there from the object's own coordinates.

    `outer` leads to the page from the coordinates that the object stands in. ValueError for an object without a frame.
    """
    bounds = numbers(element.get("Boundary"), 4)
    if bounds is None:
        raise ValueError("Boundary")
    x, y, wide, tall = bounds
    own = Matrix(*(numbers(element.get("CTM"), 6) or Matrix()))
    return outer.box(x, y, x + wide, y + tall), own.then(Matrix(e=x, f=y)).then(outer)
