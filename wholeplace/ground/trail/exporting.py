"""The trail as it leaves: one line of JSON an entry, with the signed heads where they were made.

The format is open and described in docs/how-to/verify.md. It tells what is stored, even where that is wrong: to say so
is the verifier's part.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.trail.events import HistoryRestored, WordsErased
from wholeplace.ground.trail.merkle import path
from wholeplace.ground.trail.models import Event, Head, Leaf
from wholeplace.ground.trail.sealing import heads, not_sealed, stored_hash
from wholeplace.ground.trail.signing import SignedHead

FORMAT = "wholeplace trail 1"
AT_ONCE = 2_000
ALWAYS_TOLD = {HistoryRestored.__name__, WordsErased.__name__}
"""Events about the trail itself: they name nobody, and nothing can be checked without them."""


@contextmanager
def one_view() -> Iterator[None]:
    """See the database as it is at the first question, until the block ends. Opens the transaction."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def exported(*, words: bool = True) -> Iterator[dict[str, Any]]:
    """Every line of the exported trail as plain values, in order. The words of events can be withheld.

    Ask within `one_view`: what is sealed meanwhile would be told without its head.
    """
    yield {"format": FORMAT}
    signed = deque(heads())
    size = 0
    for entries in _entries(words=words):
        for entry in entries:
            yield {"entry": entry}
            size += 1
            while signed and signed[0].size <= size:
                yield {"head": signed.popleft().plain()}
    yield from ({"head": head.plain()} for head in signed)
    yield from ({"unsealed": event.leaf()} for event in not_sealed().order_by("transaction", "pk").iterator())


def entry_of(leaf: Leaf, event: Event | None, *, words: bool) -> dict[str, Any]:
    """One sealed event as plain values: its place, its hash, what was sealed of it, and its words with their salt."""
    told = event is not None and event.salt is not None and (words or event.kind in ALWAYS_TOLD)
    entry = {
        "place": leaf.place,
        "leaf": bytes(leaf.hash).hex(),
        "event": event.leaf() if event else None,
        "words": event.words() if event and told else None,
        "salt": bytes(event.salt).hex() if event and event.salt is not None and told else None,
    }
    return entry if told or words else entry | {"withheld": True}


def covering(events: Sequence[int]) -> tuple[SignedHead, dict[int, Leaf]] | None:
    """The first head that covers all of these events, and their leaves by event; None while one is not sealed."""
    leaves = {leaf.event: leaf for leaf in Leaf.objects.filter(event__in=events)}
    last = max((leaf.place for leaf in leaves.values()), default=-1)
    found = Head.objects.filter(size__gt=last).order_by("size").first()
    if found is None or len(leaves) < len(set(events)):
        return None
    return found.signed(), leaves


def inclusion(leaf: Leaf, *, under: SignedHead) -> list[str]:
    """What proves that a leaf stands under a head."""
    return [one.hex() for one in path(leaf.place, size=under.size, node=stored_hash)]


def entries_about(refs: Sequence[Ref], *, seen_by: Actor) -> tuple[SignedHead, list[dict[str, Any]]] | None:
    """What happened to these records, as far as the reader may see it, each event with its proof under one head.

    The head is the first that covers all of them. None while one of them is not sealed.
    """
    events = Event.objects.seen_by(seen_by).filter(
        subject_public_id__in=[ref.public_id for ref in refs], subject_kind__in={ref.kind for ref in refs}
    )
    found = {event.pk: event for event in events}
    covered = covering(list(found))
    if covered is None:
        return None
    head, leaves = covered
    placed = sorted(leaves.values(), key=lambda leaf: leaf.place)
    return head, [
        entry_of(leaf, found[leaf.event], words=True) | {"path": inclusion(leaf, under=head)} for leaf in placed
    ]


def _entries(*, words: bool) -> Iterator[list[dict[str, Any]]]:
    last = -1
    while leaves := list(Leaf.objects.filter(place__gt=last).order_by("place")[:AT_ONCE]):
        last = leaves[-1].place
        events = Event.objects.in_bulk([leaf.event for leaf in leaves])
        yield [entry_of(leaf, events.get(leaf.event), words=words) for leaf in leaves]
