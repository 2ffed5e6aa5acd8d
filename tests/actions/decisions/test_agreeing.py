"""Decisions taken elsewhere, and joint decisions that each organisation agrees to for itself."""

from datetime import timedelta

import pytest

from tests.factories.governance import about, pounds, taken
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import NotThere
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.deciding import Flag, Outcome
from wholeplace.together.decisions.rules.ratifying import Position, Standing
from wholeplace.together.directory.rules.kinds import OrganisationKind
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.topics import Level, Topic

INTENTION = Ref("intention", "7k3q9x2m4p5r")


def elsewhere(governed, *, by=None, **changes):
    """A decision of the council's cabinet, with these changes."""
    given = {
        "taken_by": "Cabinet",
        "source": "Minutes of 1 June 2026, item 7",
        "about": about(subject=INTENTION),
        "taken": taken(reasons="", options=""),
    }
    return actions.record_elsewhere(**(given | changes), by=by or governed.city.governance, on=TODAY)


def joint(governed, **changes):
    """A decision of the director that the integrated care board must agree to, with these changes."""
    given = {
        "decider": governed.director,
        "about": about(amount=pounds(40_000), subject=INTENTION, affected=(governed.body("icb"),)),
        "taken": taken(),
    }
    return actions.record_decision(**(given | changes), by=governed.city.director, on=TODAY)


def answer(governed, ref, *, by=None, **changes):
    """The integrated care board's answer, with these changes."""
    given = {
        "decision": ref.public_id,
        "position": Position.AGREED,
        "body_name": "Chief officer",
        "taken_on": TODAY,
        "on": TODAY,
    }
    return actions.ratify(**(given | changes), by=by or governed.city.icb_governance)


def seen(actor, ref):
    """The decision as an actor sees it."""
    with speaking_for(actor):
        return queries.decision(reference=ref.public_id, seen_by=actor)


def approved(governed, subject=INTENTION):
    """The decision that lets the subject go ahead."""
    actor = governed.city.commissioner
    with speaking_for(actor):
        return queries.approving(
            subject=subject, owner=actor.organisation_id, within=actor.partnership_id, seen_by=actor
        )


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


# --- Elsewhere ----------------------------------------------------------------------------------------------


def test_a_decision_of_a_body_that_is_not_here_is_recorded_and_flagged(governed):
    ref = elsewhere(governed)

    card = seen(governed.city.partner, ref)
    assert (card.taken_by, card.source, card.decider) == ("Cabinet", "Minutes of 1 June 2026, item 7", None)
    assert card.flags == (Flag.ELSEWHERE, Flag.BEYOND, Flag.NO_PAPER)
    assert card.is_agreed


def test_a_decision_of_a_board_beyond_its_delegation_is_flagged_and_never_refused(governed):
    ref = elsewhere(
        governed,
        taken_by="",
        decider=governed.executive,
        about=about(amount=pounds(9_000_000), level=Level.STRATEGIC),
        taken=taken(outcome=Outcome.WITH_CONDITIONS, reasons="", options="", conditions=""),
    )

    card = seen(governed.city.partner, ref)
    assert (card.taken_by, card.decider) == ("Commissioning Executive", governed.executive)
    assert Flag.BEYOND in card.flags


def test_a_decision_elsewhere_within_a_delegation_is_not_flagged_as_beyond_it(governed):
    card = seen(governed.city.partner, elsewhere(governed, decider=governed.executive))
    assert Flag.BEYOND not in card.flags
    assert "up to £500,000" in card.authority


def test_an_interest_of_whoever_decided_elsewhere_is_flagged(governed):
    partnerships.declare_interest(
        nature=Nature.USES, words="Lives there", topic=Topic.HOUSING, by=governed.city.director, on=TODAY
    )
    assert Flag.INTEREST in seen(governed.city.partner, elsewhere(governed, decider=governed.director)).flags


def test_a_decision_elsewhere_that_names_nobody_and_no_record_is_refused(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        elsewhere(governed, taken_by=" ", source="", taken=taken(taken_on=TODAY + timedelta(days=1)))

    assert (codes(refused), events()) == (["ELS1", "ELS2", "ELS3"], before)


def test_strangers_record_nothing_from_elsewhere(governed, county, events):
    before = events()

    for stranger in (governed.city.commissioner, governed.city.provider, STRANGER):
        with pytest.raises(NotAllowed):
            elsewhere(governed, by=stranger)
    with pytest.raises((NotAllowed, NotThere)):
        elsewhere(governed, decider=governed.executive, by=county.governance)

    assert events() == before


# --- Elsewhere, about what is here --------------------------------------------------------------------------


def brought(governed, *, by=None, sensitivity=Sensitivity.PARTNERSHIP, **changes):
    """The intention before the executive, brought by the council's commissioner, with these changes."""
    return actions.put_on_agenda(
        board=governed.executive.public_id,
        about=about(**({"subject": INTENTION} | changes)),
        sensitivity=sensitivity,
        by=by or governed.city.commissioner,
        on=TODAY,
    )


def an_outsider(governed):
    """A member of an organisation that sits on no board here."""
    governed.city.add_organisation("police", OrganisationKind.POLICE_COMMISSIONER)
    return governed.city.add_person("police", role=Role.MEMBER, organisation="police", title="Police member")


def outcome_of(governed, item):
    """What became of an item."""
    actor = governed.city.commissioner
    with speaking_for(actor):
        return queries.item(reference=item.public_id, seen_by=actor).outcome


def test_an_item_that_was_decided_elsewhere_is_settled_by_those_who_sit_on_its_board(governed):
    item = brought(governed)

    ref = elsewhere(governed, item=item.public_id, by=governed.city.icb_member)

    assert outcome_of(governed, item) is Outcome.APPROVED
    assert seen(governed.city.partner, ref).item == item


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.APPROVED])
def test_an_organisation_without_a_seat_settles_no_item_of_a_board(governed, events, outcome):
    outsider, item = an_outsider(governed), brought(governed)
    before = events()

    with pytest.raises(Refused) as refused:
        elsewhere(governed, item=item.public_id, by=outsider, taken=taken(outcome=outcome))

    assert codes(refused) == ["DEC12"]
    assert refused.value.refusals[0].sentence == (
        "Your organisation takes no part in the board that this item is before. Ask somebody whose organisation does."
    )
    assert (events(), outcome_of(governed, item)) == (before, None)


def test_an_organisation_without_a_part_in_it_says_nothing_for_a_board_or_a_post(governed, events):
    outsider = an_outsider(governed)
    before = events()

    for decider in (governed.executive, governed.director):
        with pytest.raises(Refused) as refused:
            elsewhere(governed, decider=decider, by=outsider)
        assert codes(refused) == ["DEC12"]

    assert events() == before


def test_an_organisation_without_a_seat_still_records_what_was_decided_elsewhere(governed):
    ref = elsewhere(governed, taken_by="Police board", by=an_outsider(governed))

    assert seen(governed.city.partner, ref).taken_by == "Police board"


def test_what_was_decided_is_not_decided_again_elsewhere_nor_for_another_board(governed, events):
    item = brought(governed)
    with pytest.raises(Refused) as refused:
        elsewhere(governed, item=item.public_id, decider=governed.board)
    assert codes(refused) == ["DEC13"]
    elsewhere(governed, item=item.public_id, decider=governed.executive)
    before = events()

    with pytest.raises(Refused) as refused:
        elsewhere(governed, item=item.public_id, taken=taken(outcome=Outcome.REFUSED))

    assert codes(refused) == ["DEC11"]
    assert (events(), outcome_of(governed, item)) == (before, Outcome.APPROVED)


def test_elsewhere_too_an_item_is_decided_as_it_was_brought_and_before_all_who_see_it(governed, events):
    item = brought(governed, affected=(governed.body("icb"),))
    before = events()

    with pytest.raises(Refused) as refused:
        elsewhere(
            governed,
            item=item.public_id,
            about=about(topic=Topic.SPORT, subject=Ref("need", "7k3q9x2m4p5r")),
            sensitivity=Sensitivity.ORGANISATION,
        )

    assert codes(refused) == ["DEC14", "DEC15", "DEC16", "DEC17"]
    assert (events(), outcome_of(governed, item)) == (before, None)


def test_what_is_a_neighbours_is_not_there_to_decide_about(governed, county, events):
    county.organisations["icb"] = governed.city.organisations["icb"]
    partnerships.admit(
        partnership=county.partnership,
        organisation=governed.body("icb"),
        consented_by="Chief executive",
        commissions=True,
        by=BOOTSTRAP,
        on=TODAY,
    )
    neighbour = county.add_person("icb_member", role=Role.MEMBER, organisation="icb", title="ICB member here")
    item = brought(governed, sensitivity=Sensitivity.PUBLIC)
    before = events()

    for named in ({"item": item.public_id}, {"decider": governed.executive}, {"decider": governed.joint_post}):
        with pytest.raises(NotThere):
            elsewhere(governed, by=neighbour, **named)

    assert events() == before


# --- Agreeing -----------------------------------------------------------------------------------------------


def test_a_joint_decision_is_agreed_in_principle_until_every_organisation_has_agreed(governed):
    ref = joint(governed)
    card = seen(governed.city.commissioner, ref)
    assert (card.standing, card.is_agreed) == (Standing.IN_PRINCIPLE, False)
    assert [body.name for body in card.awaiting] == ["icb"]
    assert approved(governed) is None

    answer(governed, ref)

    card = seen(governed.city.commissioner, ref)
    assert (card.standing, card.is_agreed) == (Standing.AGREED, True)
    assert [(one.position, one.body_name, one.taken_on) for one in card.needed] == [
        (Position.AGREED, "Chief officer", TODAY)
    ]
    assert approved(governed).ref == ref


def test_an_organisation_that_delegated_it_beforehand_has_agreed(governed):
    partnerships.fill_post(
        post=governed.joint_post.public_id,
        person=_person(governed.city.director),
        by=governed.city.governance,
        on=TODAY,
    )
    matter = about(
        topic=Topic.MENTAL_HEALTH,
        amount=pounds(90_000),
        subject=INTENTION,
        affected=(governed.body("council"), governed.body("icb")),
    )
    ref = actions.record_decision(
        decider=governed.joint_post,
        about=matter,
        taken=taken(),
        authority_of=governed.body("council"),
        by=governed.city.director,
        on=TODAY,
    )

    card = seen(governed.city.commissioner, ref)
    assert [(one.body.name, one.by_delegation) for one in card.needed] == [("council", True), ("icb", True)]
    assert card.is_agreed


def _person(actor):
    from tests.factories.governance import person_of

    return person_of(actor)


def test_one_that_does_not_agree_blocks_it_and_may_agree_after_all(governed):
    ref = joint(governed)
    answer(governed, ref, position=Position.NOT_AGREED, conditions="We have no budget for it.")
    assert seen(governed.city.commissioner, ref).standing is Standing.BLOCKED

    answer(governed, ref)
    assert seen(governed.city.commissioner, ref).is_agreed


def test_an_answer_that_does_not_stand_is_refused_with_every_reason(governed, events):
    ref = joint(governed)
    before = events()

    with pytest.raises(Refused) as refused:
        answer(
            governed,
            ref,
            position=Position.WITH_CONDITIONS,
            body_name=" ",
            taken_on=TODAY + timedelta(days=1),
        )

    assert (codes(refused), events()) == (["RAT3", "RAT5", "RAT6"], before)
    assert seen(governed.city.commissioner, ref).standing is Standing.IN_PRINCIPLE


def test_an_organisation_that_is_not_needed_does_not_ratify(governed, events):
    ref = joint(governed)
    before = events()

    with pytest.raises(Refused) as refused:
        answer(governed, ref, by=governed.city.governance)

    assert (codes(refused), events()) == (["RAT1"], before)


def test_strangers_ratify_nothing(governed, county, events):
    ref = joint(governed)
    before = events()

    for stranger in (governed.city.partner, governed.city.icb_member, county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            answer(governed, ref, by=stranger)

    assert events() == before
    assert seen(governed.city.commissioner, ref).standing is Standing.IN_PRINCIPLE


def test_a_later_refusal_takes_an_approval_back_and_a_deferral_does_not(governed):
    elsewhere(governed)
    elsewhere(governed, taken=taken(outcome=Outcome.DEFERRED))
    assert approved(governed) is not None

    elsewhere(governed, taken=taken(outcome=Outcome.REFUSED))
    assert approved(governed) is None


def test_nothing_approves_what_nobody_decided(governed):
    assert approved(governed, Ref("intention", "0000000000zz")) is None


# --- Whom a decision binds ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [{"taken": {"outcome": Outcome.REFUSED}}, {"about": {"affected": ("charity",)}}],
    ids=["refuses", "waits"],
)
def test_what_a_partner_records_of_its_own_accord_takes_no_approval_back(governed, changes):
    approval = elsewhere(governed)

    matter = {name: tuple(map(governed.body, names)) for name, names in changes.get("about", {}).items()}
    elsewhere(
        governed,
        by=governed.city.icb_member,
        about=about(subject=INTENTION, **matter),
        taken=taken(**changes.get("taken", {})),
    )

    assert approved(governed).ref == approval


def test_what_a_partner_records_of_its_own_accord_approves_nothing(governed):
    elsewhere(governed, by=governed.city.icb_member)

    assert approved(governed) is None


def test_what_a_partner_records_on_an_item_that_the_owner_brought_approves_it_and_takes_it_back(governed):
    ref = elsewhere(governed, item=brought(governed).public_id, by=governed.city.icb_member)
    assert approved(governed).ref == ref

    refusal = taken(outcome=Outcome.REFUSED)
    elsewhere(governed, item=brought(governed).public_id, taken=refusal, by=governed.city.icb_member)
    assert approved(governed) is None


def test_what_a_partner_brought_itself_binds_nobody_else(governed):
    item = brought(governed, by=governed.city.partner)
    elsewhere(governed, item=item.public_id, by=governed.city.icb_member)

    assert approved(governed) is None


def test_a_decision_that_the_partnership_cannot_see_approves_nothing(governed):
    elsewhere(governed, sensitivity=Sensitivity.ORGANISATION)
    assert approved(governed) is None

    approval = elsewhere(governed)
    elsewhere(governed, taken=taken(outcome=Outcome.REFUSED), sensitivity=Sensitivity.ORGANISATION)
    assert approved(governed).ref == approval
