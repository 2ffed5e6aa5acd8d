"""Putting a pack together: it works and is written down, a stranger is stopped, it is refused with reasons."""

import pytest

from tests.actions.needs.test_record_need import asked, needs_of
from tests.factories.sharing import reads
from tests.factories.somebody import Somebody, somebody
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.needs import actions as needs
from wholeplace.analyse.needs.models import Need
from wholeplace.ground.access.actor import BOOTSTRAP, Actor, NotAllowed
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.queries import history
from wholeplace.together.people.actions import put_pack_together


def test_a_governance_officer_puts_a_pack_together_and_that_is_written_down(city):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    pack = put_pack_together(email=one.email.upper(), by=city.governance, on=TODAY)

    assert pack.name == one.name
    assert {"Person", "Token", "Holder", "Interest", "Need", "Event"} <= {found.record for found in pack.found}
    with speaking_for(BOOTSTRAP):
        last = history(of=[Ref("person", one.public_id)], seen_by=BOOTSTRAP)[0]
    assert last.sentence == f"Put together what is held about this person: {len(pack.found)} records."
    assert last.authority == ("subject.read",)
    assert len(pack.content_hash) == 64


def test_a_pack_holds_nobody_else(city):
    other = somebody(city, 1, beside="Zebedee Quillfeather")
    one = somebody(city, 2, beside=other.name)
    pack = put_pack_together(email=one.email, by=city.governance, on=TODAY)
    words = " ".join(cell.words for found in pack.found for cell in found.cells)
    assert [each for each in (other.name, other.email, other.public_id) if each in words] == []


def marked(need: Ref, sensitivity: Sensitivity, *, audience: tuple[int, ...] = ()) -> Ref:
    """The same need, so sensitive, and named to these organisations."""
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        Need.objects.filter(public_id=need.public_id).update(sensitivity=sensitivity.value, audience=list(audience))
    return need


def a_need_naming(one: Somebody, *, by: Actor) -> Ref:
    """A need whose words name somebody."""
    return needs.record_need(**asked(title=f"{one.name} waits for a visit"), by=by)


def told(pack) -> set[str]:
    """The public ids of the needs in a pack."""
    return {found.public_id for found in pack.found if found.record == "Need"}


@pytest.mark.parametrize("sensitivity", [Sensitivity.PERSONAL, Sensitivity.COMMERCIAL])
def test_a_governance_officer_reads_the_most_sensitive_in_a_pack_and_nowhere_else(city, sensitivity):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    need = marked(a_need_naming(one, by=city.commissioner), sensitivity)

    pack = put_pack_together(email=one.email, by=city.governance, on=TODAY)

    assert need.public_id in told(pack)
    assert not reads(need, city.governance)
    assert f"{one.name} waits for a visit" not in needs_of(city.governance)
    with speaking_for(city.governance):
        assert Need.objects.filter(public_id__in=told(pack) - {need.public_id}).exists()
        assert not Need.objects.filter(public_id=need.public_id).exists()


def test_that_a_pack_was_put_together_is_told_in_the_next_one_and_to_nobody_else(city):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    ref = Ref("person", one.public_id)
    put_pack_together(email=one.email, by=city.governance, on=TODAY)

    with speaking_for(city.governance):
        sentences = [line.sentence for line in history(of=[ref], seen_by=city.governance)]
    again = put_pack_together(email=one.email, by=city.governance, on=TODAY)

    words = {cell.words for found in again.found for cell in found.cells}
    assert [one for one in words if one.startswith("Put together what is held")] != []
    assert sentences == []


@pytest.mark.parametrize("sensitivity", [Sensitivity.PERSONAL, Sensitivity.COMMERCIAL, Sensitivity.ORGANISATION])
def test_what_another_organisation_keeps_to_itself_is_not_in_the_pack(city, sensitivity):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    theirs = marked(a_need_naming(one, by=city.partner), sensitivity)

    assert theirs.public_id not in told(put_pack_together(email=one.email, by=city.governance, on=TODAY))


@pytest.mark.parametrize("sensitivity", [Sensitivity.PERSONAL, Sensitivity.COMMERCIAL])
def test_what_another_organisation_named_to_ours_is_theirs_to_give(city, sensitivity):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    ours = (city.governance.organisation_id or 0,)
    theirs = marked(a_need_naming(one, by=city.partner), sensitivity, audience=ours)

    assert theirs.public_id not in told(put_pack_together(email=one.email, by=city.governance, on=TODAY))


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
