"""Confirming figures that were recognised in a picture by the sums of the form."""

from assistant.past.tables.confirming.confirming import confirm as confirm
