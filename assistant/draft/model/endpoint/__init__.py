"""A language model's endpoint: asked, watched, and given up when it takes too long or says too much.

An endpoint is another machine's program, and may be broken or hostile: it is followed nowhere, its bytes and its time
are counted, and what it costs is bounded before anything is made of what it says.
"""

from assistant.draft.model.endpoint.asking import ask, ask_whole, stoppable
from assistant.draft.model.endpoint.failures import EndpointFailed, Stopped
from assistant.draft.model.endpoint.pieces import text_of

__all__ = ["EndpointFailed", "Stopped", "ask", "ask_whole", "stoppable", "text_of"]
