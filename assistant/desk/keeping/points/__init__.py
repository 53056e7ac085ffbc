"""What doctor looks at: each check gives a sentence where all is well, and raises one where something is not."""
