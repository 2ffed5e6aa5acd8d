"""What is known of a request before anybody reads it: its id, where it comes from, and the one line about it."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wholeplace.config.logs import FIELDS, error
from wholeplace.ground.trail.request import request_id

Answer = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-Id"
SLOW = 1_000  # milliseconds
_WELL_FORMED = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_log = logging.getLogger("wholeplace.requests")


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


def with_a_line(get_response: Answer) -> Answer:
    """Write one line about every request: the page by its name, never its address; how it ended, and how long it took.

    A slow one is a warning, a failed one an error, with the places that the error went through.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        took = round((time.perf_counter() - began) * 1000)
        fields = {
            "method": request.method if request.method in _METHODS else "other",
            "page": page_of(request),
            "status": response.status_code,
            "ms": took,
        }
        if response.status_code >= 500:
            fault = getattr(request, "fault", None)
            _log.error("A request failed.", extra={FIELDS: fields | (error(fault) if fault else {})})
        elif took > SLOW:
            _log.warning("A request was slow.", extra={FIELDS: fields})
        else:
            _log.info("A request was answered.", extra={FIELDS: fields})
        return response

    return middleware


def page_of(request: HttpRequest) -> str:
    """The page or operation that a request is for, by its name; a file of the pages; or no page at all."""
    match = getattr(request, "resolver_match", None)
    if match is not None:
        return match.view_name if match.url_name else "not an operation"
    return "a file" if request.path.startswith(settings.STATIC_URL) else "no page"
