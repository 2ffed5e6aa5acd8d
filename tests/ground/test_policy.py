"""The policy table, and that each of the two walls says on its own what the table says, line by line."""

from dataclasses import replace
from itertools import product

import pytest

from tests.actions.needs.test_record_need import asked
from wholeplace.analyse.needs import actions
from wholeplace.analyse.needs.models import Need
from wholeplace.ground.access.actor import BOOTSTRAP, THE_PUBLIC, Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.policy import READING, VERSION, Relation, mark_of_opening, mark_of_share
from wholeplace.ground.access.sensitivity import Sensitivity
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken

SHARE, OPENING = mark_of_share(1), mark_of_opening(1)
CLEARANCES = ((), ("commercial.read",), ("personal.read",), ("commercial.read", "personal.read"))


def somebody(relation: Relation, *, city, county, clearances: tuple[str, ...]) -> Actor:
    """Somebody who stands to the council's need in this relation, and in no closer one."""
    permissions = frozenset(map(Permission, clearances))
    partner = replace(city.provider, permissions=permissions)
    return {
        Relation.HOUSE: BOOTSTRAP,
        Relation.ANYBODY: THE_PUBLIC,
        Relation.SIGNED_IN: replace(county.commissioner, permissions=permissions, shares=(-98,), opened=(-99,)),
        Relation.PARTNER: replace(partner, shares=(-98,), opened=(-99,)),
        Relation.OWN: replace(city.commissioner, permissions=permissions),
        Relation.NAMED: replace(city.partner, permissions=permissions),
        Relation.SHARED: replace(partner, shares=(-98, SHARE)),
        Relation.OPENED: replace(partner, opened=(-99, OPENING)),
    }[relation]


def reaches(relation: Relation) -> set[Relation]:
    """Every relation that somebody who stands in this one stands in too."""
    outside = {Relation.HOUSE: set(), Relation.ANYBODY: set(), Relation.SIGNED_IN: {Relation.ANYBODY}}
    return outside.get(relation, {Relation.ANYBODY, Relation.PARTNER}) | {relation}


def the_table_says(relation: Relation, *, state: Sensitivity, clearances: tuple[str, ...]) -> bool:
    """Whether a line lets somebody of this relation read a record of this state."""
    return any(
        line.relation in reaches(relation)
        and line.state in {state.value, "any"}
        and (not line.needs or line.needs in clearances)
        for line in READING
    )


@pytest.fixture
def a_need(city):
    """The council's need, named to the NHS, shared and opened under marks of their own."""
    ref = actions.record_need(**asked(), by=city.commissioner)

    def of(state: Sensitivity) -> None:
        with speaking_for(BOOTSTRAP), pen_taken(already=False):
            Need.objects.filter(public_id=ref.public_id).update(
                sensitivity=state.value, audience=[city.partner.organisation_id, SHARE, OPENING]
            )

    return of


@pytest.mark.parametrize("state", Sensitivity)
def test_each_wall_alone_says_what_the_table_says(city, county, a_need, state):
    a_need(state)
    told, wrong = 0, []
    for relation, clearances in product(Relation, CLEARANCES):
        actor = somebody(relation, city=city, county=county, clearances=clearances)
        with speaking_for(BOOTSTRAP):
            by_policy = Need.objects.all().seen_by(actor).exists()
        with speaking_for(actor):
            by_database = Need.objects.all().exists()
        expected = the_table_says(relation, state=state, clearances=clearances)
        told += 1
        if not expected == by_policy == by_database:
            wrong.append((relation.name, clearances, expected, by_policy, by_database))
    assert (told, wrong) == (len(Relation) * len(CLEARANCES), [])


def test_the_version_is_the_digest_of_the_table():
    assert len(VERSION) == 64
    assert set(VERSION) <= set("0123456789abcdef")


def test_marks_are_below_nought_and_never_meet():
    shares, openings = {mark_of_share(n) for n in range(1, 99)}, {mark_of_opening(n) for n in range(1, 99)}
    assert not shares & openings
    assert max(shares | openings) < 0


@pytest.mark.parametrize(
    ("field", "reads"),
    [
        ("event.person_name", [False, True, True, True]),
        ("person.name", [False, True, True, True]),
        ("person.email", [False, False, False, True]),
        ("override.set_by", [False, False, True, True]),
        ("event.sentence", [True, True, True, True]),
    ],
)
def test_who_reads_which_fields(city, county, field, reads):
    """The public, another partnership's commissioner, its own, and the house."""
    readers = (THE_PUBLIC, county.commissioner, city.commissioner, BOOTSTRAP)
    here = city.commissioner.partnership_id
    assert [one.reads_field(*field.split("."), partnership=here) for one in readers] == reads
