"""The pages of requests for information."""

import re

import pytest

from tests.factories.requests import ADDRESS, ASKED_BY, a_request
from tests.factories.thread import a_need
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.ground.access.roles import Role

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


def test_an_answer_goes_from_the_search_to_the_disclosure_log(officer, client, city):
    city.add_person("second_officer", role=Role.GOVERNANCE, organisation="council", title="Information officer")
    need = a_need(city.commissioner, title="Falls at home", statement="Ada Example fell. Many fall.")
    here = f"/requests/{a_request(city.governance).public_id}"

    assert "Which words do the records say?" in officer.get(f"{here}/gather").content.decode()
    assert "No record that is not gathered" in officer.get(f"{here}/gather?words=bicycles").content.decode()
    found = officer.get(f"{here}/gather?words=falls").content.decode()
    assert "Need: Falls at home" in found
    page = officer.post(f"{here}/gather?words=falls", {"records": [str(need)]}, follow=True).content.decode()
    held = re.search(rf"{here}/records/\w+", page)[0]
    line = re.search(r"line\?line=(need%3A\w+\.statement)", officer.get(held).content.decode())[1]
    change = f"{held}/line?line={line}"
    assert "Enter the words to take out." in officer.post(change, {"goes_out": "some"}).content.decode()
    cut = {"goes_out": "some", "words": "Ada Example", "exemption": "s40(2)"}
    page = officer.post(change, cut, follow=True).content.decode()
    assert "[withheld: section 40(2)] fell. Many fall." in page

    forward = {"words": "We hold this.", "is_published": "yes", "summary": "What is known of falls?"}
    answer = officer.post(f"{here}/propose", forward)
    assert answer.status_code == 422
    assert "Say why it applies: section 40(2)." in answer.content.decode()
    officer.post(f"{here}/explain", {"exemption": "s40(2)", "because": "It names somebody."})
    page = officer.post(f"{here}/propose", forward, follow=True).content.decode()
    assert "Waits for a second person" in page
    assert "Read it and release it" not in page

    client.post("/sign-out")
    client.post("/sign-in", {"username": city.emails["second_officer"], "password": PASSWORD})
    assert "It names somebody." in client.get(f"{here}/answer").content.decode()
    answer = client.post(f"{here}/release", {"was_read": "on"}, follow=True)
    out = answer.redirect_chain[-1][0]
    client.post("/sign-out")

    page = client.get(out).content.decode()
    assert "Released in part by council on 1 June 2026." in page
    assert "Ada Example" not in page
    assert ASKED_BY not in page
    sent = client.get(f"{out}/text").content.decode()
    assert "Statement: [withheld: section 40(2)] fell. Many fall." in sent
    assert "Ada Example" not in sent
    log = client.get(f"/disclosures?place={city.slug}")
    assert "Spending on home care" in log.content.decode()


def test_an_answer_is_changed_by_nobody_else(client, city, officer):
    here = f"/requests/{a_request(city.governance).public_id}"
    client.post("/sign-out")
    client.post("/sign-in", {"username": city.emails["commissioner"], "password": PASSWORD})
    for page in ("gather", "answer", "propose", "release", "send-back", "explain"):
        assert client.get(f"{here}/{page}").status_code == 403
