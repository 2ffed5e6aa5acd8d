"""What happens round every page: one transaction for the whole response, and who is asking."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wholeplace.ground.access.actor import THE_PUBLIC, Actor
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership.queries import THE_DOOR, Capacity, capacities

Answer = Callable[[HttpRequest], HttpResponse]
ACTING_AS = "acting_as"


class Asked(HttpRequest):
    """A request as our views receive it."""

    actor: Actor
    capacities: tuple[Capacity, ...]
    today: date


def whole_response_transaction(get_response: Answer) -> Answer:
    """One transaction from the first query to the last word of the page; a failed page leaves nothing behind."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            response = get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    return middleware


def acting_as(get_response: Answer) -> Answer:
    """Say who is asking, to the views and to the database: a person in one capacity, or the public."""

    def middleware(request: Asked) -> HttpResponse:
        request.today = timezone.localdate()
        request.capacities = _capacities_of(request)
        request.actor = _chosen(request)
        with speaking_for(request.actor):
            return get_response(request)

    return middleware  # type: ignore[return-value]


def _capacities_of(request: Asked) -> tuple[Capacity, ...]:
    if not request.user.is_authenticated:
        return ()
    with speaking_for(THE_DOOR):
        return capacities(person=request.user.pk, seen_by=THE_DOOR, on=request.today)


def _chosen(request: Asked) -> Actor:
    """The capacity chosen in this session, or the first; never one that has ended."""
    if not request.capacities:
        return THE_PUBLIC
    wanted = request.session.get(ACTING_AS)
    chosen = next((capacity for capacity in request.capacities if capacity.key == wanted), request.capacities[0])
    return chosen.actor
