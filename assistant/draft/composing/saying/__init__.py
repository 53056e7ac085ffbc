"""saying: a matter put into words, with what introduces it and what it is for."""
