"""How an operation is put in the programming interface: no other way, and none without saying who may use it."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError

from wholeplace.doors.api.problems import Problem, problem
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.permissions import PUBLIC, Permission
from wholeplace.ground.foundation.ref import Malformed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.scope import NotThere

OPERATIONS: dict[str, Permission | str] = {}
"""Every operation and who may use it, for the sweep that tries them all."""

PROBLEMS: dict[int, Any] = {401: Problem, 403: Problem, 404: Problem, 422: Problem}


def operation(
    router: Router, method: str, path: str, *, needs: Permission | str, answers: Any, status: int = 200
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Put an operation on the map. `needs` is a permission or PUBLIC; `answers` the schema of a good answer."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def guarded(request: HttpRequest, **given: Any) -> Any:
            if isinstance(needs, Permission):
                request.actor.must(needs)  # type: ignore[attr-defined]
            return function(request, **given)

        OPERATIONS[function.__name__] = needs
        described = {
            "summary": (function.__doc__ or "").strip().splitlines()[0],
            "operation_id": function.__name__,
        }
        register = getattr(router, method)
        register(path, response={status: answers, **PROBLEMS}, by_alias=True, **described)(guarded)
        return function

    return add


def answer_with_problems(api: NinjaAPI) -> None:
    """Every error leaves as a problem document (RFC 9457), with a sentence that says how to mend it."""

    def not_there(request: HttpRequest, fault: Exception) -> HttpResponse:
        return problem(404, "Not there, or not open to you", detail="Check the address, or who you are acting as.")

    def not_allowed(request: HttpRequest, fault: NotAllowed) -> HttpResponse:
        signed_in = request.actor.is_signed_in  # type: ignore[attr-defined]
        return problem(403 if signed_in else 401, "Not allowed", refusals=fault.refusals)

    def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
        return problem(422, "Refused", refusals=fault.refusals)

    def unreadable(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        where = [(".".join(str(part) for part in one["loc"][1:]), one["msg"]) for one in fault.errors]
        return problem(422, "Not understood", fields=where)

    def stopped(request: HttpRequest, fault: HttpError) -> HttpResponse:
        return problem(fault.status_code, str(fault))

    for kind in (NotThere, Malformed):
        api.add_exception_handler(kind, not_there)
    api.add_exception_handler(NotAllowed, not_allowed)
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(ValidationError, unreadable)
    api.add_exception_handler(HttpError, stopped)


__all__ = ["OPERATIONS", "PUBLIC", "answer_with_problems", "operation"]
