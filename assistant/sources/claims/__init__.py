"""Claims: what a sentence says without a number: of all, of none, of honours, and of what was promised."""
