"""The thread walked both ways, as far as each reader may see it, and what hangs loose."""

from decimal import Decimal

import pytest

from tests.actions.needs.test_record_need import asked as a_need
from tests.factories.counting import asks_no_more_for_more, counted
from tests.factories.thread import an_intention
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.across.inbox.calls import calls
from wholeplace.across.search.find import find
from wholeplace.across.thread.gaps import gaps
from wholeplace.across.thread.walk import thread
from wholeplace.analyse.needs import actions as needs
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes import actions as outcomes
from wholeplace.analyse.outcomes.actions import MeasureGiven
from wholeplace.analyse.outcomes.rules.measures import Polarity
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.plan.plans import actions as plans
from wholeplace.plan.plans.actions.intentions import Intended
from wholeplace.plan.plans.rules.raising import Change


@pytest.fixture
def line(city):
    """A need, an outcome that answers it, and an intention that serves the outcome."""
    need = needs.record_need(**a_need(), by=city.commissioner)
    measure = MeasureGiven(
        title="People seen in a week",
        unit="%",
        polarity=Polarity.HIGHER,
        baseline=Decimal(60),
        baseline_on=TODAY,
        source="Household survey",
    )
    outcome = outcomes.set_outcome(
        title="Nobody is alone for days",
        statement="Older people see somebody they like every day.",
        group=Group.OLDER_PEOPLE,
        measures=[measure],
        needs=[need.public_id],
        by=city.commissioner,
        on=TODAY,
    )
    intention = plans.raise_intention(
        intended=Intended(
            title="A befriender in every street",
            change=Change.PILOT,
            summary="Neighbours paired with neighbours.",
            group=Group.OLDER_PEOPLE,
            fit="Fits the ageing well priority.",
        ),
        needs=[need.public_id],
        outcomes=[outcome.public_id],
        by=city.commissioner,
        on=TODAY,
    )
    return need, outcome, intention


def test_the_thread_is_walked_from_either_end(city, line):
    need, outcome, intention = line
    with speaking_for(city.partner):
        forwards = thread(of=need, seen_by=city.partner)
        backwards = thread(of=intention, seen_by=city.partner)
    assert [stop.ref for stop in forwards.leads_to] == [outcome, intention]
    assert {stop.ref for stop in backwards.came_from} == {need, outcome}
    assert (forwards.came_from, backwards.leads_to) == ((), ())
    assert {(edge.came_from, edge.leads_to) for edge in forwards.edges} == {
        (need, outcome),
        (need, intention),
        (outcome, intention),
    }


def test_the_thread_shows_nothing_to_another_partnership_or_to_the_public(city, county, line):
    for stranger in (county.commissioner, STRANGER):
        with speaking_for(stranger), pytest.raises(NotThere):
            thread(of=line[0], seen_by=stranger)


def test_the_thread_leaves_out_what_the_reader_may_not_see(city):
    open_need = needs.record_need(**a_need(sensitivity=Sensitivity.PUBLIC), by=city.commissioner)
    measure = MeasureGiven("x", "%", Polarity.HIGHER, Decimal(1), TODAY, "y")
    outcomes.set_outcome(
        title="Kept to ourselves",
        statement="People live well.",
        group=Group.EVERYONE,
        measures=[measure],
        needs=[open_need.public_id],
        sensitivity=Sensitivity.ORGANISATION,
        by=city.commissioner,
        on=TODAY,
    )
    for reader, seen in ((city.commissioner, 1), (city.partner, 0), (STRANGER, 0)):
        with speaking_for(reader):
            assert len(thread(of=open_need, seen_by=reader).leads_to) == seen


def test_a_longer_list_on_each_side_of_the_thread_asks_the_database_no_more(city, line):
    need, outcome, _ = line
    with asks_no_more_for_more() as counts:
        for number in range(3):
            with speaking_for(city.commissioner), counted(counts):
                found = thread(of=need, seen_by=city.commissioner)
            an_intention(
                city.commissioner,
                says={"title": f"Another {number}"},
                needs=[need.public_id],
                outcomes=[outcome.public_id],
            )
    assert len(found.leads_to) == 4
    assert counts[0] <= 6


def test_what_is_not_linked_is_listed_with_what_is_missing(city, line):
    needs.record_need(**a_need(title="A need nobody answers"), by=city.commissioner)
    with speaking_for(city.commissioner):
        loose = {gap.rule.key: [stop.title for stop in gap.stops] for gap in gaps(seen_by=city.commissioner)}
    assert loose["need-without-intention"] == ["A need nobody answers"]
    assert loose["intention-without-need"] == []
    assert loose["outcome-without-need"] == []


def test_a_search_finds_titles_however_accented_and_capitalised_in_ones_own_place_only(city, county, line):
    with speaking_for(city.partner):
        assert [stop.title for stop in find(words="BEFRÏENDER street", seen_by=city.partner)] == [
            "A befriender in every street"
        ]
    for stranger in (county.commissioner, STRANGER):
        with speaking_for(stranger):
            assert find(words="befriender", seen_by=stranger) == ()


def test_an_intention_not_taken_to_a_board_calls_the_one_who_raised_it(city, line):
    with speaking_for(city.commissioner):
        waiting = [(call.title, call.do) for call in calls(seen_by=city.commissioner, on=TODAY)]
    assert ("A befriender in every street", "Take it to a board") in waiting
    with speaking_for(city.partner):
        assert calls(seen_by=city.partner, on=TODAY) == ()
