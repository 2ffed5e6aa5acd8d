"""Once-only keys in the programming interface: the header Idempotency-Key, as the IETF's draft describes it."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from wholeplace.doors.api.problems import Unusable
from wholeplace.ground.foundation.hashing import hash_of_bytes
from wholeplace.ground.trail.once import Answer, Claim, claim, keep

HEADER = "Idempotency-Key"
_KEY = re.compile(r"""(["]?)([A-Za-z0-9._:~-]{1,120})\1""")
PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 120, "pattern": "^[A-Za-z0-9._:~-]+$"},
    "description": (
        "A word that you make up anew for each thing you do. Send the same request with the same key again, whenever"
        " you do not know what became of it: it is done once, and you are told the same answer. Keys are kept for a"
        " day; with another request the same key is refused (409)."
    ),
}


def claimed(request: HttpRequest) -> Claim | None:
    """The key that came with a request; None where none came. Raises Unusable and KeyUsedOtherwise."""
    sent, actor = request.headers.get(HEADER), request.actor  # type: ignore[attr-defined]
    if sent is None or not actor.is_signed_in:
        return None
    key = _KEY.fullmatch(sent)
    if key is None:
        raise Unusable(HEADER, "Write 1 to 120 letters, digits, or any of . _ : ~ - here.")
    asked = hash_of_bytes(f"{request.method} {request.get_full_path()}\n".encode() + request.body)
    return claim(key=key[2], asked=asked, by=actor)


def told_again(answer: Answer) -> HttpResponse:
    """The same answer once more."""
    return HttpResponse(answer.body, status=answer.status, content_type="application/json; charset=utf-8")


def answers_kept(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Round an operation: what it answers is kept with the key that came with the request."""

    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        response = run(request, **given)
        mine: Claim | None = getattr(request, "claim", None)
        if mine is not None and mine.answer is None and response.status_code < 400:
            told = Answer(status=response.status_code, body=response.content.decode())
            keep(told, of=mine, by=request.actor)  # type: ignore[attr-defined]
        return response

    return answer
