"""bettering: what fell short and what is done about it, said in the official register by the words that go together."""
