"""Boards and seats: set up, changed, ended; refused with reasons; strangers stopped."""

from datetime import date, timedelta

import pytest

from tests.factories.governance import person_of, terms
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.queries import history
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Topic


def board_of(actor, ref):
    """The board as an actor sees it today."""
    with speaking_for(actor):
        return queries.board(reference=ref.public_id, seen_by=actor, on=TODAY)


def seats_of(actor, ref, *, on=TODAY):
    """The seats of a board as an actor sees them."""
    with speaking_for(actor):
        number = queries.board(reference=ref.public_id, seen_by=actor, on=on).number
        return queries.seats(board=number, seen_by=actor, on=on)


def titles(actor):
    """The titles of the boards an actor's partnership has."""
    with speaking_for(actor):
        return [card.title for card in queries.boards(within=actor.partnership_id or 0, seen_by=actor, on=TODAY)]


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


def test_a_governance_officer_sets_up_a_board_that_everyone_sees(city):
    ref = actions.set_up_board(
        terms_of_reference=terms(remit=("Align strategies", "Share providers")), by=city.governance, on=TODAY
    )

    card = board_of(STRANGER, ref)
    assert (card.title, card.kind, card.quorum, card.set_size) == ("Housing Group", BoardKind.GROUP, 2, 8)
    with speaking_for(STRANGER):
        assert queries.remit(board=card.number, seen_by=STRANGER) == ("Align strategies", "Share providers")
        (line,) = history(of=[ref], seen_by=STRANGER)
    assert line.sentence == "Set up Housing Group."


def test_a_board_that_could_not_meet_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.set_up_board(
            terms_of_reference=terms(kind=BoardKind.THEME, quorum=9, paper_lead_days=0), by=city.governance, on=TODAY
        )

    assert codes(refused) == ["BRD1", "BRD3", "BRD7"]
    assert (titles(city.governance), events()) == ([], before)


@pytest.mark.parametrize("who", ["commissioner", "member", "provider"])
def test_somebody_without_the_permission_sets_up_no_board(city, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        actions.set_up_board(terms_of_reference=terms(), by=city.actors[who], on=TODAY)

    assert (titles(city.governance), events()) == ([], before)


def test_boards_never_form_a_ring(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.change_terms(
            board=governed.board.public_id,
            terms_of_reference=terms(
                title="Commissioning Board", kind=BoardKind.BOARD, parent=governed.executive.public_id
            ),
            by=governed.city.governance,
            on=TODAY,
        )

    assert codes(refused) == ["BRD4"]
    assert events() == before


def test_terms_are_changed_and_the_history_says_which(governed):
    actions.change_terms(
        board=governed.board.public_id,
        terms_of_reference=terms(
            title="Commissioning Board", kind=BoardKind.BOARD, quorum=3, remit=("Health",), words="As agreed."
        ),
        by=governed.city.governance,
        on=TODAY,
    )

    assert board_of(STRANGER, governed.board).quorum == 3
    with speaking_for(STRANGER):
        line = history(of=[governed.board], seen_by=STRANGER)[0]
    assert line.sentence == "Changed the terms of reference: terms of reference; quorum; remit."


def test_terms_that_change_nothing_are_refused(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.change_terms(
            board=governed.board.public_id,
            terms_of_reference=terms(title="Commissioning Board", kind=BoardKind.BOARD),
            by=governed.city.governance,
            on=TODAY,
        )

    assert (codes(refused), events()) == (["TOR1"], before)


def test_another_organisation_does_not_change_the_terms_of_a_board(governed, county, events):
    before = events()

    for stranger in (governed.city.icb_governance, county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            actions.change_terms(
                board=governed.board.public_id, terms_of_reference=terms(quorum=1), by=stranger, on=TODAY
            )

    assert (board_of(STRANGER, governed.board).quorum, events()) == (2, before)


def test_a_cross_cutting_group_serves_theme_boards(city):
    lead = actions.set_up_post(
        partnership=city.partnership,
        host=city.organisations["council"].ref.public_id,
        title="Lead officer",
        roles=[Role.COMMISSIONER],
        by=city.governance,
        on=TODAY,
    )
    theme = actions.set_up_board(
        terms_of_reference=terms(
            title="Health Board", kind=BoardKind.THEME, theme=Topic.HEALTH, lead_post=lead.public_id
        ),
        by=city.governance,
        on=TODAY,
    )
    group = actions.set_up_board(
        terms_of_reference=terms(title="Sport Group", kind=BoardKind.CROSS_CUTTING, serves=(theme.public_id,)),
        by=city.governance,
        on=TODAY,
    )

    themes, groups = board_of(STRANGER, theme), board_of(STRANGER, group)
    with speaking_for(STRANGER):
        assert queries.served(boards=[themes.number], seen_by=STRANGER) == ((groups.number, themes.number),)
    assert board_of(city.governance, theme).lead == "Lead officer"


def test_a_board_ends_once_nothing_answers_to_it(governed, events):
    before = events()
    with pytest.raises(Refused) as refused:
        actions.end_board(board=governed.board.public_id, last_day=TODAY, by=governed.city.governance, on=TODAY)
    assert (codes(refused), events()) == (["LST3"], before)

    actions.end_board(board=governed.executive.public_id, last_day=TODAY, by=governed.city.governance, on=TODAY)

    tomorrow = TODAY + timedelta(days=1)
    with speaking_for(STRANGER):
        assert [card.title for card in queries.boards(
            within=governed.city.governance.partnership_id or 0, seen_by=STRANGER, on=tomorrow
        )] == ["Commissioning Board"]  # fmt: skip


def test_a_seat_is_filled_by_a_person_whose_name_the_public_is_not_told(governed):
    seats = {seat.role: seat.who for seat in seats_of(governed.city.commissioner, governed.board)}
    assert seats[SeatRole.CHAIR] == "Chair of marlbridge"
    assert {seat.who for seat in seats_of(STRANGER, governed.board)} == {"Nobody yet"}


def test_a_seat_is_filled_by_whoever_holds_the_post(governed):
    city = governed.city
    actions.give_seat(
        board=governed.board.public_id,
        organisation=governed.body("council"),
        role=SeatRole.MEMBER,
        voting=True,
        post=governed.joint_post.public_id,
        by=city.governance,
        on=TODAY,
    )
    assert "Joint director of integrated commissioning" in [seat.who for seat in seats_of(city.member, governed.board)]

    actions.fill_post(post=governed.joint_post.public_id, person=person_of(city.finance), by=city.governance, on=TODAY)
    whos = [seat.who for seat in seats_of(city.member, governed.board)]
    assert "Finance officer of marlbridge, Joint director of integrated commissioning" in whos


def test_a_seat_that_does_not_stand_is_refused_with_every_reason(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.give_seat(
            board=governed.board.public_id,
            organisation=governed.body("council"),
            role=SeatRole.CHAIR,
            voting=True,
            person=person_of(governed.city.member),
            by=governed.city.governance,
            on=TODAY,
        )

    assert codes(refused) == ["SEA2", "SEA6"]
    assert (len(seats_of(governed.city.member, governed.board)), events()) == (4, before)


def test_an_organisation_of_another_place_gets_no_seat(governed, county):
    with pytest.raises(Refused) as refused:
        actions.give_seat(
            board=governed.board.public_id,
            organisation=county.organisations["county"].ref.public_id,
            role=SeatRole.OBSERVER,
            voting=False,
            by=governed.city.governance,
            on=TODAY,
        )
    assert codes(refused) == ["SEA1"]


def test_another_organisation_gives_and_ends_no_seat(governed, county, events):
    before = events()

    for stranger in (governed.city.icb_governance, governed.city.commissioner, county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            actions.give_seat(
                board=governed.board.public_id,
                organisation=governed.body("icb"),
                role=SeatRole.MEMBER,
                voting=True,
                by=stranger,
                on=TODAY,
            )
        with pytest.raises((NotAllowed, NotThere)):
            actions.end_seat(
                board=governed.board.public_id,
                seat=governed.board_seats["chair"],
                last_day=TODAY,
                by=stranger,
                on=TODAY,
            )

    assert (len(seats_of(governed.city.member, governed.board)), events()) == (4, before)


def test_a_seat_still_counts_on_its_last_day(governed):
    actions.end_seat(
        board=governed.board.public_id,
        seat=governed.board_seats["chair"],
        last_day=TODAY,
        by=governed.city.governance,
        on=TODAY,
    )

    assert len(seats_of(governed.city.member, governed.board)) == 4
    assert len(seats_of(governed.city.member, governed.board, on=TODAY + timedelta(days=1))) == 3


def test_a_seat_does_not_end_before_it_began(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.end_seat(
            board=governed.board.public_id,
            seat=governed.board_seats["chair"],
            last_day=TODAY - timedelta(days=1),
            by=governed.city.governance,
            on=TODAY,
        )

    assert (codes(refused), events()) == (["LST2"], before)


def test_a_seat_of_another_board_is_not_there(governed):
    with pytest.raises(NotThere):
        actions.end_seat(
            board=governed.board.public_id,
            seat=governed.executive_seats["chair"],
            last_day=TODAY,
            by=governed.city.governance,
            on=TODAY,
        )


def chair(governed, **changes):
    """A chair of the executive for the ICB, with these changes. Nobody sits in it by name."""
    given = {
        "board": governed.executive.public_id,
        "organisation": governed.body("icb"),
        "role": SeatRole.CHAIR,
        "voting": True,
        "by": governed.city.governance,
        "on": TODAY,
    }
    return actions.give_seat(**(given | changes))


@pytest.mark.parametrize("ends_on", [None, date(2027, 1, 1)])
def test_a_chair_who_would_meet_one_to_come_is_refused(governed, events, ends_on):
    actions.end_seat(
        board=governed.executive.public_id,
        seat=governed.executive_seats["chair"],
        last_day=TODAY,
        by=governed.city.governance,
        on=TODAY,
    )
    tomorrow = TODAY + timedelta(days=1)
    to_come = chair(governed, begins_on=date(2027, 1, 1))
    before = events()

    with pytest.raises(Refused) as refused:
        chair(governed, begins_on=tomorrow, ends_on=ends_on)
    assert (codes(refused), events()) == (["SEA2"], before)

    chair(governed, begins_on=tomorrow, ends_on=date(2026, 12, 31))
    with pytest.raises(Refused) as refused:
        actions.end_seat(
            board=governed.executive.public_id, seat=to_come, last_day=TODAY, by=governed.city.governance, on=TODAY
        )
    assert [refusal.sentence for refusal in refused.value.refusals] == [
        "This seat begins on 1 January 2027. Choose that day or a later one."
    ]
    actions.end_seat(
        board=governed.executive.public_id,
        seat=to_come,
        last_day=date(2027, 3, 31),
        by=governed.city.governance,
        on=TODAY,
    )
    with speaking_for(STRANGER):
        number = queries.board(reference=governed.executive.public_id, seen_by=STRANGER, on=TODAY).number
        chairs = [
            (seat.begins_on, seat.ends_on)
            for seat in queries.every_seat(board=number, seen_by=STRANGER, on=TODAY)
            if seat.role is SeatRole.CHAIR
        ]
    assert chairs == [
        (TODAY, TODAY),
        (tomorrow, date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ]


def test_what_another_partnership_made_public_is_not_there_for_ones_own_board(governed, county, events):
    post = actions.set_up_post(
        partnership=county.partnership,
        host=county.organisations["county"].ref.public_id,
        title="County director",
        roles=[Role.MEMBER],
        sensitivity=Sensitivity.PUBLIC,
        by=county.governance,
        on=TODAY,
    )
    theirs = actions.set_up_board(
        terms_of_reference=terms(
            title="County health", kind=BoardKind.THEME, theme=Topic.HEALTH, lead_post=post.public_id
        ),
        by=county.governance,
        on=TODAY,
    )
    before, was = events(), titles(governed.city.governance)

    for change in (
        {"parent": theirs.public_id},
        {"lead_post": post.public_id},
        {"kind": BoardKind.CROSS_CUTTING, "serves": (theirs.public_id,)},
    ):
        with pytest.raises(NotThere):
            actions.set_up_board(terms_of_reference=terms(**change), by=governed.city.governance, on=TODAY)
        with pytest.raises(NotThere):
            actions.change_terms(
                board=governed.board.public_id,
                terms_of_reference=terms(**change),
                by=governed.city.governance,
                on=TODAY,
            )
    with pytest.raises(NotThere):
        chair(governed, role=SeatRole.MEMBER, post=post.public_id)

    assert (titles(governed.city.governance), events()) == (was, before)


def test_a_board_of_another_organisation_that_answers_to_it_keeps_nobody_from_ending_a_board(governed):
    theirs = actions.set_up_board(
        terms_of_reference=terms(title="ICB group", parent=governed.executive.public_id),
        by=governed.city.icb_governance,
        on=TODAY,
    )

    actions.end_board(board=governed.executive.public_id, last_day=TODAY, by=governed.city.governance, on=TODAY)

    tomorrow, within = TODAY + timedelta(days=1), governed.city.governance.partnership_id or 0
    with speaking_for(STRANGER):
        branches = queries.tree(within=within, seen_by=STRANGER, on=tomorrow)
    assert [branch.board.ref for branch in branches] == [governed.board, theirs]


def test_numbers_and_lines_that_no_column_holds_are_refused(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.set_up_board(
            terms_of_reference=terms(quorum=40_000, set_size=50_000, paper_lead_days=90, remit=("Short", "x" * 251)),
            by=governed.city.governance,
            on=TODAY,
        )

    assert [refusal.sentence for refusal in refused.value.refusals] == [
        "Quorum: enter 1,000 or less. Set size: enter 1,000 or less. Lead time of papers: enter 60 days or less.",
        "Line 2 of the standing lines of work has 251 characters: shorten it to 250.",
    ]
    assert events() == before


def test_a_public_event_names_no_board_or_post_that_the_public_does_not_see(governed):
    city = governed.city
    hidden = actions.set_up_board(
        terms_of_reference=terms(title="Closed group"),
        sensitivity=Sensitivity.PARTNERSHIP,
        by=city.governance,
        on=TODAY,
    )
    below = actions.set_up_board(
        terms_of_reference=terms(title="Open group", parent=hidden.public_id), by=city.governance, on=TODAY
    )
    actions.give_seat(
        board=below.public_id,
        organisation=governed.body("council"),
        role=SeatRole.MEMBER,
        voting=True,
        post=governed.director.public_id,
        by=city.governance,
        on=TODAY,
    )

    with speaking_for(STRANGER):
        told = [line.sentence for line in history(of=[below], seen_by=STRANGER)]
    assert told == ["Gave council a seat as member.", "Set up Open group."]
