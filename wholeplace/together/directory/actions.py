"""Entering organisations, and saying what succeeded them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.intake.book import File, OpenBatch, batch_of
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Change, Row
from wholeplace.ground.records.models import OPEN_SCOPE, OrganisationKey
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.events import OrganisationRegistered, OrganisationsTakenIn, OrganisationSucceeded
from wholeplace.together.directory.models import OfficialId, Organisation, Succession
from wholeplace.together.directory.queries import OrganisationCard, card
from wholeplace.together.directory.rules.kinds import OrganisationKind


@action
def register(
    *,
    name: str,
    kind: OrganisationKind,
    official_ids: Sequence[OrgId] = (),
    short_name: str = "",
    invented: bool = False,
    begins_on: date | None = None,
    by: Actor,
    on: date,
) -> OrganisationCard:
    """Enter an organisation under its official ids.

    Raises Refused when one of the ids belongs to an organisation that is entered already.
    """
    by.must(Permission.ORGANISATION_REGISTER)
    taken = OfficialId.objects.filter(
        scheme__in={one.scheme for one in official_ids},
        identifier__in={one.identifier for one in official_ids},
    ).select_related("of")
    if refusals := [
        Refusal("ORG1", "One organisation an official id", f"{one} is {one.of.name}, which is entered already.")
        for one in taken
        if (one.scheme, one.identifier) in {(asked.scheme, asked.identifier) for asked in official_ids}
    ]:
        raise Refused(refusals)
    key = OrganisationKey.objects.create()
    organisation = Organisation.objects.create(
        key=key,
        public_id=key.public_id,
        name=name,
        short_name=short_name,
        kind=kind.value,
        invented=invented,
        begins_on=begins_on,
    )
    OfficialId.objects.bulk_create(
        OfficialId(of=organisation, scheme=one.scheme, identifier=one.identifier) for one in official_ids
    )
    event = OrganisationRegistered(name=name, official_ids=tuple(str(one) for one in official_ids))
    record(event, subject=organisation.ref, scope=OPEN_SCOPE, by=by, on=on)
    return card(organisation)


@dataclass(frozen=True)
class OrganisationGiven:
    """An organisation as a register gives it."""

    name: str
    kind: OrganisationKind
    official_ids: tuple[OrgId, ...]
    short_name: str = ""


@action
def load_organisations(*, file: File, rows: Iterable[Outcome[OrganisationGiven]], by: Actor, on: date) -> OpenBatch:
    """Take in a file of organisations under their official ids. One that is entered already stays as it is.

    Raises NothingNew when the file changes nothing.
    """
    by.must(Permission.ORGANISATION_REGISTER)
    with batch_of(file, by=by, on=on) as batch:
        batch.pour(rows, into=_enter, key=lambda given: given.official_ids)
    tally = batch.tally
    event = OrganisationsTakenIn(
        source=file.source,
        file_name=file.name,
        rows_in=tally.rows_in,
        rows_refused=tally.rows_refused,
        added=tally.added,
        unchanged=tally.unchanged,
    )
    record(event, subject=batch.ref, scope=OPEN_SCOPE, by=by, on=on)
    return batch


def _enter(chunk: list[tuple[Row[OrganisationGiven], OrganisationGiven]]) -> Change:
    """Add the organisations none of whose official ids is entered yet."""
    known = set(
        OfficialId.objects.filter(
            identifier__in={one.identifier for _, given in chunk for one in given.official_ids}
        ).values_list("scheme", "identifier")
    )
    new = [given for _, given in chunk if not any((one.scheme, one.identifier) in known for one in given.official_ids)]
    keys = OrganisationKey.objects.bulk_create(OrganisationKey() for _ in new)
    entered = [
        Organisation(key=key, public_id=key.public_id, name=one.name, short_name=one.short_name, kind=one.kind.value)
        for key, one in zip(keys, new, strict=True)
    ]
    Organisation.objects.bulk_create(entered, batch_size=1_000)
    OfficialId.objects.bulk_create(
        OfficialId(of=organisation, scheme=one.scheme, identifier=one.identifier)
        for organisation, given in zip(entered, new, strict=True)
        for one in given.official_ids
    )
    return Change(added=len(new), unchanged=len(chunk) - len(new))


@action
def succeed(*, organisation: str, successor: str, from_day: date, source: str, by: Actor, on: date) -> None:
    """Say that one organisation took over from another from this day. What the old one did keeps its name.

    Raises Refused when the successor began later, or when they are one and the same.
    """
    by.must(Permission.ORGANISATION_REGISTER)
    old = Organisation.objects.select_for_update().the(organisation, seen_by=by)
    new = Organisation.objects.all().the(successor, seen_by=by)
    if old.pk == new.pk:
        raise Refused([Refusal("ORG2", "Succession", "An organisation cannot succeed itself. Choose another.")])
    if new.begins_on and new.begins_on > from_day:
        sentence = f"{new.name} began on {new.begins_on:%-d %B %Y}, after that day. Choose a later day."
        raise Refused([Refusal("ORG3", "Succession", sentence)])
    Succession.objects.create(of=old, by=new, on=from_day, source=source)
    event = OrganisationSucceeded(name=old.name, successor=new.name, from_day=from_day)
    record(event, subject=old.ref, scope=OPEN_SCOPE, by=by, on=on)
