"""Tables flattened into lines of text: where they stand, and their rows by whatever parts their cells."""
