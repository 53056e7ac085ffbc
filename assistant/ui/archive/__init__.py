"""Parts of pages on files that are taken in: how far the reading is, what came of it."""
