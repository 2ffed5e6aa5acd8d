"""What a process keeps of published fact between requests: it changes only when a file is taken in.

Kept is only what is the same for everyone. The key names the newest batch, so that nothing old is shown after one.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.intake.queries import newest

Made = TypeVar("Made")

MOST = 200
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


class Keeper:
    """Keeps answers for one request's state of what is published: asks once which batch is the newest."""

    def __init__(self, *, seen_by: Actor) -> None:
        """Ask which batch is the newest."""
        self._newest = newest(seen_by=seen_by)

    def kept(self, *key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made before for this key, or what is made now."""
        whole = (self._newest, *key)
        with _lock:
            if whole in _kept:
                _kept.move_to_end(whole)
                found: Made = _kept[whole]
                return found
        made = make()
        with _lock:
            _kept[whole] = made
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return made
