"""The text editor on a page: saves at every pause, and shows where each number comes from.

The browser numbers what it sends, repeats what was not acknowledged, and keeps it across a reload; the
text it started from travels along, so that nobody's words are overwritten unseen.
"""

from assistant.ui.editor.editor import Edit, text_editor

__all__ = ["Edit", "text_editor"]
