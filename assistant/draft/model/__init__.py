"""Writing with a language model: what it is given, how it is asked, and what of its answer may stand."""
