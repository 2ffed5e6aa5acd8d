"""A form that is sent twice does it once: double clicks, the back button, and pages opened again."""

import re

import pytest

from tests.web.plans.test_plan_pages import plan
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.models import KeptAnswer


def key_on(page) -> str:
    """The once-only key of the form on a page."""
    (key,) = re.findall(r'name="sent_once" value="(\w+)"', page.content.decode())
    return key


def test_a_form_sent_twice_has_one_effect_and_leads_to_the_same_page(signed_in, events):
    browser = signed_in("commissioner")
    sent = plan(sent_once=key_on(browser.get("/plans/write")))
    before = events()

    first, second = browser.post("/plans/write", sent), browser.post("/plans/write", sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert events() == before + 1


def test_a_form_drawn_anew_does_it_anew(signed_in):
    browser = signed_in("commissioner")
    keys = [key_on(browser.get("/plans/write")) for _ in range(2)]
    places = {browser.post("/plans/write", plan(sent_once=key))["Location"] for key in keys}
    assert len(places) == 2


def test_a_form_gone_back_to_and_changed_is_refused(signed_in, events):
    browser = signed_in("commissioner")
    key = key_on(browser.get("/plans/write"))
    browser.post("/plans/write", plan(sent_once=key))
    before = events()

    answer = browser.post("/plans/write", plan(sent_once=key, title="Another"))
    assert answer.status_code == 409
    assert "You sent this form before, with other answers." in answer.content.decode()
    assert events() == before


def test_a_form_that_was_refused_can_be_mended_and_sent_with_the_same_key(signed_in):
    browser = signed_in("commissioner")
    key = key_on(browser.get("/plans/write"))
    assert browser.post("/plans/write", plan(sent_once=key, title="")).status_code == 422
    assert browser.post("/plans/write", plan(sent_once=key)).status_code == 302


def test_a_token_is_shown_once_and_sent_again_leads_to_the_list(city, signed_in, events):
    browser = signed_in("commissioner")
    page = browser.get("/tokens/issue")
    capacity = re.search(r'name="capacity"[^>]*value="([^"]+)"|<option value="([^"]+)"', page.content.decode())
    sent = {
        "label": "Mine",
        "capacity": capacity[1] or capacity[2],
        "ends_on-day": 1,
        "ends_on-month": 7,
        "ends_on-year": 2026,
        "sent_once": key_on(page),
    }
    shown = browser.post("/tokens/issue", sent)
    assert shown.status_code == 200, shown.content.decode()
    before = events()
    again = browser.post("/tokens/issue", sent)
    assert (again.status_code, again["Location"]) == (302, "/tokens")
    assert events() == before
    with speaking_for(city.commissioner):
        assert "Bearer" not in KeptAnswer.objects.get().body


def test_only_the_person_reads_what_was_kept_for_them(city, signed_in):
    browser = signed_in("commissioner")
    browser.post("/plans/write", plan(sent_once=key_on(browser.get("/plans/write"))))
    for who, count in ((city.commissioner, 1), (city.partner, 0)):
        with speaking_for(who):
            assert KeptAnswer.objects.count() == count


@pytest.mark.parametrize("key", ["", "ké", "x" * 121])
def test_a_key_that_is_none_of_ours_does_no_harm(signed_in, key):
    assert signed_in("commissioner").post("/plans/write", plan(sent_once=key)).status_code == 302
