"""Whether the installation is alive, and how much there is in it: for machines that look after machines."""

from assistant.store import Store
from assistant.store.keeping.measuring import Waited, waited
from assistant.store.keeping.whole import Counts


class Pulse:
    """What may be asked without being anybody: it tells nothing of anybody."""

    def __init__(self, store: Store) -> None:
        """Feel the pulse of a store."""
        self._store = store

    def beats(self) -> None:
        """Nothing if the database answers; StorageProblem."""
        self._store.whole.answers()

    def counts(self) -> Counts:
        """How much there is; StorageProblem."""
        return self._store.whole.counts()

    def waited(self) -> Waited:
        """How long this process has waited for its database."""
        return waited()
