"""Round everything under /api/: bodies that are too long are refused unread, and every error is a problem document."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from wholeplace.doors.api.problems import MEDIA_TYPE, problem
from wholeplace.ground.access.permissions import PUBLIC

Answer = Callable[[HttpRequest], HttpResponse]
API = "/api"
LONGEST_BODY = 1_000_000

TITLES = {
    400: ("Not understood", "The request could not be read. Check its address, its headers and its body."),
    404: ("No such address", "Nothing is here. Every address of the interface stands in /api/v1/openapi.json."),
    405: ("Not done this way", "This address does not answer to this method."),
    500: ("A fault of ours", "Nothing was changed. Try again later; if it stays, tell whoever looks after the site."),
    503: (
        "Away for a moment",
        "The site cannot reach its records, or has no room to write. Send the same again after the seconds in"
        " Retry-After. Whether this one was done is not known: with its Idempotency-Key it is done once.",
    ),
}


def problems_under_api(get_response: Answer) -> Answer:
    """Answer under /api/ with problem documents only, whoever found the error; nothing else is touched."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path != API and not request.path.startswith(f"{API}/"):
            return get_response(request)
        too_long = _length(request) > LONGEST_BODY
        response = _too_long() if too_long else _as_a_problem(get_response(request))
        response["Cache-Control"] = "no-store"
        return response

    return middleware


@csrf_exempt
def nothing_there(request: HttpRequest, **_: str) -> HttpResponse:
    """The answer at every address under /api/ that is no operation."""
    return problem(404, *TITLES[404][:1], detail=TITLES[404][1])


nothing_there.needs = PUBLIC  # type: ignore[attr-defined]


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() else 0


def _too_long() -> HttpResponse:
    return problem(413, "Too long", detail=f"Send a body of up to {LONGEST_BODY:,} bytes.")


def _as_a_problem(response: HttpResponse) -> HttpResponse:
    """The same error as a problem document, with what it named: the methods that are allowed, when to ask again."""
    if response.status_code < 400 or response.get("Content-Type", "") == MEDIA_TYPE:
        return response
    title, detail = TITLES.get(response.status_code, (response.reason_phrase, ""))
    allowed = ", ".join(sorted(response.get("Allow", "").replace(",", " ").split()))
    answer = problem(response.status_code, title, detail=f"{detail} Use {allowed}." if allowed else detail)
    if allowed:
        answer["Allow"] = allowed
    if "Retry-After" in response:
        answer["Retry-After"] = response["Retry-After"]
    return answer
