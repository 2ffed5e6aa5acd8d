"""Asking about decisions: answers, scope, the thread, and a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.governance import about, pounds, taken
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import NotThere
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.records.thread import Edge, edges
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.papers import DEMANDED
from wholeplace.together.decisions.rules.ratifying import Position

INTENTION = Ref("intention", "7k3q9x2m4p5r")


def decide(governed, *, sensitivity=Sensitivity.PARTNERSHIP, **changes):
    """A decision of the director about an intention that needs the integrated care board, with these changes."""
    given = {"amount": pounds(40_000), "subject": INTENTION, "affected": (governed.body("icb"),)}
    return actions.record_decision(
        decider=governed.director,
        about=about(**(given | changes)),
        taken=taken(),
        sensitivity=sensitivity,
        by=governed.city.director,
        on=TODAY,
    )


def with_paper(governed, *, exempt=""):
    """A public decision of the executive with a public paper, and one exempt under this rule; the first two."""
    city, seats = governed.city, governed.executive_seats
    item = actions.put_on_agenda(
        board=governed.executive.public_id,
        about=about(subject=INTENTION),
        meets_on=TODAY,
        short_notice_because="Urgent.",
        sensitivity=Sensitivity.PUBLIC,
        by=city.commissioner,
        on=TODAY,
    )
    paper = actions.write_paper(
        item=item.public_id, title="The case", answers=dict.fromkeys(DEMANDED, "Yes."), by=city.commissioner, on=TODAY
    )
    actions.publish_paper(paper=paper.public_id, by=city.commissioner, on=TODAY)
    if exempt:
        other = actions.write_paper(
            item=item.public_id, title="The prices", body="Low.", is_report=False, exempt_rule=exempt, is_exempt=True,
            by=city.commissioner, on=TODAY,
        )  # fmt: skip
        actions.publish_paper(paper=other.public_id, by=city.commissioner, on=TODAY)
    with speaking_for(city.member):
        meeting = queries.item(reference=item.public_id, seen_by=city.member).meeting
    decision = actions.record_decision(
        decider=governed.executive,
        about=about(subject=INTENTION),
        taken=taken(),
        item=item.public_id,
        meeting=meeting.public_id,
        present=[seats["chair"], seats["icb"]],
        sensitivity=Sensitivity.PUBLIC,
        by=city.member,
        on=TODAY,
    )
    return decision, paper


def asked_by(actor, ask):
    """What an actor is answered, and how many queries it took."""
    with speaking_for(actor), CaptureQueriesContext(connection) as made:
        answer = ask()
        return answer, len(made)


def test_a_decision_of_the_partnership_is_seen_by_its_organisations_and_by_nobody_else(governed, county):
    ref = decide(governed)

    for actor in (governed.city.partner, governed.city.provider):
        with speaking_for(actor):
            assert queries.decision(reference=ref.public_id, seen_by=actor).title == about().title
            assert (
                len(queries.decisions_on(ref=INTENTION, within=governed.city.partner.partnership_id, seen_by=actor))
                == 1
            )
    for actor in (county.governance, STRANGER):
        with speaking_for(actor):
            assert queries.decisions_on(ref=INTENTION, within=governed.city.partner.partnership_id, seen_by=actor) == ()
            assert queries.stops(refs=frozenset({ref}), seen_by=actor) == ()
            assert edges(queries.EDGES, refs=frozenset({INTENTION}), seen_by=actor) == ()
            assert queries.found(words="housing", seen_by=actor) == ()
        with speaking_for(actor), pytest.raises(NotThere):
            queries.decision(reference=ref.public_id, seen_by=actor)


def test_the_number_of_queries_does_not_grow_with_decisions(governed):
    actor = governed.city.partner
    asks = {
        "page": lambda: queries.decision_cards(
            rows=queries.decisions(within=actor.partnership_id, seen_by=actor), seen_by=actor
        ),
        "waiting": lambda: queries.undecided(within=actor.partnership_id, seen_by=actor),
        "stops": lambda: queries.stops(refs=None, seen_by=actor),
        "links": lambda: edges(queries.EDGES, refs=None, seen_by=actor),
    }

    def bring(title, board):
        actions.put_on_agenda(board=board, about=about(title=title), by=governed.city.commissioner, on=TODAY)

    decide(governed)
    bring("One", governed.board.public_id)
    before = {name: asked_by(actor, ask)[1] for name, ask in asks.items()}
    for number in range(3):
        decide(governed)
        bring(f"Another {number}", governed.executive.public_id)

    assert {name: asked_by(actor, ask)[1] for name, ask in asks.items()} == before


def test_filters_narrow_the_register(governed):
    decide(governed)
    actions.record_elsewhere(
        taken_by="Cabinet",
        source="Minutes",
        about=about(),
        taken=taken(outcome=Outcome.REFUSED),
        by=governed.city.governance,
        on=TODAY,
    )
    actor = governed.city.partner

    def number(**filters):
        return asked_by(
            actor, lambda: queries.decisions(within=actor.partnership_id, seen_by=actor, **filters).count()
        )[0]

    assert (number(), number(elsewhere=True), number(outcome=Outcome.REFUSED), number(outcome=Outcome.NOTED)) == (
        2, 1, 1, 0,
    )  # fmt: skip
    assert (number(topic=about().topic), number(board=0)) == (2, 0)


def test_what_an_organisation_has_not_answered_waits_for_it(governed):
    ref = decide(governed)
    actor = governed.city.icb_governance
    ask = lambda: queries.waiting_for(  # noqa: E731
        organisation=actor.organisation_id, within=actor.partnership_id, seen_by=actor
    )
    assert [card.ref for card in asked_by(actor, ask)[0]] == [ref]

    actions.ratify(
        decision=ref.public_id, position=Position.AGREED, body_name="Board", taken_on=TODAY, by=actor, on=TODAY
    )
    assert asked_by(actor, ask)[0] == ()


def test_the_thread_runs_from_the_subject_and_the_papers_to_the_decision(governed):
    decision, paper = with_paper(governed)

    with speaking_for(STRANGER):
        held = edges(queries.EDGES, refs=frozenset({decision}), seen_by=STRANGER)
        stops = {stop.ref: stop for stop in queries.stops(refs=frozenset({decision, paper}), seen_by=STRANGER)}
    assert set(held) == {
        Edge(came_from=INTENTION, leads_to=decision, how="was decided by"),
        Edge(came_from=paper, leads_to=decision, how="was before"),
    }
    assert stops[decision].sentence == "Approved by Commissioning Executive. 1 paper was read before it."
    assert (stops[decision].amount, stops[paper].title) == (pounds(200_000), "The case")


def test_an_exempt_paper_is_left_out_of_what_the_public_reads(governed):
    decision, _ = with_paper(governed)
    with speaking_for(STRANGER):
        assert len(queries.decision(reference=decision.public_id, seen_by=STRANGER).papers) == 1
        (line, *_) = queries.who_took_part(
            decision=queries.decision(reference=decision.public_id, seen_by=STRANGER).number, seen_by=STRANGER
        )
    assert (line.person, line.presided) == ("", True)


def test_where_a_subject_was_taken_is_found(governed):
    with_paper(governed)
    actor = governed.city.partner
    items, _ = asked_by(
        actor, lambda: queries.items_about(subject=INTENTION, within=actor.partnership_id, seen_by=actor)
    )
    assert [(item.board_title, item.outcome) for item in items] == [("Commissioning Executive", Outcome.APPROVED)]


def test_how_a_board_decides_is_counted(governed):
    with_paper(governed)
    actor = governed.city.partner
    with speaking_for(actor):
        number = queries.items_about(subject=INTENTION, within=actor.partnership_id, seen_by=actor)[0].board_number
        figures = queries.board_figures(boards=[number, 0], seen_by=actor)
    assert (figures[number].held, figures[number].attended, figures[number].decided) == (1, 2, 1)
    assert (figures[0].held, figures[0].mean_attendance) == (0, None)


def test_an_agreed_decision_is_told_from_one_agreed_in_principle(governed):
    pending, done = decide(governed), decide(governed, affected=())
    actor = governed.city.commissioner
    with speaking_for(actor):
        assert queries.agreed_decision(reference=pending.public_id, seen_by=actor) is None
        assert queries.agreed_decision(reference=done.public_id, seen_by=actor).ref == done


def test_papers_that_the_reader_cannot_see_are_not_counted_before_a_decision(governed):
    city = governed.city
    decision, _ = with_paper(governed, exempt="Rule 10.4(3)")

    def said(actor):
        with speaking_for(actor):
            (stop,) = queries.stops(refs=frozenset({decision}), seen_by=actor)
            (same,) = queries.found(words="housing-related", seen_by=actor)
        assert stop == same
        return stop.sentence

    assert said(city.partner) == "Approved by Commissioning Executive. 2 papers were read before it."
    assert said(STRANGER) == "Approved by Commissioning Executive. 1 paper was read before it."
