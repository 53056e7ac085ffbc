"""The statutory tables on the screen: typed into as in a spreadsheet, totals moving as one types.

grid     mounting the table on a page, and the edits that come back from the browser
entry    what was typed, read into cell values or refused with the reason
picture  what the browser is told: layout, labels, identities and values, all from the form's data
*.js     the table itself, in the order grid.py joins them
"""

from assistant.ui.grid.entry import Refusal, apply
from assistant.ui.grid.grid import GridEvent, not_saved, statutory_table

__all__ = ["GridEvent", "Refusal", "apply", "not_saved", "statutory_table"]
