"""年报助手's navigation: the pages in the order of the work. Everything else is in assistant.ui."""

from assistant.ui.shell import navigate

navigate()
