"""official: a clerk's note in everyday words said as clauses of the official register, by a lexicon and no model."""

from assistant.draft.official.splitting import clauses, statements
from assistant.draft.official.wording import Worded, official

__all__ = ["Worded", "clauses", "official", "statements"]
