"""Passages of past reports: split, labelled and masked, found by words and by meaning, and cited."""

from assistant.evidence.examples import with_examples
from assistant.evidence.masking import mask
from assistant.evidence.passages import Passage, split
from assistant.evidence.search import Evidence, Hit

__all__ = ["Evidence", "Hit", "Passage", "mask", "split", "with_examples"]
