"""What the programming interface speaks: plain schemas, never models. Money is a string in pounds, days are ISO."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import HttpError

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.thread import Stop

Item = TypeVar("Item")
LARGEST_PAGE = 100


class Listed(Schema, Generic[Item]):
    """One page of a list, with the address of the next."""

    total: int
    items: list[Item]
    next: str | None = None


class StopOut(Schema):
    """A record on the golden thread."""

    ref: str
    kind: str
    title: str
    sentence: str
    on: date | None = None
    amount: str | None = None


def stop_out(stop: Stop) -> dict[str, Any]:
    """A stop as the interface gives it."""
    return {
        "ref": str(stop.ref),
        "kind": stop.ref.kind,
        "title": stop.title,
        "sentence": stop.sentence,
        "on": stop.on,
        "amount": pounds(stop.amount),
    }


def pounds(amount: Money | None) -> str | None:
    """An amount as digits in pounds: "1234.56"."""
    if amount is None:
        return None
    sign, whole = ("-" if amount.pence < 0 else ""), abs(amount.pence)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def listed(
    request: HttpRequest, rows: Any, *, page: int, size: int, cards: Callable[[Any], Sequence[Any]]
) -> dict[str, Any]:
    """One page of a query as the interface gives it. Refuses pages that make no sense."""
    if page < 1 or not 1 <= size <= LARGEST_PAGE:
        raise HttpError(400, f"Ask for page 1 or later, and for 1 to {LARGEST_PAGE} items.")
    total = rows.count()
    first = (page - 1) * size
    asked = request.GET.copy()
    asked["page"] = str(page + 1)
    more = f"{request.path}?{asked.urlencode()}" if first + size < total else None
    return {"total": total, "items": cards(rows[first : first + size]), "next": more}
