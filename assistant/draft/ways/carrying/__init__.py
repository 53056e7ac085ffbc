"""Last year's text carried into this one: what is bound anew, confirmed, replaced, asked, and told besides."""
