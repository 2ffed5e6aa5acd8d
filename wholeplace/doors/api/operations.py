"""How an operation is put in the programming interface: no other way, and none without saying who may use it."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router, Status
from ninja.decorators import decorate_view
from ninja.errors import HttpError, ValidationError

from wholeplace.doors.api.bodies import NotReadable
from wholeplace.doors.api.once import answers_kept, claimed, told_again
from wholeplace.doors.api.problems import Problem, Unusable, problem
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.permissions import PUBLIC, SIGNED_IN, Permission
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.once import KeyUsedOtherwise

OPERATIONS: dict[str, Permission | str] = {}
"""Every operation and who may use it, for the sweep that tries them all."""

BEARER = "bearer"
Verb = Callable[..., Any]
Fault = TypeVar("Fault", bound=Exception)


def operation(
    router: Router, method: str, path: str, *, needs: Permission | str, answers: Any, status: int = 200
) -> Callable[[Verb], Verb]:
    """Put an operation on the map. `needs` is a permission, SIGNED_IN or PUBLIC; `answers` the schema of a good answer.

    Who asks, and with which words in the address, is looked at before anything else of the request is read.
    """

    def add(function: Verb) -> Verb:
        name = function.__name__
        if name in OPERATIONS:
            raise ValueError(f"Two operations are called {name}.")
        OPERATIONS[name] = needs
        first, _, more = (function.__doc__ or "").strip().partition("\n")
        problems = dict.fromkeys((401, 403, 404, 422, 503, *((400, 409, 413, 415) if method != "get" else ())), Problem)
        gate = Gate(needs)
        router.add_api_operation(
            path,
            [method.upper()],
            _with_status(function, status) if method == "get" else _done_once(function, status),
            auth=gate,
            response={status: answers, **problems},
            operation_id=name,
            summary=first,
            description=" ".join([*more.split(), _who_may(needs)]),
            by_alias=True,
            openapi_extra={"security": [{BEARER: []}, *([{}] if needs == PUBLIC else [])]},
        )
        gate.known = _words_of(router.path_operations[path].operations[-1].models)
        return function

    return add


def _with_status(function: Verb, status: int) -> Verb:
    """The same function, its answer under this status."""

    @functools.wraps(function)
    def answer(request: HttpRequest, **given: Any) -> Status[Any]:
        return Status(status, function(request, **given))

    return answer


def _done_once(function: Verb, status: int) -> Verb:
    """The same function, which does nothing a second time for the same once-only key."""
    answer = _with_status(function, status)

    @decorate_view(answers_kept)
    @functools.wraps(answer)
    def once(request: HttpRequest, **given: Any) -> Any:
        mine = claimed(request)
        if mine is not None and mine.answer is not None:
            return told_again(mine.answer)
        request.claim = mine  # type: ignore[attr-defined]
        return answer(request, **given)

    return once


class Gate:
    """Lets a caller through to an operation, or says why not."""

    def __init__(self, needs: Permission | str) -> None:
        """Remember who may pass."""
        self.needs = needs
        self.known: frozenset[str] = frozenset()

    def __call__(self, request: HttpRequest) -> bool:
        """True, or one of NotAllowed and Unusable."""
        actor = request.actor  # type: ignore[attr-defined]
        if "Authorization" in request.headers and not actor.is_signed_in:
            raise TokenNotKnown
        if isinstance(self.needs, Permission):
            actor.must(self.needs)
        elif self.needs == SIGNED_IN and not actor.is_signed_in:
            raise TokenMissing
        for word, given in request.GET.lists():
            if word not in self.known:
                raise Unusable(word, f"This is not known here. Use {', '.join(sorted(self.known)) or 'no words'}.")
            if len(given) > 1:
                raise Unusable(word, "This is said twice. Say it once.")
        return True


class TokenMissing(Exception):
    """Nobody who has signed in stands behind the request."""


class TokenNotKnown(Exception):
    """A token was sent that is not known, or that has ended."""


def answer_with_problems(api: NinjaAPI) -> None:
    """Every error leaves as a problem document (RFC 9457), with a sentence that says how to mend it."""

    def when(kind: type[Fault], answer: Callable[[HttpRequest, Fault], HttpResponse]) -> None:
        def handler(request: HttpRequest, fault: Fault | type[Fault]) -> HttpResponse:
            assert isinstance(fault, kind)
            return answer(request, fault)

        api.add_exception_handler(kind, handler)

    when(NotThere, _not_there)
    when(NotAllowed, _not_allowed)
    when(Refused, lambda _, fault: problem(422, "Refused", refusals=fault.refusals))
    when(Unusable, lambda _, fault: problem(422, "Not understood", fields=[(fault.field, fault.sentence)]))
    when(KeyUsedOtherwise, lambda _, fault: problem(409, "Key used otherwise", detail=str(fault)))
    when(ValidationError, _not_understood)
    when(HttpError, _stopped)
    when(IntegrityError, _overtaken)
    when(DataError, lambda *_: problem(422, "Not understood", detail="Something is too long or too large to be kept."))
    when(TokenMissing, lambda *_: problem(401, "Not signed in", detail="Send a token: see /api/v1/openapi.json."))
    when(TokenNotKnown, lambda *_: problem(401, "Not signed in", detail="This token is not known, or it has ended."))


def _not_there(request: HttpRequest, fault: NotThere) -> HttpResponse:
    detail = f"No such {fault}. Check the address and every reference, or who you are acting as."
    return problem(404, "Not there, or not open to you", detail=detail)


def _not_allowed(request: HttpRequest, fault: NotAllowed) -> HttpResponse:
    signed_in = request.actor.is_signed_in  # type: ignore[attr-defined]
    return problem(403 if signed_in else 401, "Not allowed", refusals=fault.refusals)


def _not_understood(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    if any(one["loc"][0] == "path" for one in fault.errors):
        return _not_there(request, NotThere("record"))
    return problem(422, "Not understood", fields=[(_where(one["loc"]), _sentence(one)) for one in fault.errors])


def _stopped(request: HttpRequest, fault: HttpError) -> HttpResponse:
    cause = fault.__cause__
    if isinstance(cause, NotReadable):
        return problem(cause.status, "Not understood", detail=str(cause))
    return problem(fault.status_code, "Not understood", detail=str(fault))


def _overtaken(request: HttpRequest, fault: IntegrityError) -> HttpResponse:
    """A constraint had the last word: what the rules looked at was changed by somebody else meanwhile."""
    detail = "What this rests on has changed meanwhile, so nothing was written. Read it again, then try again."
    return problem(409, "Overtaken", detail=detail)


_SENTENCES = {
    "missing": "This is missing.",
    "extra_forbidden": "This is not known here. Check its spelling, or leave it out.",
    "string_type": "Write this as text, in quotation marks.",
    "string_unicode": "Take out half a character, which some programs leave behind.",
    "string_too_short": "Write something here.",
    "string_too_long": "Write up to {max_length} characters.",
    "bool_type": "Write true or false.",
    "int_type": "Write a whole number, without quotation marks.",
    "int_parsing": "Write a whole number.",
    "enum": "Write one of: {expected}.",
}


def _sentence(error: dict[str, Any]) -> str:
    words = _SENTENCES.get(error["type"])
    return words.format(**error.get("ctx", {})) if words else f"{error['msg'].rstrip('.')}."


def _where(place: tuple[Any, ...]) -> str:
    """The field as a program knows it, without the name that our own function gives the body."""
    _, *inside = place
    return ".".join(str(part) for part in (inside[1:] or inside)) if place[0] == "body" else str(inside[-1])


def _words_of(models: list[Any]) -> frozenset[str]:
    """The words that an operation knows in the query of its address."""
    return frozenset(
        word for model in models if model.__ninja_param_source__ == "query" for word in model.__ninja_flatten_map__
    )


def _who_may(needs: Permission | str) -> str:
    if isinstance(needs, Permission):
        return f"For whoever may {needs.sentence}."
    return "For everyone; a token opens more." if needs == PUBLIC else "For whoever has signed in."


__all__ = ["BEARER", "OPERATIONS", "PUBLIC", "SIGNED_IN", "answer_with_problems", "operation"]
