"""What is known of a request before anybody reads it: its id, and the address it comes from."""

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wholeplace.ground.trail.request import request_id

Answer = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-Id"
_WELL_FORMED = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)


def with_an_id(get_response: Answer) -> Answer:
    """Give every request an id, or keep the one that a proxy of ours gave it; every answer carries it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = request_id.set(_given(request) or secrets.token_hex(8))
        try:
            response = get_response(request)
            response[HEADER] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    return middleware


def _given(request: HttpRequest) -> str:
    """The id that came with the request. Anybody could have written it, unless proxies of ours stand in front."""
    given = request.headers.get(HEADER, "") if settings.PROXIES else ""
    return given if _WELL_FORMED.fullmatch(given) else ""
