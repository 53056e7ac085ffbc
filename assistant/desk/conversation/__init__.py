"""The conversation at the desk: what is told, asked, answered and recorded, and the whole text drafted."""
