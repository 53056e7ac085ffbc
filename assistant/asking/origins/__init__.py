"""Where questions come from: last year, the law and the form, this year's tables, peers; and what is known already."""
