"""Needs in the programming interface."""

from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router

from wholeplace.analyse.needs import actions, queries
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Because, Given, Listed, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    AreaCode,
    Day,
    Name,
    Reference,
    RefTold,
    Shared,
    Source,
    Text,
    Title,
    Words,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity

router = Router()


class NeedsPage(PlacePage):
    """Which needs."""

    group: Group | None = None


class EvidenceIn(Given):
    """Something a need rests on."""

    source: Source
    observed_on: Day
    indicator_code: Annotated[str, Words(80, at_least=0)] = ""
    figure: Annotated[str, Words(200, at_least=0)] = ""


class NeedIn(Given):
    """A need to be recorded."""

    title: Title
    statement: Text
    group: Group
    confidence: Confidence
    observed_on: Day
    evidence: Annotated[list[EvidenceIn], MaxLen(50)]
    area_code: AreaCode = ""
    area_name: Name = ""
    sensitivity: Shared = Sensitivity.PARTNERSHIP


class NeedLineOut(Told):
    """A need as a list tells it."""

    ref: RefTold
    title: str
    statement: str
    group: Group
    area_code: str
    area_name: str
    confidence: Confidence
    observed_on: date
    ends_on: date | None
    sensitivity: Sensitivity


class EvidenceOut(Told):
    """Something a need rests on."""

    source: str
    observed_on: date
    indicator_code: str
    figure: str


class NeedOut(NeedLineOut):
    """A need with what it rests on."""

    evidence: list[EvidenceOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[NeedLineOut])
def list_needs(request: Asked, asked: Query[NeedsPage]) -> Any:
    """The open needs of a place."""
    rows = queries.needs(within=place_of(request, asked.place), seen_by=request.actor, group=asked.group)
    return listed(request, rows, asked, cards=lambda some: queries.cards(rows=some, seen_by=request.actor))


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=NeedOut)
def read_need(request: Asked, reference: Reference) -> Any:
    """One need with what it rests on."""
    return queries.need(reference=reference, seen_by=request.actor)


@operation(router, "post", "", needs=Permission.NEED_RECORD, answers=NeedOut, status=201)
def record_need(request: Asked, need: NeedIn) -> Any:
    """Record a need for the organisation one acts for."""
    given = dict(need) | {"evidence": [actions.EvidenceGiven(**dict(one)) for one in need.evidence]}
    ref = actions.record_need(**given, by=request.actor, on=request.today)
    return read_need(request, ref.public_id)


@operation(router, "post", "/{reference}/evidence", needs=Permission.NEED_RECORD, answers=NeedOut)
def add_evidence(request: Asked, reference: Reference, evidence: EvidenceIn) -> Any:
    """Add something that a need rests on."""
    given = actions.EvidenceGiven(**dict(evidence))
    actions.add_evidence(need=reference, evidence=given, by=request.actor, on=request.today)
    return read_need(request, reference)


@operation(router, "post", "/{reference}/close", needs=Permission.NEED_RECORD, answers=NeedOut)
def close_need(request: Asked, reference: Reference, reason: Because) -> Any:
    """Say that a need is no longer held to be one, and why."""
    actions.close_need(need=reference, because=reason.because, by=request.actor, on=request.today)
    return read_need(request, reference)
