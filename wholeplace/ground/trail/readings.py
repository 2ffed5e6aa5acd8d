"""Who has read the most sensitive records: written down for every request, and read by whose records they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connections, models

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.reading import Noted
from wholeplace.ground.trail.models import Reading
from wholeplace.ground.trail.request import request_id

_FIELDS = (
    "organisation_id", "partnership_id", "records", "door", "request", "person_id", "person_name", "post_title",
    "acting_for_id", "acting_for_name",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One request that read records, or none while one was open to its reader in an emergency."""

    at: datetime
    records: tuple[Ref, ...]
    door: str
    person: int | None
    person_name: str
    post_title: str
    acting_for: int | None
    acting_for_name: str


def write_down(read: Iterable[Noted], *, opened: Iterable[tuple[int, Ref]] = (), door: str, by: Actor) -> None:
    """Write down what a request read, a row for each organisation whose records they are.

    `opened` is what stood open to the reader in an emergency: its owners are told of every request meanwhile. The rows
    are written apart, so that they outlive a request that is undone; no row comes back, since the reader may see none.
    """
    rows: dict[tuple[int, int], set[str]] = {
        (owner, by.partnership_id): set() for owner, _ in opened if by.partnership_id is not None
    }
    for one in read:
        rows.setdefault((one.organisation, one.partnership), set()).add(one.record)
    if not rows:
        return
    who = (by.person_id, by.person_name, by.post_title, by.organisation_id, by.organisation_name)
    given = [(*whose, sorted(records), door, request_id.get(), *who) for whose, records in sorted(rows.items())]
    with connections["refusals"].cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Reading._meta.db_table} ({', '.join(_FIELDS)}) VALUES ({', '.join(['%s'] * len(_FIELDS))})",
            given,
        )


def who_has_looked(*, seen_by: Actor, of: Ref | None = None) -> models.QuerySet[Reading]:
    """Who has read records of the reader's organisation, or this one of them; newest first.

    Only for whoever may read its trail.
    """
    if not seen_by.may(Permission.TRAIL_READ) or seen_by.organisation_id is None or seen_by.partnership_id is None:
        return Reading.objects.none()
    mine = Reading.objects.filter(organisation_id=seen_by.organisation_id, partnership_id=seen_by.partnership_id)
    rows = mine if of is None else mine.filter(records__contains=[str(of)])
    return rows.order_by("-at", "-pk")


def looks(*, rows: Iterable[Reading]) -> tuple[Look, ...]:
    """Readings as a register tells them."""
    return tuple(
        Look(
            at=row.at,
            records=tuple(Ref.parse(one) for one in row.records),
            door=row.door,
            person=row.person_id,
            person_name=row.person_name,
            post_title=row.post_title,
            acting_for=row.acting_for_id,
            acting_for_name=row.acting_for_name,
        )
        for row in rows
    )
