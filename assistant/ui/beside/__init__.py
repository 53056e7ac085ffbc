"""核对读到的内容: an archived report's original beside what was read of it, cell and place linked both ways."""

from assistant.ui.beside.beside import beside

__all__ = ["beside"]
