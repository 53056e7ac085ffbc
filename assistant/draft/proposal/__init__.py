"""What is written: the request, the proposal made of sentences, its gaps and locks, its difference from the text."""
