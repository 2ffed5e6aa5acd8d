"""Arrangements between organisations, and declared interests, in the programming interface."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router

from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, SIGNED_IN, operation
from wholeplace.doors.api.schemas import Listed, OrganisationOut, PlacePage, Told, listed
from wholeplace.doors.api.values import PoundsTold, Reference, RefTold, worded
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership import queries
from wholeplace.together.partnership.rules.arrangements import ArrangementType, Element, Stage
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.terms import Jointness
from wholeplace.together.partnership.rules.topics import Topic

router = Router()
interests = Router()

ArrangementStage = Annotated[Stage, worded(Stage)]


class ArrangementsPage(PlacePage):
    """Which arrangements."""

    stage: ArrangementStage | None = None
    type: ArrangementType | None = None


class PartyOut(Told):
    """An organisation in an arrangement: what it contributes, and whether it consents."""

    body: OrganisationOut
    contribution: PoundsTold | None
    consents: bool
    consented_by: str
    consented_on: date | None
    last_day: date | None
    accepts: str
    due_on: date | None


class ArrangementOut(Told):
    """An arrangement, whole."""

    ref: RefTold
    title: str
    type: ArrangementType
    stage: ArrangementStage
    label: Jointness | None
    lead: OrganisationOut | None
    host: OrganisationOut | None
    pool_manager: str
    scope: str
    services: str
    risk_share: str
    budget: PoundsTold | None
    consultation: str
    next_report_on: date | None
    notice_days: int
    signed_on: date | None
    begins_on: date | None
    ends_on: date | None
    review_on: date | None
    parties: list[PartyOut]
    texts: dict[Element, str]
    sensitivity: Sensitivity


class InterestOut(Told):
    """A declared interest: in an organisation, or in a subject."""

    ref: RefTold
    person_name: str
    body: OrganisationOut | None
    topic: Topic | None
    nature: Nature
    words: str
    begins_on: date
    ends_on: date | None
    sensitivity: Sensitivity


@operation(router, "get", "", needs=PUBLIC, answers=Listed[ArrangementOut])
def list_arrangements(request: Asked, asked: Query[ArrangementsPage]) -> Any:
    """The legal arrangements between the organisations of a place."""
    rows = queries.arrangements(
        within=place_of(request, asked.place), seen_by=request.actor, stage=asked.stage, type=asked.type
    )
    return listed(
        request,
        rows,
        asked,
        cards=lambda some: queries.arrangement_cards(rows=some, seen_by=request.actor, on=request.today),
    )


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=ArrangementOut)
def read_arrangement(request: Asked, reference: Reference) -> Any:
    """One arrangement with its parties and who has consented."""
    return queries.arrangement(reference=reference, seen_by=request.actor, on=request.today)


@operation(interests, "get", "", needs=SIGNED_IN, answers=Listed[InterestOut])
def list_interests(request: Asked, asked: Query[PlacePage]) -> Any:
    """The register of interests of a place."""
    place = place_of(request, asked.place)
    return listed(request, queries.interests(within=place, seen_by=request.actor, on=request.today), asked)
