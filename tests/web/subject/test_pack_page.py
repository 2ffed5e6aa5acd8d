"""The page on which what is held about somebody is put together."""

import re

import pytest

from tests.factories.somebody import somebody
from tests.factories.worlds import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, city, who):
    """Sign somebody in."""
    answer = client.post("/sign-in", {"username": city.emails[who], "password": PASSWORD})
    assert answer.status_code == 302


def asked(email):
    """The answers of the form."""
    return {"email": email, "received_on-day": "1", "received_on-month": "6", "received_on-year": "2026"}


def test_it_shows_everything_with_the_day_by_which_it_is_due_and_nobody_else(client, city):
    other = somebody(city, 1, beside="Zebedee Quillfeather")
    one = somebody(city, 2, beside=other.name)
    sign_in(client, city, "governance")
    assert client.get("/held-about").status_code == 200
    page = client.post("/held-about", asked(one.email)).content.decode()
    assert f"What is held about {one.name}" in page
    assert "The answer is due by 1 July 2026." in page
    assert other.name not in page
    assert "It is about this person." in page
    assert not re.search(r"<th[^>]*>\s*</th>", page)
    assert "Nothing has been recorded yet" not in page


def test_an_address_that_nobody_has_is_refused_on_the_page(client, city):
    sign_in(client, city, "governance")
    answer = client.post("/held-about", asked("nobody@marlbridge.example"))
    assert answer.status_code == 422
    assert "Your organisation holds no record about anybody with this address." in answer.content.decode()


def test_whoever_may_not_is_told_so(client, city):
    sign_in(client, city, "commissioner")
    assert client.get("/held-about").status_code == 403
