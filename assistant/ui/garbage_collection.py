"""Garbage collection: what has proved to stay is set aside, not gone through again after every run of a page.

The framework collects garbage after each run, the last answer still waiting to be sent, and everything waits meanwhile.
Hundreds of thousands of objects of libraries, the form, the rules, and of all who are at work would be visited each
time: with fifty people that costs more than the page they asked for. What outlived a collection is set aside; what of
it has become garbage since is found now and then, when all is gone through again.
"""

import gc
from collections.abc import Mapping

_THOROUGH = 256
"""So many collections to one that goes through everything: that one takes a tenth of a second and more, and what became
garbage meanwhile among the objects set aside stays in memory until then."""
_since = [0]


def begin() -> None:
    """Set aside what outlives collections from now on."""
    if _around not in gc.callbacks:
        gc.callbacks.append(_around)
        gc.collect()


def _around(phase: str, about: Mapping[str, int]) -> None:
    if about["generation"] != 2:  # noqa: PLR2004 - the oldest: a collection of everything
        return
    if phase == "stop":
        gc.freeze()
        return
    _since[0] += 1
    if _since[0] >= _THOROUGH:
        _since[0] = 0
        gc.unfreeze()
