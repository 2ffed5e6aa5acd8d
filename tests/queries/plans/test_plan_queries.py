"""Reading plans and intentions: the tree, the register, to whom they are shown, how many questions."""

import pytest

from tests.factories.thread import THIS_YEAR, a_plan, an_agreed_intention, an_intention, an_outcome, pounds
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.plan.plans import actions, queries
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import IntentionState, PlanState
from wholeplace.plan.plans.rules.writing import PlanKind


def listed(city, **asked):
    """The titles of the intentions of the city, as a partner asks for them."""
    with speaking_for(city.partner):
        rows = queries.intentions(within=city.partner.partnership_id, seen_by=city.partner, **asked)
        return [card.title for card in queries.intention_cards(rows=rows, seen_by=city.partner)]


def test_plans_form_a_tree(city):
    top = a_plan(city.commissioner, title="Strategy", kind=PlanKind.STRATEGY)
    middle = a_plan(city.commissioner, title="Adults", parent=top.public_id)
    a_plan(city.commissioner, title="Reablement", parent=middle.public_id)
    a_plan(city.commissioner, title="Alone")

    with speaking_for(city.partner):
        tree = queries.tree(within=city.partner.partnership_id, seen_by=city.partner)
    assert [(branch.plan.title, [one.plan.title for one in branch.below]) for branch in tree] == [
        ("Alone", []),
        ("Strategy", ["Adults"]),
    ]
    assert [one.plan.title for one in tree[1].below[0].below] == ["Reablement"]


def test_a_plan_whose_parent_is_hidden_stands_at_the_top(city):
    hidden = a_plan(city.commissioner, sensitivity=Sensitivity.ORGANISATION)
    a_plan(city.commissioner, title="Below", parent=hidden.public_id)

    with speaking_for(city.partner):
        (branch,) = queries.tree(within=city.partner.partnership_id, seen_by=city.partner)
    assert (branch.plan.title, branch.plan.parent, branch.plan.parent_title) == ("Below", None, "")


def test_plans_are_listed_by_kind_and_state(city):
    a_plan(city.commissioner, title="Strategy", kind=PlanKind.STRATEGY)
    within = city.partner.partnership_id

    with speaking_for(city.partner):
        for asked, found in (
            ({"kind": PlanKind.STRATEGY}, ["Strategy"]),
            ({"kind": PlanKind.SERVICE}, []),
            ({"states": (PlanState.DRAFT,)}, ["Strategy"]),
            ({"states": (PlanState.PUBLISHED,)}, []),
            ({"board": 0}, []),
        ):
            rows = queries.plans(within=within, seen_by=city.partner, **asked)
            assert [row.title for row in rows] == found, asked


def test_a_plan_that_has_begun_as_a_draft_is_late(city):
    ref = a_plan(city.commissioner)

    with speaking_for(city.partner):
        assert queries.plan(reference=ref.public_id, seen_by=city.partner).is_late(on=TODAY)


def test_intentions_are_listed_by_state_kind_group_and_plan(city):
    plan = a_plan(city.commissioner)
    an_intention(city.commissioner, says={"title": "In a plan"}, plans=[plan.public_id])
    an_intention(city.commissioner, says={"title": "On its own", "change": Change.PILOT, "group": Group.CARERS})
    dropped = an_intention(city.commissioner, says={"title": "Dropped"})
    actions.drop(intention=dropped.public_id, because="No", by=city.commissioner, on=TODAY)
    with speaking_for(city.partner):
        number = queries.plan(reference=plan.public_id, seen_by=city.partner).number

    assert listed(city) == ["Dropped", "In a plan", "On its own"]
    assert listed(city, live_only=True) == ["In a plan", "On its own"]
    assert listed(city, states=(IntentionState.DROPPED,)) == ["Dropped"]
    assert listed(city, change=Change.PILOT) == ["On its own"]
    assert listed(city, group=Group.CARERS) == ["On its own"]
    assert listed(city, plan=number) == ["In a plan"]
    assert listed(city, without_plan=True) == ["Dropped", "On its own"]


def test_the_money_of_intentions_adds_up_year_by_year(city):
    an_intention(city.commissioner, money={THIS_YEAR: pounds(100), THIS_YEAR.next: pounds(-40)})
    an_intention(city.commissioner, money={THIS_YEAR: pounds(11)})

    with speaking_for(city.partner):
        rows = queries.intentions(within=city.partner.partnership_id, seen_by=city.partner)
        sums = queries.money_by_year(rows=rows, seen_by=city.partner)
    assert [(one.year, one.amount) for one in sums] == [
        (THIS_YEAR, pounds(111)),
        (THIS_YEAR.next, pounds(-40)),
    ]


def test_another_partnership_and_the_public_see_nothing(city, county):
    plan, intention = a_plan(city.commissioner), an_intention(city.commissioner)
    refs, within = frozenset({plan, intention}), city.partner.partnership_id

    for stranger in (county.commissioner, STRANGER):
        with speaking_for(stranger):
            with pytest.raises(NotThere):
                queries.plan(reference=plan.public_id, seen_by=stranger)
            with pytest.raises(NotThere):
                queries.intention(reference=intention.public_id, seen_by=stranger)
            assert queries.tree(within=within, seen_by=stranger) == ()
            assert list(queries.intentions(within=within, seen_by=stranger)) == []
            assert queries.stops(refs=refs, seen_by=stranger) == ()
            assert edges(queries.EDGES, refs=refs, seen_by=stranger) == ()
            assert queries.found(words="reablement", seen_by=stranger) == ()


def test_a_public_intention_of_another_partnership_is_not_for_links(city, county):
    ref = an_intention(city.commissioner, sensitivity=Sensitivity.PUBLIC)

    with speaking_for(county.commissioner):
        assert queries.intention(reference=ref.public_id, seen_by=county.commissioner).ref == ref
        with pytest.raises(NotThere):
            queries.intention_here(reference=ref.public_id, seen_by=county.commissioner)


def test_plans_and_intentions_stand_on_the_thread(city):
    outcome = an_outcome(city.commissioner)
    plan = a_plan(city.commissioner, outcomes=[outcome.public_id])
    intention = an_agreed_intention(
        city,
        outcomes=[outcome.public_id],
        plans=[plan.public_id],
        money={THIS_YEAR: pounds(1_640_000)},
    )

    with speaking_for(city.partner):
        of_plan, of_intention = queries.stops(refs=None, seen_by=city.partner)
        (found,) = queries.found(words="REABLEMENT whole", seen_by=city.partner)
        held = edges(queries.EDGES, refs=None, seen_by=city.partner)
    assert (of_plan.ref, of_plan.sentence) == (plan, "Plan of one organisation, draft")
    assert (of_intention.ref, of_intention.sentence, of_intention.amount) == (
        intention,
        "Transform or redesign: agreed",
        pounds(1_640_000),
    )
    assert found == of_intention
    assert {(edge.came_from, edge.leads_to, edge.how) for edge in held} >= {
        (outcome, plan, "is pursued by"),
        (outcome, intention, "is served by"),
        (plan, intention, "holds"),
    }


@pytest.mark.parametrize("many", [1, 4])
def test_the_number_of_queries_of_a_list_does_not_grow(city, django_assert_num_queries, many):
    outcome = an_outcome(city.commissioner)
    for number in range(many):
        plan = a_plan(city.commissioner, title=f"Plan {'abcd'[number]}")
        an_intention(
            city.commissioner,
            needs=[],
            says={"why_no_need": "x", "evidence": "y"},
            outcomes=[outcome.public_id],
            plans=[plan.public_id],
        )
    within = city.partner.partnership_id

    with speaking_for(city.partner):
        with django_assert_num_queries(2):
            assert len(queries.tree(within=within, seen_by=city.partner)) == many
        with django_assert_num_queries(5):
            rows = queries.intentions(within=within, seen_by=city.partner)
            assert len(queries.intention_cards(rows=rows, seen_by=city.partner)) == many
