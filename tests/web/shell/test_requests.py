"""Every answer carries an id of its request, which is believed only from a proxy of ours."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from wholeplace.doors.web.requests import with_an_id
from wholeplace.ground.trail.request import request_id

MADE = re.compile(r"[0-9a-f]{16}")


def answered(**headers: str) -> tuple[str, str]:
    """The id that the answer carries, and the one that was known while it was made."""
    seen = []

    def view(request):
        seen.append(request_id.get())
        return HttpResponse()

    response = with_an_id(view)(RequestFactory().get("/", headers=headers))
    return response["X-Request-Id"], seen[0]


def test_an_id_is_made_and_known_while_the_request_is_answered():
    carried, known = answered()
    assert MADE.fullmatch(carried)
    assert carried == known
    assert request_id.get() == ""


def test_two_requests_have_two_ids():
    assert answered() != answered()


def test_an_id_that_anybody_sent_is_not_kept():
    carried, _ = answered(X_Request_Id="abcdefgh12345678")
    assert MADE.fullmatch(carried)


def test_an_id_of_a_proxy_of_ours_is_kept(settings):
    settings.PROXIES = 1
    assert answered(X_Request_Id="from-the-proxy-1")[0] == "from-the-proxy-1"


@pytest.mark.parametrize("given", ["short", "x" * 65, "two words here", "a\tb-12345678", "１２３４５６７８"])
def test_an_id_that_is_not_well_formed_is_replaced(settings, given):
    settings.PROXIES = 1
    assert MADE.fullmatch(answered(X_Request_Id=given)[0])
