"""Parts of 文字起草: the sections, the editor's desk, the assistant beside it and what it proposes."""
