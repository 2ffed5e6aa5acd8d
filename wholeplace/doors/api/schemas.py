"""What the programming interface speaks: plain schemas, never models. Givens are strict; what is told is a card."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from annotated_types import MaxLen
from pydantic import AfterValidator, AliasPath, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.values import Amount, PoundsTold, RefTold, Slug, Text, Year, YearTold
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.together.directory.rules.kinds import OrganisationKind

LARGEST_PAGE = 100
LAST_PAGE = 100_000


class Given(BaseModel):
    """Something a program gives. A field that is not known is refused, never passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(BaseModel):
    """Something a program is told, read from a card field by field."""

    model_config = ConfigDict(from_attributes=True)


Item = TypeVar("Item")


class Page(Given):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=LAST_PAGE)
    size: int = Field(50, ge=1, le=LARGEST_PAGE)


class PlacePage(Page):
    """Which page of a list of a place: the one of this slug, or the one that the caller acts in."""

    place: Slug | None = None


class Listed(BaseModel, Generic[Item]):
    """One page of a list, with the address of the next."""

    total: int
    items: list[Item]
    next: str | None = None


class Because(Given):
    """Why something is done."""

    because: Text


class OrganisationOut(Told):
    """An organisation by name."""

    ref: RefTold
    name: str
    kind: OrganisationKind
    invented: bool


class StopOut(Told):
    """A record on the golden thread."""

    ref: RefTold
    kind: str = Field(validation_alias=AliasPath("ref", "kind"))
    title: str
    sentence: str
    on: date | None = None
    amount: PoundsTold | None = None


class YearAmountIn(Given):
    """Money of one financial year."""

    year: Year
    amount: Amount


class YearAmountOut(Told):
    """Money of one financial year."""

    year: YearTold
    amount: PoundsTold


class LinkOut(Told):
    """Another record by its title."""

    ref: RefTold
    title: str


def once_a_year(given: list[YearAmountIn]) -> list[YearAmountIn]:
    """The same, once it is seen that no year stands there twice."""
    if len({one.year for one in given}) < len(given):
        raise PydanticCustomError("unreadable", "{sentence}", {"sentence": "Give each financial year once."})
    return given


ByYear = Annotated[list[YearAmountIn], MaxLen(50), AfterValidator(once_a_year)]


def by_year(given: list[YearAmountIn]) -> dict[FinancialYear, Money]:
    """Money by financial year, as actions take it."""
    return {one.year: one.amount for one in given}


def listed(request: Asked, rows: Any, asked: Page, *, cards: Callable[[Any], Sequence[Any]] = tuple) -> dict[str, Any]:
    """One page of a query, or of what it found, as the interface gives it."""
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    first = (asked.page - 1) * asked.size
    address = request.GET.copy()
    address["page"] = str(asked.page + 1)
    more = f"{request.path}?{address.urlencode()}" if first + asked.size < total else None
    return {"total": total, "items": cards(rows[first : first + asked.size]), "next": more}
