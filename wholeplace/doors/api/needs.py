"""Needs in the programming interface."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from wholeplace.analyse.needs import actions, queries
from wholeplace.analyse.needs.queries import NeedCard
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.place import partnership_asked_for
from wholeplace.doors.api.schemas import Listed, listed
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity

router = Router()


class EvidenceIn(Schema):
    """Something a need rests on."""

    source: str
    observed_on: date
    indicator_code: str = ""
    figure: str = ""


class NeedOut(Schema):
    """A need."""

    ref: str
    title: str
    statement: str
    group: Group
    area_code: str
    area_name: str
    confidence: Confidence
    observed_on: date
    ends_on: date | None
    sensitivity: Sensitivity
    evidence: list[EvidenceIn] = []


class NeedIn(Schema):
    """A need to be recorded."""

    title: str
    statement: str
    group: Group
    confidence: Confidence
    observed_on: date
    evidence: list[EvidenceIn]
    area_code: str = ""
    area_name: str = ""
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP


@operation(router, "get", "", needs=PUBLIC, answers=Listed[NeedOut])
def list_needs(request: HttpRequest, place: str | None = None, page: int = 1, size: int = 50) -> Any:
    """The open needs of a place."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = queries.needs(within=partnership_asked_for(request, place), seen_by=actor)
    return listed(
        request, rows, page=page, size=size,
        cards=lambda some: [need_out(card) for card in queries.cards(rows=some, seen_by=actor)],
    )  # fmt: skip


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=NeedOut)
def read_need(request: HttpRequest, reference: str) -> Any:
    """One need with what it rests on."""
    return need_out(queries.need(reference=reference, seen_by=request.actor))  # type: ignore[attr-defined]


@operation(router, "post", "", needs=Permission.NEED_RECORD, answers=NeedOut)
def record_need(request: HttpRequest, need: NeedIn) -> Any:
    """Record a need for the organisation one acts for."""
    actor, today = request.actor, request.today  # type: ignore[attr-defined]
    given = need.dict(exclude={"evidence"})
    evidence = [actions.EvidenceGiven(**one.dict()) for one in need.evidence]
    ref = actions.record_need(**given, evidence=evidence, by=actor, on=today)
    return need_out(queries.need(reference=ref.public_id, seen_by=actor))


def need_out(card: NeedCard) -> dict[str, Any]:
    """A need as the interface gives it."""
    return {
        "ref": str(card.ref),
        "title": card.title,
        "statement": card.statement,
        "group": card.group,
        "area_code": card.area_code,
        "area_name": card.area_name,
        "confidence": card.confidence,
        "observed_on": card.observed_on,
        "ends_on": card.ends_on,
        "sensitivity": card.sensitivity,
        "evidence": [
            {
                "source": one.source,
                "observed_on": one.observed_on,
                "indicator_code": one.indicator_code,
                "figure": one.figure,
            }
            for one in card.evidence
        ],
    }
