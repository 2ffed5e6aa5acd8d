"""Reading what was brought in. Only the organisation that it was brought in for sees it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.files.models import BroughtFile
from wholeplace.ground.files.rules import State
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


@dataclass(frozen=True)
class BroughtCard:
    """A file that was brought in, and how far it has come."""

    ref: Ref
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    name: str
    sha256: str
    size: int
    read_as: str
    encoding: str
    state: State
    brought_by: int
    brought_on: date
    answered_on: date | None
    became: str
    changes: int


def brought(*, reference: str, seen_by: Actor) -> BroughtCard:
    """The file of this public id, or NotThere."""
    return _card(BroughtFile.objects.all().the(reference, seen_by=seen_by))


def all_brought(*, seen_by: Actor) -> "QuerySet[BroughtFile]":
    """What was brought in for the reader's organisation, newest first, for paging with `cards`."""
    rows: QuerySet[BroughtFile] = BroughtFile.objects.seen_by(seen_by).order_by("-pk")
    return rows.filter(organisation_id=seen_by.organisation_id)


def cards(*, rows: "Iterable[BroughtFile]", seen_by: Actor) -> tuple[BroughtCard, ...]:
    """A page of files."""
    return tuple(_card(row) for row in rows)


def the_same(*, of: BroughtCard, seen_by: Actor) -> date | None:
    """The day on which the very same content was confirmed before for the same organisation, if it was."""
    rows = BroughtFile.objects.seen_by(seen_by).filter(organisation_id=of.organisation, sha256=of.sha256)
    rows = rows.filter(state=State.DONE.value).exclude(public_id=of.ref.public_id).order_by("-pk")
    found: date | None = rows.values_list("answered_on", flat=True).first()
    return found


def is_confirmed(*, sha256: str, organisation: int, seen_by: Actor) -> bool:
    """Whether a second person has confirmed that this content is taken in for an organisation."""
    rows = BroughtFile.objects.seen_by(seen_by).filter(sha256=sha256, organisation_id=organisation)
    return bool(rows.filter(state__in=[State.CONFIRMED.value, State.DONE.value]).exists())


def is_of_another(*, became: str, seen_by: Actor) -> bool:
    """Whether a file has become this batch (its public id) already: whoever brings the same again changes nothing."""
    return bool(BroughtFile.objects.seen_by(seen_by).filter(became=became).exclude(became="").exists())


def _card(row: BroughtFile) -> BroughtCard:
    return BroughtCard(
        ref=row.ref,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        read_as=row.read_as,
        encoding=row.encoding,
        state=State(row.state),
        brought_by=row.brought_by,
        brought_on=row.brought_on,
        answered_on=row.answered_on,
        became=row.became,
        changes=row.changes,
    )
