"""The pages of requests for information."""

import pytest

from tests.factories.requests import ADDRESS, ASKED_BY, a_request
from tests.factories.worlds import PASSWORD, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def officer(client, city):
    """A client in which whoever answers requests has just signed in."""
    client.post("/sign-in", {"username": city.emails["governance"], "password": PASSWORD})
    return client


def parts(name, day):
    """A day as the form sends it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def sent(**changes):
    """The answers of the form."""
    given = {
        "title": "Spending on home care", "words": "How much?", "regime": "foia", "channel": "email",
        "applicant": ASKED_BY, "address": ADDRESS,
    }  # fmt: skip
    return given | parts("received_on", TODAY) | changes


def test_a_request_is_logged_asked_about_and_closed(officer):
    answer = officer.post("/requests/log", sent(), follow=True)
    page = answer.content.decode()
    assert "It is due by 30 June 2026: 20 working days left." in page
    assert "Freedom of Information Act 2000, section 10(1) and (6)" in page
    assert ASKED_BY in page
    here = answer.redirect_chain[-1][0]

    page = officer.post(f"{here}/ask", {"words": "Which year?"} | parts("asked_on", TODAY), follow=True)
    assert "It waits for what the applicant was asked. No clock runs." in page.content.decode()
    page = officer.post(f"{here}/reply", {"reply": "This one."} | parts("replied_on", TODAY), follow=True)
    assert "Counted from 1 June 2026." in page.content.decode()
    page = officer.post(f"{here}/close", {"ending": "withdrawn", "because": "Not needed."}, follow=True)
    assert "Closed on 1 June 2026." in page.content.decode()


def test_what_is_refused_stands_on_the_form(officer):
    answer = officer.post("/requests/log", sent(channel="spoken", applicant=""))
    assert answer.status_code == 422
    assert "Ask the applicant to write it down" in answer.content.decode()


def test_the_register_and_its_file_do_not_say_who_asked(officer, city):
    a_request(city.governance)
    for address in ("/requests", "/requests?format=csv", "/requests?state=open", "/home"):
        words = officer.get(address).content.decode()
        assert "Spending on home care" in words
        assert ASKED_BY not in words
    assert "Spending on home care" not in officer.get("/requests?state=closed").content.decode()


def test_who_answers_no_requests_is_told_so(client, city):
    ref = a_request(city.governance)
    client.post("/sign-in", {"username": city.emails["commissioner"], "password": PASSWORD})
    for address in ("/requests", "/requests/log", f"/requests/{ref.public_id}"):
        assert client.get(address).status_code == 403
