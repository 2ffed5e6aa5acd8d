"""Every bad input, in every field of every form and in requests: a clear answer, and nothing taken (F1)."""

import time

import pytest
from django.test import Client, RequestFactory

from tests.prove.asked import every_form, fault_of_field
from tests.prove.bad import bad_for
from tests.prove.goals import goal
from wholeplace.config.urls import urlpatterns
from wholeplace.doors.api.bodies import JSON, NotReadable, StrictJson

BODIES = (
    b'{"amount": 1, "amount": 2}', b'{"amount": NaN}', b'{"amount": -Infinity}', b"[" * 2_000, b'{"a":' * 2_000,
    b"9" * 5_000, b"\xff\xfe", b"\0", b"", b"[" * 400_000,
)  # fmt: skip


def test_every_field_of_every_form_takes_what_it_should_and_refuses_the_rest_by_its_name():
    assert urlpatterns
    with goal("F1") as tally:
        for form in every_form():
            for name, field in form.base_fields.items():
                for bad in bad_for(field):
                    fault = fault_of_field(name, field, bad)
                    tally.that(not fault, f"{form.__module__}.{form.__name__}.{name}: {fault}")


def test_every_body_that_is_not_plain_json_is_refused_at_once():
    with goal("F1") as tally:
        for body in BODIES:
            began, refused = time.monotonic(), ""
            try:
                StrictJson().parse_body(RequestFactory().post("/", body, content_type=JSON))
            except NotReadable as fault:
                refused = str(fault)
            tally.that(bool(refused), f"took {body[:40]!r}")
            tally.that(time.monotonic() - began < 1, f"slow for {body[:40]!r}")


@pytest.mark.django_db
def test_every_bad_request_is_answered():
    client = Client(raise_request_exception=False)
    with goal("F1") as tally:
        for host in ("evil.test", "[::", "x" * 5_000):
            answer = client.get("/sign-in", headers={"host": host})
            tally.that(answer.status_code == 400, f"host {host[:20]}: {answer.status_code}")
        forwarded = client.get("/sign-in", headers={"x-forwarded-host": "evil.test"})
        tally.that(b"evil.test" not in forwarded.content, "a forwarded host is believed")
        large = client.post("/api/v1/needs", b" " * 100_000_000, content_type=JSON)
        tally.that(large.status_code == 413, f"100 MB: {large.status_code}")
        client.cookies["large"] = "x" * 65_536
        tally.that(client.get("/sign-in").status_code < 500, "a large cookie is a fault")
