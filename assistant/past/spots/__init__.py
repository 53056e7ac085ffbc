"""Where what was read stands in the file: the value of each cell, and each paragraph of the sections."""

from assistant.past.spots.cells import Spot, spots
from assistant.past.spots.paragraphs import DocumentText, TextSpot

__all__ = ["DocumentText", "Spot", "TextSpot", "spots"]
