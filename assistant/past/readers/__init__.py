"""Readers: one file kind each, bytes → a document of neutral blocks."""
