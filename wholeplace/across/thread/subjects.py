"""What a matter is about: a record of any room, named by a reference that no key of the database holds."""

from wholeplace.across.thread.walk import stops_of
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.thread import Stop
from wholeplace.together.partnership.queries import arrangement_stops


def subject_here(*, ref: Ref, seen_by: Actor) -> Stop:
    """The record that a matter is to be about, in the partnership that the asker acts in.

    Raises NotThere for one that is absent, hidden or a neighbour's: the three look alike.
    """
    refs = frozenset({ref})
    found = stops_of(refs=refs, seen_by=seen_by)
    if ref.kind == "arrangement":
        found |= {stop.ref: stop for stop in arrangement_stops(refs=refs, seen_by=seen_by)}
    stop = found.get(ref)
    if stop is None or stop.partnership is None or stop.partnership != seen_by.partnership_id:
        raise NotThere(ref.kind)
    return stop
