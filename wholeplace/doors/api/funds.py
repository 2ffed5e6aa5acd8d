"""Funds and their lines in the programming interface. Money is moved in one movement, or not at all."""

from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router

from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, Listed, OrganisationOut, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    AmountFromNought,
    ArrangementRef,
    DecisionRef,
    IntentionRef,
    LineRef,
    Note,
    OrganisationRef,
    OutcomeRef,
    PoundsTold,
    Reference,
    RefTold,
    Shared,
    Title,
    Words,
    Year,
    YearTold,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.funds import actions, queries
from wholeplace.plan.funds.rules.keeping import FundKind
from wholeplace.plan.plans import actions as plans

router = Router()
lines = Router()


class FundsPage(PlacePage):
    """Which funds."""

    kind: FundKind | None = None


class LinesPage(PlacePage):
    """Which lines of money."""

    year: Year | None = None
    topic: Annotated[str, Words(120)] = ""


class FundIn(Given):
    """A fund to be opened."""

    title: Title
    kind: FundKind
    first_year: Year
    last_year: Year
    rules: Note = ""
    arrangement: ArrangementRef | None = None
    decision: DecisionRef | None = None
    sensitivity: Shared = Sensitivity.PARTNERSHIP


class ContributionIn(Given):
    """What an organisation puts in for a financial year."""

    organisation: OrganisationRef
    amount: AmountFromNought
    year: Year


class LineIn(Given):
    """Money of a fund to be set aside."""

    title: Title
    amount: AmountFromNought
    year: Year
    topic: Annotated[str, Words(120, at_least=0)] = ""
    purpose: Note = ""
    outcomes: Annotated[list[OutcomeRef], MaxLen(50)] = []
    intention: IntentionRef | None = None


class MoveIn(Given):
    """Money to be moved to another line of the same fund and year."""

    to: LineRef
    amount: AmountFromNought
    because: Note


class LineOutcomeIn(Given):
    """One more outcome that a line serves."""

    outcome: OutcomeRef


class LineIntentionIn(Given):
    """An intention that a line pays for."""

    intention: IntentionRef


class LineLineOut(Told):
    """A line of money."""

    ref: RefTold
    title: str
    fund: RefTold
    fund_title: str
    year: YearTold
    amount: PoundsTold
    first_amount: PoundsTold
    drawn: PoundsTold
    left: PoundsTold
    topic: str
    purpose: str
    begins_on: date
    sensitivity: Sensitivity


class MovementOut(Told):
    """Money that moved between two lines."""

    giver: RefTold
    giver_title: str
    taker: RefTold
    taker_title: str
    amount: PoundsTold
    because: str
    moved_on: date


class LineOut(LineLineOut):
    """A line of money with what moved, the latest first."""

    movements: list[MovementOut]


class ContributionOut(Told):
    """What an organisation put in for a financial year."""

    contributor: OrganisationOut
    year: YearTold
    amount: PoundsTold
    contributed_on: date


class FundYearOut(Told):
    """How a fund stands in one financial year."""

    year: YearTold
    put_in: PoundsTold
    set_aside: PoundsTold
    left: PoundsTold


class FundLineOut(Told):
    """A fund and how it stands."""

    ref: RefTold
    title: str
    kind: FundKind
    host: OrganisationOut
    first_year: YearTold
    last_year: YearTold
    rules: str
    arrangement: RefTold | None
    arrangement_title: str
    begins_on: date
    put_in: PoundsTold
    set_aside: PoundsTold
    left: PoundsTold
    sensitivity: Sensitivity


class FundOut(FundLineOut):
    """A fund with what was put in, its lines, and how it stands year by year."""

    years: list[FundYearOut]
    contributions: list[ContributionOut]
    lines: list[LineLineOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[FundLineOut])
def list_funds(request: Asked, asked: Query[FundsPage]) -> Any:
    """The funds of a place and how each stands."""
    rows = queries.funds(within=place_of(request, asked.place), seen_by=request.actor, kind=asked.kind)
    return listed(request, rows, asked, cards=lambda some: queries.cards(rows=some, seen_by=request.actor))


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=FundOut)
def read_fund(request: Asked, reference: Reference) -> Any:
    """One fund: what was put in, its lines, and what is left."""
    return queries.fund(reference=reference, seen_by=request.actor)


@operation(router, "post", "", needs=Permission.FUND_KEEP, answers=FundOut, status=201)
def open_fund(request: Asked, fund: FundIn) -> Any:
    """Open a fund, hosted by the organisation one acts for."""
    given = dict(fund) | {"arrangement": fund.arrangement or "", "decision": fund.decision or ""}
    ref = actions.open_fund(**given, by=request.actor, on=request.today)
    return read_fund(request, ref.public_id)


@operation(router, "post", "/{reference}/contributions", needs=Permission.FUND_KEEP, answers=FundOut)
def contribute_to_fund(request: Asked, reference: Reference, contribution: ContributionIn) -> Any:
    """Write down what an organisation puts into a fund for a financial year."""
    actions.contribute(fund=reference, **dict(contribution), by=request.actor, on=request.today)
    return read_fund(request, reference)


@operation(router, "post", "/{reference}/lines", needs=Permission.FUND_KEEP, answers=LineOut, status=201)
def add_line_to_fund(request: Asked, reference: Reference, line: LineIn) -> Any:
    """Set money of a fund aside in a line, and say which outcomes and which intention it is for."""
    given = dict(line)
    intention = given.pop("intention")
    if intention is None:
        ref = actions.add_line(fund=reference, **given, by=request.actor, on=request.today)
    else:
        ref = plans.fund_intention(
            fund=reference, intention=intention, **given, by=request.actor, on=request.today
        )  # fmt: skip
    return read_line(request, ref.public_id)


@operation(lines, "get", "", needs=PUBLIC, answers=Listed[LineLineOut])
def list_lines(request: Asked, asked: Query[LinesPage]) -> Any:
    """The lines of a place's funds."""
    rows = queries.lines(
        within=place_of(request, asked.place), seen_by=request.actor, year=asked.year, topic=asked.topic
    )
    return listed(request, rows, asked, cards=lambda some: queries.line_cards(rows=some, seen_by=request.actor))


@operation(lines, "get", "/{reference}", needs=PUBLIC, answers=LineOut)
def read_line(request: Asked, reference: Reference) -> Any:
    """One line of money with what moved."""
    card = queries.line(reference=reference, seen_by=request.actor)
    return vars(card) | {"left": card.left, "movements": queries.movements(seen_by=request.actor, line=card.number)}


@operation(lines, "post", "/{reference}/move", needs=Permission.FUND_KEEP, answers=LineOut)
def move_between_lines(request: Asked, reference: Reference, move: MoveIn) -> Any:
    """Move money from this line to another one of the same fund and year."""
    actions.move_between_lines(
        giver=reference, taker=move.to, amount=move.amount, because=move.because, by=request.actor, on=request.today
    )
    return read_line(request, reference)


@operation(lines, "post", "/{reference}/outcomes", needs=Permission.FUND_KEEP, answers=LineOut)
def link_line_to_outcome(request: Asked, reference: Reference, served: LineOutcomeIn) -> Any:
    """Say that a line serves one more outcome."""
    actions.link_line_to_outcome(line=reference, outcome=served.outcome, by=request.actor, on=request.today)
    return read_line(request, reference)


@operation(lines, "post", "/{reference}/intentions", needs=Permission.FUND_KEEP, answers=LineOut)
def link_line_to_intention(request: Asked, reference: Reference, paid_for: LineIntentionIn) -> Any:
    """Say that a line pays for an intention."""
    plans.link_line(line=reference, intention=paid_for.intention, by=request.actor, on=request.today)
    return read_line(request, reference)
