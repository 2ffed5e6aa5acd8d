"""Once-only keys in the pages: a hidden word in every form, so that sending it twice does it once."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wholeplace.ground.foundation.hashing import hash_of_bytes
from wholeplace.ground.trail.once import Answer, Claim, claim, keep, let_go

FIELD = "sent_once"
LONGEST = 120
_OF_THE_FORM = {FIELD, "csrfmiddlewaretoken"}


def marks(request: HttpRequest) -> dict[str, SafeString]:
    """What every form that is sent carries: proof that it is ours, and a key of its own each time it is drawn.

    The key rides on the proof: a form without the proof is refused, so none can be made that forgets the key. The
    proof alone is for signing out, which is done whenever it is asked for.
    """
    return {
        "csrf_input": lazy(_proof_and_key, SafeString, str)(request),
        "proof_alone": lazy(_proof, SafeString, str)(request),
    }


def _proof(request: HttpRequest) -> SafeString:
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


def _proof_and_key(request: HttpRequest) -> SafeString:
    return _proof(request) + format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4().hex)


def claimed(request: HttpRequest) -> Claim | None:
    """The key of the form that was sent; None where none came. Raises KeyUsedOtherwise."""
    key, actor = request.POST.get(FIELD, ""), request.actor  # type: ignore[attr-defined]
    if not (actor.is_signed_in and key.isascii() and key.isalnum() and len(key) <= LONGEST):
        return None
    return claim(key=key, asked=_asked(request), by=actor)


def told_again(answer: Answer) -> HttpResponse:
    """Lead to the same page once more."""
    return redirect(answer.location)


def kept(response: HttpResponseBase, *, of: Claim, request: HttpRequest) -> None:
    """Keep where a form led. One that led nowhere did nothing, and may be sent again."""
    actor = request.actor  # type: ignore[attr-defined]
    location = response.get("Location", "") or getattr(response, "leads_to", "")
    if location:
        keep(Answer(status=302, location=location), of=of, by=actor)
    elif response.status_code < 400:  # what is refused is rolled back, its key with it
        let_go(of, by=actor)


def _asked(request: HttpRequest) -> str:
    """A digest of all that was sent."""
    words = sorted((name, given) for name, given in request.POST.lists() if name not in _OF_THE_FORM)
    files = [(name, one) for name, many in request.FILES.lists() for one in many]
    seen = sorted((name, str(one.name), hash_of_bytes(one.read())) for name, one in files)
    for _, one in files:
        one.seek(0)
    return hash_of_bytes(repr((request.get_full_path(), words, seen)).encode())
