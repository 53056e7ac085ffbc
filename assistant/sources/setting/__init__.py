"""Setting: the numbers of a text, each with what stands around it: its sentence, its year, its 分别, its comparison."""
