"""Indicators and their figures in the programming interface, each figure with its interval and its source."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router
from pydantic import AliasPath, Field

from wholeplace.analyse.indicators import queries
from wholeplace.analyse.indicators.queries import Group
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, Listed, Page, Told, listed
from wholeplace.doors.api.values import Code, Day, FigureTold, Sought, Words, worded
from wholeplace.ground.analytics import Comparison, Polarity
from wholeplace.together.places.queries import area as the_area
from wholeplace.together.places.rules.kinds import AreaKind

router = Router()
figures = Router()

Better = Annotated[Polarity, worded(Polarity)]


class IndicatorsPage(Page):
    """Which indicators; with an area, those that have a figure for it."""

    subject: Annotated[str, Words(60)] | None = None
    words: Sought | None = None
    area: Code | None = None
    kind: AreaKind | None = None


class OfArea(Given):
    """Figures of which area and of whom, as known on which day."""

    area: Code
    kind: AreaKind | None = None
    sex: Sex = Sex.PERSONS
    age: Annotated[str, Words(40)] | None = None
    category: Annotated[str, Words(120)] | None = None
    on: Day | None = None


class LatestOfArea(Page):
    """The newest figures of which area, beside those of which other, as known on which day."""

    area: Code
    kind: AreaKind | None = None
    comparator: Code | None = None
    comparator_kind: AreaKind | None = None
    subject: Annotated[str, Words(60)] | None = None
    words: Sought | None = None
    on: Day | None = None


class SourceOut(Told):
    """A publication that figures come from."""

    code: str
    publisher: str
    title: str
    licence: str
    url: str
    retrieved_on: date | None
    caveat: str


class IndicatorOut(Told):
    """An indicator: what is measured, in which unit, by which method, and which direction is good."""

    code: str
    name: str
    subject: str
    definition: str
    unit: str
    value_type: ValueType
    polarity: Better
    multiplier: FigureTold
    decimals: int
    interval_method: str
    standard_population: str
    like_for_like: str
    invented: bool
    source: SourceOut


class FigureOut(Told):
    """One figure with its interval, and the row of the file that it came from."""

    period: str = Field(validation_alias=AliasPath("span", "label"))
    begins_on: date = Field(validation_alias=AliasPath("span", "begins_on"))
    ends_on: date = Field(validation_alias=AliasPath("span", "ends_on"))
    sex: Sex = Field(validation_alias=AliasPath("group", "sex"))
    age: str = Field(validation_alias=AliasPath("group", "age"))
    category: str = Field(validation_alias=AliasPath("group", "category"))
    value: FigureTold | None
    lower: FigureTold | None
    upper: FigureTold | None
    numerator: FigureTold | None
    denominator: FigureTold | None
    trend: str
    comparison: str
    note: str
    batch: int
    sheet: str
    row: int
    loaded_on: date
    superseded_on: date | None


class BesideOut(Told):
    """A figure of an area beside the comparator's, and how the two compare."""

    indicator: IndicatorOut
    figure: FigureOut
    comparator: FigureOut | None
    comparison: Comparison


@operation(router, "get", "", needs=PUBLIC, answers=Listed[IndicatorOut])
def list_indicators(request: Asked, asked: Query[IndicatorsPage]) -> Any:
    """Indicators by subject and name; with an area, those that have a figure for it."""
    area = the_area(code=asked.area, seen_by=request.actor, kind=asked.kind).number if asked.area else None
    rows = queries.listed(
        seen_by=request.actor, subject=asked.subject or "", words=asked.words or "", area=area
    )  # fmt: skip
    return listed(request, rows, asked, cards=lambda some: queries.cards(rows=some, seen_by=request.actor))


@operation(router, "get", "/{code}", needs=PUBLIC, answers=IndicatorOut)
def read_indicator(request: Asked, code: Code) -> Any:
    """One indicator with its source."""
    return queries.indicator(code=code, seen_by=request.actor)


@operation(router, "get", "/{code}/figures", needs=PUBLIC, answers=list[FigureOut])
def list_figures(request: Asked, code: Code, asked: Query[OfArea]) -> Any:
    """The figures of an indicator for an area and a group of people over time, the oldest first."""
    card = queries.indicator(code=code, seen_by=request.actor)
    area = the_area(code=asked.area, seen_by=request.actor, kind=asked.kind)
    return queries.series(
        indicator=card.number,
        area=area.number,
        seen_by=request.actor,
        group=Group(asked.sex, asked.age or "", asked.category or ""),
        on=asked.on,
    )


@operation(figures, "get", "", needs=PUBLIC, answers=Listed[BesideOut])
def read_latest_figures(request: Asked, asked: Query[LatestOfArea]) -> Any:
    """The newest figure of each indicator for an area, beside those of another area where one is named."""
    area = the_area(code=asked.area, seen_by=request.actor, kind=asked.kind)
    comparator = None
    if asked.comparator:
        comparator = the_area(code=asked.comparator, seen_by=request.actor, kind=asked.comparator_kind).number
    found = queries.latest(
        area=area.number,
        seen_by=request.actor,
        on=asked.on,
        comparator=comparator,
        subject=asked.subject or "",
        words=asked.words or "",
    )
    return listed(request, found, asked)
