"""When a session ends: after doing nothing for a while, after half a day whatever one does, and how lately the password
was given."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from wholeplace.ground.access.limits import AT_THE_LONGEST, FRESH, idle_for_at_most
from wholeplace.ground.access.limits import IDLE as IDLE_AT_FIRST

Answer = Callable[[HttpRequest], HttpResponse]
BEGAN, SEEN, PASSWORD_GIVEN, IDLE = "began", "seen", "password_given", "idle"
NOTED_AGAIN_AFTER = 60
"""Seconds after which it is noted anew that somebody is at work: not at every page, for each note is a write."""


def sessions_end(get_response: Answer) -> Answer:
    """End what has lasted too long before anything is answered, and note that somebody is at work afterwards."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.path.startswith("/api/"):
            response = get_response(request)
        else:
            if has_ended(request, now=time.time()):
                logout(request)
            response = get_response(request)
        actor = getattr(request, "actor", None)
        if actor is not None and actor.is_signed_in and not request.path.startswith("/api/"):
            _note(request, idle=idle_for_at_most(actor.permissions).total_seconds(), now=time.time())
        return response

    return middleware


def has_ended(request: HttpRequest, *, now: float) -> bool:
    """Whether the session of a request has lasted too long, or was left alone too long."""
    session = request.session
    if BEGAN not in session:
        return False
    left_alone = now - session[SEEN] > session[IDLE] + NOTED_AGAIN_AFTER
    return bool(now - session[BEGAN] > AT_THE_LONGEST.total_seconds() or left_alone)


def password_was_given(request: HttpRequest) -> None:
    """Remember that whoever sits there has just given their password. It makes no session last longer."""
    now = time.time()
    request.session[PASSWORD_GIVEN] = now
    request.session.setdefault(BEGAN, now)
    request.session.setdefault(SEEN, now)
    request.session.setdefault(IDLE, IDLE_AT_FIRST.total_seconds())


def is_fresh(request: HttpRequest) -> bool:
    """Whether the password was given so lately that the gravest steps are open."""
    given = request.session.get(PASSWORD_GIVEN)
    return given is not None and 0 <= time.time() - given <= FRESH.total_seconds()


def _note(request: HttpRequest, *, idle: float, now: float) -> None:
    session = request.session
    session.setdefault(BEGAN, now)
    if session.get(IDLE) != idle or now - session.get(SEEN, 0) > NOTED_AGAIN_AFTER:
        session[SEEN], session[IDLE] = now, idle
