"""The ledger of applications (依申请公开台账), counted into table three with the cases behind each cell."""

from assistant.ledger.blank import template
from assistant.ledger.counting import Counted, Unplaced, count
from assistant.ledger.rows import FIELDS, NEEDED, Headings, headings

__all__ = ["FIELDS", "NEEDED", "Counted", "Headings", "Unplaced", "count", "headings", "template"]
