"""The signed heads of the sealed trail in the programming interface, for whoever holds them outside."""

from typing import Any

from ninja import Query, Router

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Listed, Page, Told, listed
from wholeplace.ground.trail.sealing import heads_with_growth

router = Router()


class HeadOut(Told):
    """How large the sealed trail was, and one hash over all of it, signed; and that it grew from the head before."""

    size: int
    root: str
    sealed_at: str
    watermark: int
    key: str
    signature: str
    growth: list[str]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[HeadOut])
def list_seals(request: Asked, asked: Query[Page]) -> Any:
    """Every signed head, the oldest first. Hold them where the operator cannot reach them."""
    return listed(request, heads_with_growth(), asked)
