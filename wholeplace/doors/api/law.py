"""The numbers of law in the programming interface, each with its day and its source, and what was set by hand."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router
from pydantic import AliasPath, Field

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, Listed, Page, Told, listed
from wholeplace.doors.api.values import (
    Day,
    FigureIn,
    FigureTold,
    LawRule,
    OverrideTold,
    Reference,
    RefTold,
    Slug,
    Text,
    Words,
    one_of,
    worded,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.law import Confidence, NotInTheBook, Override, every_number, number
from wholeplace.ground.law.entry import REACHING
from wholeplace.ground.overrides import actions, queries
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import partnership

router = Router()
overrides = Router()

Jurisdiction = Annotated[str, one_of(tuple(REACHING))]


class LawPage(Page):
    """Which numbers: those of a subject, or of a rule; with what was set by hand in a place, or where one acts."""

    subject: Annotated[str, Words(60)] | None = None
    rule: LawRule | None = None
    place: Slug | None = None


class AsAt(Given):
    """As at which day, where, and in which place; today in England, where one acts, unless something else is said."""

    on: Day | None = None
    jurisdiction: Jurisdiction = "England"
    place: Slug | None = None


class OverrideIn(Given):
    """A number of law to be set by hand, in the unit of its rule; money in whole pence."""

    rule: LawRule
    jurisdiction: Jurisdiction
    value: FigureIn
    begins_on: Day
    because: Text


class LawNumberOut(Told):
    """One number of law: its value in its unit, where and when it holds, and the text that says so."""

    rule: str
    subject: str
    title: str
    value: FigureTold
    unit: str
    bound: str | None
    counted: str | None
    includes_vat: bool | None
    jurisdiction: str
    begins: date
    ends: date | None
    source: str
    confidence: Annotated[Confidence, worded(Confidence)]
    is_confirmed: bool
    overridden: bool
    note: str | None


class OverrideOut(Told):
    """A number of law that was set by hand, and the partnership it holds in; null is every partnership."""

    ref: OverrideTold = Field(validation_alias="public_id")
    rule: str = Field(validation_alias=AliasPath("override", "rule"))
    jurisdiction: str = Field(validation_alias=AliasPath("override", "jurisdiction"))
    value: FigureTold = Field(validation_alias=AliasPath("override", "value"))
    begins: date = Field(validation_alias=AliasPath("override", "begins"))
    ends: date | None = Field(validation_alias=AliasPath("override", "ends"))
    because: str = Field(validation_alias=AliasPath("override", "because"))
    set_by: str = Field(validation_alias=AliasPath("override", "set_by"))
    partnership: RefTold | None


@operation(router, "get", "", needs=PUBLIC, answers=Listed[LawNumberOut])
def list_law(request: Asked, asked: Query[LawPage]) -> Any:
    """Every number of law, past, present and to come, with what was set by hand."""
    entries = every_number(overrides=_known(request, asked.place))
    wanted = [
        entry
        for entry in entries
        if asked.subject in {None, entry.subject} and asked.rule in {None, entry.rule}
    ]  # fmt: skip
    return listed(request, wanted, asked)


@operation(router, "get", "/{rule}", needs=PUBLIC, answers=LawNumberOut)
def read_law(request: Asked, rule: LawRule, asked: Query[AsAt]) -> Any:
    """The number of one rule as at a day."""
    known = _known(request, asked.place)
    try:
        return number(rule=rule, on=asked.on or request.today, jurisdiction=asked.jurisdiction, overrides=known)
    except NotInTheBook:
        raise NotThere("number of law") from None


@operation(overrides, "get", "", needs=PUBLIC, answers=Listed[OverrideOut])
def list_overrides(request: Asked, asked: Query[Page]) -> Any:
    """Every number of law that was set by hand, the latest first."""
    return listed(request, queries.kept(seen_by=request.actor), asked)


@operation(overrides, "get", "/{reference}", needs=PUBLIC, answers=OverrideOut)
def read_override(request: Asked, reference: Reference) -> Any:
    """One number of law that was set by hand."""
    found = [one for one in queries.kept(seen_by=request.actor) if one.public_id == reference]
    if not found:
        raise NotThere("override")
    return found[0]


@operation(overrides, "post", "", needs=Permission.LAW_OVERRIDE, answers=OverrideOut, status=201)
def set_override(request: Asked, override: OverrideIn) -> Any:
    """Set a number of law by hand from a day, shown as unconfirmed wherever it is used."""
    ref = actions.set_override(**dict(override), by=request.actor, on=request.today)
    return read_override(request, ref.public_id)


@operation(overrides, "post", "/{reference}/end", needs=Permission.LAW_OVERRIDE, answers=OverrideOut)
def end_override(request: Asked, reference: Reference) -> Any:
    """End a number set by hand, today being its last day."""
    actions.end_override(override=reference, by=request.actor, on=request.today)
    return read_override(request, reference)


def _known(request: Asked, slug: str | None) -> tuple[Override, ...]:
    """What was set by hand in the place of this slug, or where the caller acts, and everywhere."""
    within = partnership(slug=slug, seen_by=request.actor).number if slug is not None else None
    return queries.overrides(seen_by=request.actor, within=within)
