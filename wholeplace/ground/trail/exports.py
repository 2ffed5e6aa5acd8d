"""Writing down what leaves as a file: who took it, when, what it was, and a mark by which a copy is known again."""

import hashlib

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.trail.models import Export


def note_export(*, what: str, address: str, rows: int, content: bytes, by: Actor) -> str:
    """Write down that somebody takes this away. Gives the mark, which the file carries in its name.

    The file itself stays as programs expect it; renamed, it is found again by what is in it.
    """
    export = Export.objects.create(
        what=what[:200],
        address=address[:200],
        rows=rows,
        sha256=hashlib.sha256(content).hexdigest(),
        person_id=by.person_id,
        post_id=by.post_id,
        acting_for_id=by.organisation_id,
    )
    return export.mark
