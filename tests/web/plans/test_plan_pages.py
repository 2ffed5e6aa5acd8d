"""The pages of plans and intentions: written to published, raised to done; and who is turned away."""

from datetime import date

import pytest

from tests.factories.browser import a_day, led_to, words
from tests.factories.thread import (
    THIS_YEAR,
    a_decision,
    a_fund,
    a_need,
    a_plan,
    an_agreed_intention,
    an_intention,
    an_outcome,
    pounds,
)
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans import queries
from wholeplace.plan.plans.rules.states import IntentionState, PlanState

SECTIONS = {
    "objectives": "Older people live independently for longer.",
    "core_activity": "Reablement and equipment.",
    "collective_areas": "Carers' breaks.",
}


def plan(**changes):
    """The answers that write a plan."""
    return (
        SECTIONS
        | {
            "title": "Adults' plan",
            "kind": "organisation",
            "sensitivity": "partnership",
            **a_day("begins_on", date(2026, 7, 1)),
            **a_day("ends_on", date(2029, 3, 31)),
        }
        | changes
    )


def intention(**changes):
    """The answers that raise an intention."""
    return {
        "title": "One home reablement service",
        "change": "transform",
        "summary": "Bring four services into one.",
        "group": "older_people",
        "fit": "Fits the second priority.",
        "this_year": "1,640,000",
        "next_year": "-40,000",
        "sensitivity": "partnership",
    } | changes


def intention_of(ref, actor):
    """An intention as an actor sees it."""
    with speaking_for(actor):
        return queries.intention(reference=ref, seen_by=actor)


def test_a_plan_goes_from_its_first_draft_to_the_public(city, client, signed_in):
    outcome = an_outcome(city.commissioner)
    browser = signed_in("commissioner")
    ref = led_to(browser.post("/plans/write", plan(outcomes=[outcome.public_id])))

    assert "Record a challenge" in words(browser.get(f"/plans/{ref}"))
    led_to(browser.post(f"/plans/{ref}/challenge", {"remarks": "Who pays in the second year?"}))
    led_to(browser.post(f"/plans/{ref}/revise", SECTIONS | {"objectives": "Better lives.", "remarks": "Answered."}))
    led_to(browser.post(f"/plans/{ref}/finalise"))
    led_to(browser.post(f"/plans/{ref}/publish"))

    with speaking_for(city.partner):
        assert queries.plan(reference=ref, seen_by=city.partner).state is PlanState.PUBLISHED
    client.logout()
    page = words(client.get(f"/plans/{ref}"))
    assert "Published on 1 June 2026; it runs until 31 March 2029." in page
    assert "Better lives." in page
    assert "Adults&#39; plan" in words(client.get("/plans?place=marlbridge"))


def test_a_step_too_early_is_refused_with_its_reason(city, signed_in):
    ref = a_plan(city.commissioner).public_id

    response = signed_in("commissioner").post(f"/plans/{ref}/publish")
    assert response.status_code == 422
    assert "The plan is draft: next it can become challenged." in words(response)


def test_plans_stand_under_the_plan_they_belong_to_and_a_late_one_says_so(city, signed_in):
    top = a_plan(city.commissioner, title="Strategy")
    a_plan(city.commissioner, title="Adults", parent=top.public_id)

    page = words(signed_in("partner").get("/plans"))
    assert "– Adults" in page
    assert "Draft, late" in page
    assert "Write a plan" in page


def test_an_outcome_leads_to_an_intention_that_is_agreed_begun_and_finished(city, signed_in):
    need, outcome = a_need(city.commissioner), an_outcome(city.commissioner)
    browser = signed_in("commissioner")
    assert outcome.public_id in words(browser.get(f"/intentions/raise?outcome={outcome.public_id}"))
    asked = intention(needs=[need.public_id], outcomes=[outcome.public_id])
    ref = led_to(browser.post("/intentions/raise", asked))

    card = intention_of(ref, city.partner)
    assert [(one.year, one.amount) for one in card.money] == [
        (THIS_YEAR, pounds(1_640_000)),
        (THIS_YEAR.next, pounds(-40_000)),
    ]
    page = words(browser.get(f"/intentions/{ref}"))
    assert "Raised; not taken to a board yet." in page
    assert f"subject=intention%3A{ref}" in page
    assert "£1,600,000" in page

    refused = browser.post(f"/intentions/{ref}/agree")
    assert (refused.status_code, "No decision approves this intention yet" in words(refused)) == (422, True)
    a_decision(city.member, on_subject=Ref("intention", ref))
    assert "Mark as agreed" in words(browser.get(f"/intentions/{ref}"))
    led_to(browser.post(f"/intentions/{ref}/agree"))
    assert f"/contracts/enter?intention={ref}" in words(browser.get(f"/intentions/{ref}"))
    led_to(browser.post(f"/intentions/{ref}/begin"))
    led_to(browser.post(f"/intentions/{ref}/finish", {"came_of_it": "Four waiting lists fewer."}))

    assert intention_of(ref, city.partner).state is IntentionState.DONE
    assert "Done: Four waiting lists fewer." in words(browser.get(f"/intentions/{ref}"))


def test_an_intention_that_serves_nothing_is_refused_on_the_form(city, signed_in):
    response = signed_in("commissioner").post("/intentions/raise", intention())

    assert response.status_code == 422
    page = words(response)
    assert "Choose the need that this intention answers" in page
    assert "Choose the outcome that this intention serves." in page


def test_an_intention_is_dropped_with_its_reason(city, signed_in):
    ref = an_intention(city.commissioner).public_id
    browser = signed_in("commissioner")
    led_to(browser.post(f"/intentions/{ref}/drop", {"because": "The money went."}))

    page = words(browser.get(f"/intentions/{ref}"))
    assert "Dropped: The money went." in page
    assert "Take it to a board" not in page


def test_a_finance_officer_sets_money_aside_for_an_intention(city, signed_in):
    intended, fund = an_agreed_intention(city), a_fund(city)
    browser = signed_in("finance")
    assert "Add a line of money" in words(browser.get(f"/intentions/{intended.public_id}"))
    asked = {"fund": fund.public_id, "title": "Reablement", "amount": "400,000", "year": "2026"}

    too_much = browser.post(f"/intentions/{intended.public_id}/money", asked | {"amount": "1,000,001"})
    assert (too_much.status_code, "is left for that year" in words(too_much)) == (422, True)
    line = led_to(browser.post(f"/intentions/{intended.public_id}/money", asked))

    assert "One home reablement service for the whole city" in words(browser.get(f"/lines/{line}"))


def test_the_register_is_filtered_by_state_and_kind_and_leaves_as_a_file(city, signed_in):
    an_intention(city.commissioner)
    browser = signed_in("partner")

    title = "One home reablement service"
    assert title in words(browser.get("/intentions?state=raised&change=transform"))
    assert title not in words(browser.get("/intentions?state=agreed"))
    assert title in browser.get("/intentions?format=csv").content.decode("utf-8-sig")


@pytest.mark.parametrize("who", ["finance", "provider"])
def test_somebody_without_the_permission_is_turned_away(city, signed_in, who):
    ref = an_intention(city.commissioner).public_id
    browser = signed_in(who)

    for address in ("/plans/write", "/intentions/raise", f"/intentions/{ref}/agree"):
        assert browser.get(address).status_code == 403
        assert browser.post(address).status_code == 403


def test_another_organisation_moves_nothing_that_is_not_its_own(city, signed_in):
    ref, of_plan = an_intention(city.commissioner).public_id, a_plan(city.commissioner).public_id
    browser = signed_in("partner")

    for address, answer in (
        (f"/intentions/{ref}/drop", {"because": "No"}),
        (f"/plans/{of_plan}/challenge", {"remarks": "No"}),
    ):
        refused = browser.post(address, answer)
        assert "only for records of the organisation you act for" in words(refused)
    assert "Drop it" not in words(browser.get(f"/intentions/{ref}"))
    assert intention_of(ref, city.partner).state is IntentionState.RAISED


def test_another_partnership_and_the_public_find_nothing_but_what_is_public(city, county, client, signed_in):
    hidden = an_intention(city.commissioner).public_id
    shown = an_intention(
        city.commissioner, says={"title": "Everyone may know"}, sensitivity=Sensitivity.PUBLIC
    ).public_id
    of_plan = a_plan(city.commissioner).public_id

    for browser in (client, signed_in("commissioner", world=county)):
        assert browser.get(f"/intentions/{hidden}").status_code == 404
        assert browser.get(f"/plans/{of_plan}").status_code == 404
        assert browser.get(f"/intentions/{shown}").status_code == 200
        listed = words(browser.get("/intentions?place=marlbridge"))
        assert "Everyone may know" in listed
        assert "One home reablement" not in listed


@pytest.mark.parametrize("many", [1, 6])
def test_the_number_of_queries_of_the_lists_does_not_grow(city, signed_in, django_assert_max_num_queries, many):
    outcome, need = an_outcome(city.commissioner), a_need(city.commissioner)
    for number in range(many):
        of_plan = a_plan(city.commissioner, title=f"Plan {'abcdef'[number]}")
        an_intention(
            city.commissioner,
            outcomes=[outcome.public_id],
            needs=[need.public_id],
            plans=[of_plan.public_id],
        )
    browser = signed_in("commissioner")

    for address in ("/plans", "/intentions"):
        with django_assert_max_num_queries(22):
            assert browser.get(address).status_code == 200
