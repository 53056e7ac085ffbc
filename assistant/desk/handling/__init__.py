"""办理: the steps a report goes through, its moves along them, who asks for it to go on, and where it was published."""
