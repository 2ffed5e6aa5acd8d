"""Arrangements: registered, completed, consented to, live, withdrawn from; refused with reasons; strangers stopped."""

from datetime import date, timedelta

import pytest

from tests.factories.governance import pounds
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.queries import history
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.actions import ArrangementTerms
from wholeplace.together.partnership.rules.arrangements import SEVEN, ArrangementType, Stage
from wholeplace.together.partnership.rules.terms import Jointness


def register(governed, **changes):
    """A pooled fund of council and integrated care board, with these changes."""
    given = {
        "title": "Learning disability pooled fund",
        "type": ArrangementType.SECTION_75_POOLED,
        "parties": {governed.body("council"): pounds(4_000_000), governed.body("icb"): pounds(2_500_000)},
        "terms": ArrangementTerms(label=Jointness.JOINT, lead=governed.body("council")),
        "by": governed.city.commissioner,
        "on": TODAY,
    }
    return actions.register_arrangement(**(given | changes))


def whole(governed, **changes) -> ArrangementTerms:
    """Everything that a pooled fund must record, with these changes."""
    given = {
        "label": Jointness.JOINT,
        "lead": governed.body("council"),
        "host": governed.body("council"),
        "pool_manager": "Head of learning disability",
        "budget": pounds(6_500_000),
        "consultation": "Carers and users, March 2026.",
        "next_report_on": date(2026, 7, 31),
        "notice_days": 90,
        "signed_on": date(2026, 5, 20),
        "begins_on": TODAY,
        "ends_on": date(2029, 5, 31),
        "texts": dict.fromkeys(SEVEN, "As the agreement says."),
    }
    return ArrangementTerms(**(given | changes))


def card_of(actor, ref, *, on=TODAY):
    """The arrangement as an actor sees it."""
    with speaking_for(actor):
        return queries.arrangement(reference=ref.public_id, seen_by=actor, on=on)


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


def live(governed):
    """A pooled fund that has gone live."""
    city = governed.city
    ref = register(governed)
    actions.complete_arrangement(arrangement=ref.public_id, terms=whole(governed), by=city.commissioner, on=TODAY)
    for officer, who in ((city.governance, "Cabinet"), (city.icb_governance, "ICB board")):
        actions.consent(
            arrangement=ref.public_id,
            consented_by=who,
            accepts="Name a lead officer.",
            due_on=date(2026, 7, 1),
            by=officer,
            on=TODAY,
        )
    for stage in (Stage.PREPARE, Stage.LIVE):
        actions.move_arrangement(arrangement=ref.public_id, to=stage, by=city.commissioner, on=TODAY)
    return ref


def test_an_arrangement_is_registered_being_explored_and_the_partnership_sees_it(governed):
    ref = register(governed)

    card = card_of(governed.city.partner, ref)
    assert (card.stage, card.label, card.lead.name) == (Stage.EXPLORE, Jointness.JOINT, "council")
    assert [(party.body.name, party.contribution, party.consents) for party in card.parties] == [
        ("council", pounds(4_000_000), False),
        ("icb", pounds(2_500_000), False),
    ]
    with speaking_for(STRANGER), pytest.raises(NotThere):
        queries.arrangement(reference=ref.public_id, seen_by=STRANGER, on=TODAY)


def test_everything_recorded_and_everybody_consenting_lets_a_pooled_fund_go_live(governed):
    ref = live(governed)

    card = card_of(governed.city.partner, ref)
    assert (card.stage, card.awaiting) == (Stage.LIVE, ())
    assert [(party.consented_by, party.accepts) for party in card.parties] == [
        ("Cabinet", "Name a lead officer."),
        ("ICB board", "Name a lead officer."),
    ]
    with speaking_for(governed.city.partner):
        sentences = [line.sentence for line in history(of=[ref], seen_by=governed.city.partner)]
    assert sentences[0] == "Moved from preparing to live."
    assert "icb consented; consent given by ICB board." in sentences


def test_a_pooled_fund_with_blanks_and_without_consents_does_not_go_live(governed, events):
    ref = register(governed)
    actions.move_arrangement(arrangement=ref.public_id, to=Stage.PREPARE, by=governed.city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.move_arrangement(arrangement=ref.public_id, to=Stage.LIVE, by=governed.city.commissioner, on=TODAY)

    assert codes(refused) == ["LIV2", "LIV3", "LIV4", "LIV5"]
    assert (card_of(governed.city.partner, ref).stage, events()) == (Stage.PREPARE, before)


def test_an_arrangement_with_nobody_or_with_strangers_is_refused(governed, county, events):
    before = events()

    with pytest.raises(Refused) as refused:
        register(
            governed,
            parties={county.organisations["county"].ref.public_id: None},
            terms=ArrangementTerms(lead=governed.body("council")),
        )

    assert codes(refused) == ["ARR1", "ARR2", "ARR3", "ARR5"]
    assert events() == before


def test_the_host_must_be_a_party(governed, events):
    ref = register(governed)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.complete_arrangement(
            arrangement=ref.public_id,
            terms=whole(governed, host=governed.body("charity")),
            by=governed.city.commissioner,
            on=TODAY,
        )

    assert (codes(refused), card_of(governed.city.partner, ref).host, events()) == (["ARR3"], None, before)


def test_what_another_party_consents_to_is_not_changed_until_it_has_withdrawn(governed, events):
    ref, city, icb = register(governed), governed.city, governed.city.icb_governance
    asked = {
        "arrangement": ref.public_id,
        "terms": whole(governed, risk_share="The ICB bears all of it."),
        "by": city.commissioner,
    }
    actions.consent(arrangement=ref.public_id, consented_by="ICB board", by=icb, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.complete_arrangement(**asked, on=TODAY)
    assert [refusal.sentence for refusal in refused.value.refusals] == [
        "icb consents to what is written now. It can be changed from the day after it withdraws its consent."
        " Ask for that, change it, then ask for consent again."
    ]
    assert (card_of(city.partner, ref).risk_share, events()) == ("", before)

    actions.withdraw(arrangement=ref.public_id, last_day=TODAY, because="It must change.", by=icb, on=TODAY)
    with pytest.raises(Refused):
        actions.complete_arrangement(**asked, on=TODAY)
    actions.complete_arrangement(**asked, on=TODAY + timedelta(days=1))
    actions.consent(arrangement=ref.public_id, consented_by="ICB board", by=icb, on=TODAY + timedelta(days=1))

    assert card_of(city.partner, ref).risk_share == "The ICB bears all of it."


def test_ones_own_consent_does_not_keep_one_from_writing(governed):
    ref, city = register(governed), governed.city
    actions.consent(arrangement=ref.public_id, consented_by="Cabinet", by=city.governance, on=TODAY)
    actions.complete_arrangement(arrangement=ref.public_id, terms=whole(governed), by=city.commissioner, on=TODAY)
    assert card_of(city.partner, ref).pool_manager == "Head of learning disability"


@pytest.mark.parametrize("stage", [Stage.LIVE, Stage.ENDED])
def test_a_live_arrangement_and_one_that_has_ended_say_what_they_said(governed, events, stage):
    ref, city = live(governed), governed.city
    if stage is Stage.ENDED:
        actions.move_arrangement(arrangement=ref.public_id, to=stage, by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.complete_arrangement(
            arrangement=ref.public_id, terms=whole(governed, notice_days=0), by=city.commissioner, on=TODAY
        )

    assert codes(refused) == ["WRT1", "WRT2"]
    assert (card_of(city.partner, ref).notice_days, events()) == (90, before)


def test_a_notice_that_no_column_holds_is_refused(governed, events):
    ref = register(governed)
    before = events()
    for days in (-1, 3651, 40_000):
        with pytest.raises(Refused) as refused:
            actions.complete_arrangement(
                arrangement=ref.public_id,
                terms=whole(governed, notice_days=days),
                by=governed.city.commissioner,
                on=TODAY,
            )
        assert [r.sentence for r in refused.value.refusals] == ["Notice to withdraw: enter from 0 to 3,650 days."]
    with pytest.raises(Refused):
        register(governed, terms=ArrangementTerms(notice_days=40_000))
    assert (card_of(governed.city.partner, ref).notice_days, events()) == (0, before)


def test_an_organisation_consents_only_for_itself_and_only_as_a_party(governed, events):
    ref = register(governed)
    city = governed.city
    actions.consent(arrangement=ref.public_id, consented_by="Cabinet", by=city.governance, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.consent(arrangement=ref.public_id, consented_by=" ", by=city.governance, on=TODAY)
    assert codes(refused) == ["CNS2", "CNS3"]

    assert [party.body.name for party in card_of(city.partner, ref).parties if party.consents] == ["council"]
    assert events() == before


def test_a_withdrawal_keeps_the_notice_and_the_consent_lasts_until_its_last_day(governed, events):
    ref = live(governed)
    asked = {"arrangement": ref.public_id, "by": governed.city.icb_governance, "on": TODAY}
    before = events()
    with pytest.raises(Refused) as refused:
        actions.withdraw(**asked, last_day=TODAY + timedelta(days=89), because=" ")
    assert (codes(refused), events()) == (["WDR2", "WDR3"], before)

    last_day = TODAY + timedelta(days=90)
    actions.withdraw(**asked, last_day=last_day, because="Our budget has gone.")

    assert card_of(governed.city.partner, ref, on=last_day).awaiting == ()
    after = card_of(governed.city.partner, ref, on=last_day + timedelta(days=1))
    assert [body.name for body in after.awaiting] == ["icb"]


def test_what_was_not_given_is_not_withdrawn(governed, events):
    ref = register(governed)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.withdraw(
            arrangement=ref.public_id,
            last_day=TODAY,
            because="We never agreed.",
            by=governed.city.icb_governance,
            on=TODAY,
        )

    assert (codes(refused), events()) == (["WDR1"], before)


def test_strangers_register_complete_move_and_consent_to_nothing(governed, county, events):
    ref = register(governed, sensitivity=Sensitivity.PUBLIC)
    before = events()
    this = {"arrangement": ref.public_id}

    for stranger in (governed.city.member, county.governance, STRANGER):
        for verb, given in (
            (actions.complete_arrangement, this | {"terms": whole(governed)}),
            (actions.move_arrangement, this | {"to": Stage.PREPARE}),
            (actions.consent, this | {"consented_by": "Cabinet"}),
            (actions.withdraw, this | {"last_day": TODAY, "because": "No."}),
        ):
            with pytest.raises((NotAllowed, NotThere)):
                verb(**given, by=stranger, on=TODAY)
    for stranger in (governed.city.member, STRANGER):
        with pytest.raises(NotAllowed):
            register(governed, by=stranger)
    with pytest.raises(NotAllowed):
        actions.move_arrangement(**this, to=Stage.PREPARE, by=governed.city.partner, on=TODAY)

    assert (card_of(governed.city.partner, ref).stage, events()) == (Stage.EXPLORE, before)


def test_money_of_the_parties_adds_up(governed):
    ref = register(governed)
    card = card_of(governed.city.partner, ref)
    assert Money.total(party.contribution for party in card.parties if party.contribution) == pounds(6_500_000)
