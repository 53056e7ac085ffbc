"""Lines: what a single line of a report is, and lines put right before anything is recognised in them."""
