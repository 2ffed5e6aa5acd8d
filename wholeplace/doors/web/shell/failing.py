"""What is answered when something broke: the database cannot serve at this moment, or the fault is ours."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER = 10
"""Seconds after which it is worth asking again: a database that was killed is back by then."""


def failed(request: HttpRequest) -> HttpResponse:
    """A plain page that asks nothing of the request or the database: 503 while the database is away, otherwise 500."""
    status = 503 if _the_database_is_away(sys.exception()) else 500
    answer = HttpResponse(render_to_string("error.html", {"status": status}), status=status)
    if status == 503:
        answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def _the_database_is_away(fault: BaseException | None) -> bool:
    """Whether it does not answer, is full or gave up: what it was asked is sound, and may be asked again."""
    while fault is not None:
        if isinstance(fault, OperationalError | InterfaceError):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
