"""The report as paper on a page: real pages on a grey desk, zoom, and remarks on what is selected."""

from assistant.ui.paper.paper import Selection, paper

__all__ = ["Selection", "paper"]
