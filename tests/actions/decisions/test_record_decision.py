"""Recording a decision: it works within a delegation, is refused beyond it with who can, and strangers are stopped."""

import pytest

from tests.factories.governance import about, pounds, taken
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.queries import history
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.deciding import Flag, Outcome
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.topics import Level, Topic

INTENTION, OTHER = Ref("intention", "7k3q9x2m4p5r"), Ref("intention", "0000000000zz")


def brought(governed, *, board=None, sensitivity=Sensitivity.PARTNERSHIP, **changes):
    """An item before a board that meets today, and its meeting."""
    item = actions.put_on_agenda(
        board=(board or governed.executive).public_id,
        about=about(**changes),
        meets_on=TODAY,
        place="Town hall",
        short_notice_because="The contract ends this week.",
        sensitivity=sensitivity,
        by=governed.city.commissioner,
        on=TODAY,
    )
    with speaking_for(governed.city.commissioner):
        return item, queries.item(reference=item.public_id, seen_by=governed.city.commissioner).meeting


def decide(governed, item, meeting, *, by=None, **changes):
    """A decision of the executive on the item, with these changes."""
    seats = governed.executive_seats
    given = {
        "decider": governed.executive,
        "about": about(),
        "taken": taken(),
        "item": item.public_id,
        "meeting": meeting.public_id,
        "present": [seats["chair"], seats["icb"]],
    }
    return actions.record_decision(**(given | changes), by=by or governed.city.member, on=TODAY)


def seen(governed, ref, *, by=None):
    """The decision as the commissioner sees it."""
    actor = by or governed.city.commissioner
    with speaking_for(actor):
        return queries.decision(reference=ref.public_id, seen_by=actor)


def count(governed):
    """How many decisions the city's commissioner sees."""
    with speaking_for(governed.city.commissioner):
        actor = governed.city.commissioner
        return queries.decisions(within=actor.partnership_id, seen_by=actor).count()


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


def test_a_board_decides_within_its_delegation(governed):
    item, meeting = brought(governed)

    ref = decide(governed, item, meeting)

    card = seen(governed, ref)
    assert card.outcome is Outcome.APPROVED
    assert card.authority == (
        "Commissioning Executive may decide housing and homelessness at operational level up to £500,000 for council"
        " (Scheme of delegation 2026, part 3)."
    )
    assert (card.taken_by, card.is_agreed, card.item, card.meeting) == ("Commissioning Executive", True, item, meeting)
    with speaking_for(governed.city.partner):
        (line,) = history(of=[ref], seen_by=governed.city.partner)
    assert line.sentence == "Commissioning Executive: approved (£200,000.00) on 1 June 2026."
    assert line.authority == ("decision.take",)


def test_a_meeting_of_ones_own_board_that_decided_was_held_and_knows_who_was_there(governed):
    item, meeting = brought(governed)

    decide(governed, item, meeting)

    actor = governed.city.commissioner
    with speaking_for(actor):
        card = queries.meeting(reference=meeting.public_id, seen_by=actor, on=TODAY)
        assert card.state.value == "held"
        assert len(queries.attendance(meeting=card.number, seen_by=actor)) == 2


def test_a_partner_who_sits_on_the_board_can_record_its_decision(governed):
    item, meeting = brought(governed)

    ref = decide(governed, item, meeting, by=governed.city.icb_member)

    assert seen(governed, ref).organisation == governed.city.icb_member.organisation_id


def test_beyond_the_amount_is_refused_and_names_who_can_take_it(governed, events):
    item, meeting = brought(governed)
    before = events(), count(governed)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, about=about(amount=pounds(1_200_000)))

    assert codes(refused) == ["DEC3"]
    assert refused.value.refusals[0].sentence == (
        "Commissioning Executive may decide housing and homelessness up to £500,000.00, and this is £1,200,000.00."
        " Commissioning Board can take it."
    )
    assert (events(), count(governed)) == before


def test_the_board_that_is_named_can_then_take_it(governed):
    item, meeting = brought(governed, board=governed.board, amount=pounds(1_200_000))
    seats = governed.board_seats

    ref = decide(
        governed,
        item,
        meeting,
        decider=governed.board,
        about=about(amount=pounds(1_200_000)),
        present=[seats["chair"], seats["icb"]],
    )

    assert seen(governed, ref).is_agreed


def test_beyond_the_level_is_refused(governed):
    item, meeting = brought(governed, level=Level.STRATEGIC)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, about=about(level=Level.STRATEGIC))

    assert codes(refused) == ["DEC2"]


def test_beyond_the_subject_is_refused(governed):
    item, meeting = brought(governed, topic=Topic.SPORT)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, about=about(topic=Topic.SPORT))

    assert codes(refused) == ["DEC1"]
    assert "Commissioning Board can take it." in refused.value.refusals[0].sentence


def test_what_nobody_here_can_take_goes_to_the_member_organisations(governed):
    post = governed.director
    with speaking_for(governed.city.governance):
        from wholeplace.together.partnership.queries import delegations_of

        (everything, _) = sorted(
            delegations_of(decider=governed.board, seen_by=governed.city.governance, on=TODAY),
            key=lambda card: card.topic is not Topic.EVERYTHING,
        )
    partnerships.end_delegation(
        delegation=everything.ref.public_id, last_day=TODAY, by=governed.city.governance, on=TODAY
    )
    from datetime import timedelta

    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        actions.record_decision(
            decider=post,
            about=about(topic=Topic.SPORT),
            taken=taken(taken_on=tomorrow),
            by=governed.city.director,
            on=tomorrow,
        )

    assert "goes to the member organisations themselves" in refused.value.refusals[0].sentence


def test_a_board_does_not_decide_what_is_before_another(governed, events):
    item, meeting = brought(governed, board=governed.board)
    before = events()

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting)

    assert codes(refused) == ["DEC13"]
    assert refused.value.refusals[0].sentence == (
        "“Extend housing-related support for two years” and “Commissioning Board, 1 June 2026” are of another board."
    )
    assert events() == before


def test_a_refusal_needs_no_delegation(governed):
    item, meeting = brought(governed)

    ref = decide(governed, item, meeting, about=about(amount=pounds(1_200_000)), taken=taken(outcome=Outcome.REFUSED))

    assert seen(governed, ref).standing.value == "not_approved"


def test_without_a_quorum_a_board_can_only_defer(governed):
    item, meeting = brought(governed)
    seats = governed.executive_seats
    alone = [seats["chair"], seats["charity"]]

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, present=alone)
    assert codes(refused) == ["DEC4"]

    ref = decide(governed, item, meeting, present=alone, taken=taken(outcome=Outcome.DEFERRED))
    assert seen(governed, ref).flags == (Flag.NO_QUORUM,)


@pytest.mark.parametrize("named, said", [("present", "seat 3 of those present"), ("left", "seat 1 of those who left")])
def test_a_board_does_not_decide_with_seats_that_it_does_not_have(governed, named, said):
    item, meeting = brought(governed)
    seats = governed.executive_seats
    there = [seats["chair"], seats["icb"]]
    given = {"present": [*there, "zzzzzzzzzzzz"]} if named == "present" else {"left": ["zzzzzzzzzzzz"]}
    before = count(governed)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, **given)

    assert (codes(refused), count(governed)) == (["DEC18"], before)
    assert said in refused.value.refusals[0].sentence


def test_an_item_is_decided_once_unless_it_was_deferred(governed):
    item, meeting = brought(governed)
    decide(governed, item, meeting, taken=taken(outcome=Outcome.DEFERRED))
    decide(governed, item, meeting)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting)

    assert codes(refused) == ["DEC11"]


def declare(governed, who, **changes):
    """An interest of this actor in the charity, with these changes."""
    given = {"nature": Nature.GOVERNS, "words": "Trustee since 2024", "organisation": governed.body("charity")}
    return partnerships.declare_interest(**(given | changes), by=who, on=TODAY)


def test_a_chair_with_an_interest_does_not_decide_operationally_and_may_leave(governed, events):
    declare(governed, governed.city.member)
    item, meeting = brought(governed)
    seats = governed.executive_seats
    matter = about(concerned=(governed.body("charity"),))
    before = events(), count(governed)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, about=matter)
    assert codes(refused) == ["DEC5"]
    assert refused.value.refusals[0].sentence == (
        "Chair of marlbridge has declared an interest in charity, and presided."
        " Let somebody else take the chair, and record who left for this item."
    )
    assert (events(), count(governed)) == before

    ref = decide(
        governed,
        item,
        meeting,
        about=matter,
        present=[seats["chair"], seats["icb"], seats["director"]],
        left=[seats["chair"]],
    )
    assert seen(governed, ref).flags == (Flag.NO_PAPER,)
    with speaking_for(governed.city.commissioner):
        lines = queries.who_took_part(decision=seen(governed, ref).number, seen_by=governed.city.commissioner)
    assert [(line.person, line.left, line.presided, line.had_interest) for line in lines] == [
        ("ICB chief officer of marlbridge", False, True, False),
        ("Director of housing of marlbridge", False, False, False),
        ("Chair of marlbridge", True, False, True),
    ]


def test_a_members_interest_is_flagged_operationally_and_bars_them_strategically(governed):
    declare(governed, governed.city.icb_member, organisation="", topic=Topic.HOUSING)
    item, meeting = brought(governed)

    ref = decide(governed, item, meeting)
    assert Flag.INTEREST in seen(governed, ref).flags

    other, at = brought(governed, board=governed.board, level=Level.STRATEGIC)
    seats = governed.board_seats
    with pytest.raises(Refused) as refused:
        decide(
            governed,
            other,
            at,
            decider=governed.board,
            about=about(level=Level.STRATEGIC),
            present=[seats["chair"], seats["icb"]],
        )
    assert codes(refused) == ["DEC5"]


def test_an_interest_is_advisory_at_individual_level(governed):
    declare(governed, governed.city.member, organisation="", topic=Topic.HOUSING)
    item, meeting = brought(governed, level=Level.INDIVIDUAL)

    ref = decide(governed, item, meeting, about=about(level=Level.INDIVIDUAL))

    assert Flag.INTEREST in seen(governed, ref).flags


def test_a_post_decides_within_its_own_limit(governed):
    ref = actions.record_decision(
        decider=governed.director,
        about=about(amount=pounds(40_000)),
        taken=taken(),
        by=governed.city.director,
        on=TODAY,
    )

    assert seen(governed, ref).taken_by == "Director of housing"


def test_a_post_beyond_its_limit_is_refused_and_the_smallest_board_comes_first(governed):
    with pytest.raises(Refused) as refused:
        actions.record_decision(
            decider=governed.director, about=about(), taken=taken(), by=governed.city.director, on=TODAY
        )

    assert "Commissioning Executive or Commissioning Board can take it." in refused.value.refusals[0].sentence


def test_a_joint_post_records_whose_authority_was_used(governed):
    partnerships.fill_post(
        post=governed.joint_post.public_id,
        person=_person(governed.city.director),
        by=governed.city.governance,
        on=TODAY,
    )
    matter = about(topic=Topic.MENTAL_HEALTH)
    asked = {
        "decider": governed.joint_post,
        "about": matter,
        "taken": taken(),
        "by": governed.city.director,
        "on": TODAY,
    }

    with pytest.raises(Refused) as refused:
        actions.record_decision(**asked)
    assert codes(refused) == ["DEC6"]

    with pytest.raises(Refused) as refused:
        actions.record_decision(**asked, authority_of=governed.body("council"))
    assert codes(refused) == ["DEC3"]

    ref = actions.record_decision(**asked, authority_of=governed.body("icb"))
    assert "for icb (Scheme of delegation 2026, part 3)" in seen(governed, ref).authority


def _person(actor):
    from tests.factories.governance import person_of

    return person_of(actor)


def test_a_decision_without_reasons_or_alternatives_is_refused(governed):
    item, meeting = brought(governed)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, taken=taken(reasons="", options="", outcome=Outcome.WITH_CONDITIONS))

    assert codes(refused) == ["DEC7", "DEC8", "DEC9"]


@pytest.mark.parametrize("who", ["commissioner", "provider", "finance"])
def test_somebody_without_the_permission_is_stopped(governed, events, who):
    item, meeting = brought(governed)
    before = events(), count(governed)

    with pytest.raises(NotAllowed):
        decide(governed, item, meeting, by=governed.city.actors[who])

    assert (events(), count(governed)) == before


def test_another_partnership_and_the_public_are_stopped(governed, county, events):
    item, meeting = brought(governed)
    before = events(), count(governed)

    for stranger in (county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            decide(governed, item, meeting, by=stranger)

    assert (events(), count(governed)) == before


def test_an_organisation_without_a_seat_does_not_record_a_boards_decision(governed, events):
    from wholeplace.ground.access.roles import Role
    from wholeplace.together.directory.rules.kinds import OrganisationKind

    governed.city.add_organisation("police", OrganisationKind.POLICE_COMMISSIONER)
    outsider = governed.city.add_person("police", role=Role.MEMBER, organisation="police", title="Police member")
    item, meeting = brought(governed)
    before = events(), count(governed)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, by=outsider)

    assert codes(refused) == ["DEC12"]
    assert (events(), count(governed)) == before


# --- What was brought ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"topic": Topic.MENTAL_HEALTH}, "subject"),
        ({"level": Level.INDIVIDUAL}, "level"),
        ({"subject": OTHER}, "record that it is about"),
        ({"level": Level.INDIVIDUAL, "subject": None}, "level or record that it is about"),
    ],
)
def test_what_was_not_brought_is_not_decided(governed, events, changes, sentence):
    item, meeting = brought(governed, subject=INTENTION)
    before = events(), count(governed)

    with pytest.raises(Refused) as refused:
        decide(
            governed,
            item,
            meeting,
            about=about(**({"subject": INTENTION} | changes)),
            taken=taken(outcome=Outcome.NOTED),
        )

    assert codes(refused) == ["DEC14"]
    assert refused.value.refusals[0].sentence == (
        f"The item was brought with another {sentence}. Decide what was brought, or bring a new item."
    )
    assert (events(), count(governed)) == before


def test_an_organisation_that_the_item_touches_is_not_dropped(governed, events):
    touched = {"affected": (governed.body("icb"),), "concerned": (governed.body("charity"),)}
    item, meeting = brought(governed, **touched)
    before = events(), count(governed)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting)
    assert codes(refused) == ["DEC15"]
    assert refused.value.refusals[0].sentence == (
        "The item names icb, charity as touched by it. Name them too, or bring a new item."
    )
    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, about=about(affected=(governed.body("icb"), governed.body("charity"))))
    assert codes(refused) == ["DEC15"]
    assert (events(), count(governed)) == before

    more = touched | {"affected": (governed.body("icb"), governed.body("council"))}
    ref = decide(governed, item, meeting, about=about(amount=pounds(150_000), **more))
    assert [one.body.name for one in seen(governed, ref).needed] == ["icb", "council"]


@pytest.mark.parametrize(
    "item_seen_by, decision_seen_by, named",
    [
        (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP, "“Extend housing-related support for two years”"),
        (
            Sensitivity.PARTNERSHIP,
            Sensitivity.ORGANISATION,
            "“Extend housing-related support for two years” and “Commissioning Executive, 1 June 2026”",
        ),
    ],
)
def test_a_decision_is_kept_from_nobody_who_sees_its_item(governed, events, item_seen_by, decision_seen_by, named):
    item, meeting = brought(governed, sensitivity=item_seen_by)
    before = events(), count(governed)

    with pytest.raises(Refused) as refused:
        decide(governed, item, meeting, sensitivity=decision_seen_by)

    assert codes(refused) == ["DEC16"]
    assert refused.value.refusals[0].sentence == (
        f"More people can see {named} than the decision. Let as many see the decision."
    )
    assert (events(), count(governed)) == before


def test_a_meeting_that_everybody_may_know_of_can_decide_a_matter_of_the_partnership(governed):
    item, meeting = brought(governed, sensitivity=Sensitivity.PARTNERSHIP)

    assert seen(governed, decide(governed, item, meeting)).sensitivity is Sensitivity.PARTNERSHIP


def test_a_record_of_which_nobody_decides_is_refused(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.record_decision(
            decider=governed.director,
            about=about(amount=pounds(40_000), subject=Ref("need", "7k3q9x2m4p5r")),
            taken=taken(),
            by=governed.city.director,
            on=TODAY,
        )

    assert codes(refused) == ["DEC17"]
    assert refused.value.refusals[0].sentence == (
        "A need is not decided about. Name the intention, plan, fund, contract or arrangement that it is about,"
        " or no record."
    )
    assert events() == before
