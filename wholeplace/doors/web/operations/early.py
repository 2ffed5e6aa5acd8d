"""What is answered before anything else is done, so that it can be asked when the rest does not work.

Three addresses, each with its policy: nothing about people or records stands behind any of them.
"""

import time
from collections.abc import Callable
from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wholeplace.config.standing import faults, say
from wholeplace.doors.web.operations.counts import COUNTS
from wholeplace.doors.web.operations.figures import told
from wholeplace.ground.records.standing import Fault

Answer = Callable[[HttpRequest], HttpResponse]
ASKED_AGAIN_AFTER = 5.0
"""Seconds for which an answer about readiness holds: asking costs a dozen questions, and anybody may ask."""
POLICIES = {
    "/health/live": "open to everyone: says only that this process answers",
    "/health/ready": "open to everyone: says only yes or no; why not stands in the log",
    "/metrics": "for this machine, or for whoever bears the token of the settings",
}


def answered_early(get_response: Answer) -> Answer:
    """Answer whether the site lives and is ready, and its figures."""
    ready = Readiness()

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path not in POLICIES:
            return COUNTS.counted(request, get_response)
        if request.method not in {"GET", "HEAD"}:
            return _plain("Only read this.", status=405, Allow="GET, HEAD")
        if request.path == "/health/live":
            return _plain("Lives.")
        if request.path == "/health/ready":
            return _plain("Ready.") if ready.now() else _plain("Not ready.", status=503)
        return _plain(told()) if _may_read_figures(request) else _plain("Not found.", status=404)

    return middleware


class Readiness:
    """Whether the site stands as it must, asked at most every few seconds, and told in the log when it changes."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.asked_at, self.found = float("-inf"), tuple[Fault, ...]()

    def now(self) -> bool:
        """Whether anybody may be served."""
        if time.monotonic() - self.asked_at > ASKED_AGAIN_AFTER:
            before, self.found = self.found, faults(in_production=not settings.DEVELOPMENT)
            self.asked_at = time.monotonic()
            if self.found != before:
                say(self.found)
        return not self.found


def _may_read_figures(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme.lower() == "bearer":
        return compare_digest(token.strip().encode(), settings.METRICS_TOKEN.encode())
    # What came through a proxy comes from this machine as well, but says that it was handed on.
    handed_on = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via"))
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and not handed_on


def _plain(text: str, *, status: int = 200, **headers: str) -> HttpResponse:
    return HttpResponse(f"{text.rstrip()}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)
