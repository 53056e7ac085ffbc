"""sifting: what of a message is told of another year, of another organ, or of what has not come about."""
