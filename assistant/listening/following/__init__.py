"""Following: what a clause says of the one before it, and what of it is kept."""
