"""The pages of money: opened, put in, set aside and moved; and who is turned away."""

import pytest

from tests.factories.browser import led_to, words
from tests.factories.thread import a_fund, a_line, an_outcome, pounds
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.funds import queries


def fund_of(ref, actor):
    """A fund as an actor sees it."""
    with speaking_for(actor):
        return queries.fund(reference=ref, seen_by=actor)


def opened(**changes):
    """The answers that open a fund."""
    return {
        "title": "Learning disability pool",
        "kind": "pooled",
        "first_year": "2026",
        "last_year": "2027",
        "rules": "As the agreement says.",
        "sensitivity": "partnership",
    } | changes


def test_a_fund_is_opened_filled_and_set_aside(city, signed_in):
    outcome = an_outcome(city.commissioner)
    browser = signed_in("finance")
    ref = led_to(browser.post("/funds/open", opened()))
    for name, amount in (("council", "52,000"), ("icb", "25,000.50")):
        body = city.organisations[name].ref.public_id
        led_to(browser.post(f"/funds/{ref}/contribute", {"organisation": body, "amount": amount, "year": "2026"}))
    line = led_to(
        browser.post(
            f"/funds/{ref}/line",
            {"title": "Supported living", "amount": "48,000", "year": "2026", "outcomes": [outcome.public_id]},
        )
    )

    fund = fund_of(ref, city.partner)
    assert (fund.put_in.pence, fund.left.pence) == (77_000_50, 29_000_50)
    assert "£77,000.50" in words(browser.get(f"/funds/{ref}"))
    assert "Older people live well in their own homes" in words(browser.get(f"/lines/{line}"))
    assert "Learning disability pool" in words(browser.get("/money"))


def test_more_than_was_put_in_is_refused_on_the_form(city, signed_in):
    ref = a_fund(city, put_in=1_000).public_id

    response = signed_in("finance").post(
        f"/funds/{ref}/line", {"title": "Too much", "amount": "1,000.01", "year": "2026"}
    )
    assert response.status_code == 422
    assert "Only £1,000.00 is left for that year, of £1,000.00 put in." in words(response)
    assert fund_of(ref, city.finance).lines == ()


def test_money_moves_to_another_line_and_both_say_so(city, signed_in):
    fund = a_fund(city)
    giver, taker = a_line(city, fund=fund), a_line(city, fund=fund, title="Equipment")
    browser = signed_in("finance")
    asked = {"taker": taker.public_id, "amount": "150,000", "because": "Equipment costs more."}

    led_to(browser.post(f"/lines/{giver.public_id}/move", asked))

    assert {line.title: line.amount for line in fund_of(fund.public_id, city.finance).lines} == {
        "Equipment": pounds(550_000),
        "Home reablement": pounds(250_000),
    }
    for line in (giver, taker):
        assert "Equipment costs more." in words(browser.get(f"/lines/{line.public_id}"))


def test_a_line_is_linked_to_an_outcome(city, signed_in):
    outcome, line = an_outcome(city.partner), a_line(city)
    browser = signed_in("finance")
    led_to(browser.post(f"/lines/{line.public_id}/outcome", {"outcome": outcome.public_id}))

    again = browser.post(f"/lines/{line.public_id}/outcome", {"outcome": outcome.public_id})
    assert (again.status_code, "already" in words(again)) == (422, True)


@pytest.mark.parametrize("who", ["commissioner", "partner", "provider"])
def test_somebody_without_the_permission_reads_and_is_turned_away_from_the_rest(city, signed_in, who):
    fund = a_fund(city)
    line = a_line(city, fund=fund)
    browser = signed_in(who)

    assert browser.get(f"/funds/{fund.public_id}").status_code == 200
    for address in (
        "/funds/open",
        f"/funds/{fund.public_id}/contribute",
        f"/funds/{fund.public_id}/line",
        f"/lines/{line.public_id}/move",
        f"/lines/{line.public_id}/outcome",
    ):
        assert browser.get(address).status_code == 403
        assert browser.post(address).status_code == 403


def test_another_partnership_and_the_public_find_nothing_but_what_is_public(city, county, client, signed_in):
    hidden = a_fund(city)
    of_line = a_line(city, fund=hidden)
    shown = a_fund(city, title="Everyone may know", sensitivity=Sensitivity.PUBLIC)

    for browser in (client, signed_in("commissioner", world=county)):
        assert browser.get(f"/funds/{hidden.public_id}").status_code == 404
        assert browser.get(f"/lines/{of_line.public_id}").status_code == 404
        assert browser.get(f"/funds/{shown.public_id}").status_code == 200
        listed = words(browser.get("/money?place=marlbridge"))
        assert "Everyone may know" in listed
        assert "Better Care Fund" not in listed


def test_the_money_of_a_place_adds_up_and_leaves_as_a_file(city, signed_in):
    a_line(city, fund=a_fund(city, put_in=1_000), amount=400)
    a_fund(city, title="Another", put_in=234)
    browser = signed_in("partner")

    assert "£1,234" in words(browser.get("/money"))
    assert "Better Care Fund" in browser.get("/money?format=csv").content.decode("utf-8-sig")


@pytest.mark.parametrize("many", [1, 6])
def test_the_number_of_queries_of_the_list_does_not_grow(city, signed_in, django_assert_max_num_queries, many):
    for number in range(many):
        a_line(city, fund=a_fund(city, title=f"Fund {'abcdef'[number]}"))
    browser = signed_in("finance")

    with django_assert_max_num_queries(22):
        assert browser.get("/money").status_code == 200


def test_more_together_than_one_may_enter_at_once_is_shown(city, signed_in):
    ref = a_fund(city, put_in=60_000_000_000).public_id
    body = city.organisations["icb"].ref.public_id
    browser = signed_in("finance")
    led_to(browser.post(f"/funds/{ref}/contribute", {"organisation": body, "amount": "60000000000", "year": "2026"}))

    for address in (f"/funds/{ref}", "/money", "/"):
        assert browser.get(address).status_code == 200
    assert "£120bn" in words(browser.get(f"/funds/{ref}"))


def test_one_amount_beyond_the_ceiling_is_refused_on_the_form(city, signed_in):
    ref = a_fund(city).public_id
    body = city.organisations["icb"].ref.public_id
    asked = {"organisation": body, "amount": "100,000,000,000.01", "year": "2026"}
    response = signed_in("finance").post(f"/funds/{ref}/contribute", asked)

    assert response.status_code == 422
    assert "Enter an amount of up to £100 billion. Check the number of noughts." in words(response)
