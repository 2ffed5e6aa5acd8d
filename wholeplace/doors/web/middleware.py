"""What happens round every page: one transaction for the whole response, and who is asking."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wholeplace.doors.web.throttle import a_password_failed
from wholeplace.ground.access.actor import THE_PUBLIC, Actor
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.reading import noting
from wholeplace.ground.trail.readings import write_down
from wholeplace.together.partnership.queries import THE_DOOR, Capacity, capacities
from wholeplace.together.people.queries import bearer
from wholeplace.together.sharing.queries import in_force, opened_under

Answer = Callable[[HttpRequest], HttpResponse]
ACTING_AS = "acting_as"
View = Callable[..., HttpResponse]
API = "/api/"


class Asked(HttpRequest):
    """A request as our views receive it."""

    actor: Actor
    capacities: tuple[Capacity, ...]
    invented: bool
    today: date


def whole_response_transaction(get_response: Answer) -> Answer:
    """One transaction from the first query to the last word of the page; a failed page leaves nothing behind."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            response = get_response(request)
            # A wrong password is refused, and yet counted, whichever page it was given to: taken back, nobody who
            # guesses would ever be stopped.
            if response.status_code >= 400 and not a_password_failed(request):
                transaction.set_rollback(True)
        return response

    return middleware


def acting_as(get_response: Answer) -> Answer:
    """Say who is asking, to the views and to the database: a person in one capacity, or the public.

    Pages know people by their session; the programming interface knows them by their token, and by nothing else, so
    that no other site can make a browser speak to it.
    """

    def middleware(request: Asked) -> HttpResponse:
        request.today = timezone.localdate()
        with speaking_for(THE_DOOR):
            who, wanted = _by_token(request) if request.path.startswith(API) else _by_session(request)
            request.capacities = capacities(person=who, seen_by=THE_DOOR, on=request.today) if who is not None else ()
            chosen = _chosen(request, wanted)
            request.actor = in_force(actor=chosen, seen_by=THE_DOOR, on=request.today, at=timezone.now())
            marks = request.actor.opened
            opened = opened_under(marks=marks, seen_by=THE_DOOR) if marks else ()
        request.invented = any(one.invented for one in request.capacities if one.actor == chosen)
        with noting() as read, speaking_for(request.actor):
            response = get_response(request)
            if response.status_code >= 500:
                # It was made of a fault, which may have broken the transaction: nothing more can be said to it.
                transaction.set_rollback(True)
        write_down(read, opened=opened, door=_door(request, response), by=request.actor)
        return response

    return middleware  # type: ignore[return-value]


def only_declared(get_response: Answer) -> Answer:
    """Nothing is behind an address whose policy nobody declared: it answers as if it were not there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: View, args: tuple[str, ...], given: dict[str, str]) -> None:
        if getattr(view, "needs", None) is None:
            raise Http404

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _door(request: HttpRequest, response: HttpResponse) -> str:
    """The page or operation by its name; `.file` after it where the answer is one to take away."""
    match = getattr(request, "resolver_match", None)
    taken = ".file" if response.get("Content-Disposition", "").startswith("attachment") else ""
    return f"{match.view_name}{taken}" if match else ""


def _by_session(request: Asked) -> tuple[int | None, str | None]:
    if not request.user.is_authenticated:
        return None, None
    return request.user.pk, request.session.get(ACTING_AS)


def _by_token(request: Asked) -> tuple[int | None, str | None]:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None, None
    return bearer(secret=secret.strip(), seen_by=THE_DOOR, on=request.today) or (None, None)


def _chosen(request: Asked, wanted: str | None) -> Actor:
    """The capacity chosen, never one that has ended. A session falls back to the first; a token never does."""
    for capacity in request.capacities:
        if capacity.key == wanted:
            return capacity.actor
    if request.path.startswith(API) or not request.capacities:
        return THE_PUBLIC
    return request.capacities[0].actor
