"""The pages of outcomes: set from a need, measured, targeted and closed; and who is turned away."""

from datetime import date

import pytest

from tests.factories.browser import a_day, led_to, words
from tests.factories.thread import a_need, an_outcome
from wholeplace.analyse.outcomes import queries
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity


def answers(**changes):
    """The answers that set an outcome."""
    return {
        "title": "Older people live well in their own homes",
        "statement": "Older people stay at home, with the people who matter to them.",
        "group": "older_people",
        "is_priority": "yes",
        "measure": "People over 75 who see somebody every week",
        "unit": "%",
        "polarity": "higher",
        "baseline": "60",
        "target": "80",
        "source": "Household survey",
        "frequency": "yearly",
        "sensitivity": "partnership",
        **a_day("baseline_on", date(2025, 6, 1)),
        **a_day("due_on", date(2027, 6, 1)),
    } | changes


def measure_of(outcome, actor):
    """The measure of an outcome."""
    with speaking_for(actor):
        return queries.outcome(reference=outcome, seen_by=actor).measures[0]


def test_a_need_leads_to_an_outcome_and_that_to_an_intention(city, signed_in):
    need = a_need(city.commissioner)
    browser = signed_in("commissioner")

    asked = words(browser.get(f"/outcomes/set?need={need.public_id}"))
    assert "Older people living alone without help" in asked
    ref = led_to(browser.post("/outcomes/set", answers(needs=[need.public_id])))

    page = words(browser.get(f"/outcomes/{ref}"))
    assert "to reach 80% by 1 June 2027; nothing is planned for it yet." in page
    assert f"/intentions/raise?outcome={ref}" in page
    assert "Older people living alone without help" in page
    assert "Older people live well in their own homes" in words(browser.get("/outcomes"))


def test_what_is_refused_stands_on_the_form_with_its_reasons(city, signed_in):
    response = signed_in("commissioner").post(
        "/outcomes/set", answers(statement="The service helps 400 people.", target="50")
    )

    assert response.status_code == 422
    page = words(response)
    assert "Say the outcome without figures (“400”)" in page
    assert "higher is better, so the target must be higher than the baseline of 60%" in page
    with speaking_for(city.commissioner):
        rows = queries.outcomes(within=city.commissioner.partnership_id, seen_by=city.commissioner)
        assert list(rows) == []


def test_a_target_is_changed_with_its_reason(city, signed_in):
    ref = an_outcome(city.commissioner).public_id
    measure = measure_of(ref, city.commissioner)
    browser = signed_in("commissioner")
    asked = {"target": "90", **a_day("due_on", date(2028, 6, 1))}

    refused = browser.post(f"/outcome-measures/{measure.public_id}/target", asked)
    assert (refused.status_code, "Say why the target changes" in words(refused)) == (422, True)
    led_to(browser.post(f"/outcome-measures/{measure.public_id}/target", asked | {"because": "More is possible."}))

    assert measure_of(ref, city.commissioner).target.target == 90
    assert "from 80% to 90% by 1 June 2028: More is possible." in words(browser.get(f"/outcomes/{ref}"))


def test_an_outcome_gets_a_measure_a_need_and_is_closed(city, signed_in):
    need, ref = a_need(city.partner), an_outcome(city.commissioner).public_id
    browser = signed_in("commissioner")

    led_to(browser.post(f"/outcomes/{ref}/measure", answers(measure="Falls at home", polarity="lower", target="50")))
    led_to(browser.post(f"/outcomes/{ref}/need", {"need": need.public_id}))
    led_to(browser.post(f"/outcomes/{ref}/close", {"because": "Reached."}))

    page = words(browser.get(f"/outcomes/{ref}"))
    assert "Closed on 1 June 2026." in page
    assert "Falls at home" in page
    assert "Raise an intention" not in page


def test_another_organisation_reads_an_outcome_and_is_offered_only_what_it_may_do(city, signed_in):
    ref = an_outcome(city.commissioner).public_id
    browser = signed_in("partner")

    page = words(browser.get(f"/outcomes/{ref}"))
    assert "Raise an intention for this outcome" in page
    assert "Close this outcome" not in page
    refused = browser.post(f"/outcomes/{ref}/close", {"because": "No."})
    assert "only for records of the organisation you act for" in words(refused)
    assert "Closed on" not in words(browser.get(f"/outcomes/{ref}"))


@pytest.mark.parametrize("who", ["finance", "provider"])
def test_somebody_without_the_permission_is_turned_away(city, signed_in, who):
    browser = signed_in(who)

    assert browser.get("/outcomes/set").status_code == 403
    assert browser.post("/outcomes/set", answers()).status_code == 403


def test_another_partnership_and_the_public_find_nothing_but_what_is_public(city, county, client, signed_in):
    hidden = an_outcome(city.commissioner).public_id
    shown = an_outcome(city.commissioner, title="Everyone may know", sensitivity=Sensitivity.PUBLIC).public_id

    for browser in (client, signed_in("commissioner", world=county)):
        assert browser.get(f"/outcomes/{hidden}").status_code == 404
        assert browser.get(f"/outcomes/{shown}").status_code == 200
        listed = words(browser.get("/outcomes?place=marlbridge"))
        assert "Everyone may know" in listed
        assert "Older people live well" not in listed


def test_outcomes_leave_as_a_file(city, signed_in):
    an_outcome(city.commissioner)

    response = signed_in("commissioner").get("/outcomes?format=csv")
    assert response["Content-Type"].startswith("text/csv")
    assert "Older people live well in their own homes" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("many", [1, 6])
def test_the_number_of_queries_of_the_list_does_not_grow(city, signed_in, django_assert_max_num_queries, many):
    for number in range(many):
        an_outcome(city.commissioner, title=f"Outcome {'abcdef'[number]}")
    browser = signed_in("commissioner")

    with django_assert_max_num_queries(21):
        assert browser.get("/outcomes").status_code == 200


def test_what_is_longer_or_larger_than_is_kept_is_said_on_the_form(city, signed_in):
    asked = answers(measure="x" * 201, target="100000000000000")
    response = signed_in("commissioner").post("/outcomes/set", asked)

    assert response.status_code == 422
    page = words(response)
    assert "200 characters" in page
    assert "99,999,999,999,999.9999 or less" in page
