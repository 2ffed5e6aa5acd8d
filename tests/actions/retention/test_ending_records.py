"""Ending a record, holding it, lifting the hold: each works, a stranger is stopped, it is refused with reasons."""

from datetime import date
from functools import partial

import pytest

from tests.factories.at_once import at_once
from tests.factories.thread import a_contract, a_need
from tests.factories.worlds import STRANGER, TODAY, build_city
from wholeplace.do.contracts.models import Contract
from wholeplace.doors.clock.calendar import EVERY
from wholeplace.doors.clock.jobs import JOBS
from wholeplace.ground.access.actor import NotAllowed, service
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.retention import actions, queries
from wholeplace.ground.trail.models import Event
from wholeplace.ground.trail.queries import history
from wholeplace.together.people.models import Person

HOUSE = service("Retention")
LAST_DAY_KEPT, ITS_DAY = date(2034, 3, 31), date(2034, 4, 1)
"""A contract that ended on 31 March 2028 is kept for six years."""


def contract_row(ref: Ref) -> Contract | None:
    """The row of a contract, if it is there."""
    with speaking_for(HOUSE):
        return Contract.objects.filter(public_id=ref.public_id).first()


def ended(ref: Ref, *, on: date = ITS_DAY, by=HOUSE) -> bool:
    """End a contract."""
    row = contract_row(ref)
    return actions.end_record(table="contracts.Contract", number=row.pk if row else 0, by=by, on=on)


def test_a_record_ends_on_its_day_with_its_parts_and_leaves_a_certificate_and_its_history(city):
    ref = a_contract(city)
    assert ended(ref)

    assert contract_row(ref) is None
    with speaking_for(HOUSE):
        last, *before = history(of=[ref], seen_by=HOUSE)
        certificate = Event.objects.get(kind="RecordEnded")
    assert last.sentence == "Destroyed this contract: kept as “contract” for 6 years from 31 March 2028."
    assert before
    assert certificate.details["parts"] == 4


def test_the_days_work_ends_what_is_due_and_nothing_before(city):
    ref = a_contract(city)
    JOBS["end_records"].do(by=HOUSE, on=LAST_DAY_KEPT)
    assert contract_row(ref) is not None

    for _ in range(2):
        JOBS["end_records"].do(by=HOUSE, on=ITS_DAY)
    assert contract_row(ref) is None
    assert "end_records" in EVERY


def test_it_does_not_end_on_the_day_before(city, events):
    ref = a_contract(city)
    before = events()

    with pytest.raises(Refused) as refused:
        ended(ref, on=LAST_DAY_KEPT)

    assert [refusal.code for refusal in refused.value.refusals] == ["RET1"]
    assert (contract_row(ref) is not None, events()) == (True, before)


@pytest.mark.parametrize("who", ["governance", "commissioner"])
def test_no_person_ends_a_record(city, events, who):
    ref = a_contract(city)
    before = events()

    for stranger in (city.actors[who], STRANGER):
        with pytest.raises(NotAllowed):
            ended(ref, by=stranger)

    assert (contract_row(ref) is not None, events()) == (True, before)


def test_what_is_kept_for_good_has_no_day(city):
    need = a_need(city.commissioner)
    with speaking_for(HOUSE):
        number = queries.row_of(ref=need, seen_by=HOUSE).pk

    with pytest.raises(Refused):
        actions.end_record(table="needs.Need", number=number, by=HOUSE, on=date(2099, 1, 1))


def test_a_hold_keeps_a_record_and_that_it_did_is_written_down_once(city):
    ref = a_contract(city)
    hold = actions.place_hold(on_record=ref, because="A claim is made.", by=city.governance, on=TODAY)

    assert not ended(ref)
    with speaking_for(HOUSE):
        assert [one.ref for one in queries.due(on=ITS_DAY, seen_by=HOUSE) if one.ref == ref] == []
        assert history(of=[ref], seen_by=HOUSE)[0].sentence == "Its day was 1 April 2034; a hold keeps it."

    actions.lift_hold(hold=hold.public_id, because="Settled.", by=city.governance, on=ITS_DAY)
    assert ended(ref)


def test_somebody_without_the_permission_holds_nothing(city, events):
    ref = a_contract(city)
    before = events()

    for stranger in (city.commissioner, STRANGER):
        with pytest.raises(NotAllowed):
            actions.place_hold(on_record=ref, because="A claim.", by=stranger, on=TODAY)

    assert events() == before


def test_a_record_of_another_partnership_is_not_there_to_be_held(city, county, events):
    ref = a_need(city.commissioner)
    before = events()

    with pytest.raises(NotThere):
        actions.place_hold(on_record=ref, because="A claim.", by=county.governance, on=TODAY)

    assert events() == before


def test_a_sign_in_belongs_to_no_organisation_and_is_held_by_none(city, county, events):
    with speaking_for(HOUSE):
        person = queries.ref_of(Person.objects.get(email=city.emails["member"]))
    before = events()

    for officer in (city.governance, county.governance):
        with pytest.raises(NotThere):
            actions.place_hold(on_record=person, because="A claim.", by=officer, on=TODAY)

    assert events() == before


def test_a_hold_says_why_and_is_placed_once(city, events):
    ref = a_contract(city)
    with pytest.raises(Refused) as refused:
        actions.place_hold(on_record=ref, because=" ", by=city.governance, on=TODAY)
    assert refused.value.refusals[0].code == "RET3"

    actions.place_hold(on_record=ref, because="A claim.", by=city.governance, on=TODAY)
    before = events()
    with pytest.raises(Refused) as refused:
        actions.place_hold(on_record=ref, because="Another.", by=city.governance, on=TODAY)
    assert (refused.value.refusals[0].code, events()) == ("RET4", before)


def test_a_hold_is_lifted_once_and_only_by_who_may(city, events):
    hold = actions.place_hold(on_record=a_contract(city), because="A claim.", by=city.governance, on=TODAY)
    before = events()
    for stranger in (city.commissioner, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            actions.lift_hold(hold=hold.public_id, because="Settled.", by=stranger, on=TODAY)
    assert events() == before

    actions.lift_hold(hold=hold.public_id, because="Settled.", by=city.governance, on=TODAY)
    with pytest.raises(Refused) as refused:
        actions.lift_hold(hold=hold.public_id, because="Settled.", by=city.governance, on=TODAY)
    assert refused.value.refusals[0].code == "RET5"


@pytest.mark.django_db(transaction=True)
def test_of_a_hold_and_an_end_in_the_same_moment_exactly_one_comes_first():
    city = build_city()
    ref = a_contract(city)
    row = contract_row(ref)
    ending = partial(actions.end_record, table="contracts.Contract", number=row.pk, by=HOUSE, on=ITS_DAY)
    holding = partial(actions.place_hold, on_record=ref, because="A claim.", by=city.governance, on=ITS_DAY)

    def hold_if_it_is_there() -> None:
        try:
            holding()
        except NotThere:
            return

    at_once(ending, hold_if_it_is_there)

    with speaking_for(HOUSE):
        kinds = set(Event.objects.filter(subject_public_id=ref.public_id).values_list("kind", flat=True))
    there = contract_row(ref) is not None
    assert ("HoldPlaced" in kinds) == there
    assert ("RecordEnded" in kinds) == (not there)
