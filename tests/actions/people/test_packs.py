"""Putting a pack together: it works and is written down, a stranger is stopped, it is refused with reasons."""

import pytest

from tests.factories.somebody import somebody
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.queries import history
from wholeplace.together.people.actions import put_pack_together


def test_a_governance_officer_puts_a_pack_together_and_that_is_written_down(city):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    pack = put_pack_together(email=one.email.upper(), by=city.governance, on=TODAY)

    assert pack.name == one.name
    assert {"Person", "Token", "Holder", "Interest", "Need", "Event"} <= {found.record for found in pack.found}
    with speaking_for(city.governance):
        last = history(of=[Ref("person", one.public_id)], seen_by=city.governance)[0]
    assert last.sentence == f"Put together what is held about this person: {len(pack.found)} records."
    assert last.authority == ("subject.read",)
    assert len(pack.content_hash) == 64


def test_a_pack_holds_nobody_else(city):
    other = somebody(city, 1, beside="Zebedee Quillfeather")
    one = somebody(city, 2, beside=other.name)
    pack = put_pack_together(email=one.email, by=city.governance, on=TODAY)
    words = " ".join(cell.words for found in pack.found for cell in found.cells)
    assert [each for each in (other.name, other.email, other.public_id) if each in words] == []


@pytest.mark.parametrize("who", ["commissioner", "finance", "provider"])
def test_somebody_without_the_permission_sees_no_pack(city, events, who):
    before = events()
    for stranger in (city.actors[who], STRANGER):
        with pytest.raises(NotAllowed):
            put_pack_together(email=city.emails["member"], by=stranger, on=TODAY)
    assert events() == before


def test_a_body_that_holds_nothing_is_refused_as_if_nobody_had_the_address(city, county, events):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    before = events()
    reasons = []
    for email in (one.email, "nobody@marlbridge.example"):
        with pytest.raises(Refused) as refused:
            put_pack_together(email=email, by=county.governance, on=TODAY)
        reasons.append(refused.value.refusals)
    assert reasons[0] == reasons[1]
    assert ([one.code for one in reasons[0]], events()) == (["PER3"], before)
