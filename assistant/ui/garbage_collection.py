"""Garbage collection: what the program consists of is set aside, not gone through again after every run of a page.

The framework collects garbage after each run, the last answer still waiting to be sent. Hundreds of thousands of
objects of libraries, the form and the rules would be visited each time; set aside once, they are passed over.
"""

import gc
import sys

_set_aside_at = [0]
"""So many modules were loaded when objects were last set aside; more are loaded as stages are first used."""


def set_aside() -> None:
    """Take everything there is now out of the collector's sight, if something was loaded since the last time."""
    if len(sys.modules) > _set_aside_at[0]:
        _set_aside_at[0] = len(sys.modules)
        gc.freeze()
