"""Finding organisations: by public id, by official id, by name, and following their successors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.directory.models import OfficialId, Organisation, Succession
from wholeplace.together.directory.rules.kinds import OrganisationKind


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation as a list shows it. `number` is its bare identity."""

    number: int
    ref: Ref
    name: str
    short_name: str
    kind: OrganisationKind
    invented: bool
    begins_on: date | None
    ends_on: date | None

    @property
    def called(self) -> str:
        """The name that fits in a narrow place."""
        return self.short_name or self.name


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation with its official ids and what it came from and went into."""

    card: OrganisationCard
    official_ids: tuple[tuple[str, str], ...]
    predecessors: tuple[tuple[OrganisationCard, date], ...]
    successors: tuple[tuple[OrganisationCard, date], ...]


def organisation(*, public_id: str, seen_by: Actor) -> OrganisationCard:
    """The organisation of this public id, or NotThere."""
    found = Organisation.objects.seen_by(seen_by).filter(public_id=public_id).first()
    if found is None:
        raise NotThere("organisation")
    return card(found)


def organisation_page(*, public_id: str, seen_by: Actor) -> OrganisationPage:
    """The organisation of this public id with all that is known of it, or NotThere."""
    this = organisation(public_id=public_id, seen_by=seen_by)
    successions = Succession.objects.filter(Q(of=this.number) | Q(by=this.number)).select_related("of", "by")
    return OrganisationPage(
        card=this,
        official_ids=tuple(
            OfficialId.objects.filter(of=this.number).order_by("scheme").values_list("scheme", "identifier")
        ),
        predecessors=tuple((card(s.of), s.on) for s in successions if s.by_id == this.number),
        successors=tuple((card(s.by), s.on) for s in successions if s.of_id == this.number),
    )


def organisations(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, OrganisationCard]:
    """The organisations behind these numbers."""
    found = Organisation.objects.seen_by(seen_by).filter(pk__in=set(numbers))
    return {organisation.pk: card(organisation) for organisation in found}


def by_official_id(*, scheme: str, identifier: str, seen_by: Actor) -> OrganisationCard | None:
    """The organisation that holds this number in this register, if one does."""
    found = (
        Organisation.objects.seen_by(seen_by)
        .filter(official_ids__scheme=scheme, official_ids__identifier=identifier)
        .first()
    )
    return card(found) if found else None


def named(*, names: Iterable[str], seen_by: Actor) -> dict[str, OrganisationCard]:
    """The one real organisation of each of these names, in any capitals and accents; none where several share it."""
    asked = sorted(set(names))
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, folded(name) FROM unnest(%s::text[]) AS given(name)", [asked])
        folded = dict(cursor.fetchall())
    by_name: dict[str, list[Organisation]] = {}
    for one in Organisation.objects.seen_by(seen_by).filter(folded_name__in=set(folded.values()), invented=False):
        by_name.setdefault(one.folded_name, []).append(one)
    return {name: card(by_name[key][0]) for name, key in folded.items() if len(by_name.get(key, ())) == 1}


def by_official_ids(*, ids: Iterable[OrgId], seen_by: Actor) -> dict[OrgId, OrganisationCard]:
    """The organisations that hold these official ids, by the id."""
    asked = set(ids)
    rows = OfficialId.objects.seen_by(seen_by).filter(identifier__in={one.identifier for one in asked})
    held = {(row.scheme, row.identifier): row.of for row in rows.select_related("of")}
    return {one: card(held[one.scheme, one.identifier]) for one in asked if (one.scheme, one.identifier) in held}


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[OrganisationCard, ...]:
    """Organisations whose name holds these words, however accented or capitalised, best first."""
    matches = Organisation.objects.seen_by(seen_by).saying(words, field="folded_name")
    return tuple(card(organisation) for organisation in matches.order_by("folded_name")[:limit])


def card(organisation: Organisation) -> OrganisationCard:
    """An organisation's row as a card."""
    return OrganisationCard(
        number=organisation.pk,
        ref=organisation.ref,
        name=organisation.name,
        short_name=organisation.short_name,
        kind=OrganisationKind(organisation.kind),
        invented=organisation.invented,
        begins_on=organisation.begins_on,
        ends_on=organisation.ends_on,
    )
