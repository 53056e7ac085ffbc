"""asking: what a colleague would ask of the year, each question with where it comes from and a quick answer."""
