"""A small city partnership with somebody in each role, a second partnership beside it, and a stranger."""

from dataclasses import dataclass, field
from datetime import date

from wholeplace.ground.access.actor import BOOTSTRAP, THE_PUBLIC, Actor
from wholeplace.ground.access.roles import Role
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.directory import actions as directory
from wholeplace.together.directory.queries import OrganisationCard
from wholeplace.together.directory.rules.kinds import OrganisationKind
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people import actions as people

TODAY = date(2026, 6, 1)
PASSWORD = "four invented words here"


@dataclass
class World:
    """A partnership with its organisations and somebody in each post, as actors by name."""

    slug: str
    partnership: str
    organisations: dict[str, OrganisationCard] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        """The actor of this name: `city.commissioner`."""
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None

    def add_organisation(self, name: str, kind: OrganisationKind, *, commissions: bool = True) -> OrganisationCard:
        """Register an organisation and admit it."""
        card = directory.register(
            name=name, kind=kind, invented=True, begins_on=date(2020, 4, 1), by=BOOTSTRAP, on=TODAY
        )
        partnerships.admit(
            partnership=self.partnership,
            organisation=card.ref.public_id,
            consented_by="Chief executive",
            commissions=commissions,
            by=BOOTSTRAP,
            on=TODAY,
        )
        self.organisations[name] = card
        return card

    def add_person(self, key: str, *, role: Role, organisation: str, title: str) -> Actor:
        """Invite somebody, give them a post, and remember who they are then."""
        email = f"{key}@{self.slug}.example"
        person = people.invite(name=f"{title} of {self.slug}", email=email, password=PASSWORD, by=BOOTSTRAP, on=TODAY)
        post = partnerships.set_up_post(
            partnership=self.partnership,
            host=self.organisations[organisation].ref.public_id,
            title=title,
            roles=[role],
            by=BOOTSTRAP,
            on=TODAY,
        )
        partnerships.fill_post(post=post.public_id, person=person.public_id, by=BOOTSTRAP, on=TODAY)
        with speaking_for(THE_DOOR):
            (capacity,) = capacities(person=person.number, seen_by=THE_DOOR, on=TODAY)
        self.actors[key], self.emails[key] = capacity.actor, email
        return capacity.actor


def build_city(slug: str = "marlbridge") -> World:
    """A city: council, integrated care board, a charity that provides, and somebody in each role."""
    ref = partnerships.set_up(
        name=f"{slug.title()} Partnership",
        place_name=slug.title(),
        slug=slug,
        invented=True,
        by=BOOTSTRAP,
        on=TODAY,
    )
    world = World(slug=slug, partnership=ref.public_id)
    world.add_organisation("council", OrganisationKind.COUNCIL)
    world.add_organisation("icb", OrganisationKind.INTEGRATED_CARE_BOARD)
    world.add_organisation("charity", OrganisationKind.CHARITY, commissions=False)
    for key, role, organisation, title in (
        ("commissioner", Role.COMMISSIONER, "council", "Commissioner"),
        ("analyst", Role.ANALYST, "council", "Analyst"),
        ("finance", Role.FINANCE, "council", "Finance officer"),
        ("governance", Role.GOVERNANCE, "council", "Governance officer"),
        ("member", Role.MEMBER, "council", "Chair"),
        ("partner", Role.COMMISSIONER, "icb", "NHS commissioner"),
        ("provider", Role.PROVIDER, "charity", "Provider manager"),
    ):
        world.add_person(key, role=role, organisation=organisation, title=title)
    return world


def build_county() -> World:
    """Another partnership, whose commissioner must see and change nothing of the city's."""
    ref = partnerships.set_up(
        name="Fenshire Partnership",
        place_name="Fenshire",
        slug="fenshire",
        invented=True,
        by=BOOTSTRAP,
        on=TODAY,
    )
    world = World(slug="fenshire", partnership=ref.public_id)
    world.add_organisation("county", OrganisationKind.COUNTY_COUNCIL)
    world.add_person("commissioner", role=Role.COMMISSIONER, organisation="county", title="County commissioner")
    world.add_person("governance", role=Role.GOVERNANCE, organisation="county", title="County governance officer")
    return world


STRANGER = THE_PUBLIC
