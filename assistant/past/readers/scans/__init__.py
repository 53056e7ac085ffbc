"""Scans: a page that is a picture → its lines and its ruled tables, each cell recognised on its own.

The libraries for pictures and for recognition are imported where they are used: whoever reads no scan never waits for
them.
"""
