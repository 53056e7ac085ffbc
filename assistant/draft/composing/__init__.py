"""composing: a section told from its facts: gathered by topic, worded, put in order, joined, fitted to a length."""
