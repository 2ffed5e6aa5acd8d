"""Boards and seats: set up, changed, ended; refused with reasons; strangers stopped."""

from datetime import timedelta

import pytest

from tests.factories.governance import person_of, terms
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
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
