"""numbers: the numbers of a section, each told once, with its parts and the proper name of what it counts."""
