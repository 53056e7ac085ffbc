"""Past reports at the desk: taken in, found again, read again; and the ones that came with the program."""
