"""The text of a report → whose it is, its parts, and each paragraph in its section."""
