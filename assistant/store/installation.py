"""The small facts about the installation: held by whoever is changing one, also before it was ever set."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.store.schema import StateRow

MODEL_KEY = "secret.llm_api_key"
"""The fact that holds the key of the language model's endpoint, and the address it is for."""
SECRET = frozenset({MODEL_KEY})
"""Facts that leave this database by no way: no backup holds them."""


def held(session: Session, key: str, beginning: str) -> StateRow:
    """A fact that nobody else can change until the transaction in progress ends; `beginning` if it was never set."""
    row = session.get(StateRow, key, with_for_update=True)
    if row is not None:
        return row
    # There is no row to hold yet. Of two who find none the second waits here for the first, and then for its row.
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(StateRow).values(key=key, value=beginning).on_conflict_do_nothing())
    return session.get_one(StateRow, key, with_for_update=True)
