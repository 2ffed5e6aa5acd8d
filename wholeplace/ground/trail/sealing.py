"""Sealing: what has happened is added to one tree afterwards, read back, and signed.

It happens after the actions and apart from them, since a chain inside each of them would make all wait for each.
Every event below the watermark is sealed, in the order of transactions; none that is still under way is passed over.
Before anything is added, the tree must be the one that was signed last, and must hold the last head that was kept
outside the database: so an older backup, or a history that was rewritten, is noticed and never signed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from wholeplace.ground.access.actor import Actor, service
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.records.roles import READER, SEALER
from wholeplace.ground.trail.action import action, record
from wholeplace.ground.trail.canonical import leaf_bytes
from wholeplace.ground.trail.events import HistoryRestored
from wholeplace.ground.trail.merkle import grown, growth, leaf_hash, peaks_of, root_at, root_of
from wholeplace.ground.trail.models import Event, Head, Leaf, Node
from wholeplace.ground.trail.signing import RECOVERY, SealKey, SignedHead
from wholeplace.ground.trail.watermark import watermark

BATCH = 5_000
THE_SEALER = service("The sealer")
THE_TRAIL = Ref("trail", "0" * 12)
"""What an event about the trail itself is about."""


class Broken(Exception):
    """The sealed trail is not what was signed. The message says how it differs; nothing was sealed."""


@dataclass(frozen=True)
class Kept:
    """The last head, kept in a file outside the database, which whoever restores a backup does not restore."""

    file: Path

    def head(self) -> SignedHead | None:
        """The head that was kept last."""
        return SignedHead(**json.loads(self.file.read_text())) if self.file.exists() else None

    def keep(self, head: SignedHead) -> None:
        """Keep this head in the place of the last."""
        beside = self.file.with_name(f"{self.file.name}.new")
        beside.write_text(json.dumps(head.plain()))
        beside.replace(self.file)


def seal(*, key: SealKey, kept: Kept, batch: int = BATCH) -> Iterator[SignedHead]:
    """Seal everything that can no longer be overtaken, one head a batch.

    Raises Broken, having signed nothing more, where the tree is not the one that was signed last.
    """
    while head := _seal_batch(key=key, kept=kept, batch=batch):
        yield head


def unbroken(*, key: str, kept: SignedHead | None) -> SignedHead | None:
    """The newest head, once it is seen that the tree is the one that was signed, and holds the head that was kept.

    Raises Broken otherwise.
    """
    row = Head.objects.order_by("-size").first()
    head = row.signed() if row else None
    if head:
        if not head.is_signed_by(key):
            raise Broken(f"The head of {head.size:,} entries is not signed with the key of this trail.")
        if _root(head.size) != head.root:
            raise Broken(f"The tree of {head.size:,} entries is not the one that was signed: it was changed.")
    if kept is None:
        return head
    if not kept.is_signed_by(key):
        raise Broken("The head that was kept outside the database is not signed with the key of this trail.")
    if head is None or head.size < kept.size:
        raise Broken(
            f"The trail ends at {head.size if head else 0:,} entries, and a head of {kept.size:,} entries was kept from"
            f" {kept.sealed_at}: an older backup was restored, or its end was cut off."
        )
    if _root(kept.size) != kept.root:
        raise Broken(f"The first {kept.size:,} entries are not those of the head that was kept from {kept.sealed_at}.")
    return head


@action
def declare_recovery(*, lost: SignedHead, because: str, key: SealKey, by: Actor, on: date) -> None:
    """Leave a signed entry that an older backup was restored, and which head can no longer be shown."""
    by.must(Permission.OPERATIONS_READ)
    head = unbroken(key=key.public, kept=None)
    size = head.size if head else 0
    event = HistoryRestored(
        kept_size=size,
        lost_size=lost.size,
        lost_root=lost.root,
        because=because,
        signature=key.signed(RECOVERY, size, lost.size, lost.root, key.public),
    )
    record(event, subject=THE_TRAIL, scope=OPEN_SCOPE, by=by, on=on)


def heads() -> tuple[SignedHead, ...]:
    """Every signed head, the oldest first. They tell nothing of what was sealed, and are open to everyone."""
    return tuple(row.signed() for row in Head.objects.order_by("size"))


def heads_with_growth() -> "QuerySet[Head]":
    """Every head, the oldest first, with what proves that the tree grew from the one before; for paging."""
    return Head.objects.order_by("size")


def not_sealed() -> "QuerySet[Event]":
    """The events that no leaf is of."""
    rows: QuerySet[Event] = Event.objects.filter(~Exists(Leaf.objects.filter(event=OuterRef("pk"))))
    return rows


def stored_hash(node: tuple[int, int]) -> bytes:
    """The stored hash of a leaf (level 0) or of a node above."""
    level, place = node
    row = Node.objects.get(level=level, place=place) if level else Leaf.objects.get(place=place)
    return bytes(row.hash)


def _seal_batch(*, key: SealKey, kept: Kept, batch: int) -> SignedHead | None:
    with speaking_for(THE_SEALER), _as_sealer():
        alone_on("the sealing of the trail")
        before = unbroken(key=key.public, kept=kept.head())
        size = before.size if before else 0
        watermark, events = _unsealed(before, batch=batch)
        if not events:
            return None
        leaves = [leaf_hash(leaf_bytes(_whole(event).leaf())) for event in events]
        peaks, nodes = grown(size, [stored_hash(peak) for peak in peaks_of(size)], leaves)
        Leaf.objects.bulk_create(
            Leaf(place=place, event=event.pk, hash=leaf)
            for place, (event, leaf) in enumerate(zip(events, leaves, strict=True), start=size)
        )
        Node.objects.bulk_create(Node(level=level, place=place, hash=h) for (level, place), h in nodes.items())
        size += len(leaves)
        if not _reads_back(size - len(leaves), leaves) or _root(size) != root_of(peaks).hex():
            raise Broken("What was sealed did not read back as it was written. Nothing was signed; look at the disk.")
        head = SignedHead.made(size=size, root=root_of(peaks), sealed_at=_now(), watermark=watermark, by=key)
        proof = growth(before.size, size=size, node=stored_hash) if before else []
        Head.objects.create(**head.plain(), growth=[one.hex() for one in proof])
    kept.keep(head)
    return head


def _unsealed(before: SignedHead | None, *, batch: int) -> tuple[int, list[Event]]:
    """The next events to seal, and the transaction below which nothing is unsealed then.

    Transactions count anew in a server that a dump was restored into. What is there then is not under way any more.
    """
    now = watermark()
    counted_anew = before is not None and before.watermark > now
    rows = not_sealed()
    if not counted_anew:
        rows = rows.filter(transaction__lt=now, transaction__gte=before.watermark if before else 0)
    events = list(rows.order_by("transaction", "pk")[:batch])
    if len(events) < batch:
        return now, events
    return before.watermark if before and counted_anew else events[-1].transaction, events


def _whole(event: Event) -> Event:
    if not event.words_are_whole:
        raise Broken(f"The words of event {event.pk} are not those that were written: it was changed before sealing.")
    return event


def _reads_back(first: int, leaves: list[bytes]) -> bool:
    stored = {row.event: bytes(row.hash) for row in Leaf.objects.filter(place__gte=first).order_by("place")}
    again = [leaf_hash(leaf_bytes(event.leaf())) for event in Event.objects.filter(pk__in=stored)]
    return list(stored.values()) == leaves and sorted(again) == sorted(leaves)


def _root(size: int) -> str:
    return root_at(size, node=stored_hash).hex()


def _now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        return moment


@contextmanager
def _as_sealer() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {SEALER}")
        yield
        cursor.execute(f"SET LOCAL ROLE {READER}")
