"""The model as an agent: a conversation with tools of the program, held to the same rules as everything written."""
