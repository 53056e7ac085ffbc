"""listening: what a person says of the year, read into facts that can be recorded."""
