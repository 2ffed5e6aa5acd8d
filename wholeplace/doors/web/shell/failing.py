"""What is answered when something broke: there is no database or no room at this moment, or the fault is ours."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER = 10
"""Seconds after which it is worth asking again: a database that was killed is back by then."""
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def failed(request: HttpRequest) -> HttpResponse:
    """A plain page that asks nothing of the request or the database: 503 for what passes, otherwise 500."""
    status = 503 if _it_passes(sys.exception()) else 500
    answer = HttpResponse(render_to_string("error.html", {"status": status}), status=status)
    if status == 503:
        answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def _it_passes(fault: BaseException | None) -> bool:
    """Whether the database is away, full or gave up, or files have no room: what was asked may be asked again."""
    while fault is not None:
        if isinstance(fault, OperationalError | InterfaceError):
            return True
        if isinstance(fault, OSError) and fault.errno in NO_ROOM:
            return True
        fault = fault.__cause__ or fault.__context__
    return False
