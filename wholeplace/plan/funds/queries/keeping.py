"""Reading funds: how each stands, its lines and movements, and its place on the thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Rows, the_one
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import EdgeTable, End, Stop, stop_rows
from wholeplace.plan.funds.models import Contribution, Fund, FundLine, LineMovement, LineOutcome
from wholeplace.plan.funds.rules.keeping import FundKind
from wholeplace.together.directory.queries import OrganisationCard, organisations

FUND, LINE = "fund", "line"


@dataclass(frozen=True)
class ContributionLine:
    """What an organisation put into a fund for a year."""

    contributor: OrganisationCard
    year: FinancialYear
    amount: Money
    contributed_on: date


@dataclass(frozen=True)
class Position:
    """How money stands: what was put in, and what of it is set aside in lines."""

    put_in: Money
    set_aside: Money

    @property
    def left(self) -> Money:
        """What is put in and not set aside yet."""
        return self.put_in - self.set_aside


@dataclass(frozen=True)
class YearPosition(Position):
    """How a fund stands in one financial year."""

    year: FinancialYear


@dataclass(frozen=True)
class LineCard:
    """A line of money."""

    number: int
    ref: Ref
    title: str
    fund: Ref
    fund_title: str
    year: FinancialYear
    amount: Money
    first_amount: Money
    drawn: Money
    topic: str
    purpose: str
    begins_on: date
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def left(self) -> Money:
        """What of it nothing is paid from yet."""
        return self.amount - self.drawn


@dataclass(frozen=True)
class FundCard:
    """A fund with what was put in, its lines, and how it stands."""

    number: int
    ref: Ref
    title: str
    kind: FundKind
    host: OrganisationCard
    first_year: FinancialYear
    last_year: FinancialYear
    rules: str
    arrangement: Ref | None
    arrangement_title: str
    begins_on: date
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]
    contributions: tuple[ContributionLine, ...]
    lines: tuple[LineCard, ...]

    @property
    def put_in(self) -> Money:
        """Everything that was put in."""
        return Money.total(one.amount for one in self.contributions)

    @property
    def set_aside(self) -> Money:
        """Everything that lies in lines."""
        return Money.total(line.amount for line in self.lines)

    @property
    def left(self) -> Money:
        """What is put in and not set aside yet."""
        return self.put_in - self.set_aside

    @property
    def years(self) -> tuple[YearPosition, ...]:
        """How it stands, year by year."""
        return tuple(
            YearPosition(
                year=year,
                put_in=Money.total(one.amount for one in self.contributions if one.year == year),
                set_aside=Money.total(line.amount for line in self.lines if line.year == year),
            )
            for year in map(FinancialYear, range(self.first_year.begins_in, self.last_year.begins_in + 1))
        )


@dataclass(frozen=True)
class MovementLine:
    """Money that moved between two lines."""

    giver: Ref
    giver_title: str
    taker: Ref
    taker_title: str
    amount: Money
    because: str
    moved_on: date


def fund(*, reference: str, seen_by: Actor) -> FundCard:
    """The fund of this public id with its lines and contributions, or NotThere."""
    rows = Fund.objects.seen_by(seen_by).filter(public_id=reference)
    return the_one(cards(rows=rows, seen_by=seen_by), of=Fund)


def funds(*, within: int, seen_by: Actor, kind: FundKind | None = None) -> "QuerySet[Fund]":
    """The funds of a partnership, by title, for paging with `cards`."""
    rows = _funds(seen_by).filter(partnership_id=within)
    return rows.filter(fund_kind=kind.value) if kind else rows


def position(*, within: int, seen_by: Actor) -> Position:
    """What all funds of a partnership hold together."""
    put_in = Contribution.objects.seen_by(seen_by).filter(partnership_id=within)
    set_aside = FundLine.objects.seen_by(seen_by).filter(partnership_id=within)
    return Position(
        put_in=Money(put_in.aggregate(pence=Sum("amount_pence"))["pence"] or 0),
        set_aside=Money(set_aside.aggregate(pence=Sum("amount_pence"))["pence"] or 0),
    )


def cards(*, rows: "QuerySet[Fund]", seen_by: Actor) -> tuple[FundCard, ...]:
    """A page of funds as cards, each with its lines and contributions."""
    found = list(rows.annotate(named=F("arrangement__title"), arranged=F("arrangement__public_id")))
    put_in = list(Contribution.objects.seen_by(seen_by).filter(fund__in=found).order_by("year", "contributed_on", "pk"))
    numbers = {row.organisation_id for row in found} | {one.contributor_id for one in put_in}
    names = organisations(numbers=numbers, seen_by=seen_by)
    of_fund: dict[int, list[ContributionLine]] = {}
    for one in put_in:
        line = ContributionLine(
            contributor=names[one.contributor_id],
            year=FinancialYear(one.year),
            amount=Money(one.amount_pence),
            contributed_on=one.contributed_on,
        )
        of_fund.setdefault(one.fund_id, []).append(line)
    lines: dict[Ref, list[LineCard]] = {}
    for card in line_cards(rows=_lines(seen_by).filter(fund__in=found), seen_by=seen_by):
        lines.setdefault(card.fund, []).append(card)
    return tuple(
        _fund(
            row,
            host=names[row.organisation_id],
            contributions=tuple(of_fund.get(row.pk, ())),
            lines=tuple(lines.get(row.ref, ())),
        )
        for row in found
    )


def line(*, reference: str, seen_by: Actor) -> LineCard:
    """The line of this public id, or NotThere."""
    rows = FundLine.objects.seen_by(seen_by).filter(public_id=reference)
    return the_one(line_cards(rows=rows, seen_by=seen_by), of=FundLine)


def line_here(*, reference: str, seen_by: Actor) -> LineCard:
    """The line of this public id, if it lies in the reader's own partnership: what may be linked to."""
    card = line(reference=reference, seen_by=seen_by)
    if card.partnership != seen_by.partnership_id:
        raise NotThere("line")
    return card


def lines(
    *,
    within: int,
    seen_by: Actor,
    year: FinancialYear | None = None,
    topic: str = "",
    shared_in_by: int | None = None,
) -> "QuerySet[FundLine]":
    """The lines of a partnership's funds, or of those that an organisation shares in, for paging with `line_cards`."""
    rows = _lines(seen_by).filter(partnership_id=within)
    if shared_in_by is not None:
        contributes = Contribution.objects.seen_by(seen_by).filter(contributor_id=shared_in_by).values("fund")
        rows = rows.filter(Q(organisation_id=shared_in_by) | Q(fund__in=contributes))
    if year is not None:
        rows = rows.filter(year=year.begins_in)
    return rows.filter(topic=topic) if topic else rows


def line_cards(*, rows: "QuerySet[FundLine]", seen_by: Actor) -> tuple[LineCard, ...]:
    """A page of lines as cards."""
    return tuple(_line(row) for row in rows.select_related("fund"))


def lines_by_number(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, LineCard]:
    """The lines behind these numbers."""
    rows = _lines(seen_by).filter(pk__in=set(numbers))
    return {card.number: card for card in line_cards(rows=rows, seen_by=seen_by)}


def movements(*, seen_by: Actor, fund: int | None = None, line: int | None = None) -> tuple[MovementLine, ...]:
    """The movements between the lines of a fund, or of one line, newest first."""
    rows = LineMovement.objects.seen_by(seen_by).select_related("giver", "taker")
    if fund is not None:
        rows = rows.filter(fund_id=fund)
    if line is not None:
        rows = rows.filter(Q(giver_id=line) | Q(taker_id=line))
    return tuple(
        MovementLine(
            giver=row.giver.ref,
            giver_title=row.giver.title,
            taker=row.taker.ref,
            taker_title=row.taker.title,
            amount=Money(row.amount_pence),
            because=row.because,
            moved_on=row.moved_on,
        )
        for row in rows.order_by("-moved_on", "-pk")
    )


EDGES = (
    EdgeTable(Fund, End("decision", "decision"), End(FUND), "allows"),
    EdgeTable(FundLine, End(FUND, "fund"), End(LINE), "sets aside"),
    EdgeTable(LineOutcome, End("outcome", "outcome"), End(LINE, "line"), "is served by"),
)
"""Decisions that allow funds, funds that lines belong to, outcomes that lines serve."""


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The funds and lines among these references as stops; all of the reader's partnership for None."""
    funds_here = _funds(seen_by).among(refs, kind=FUND, seen_by=seen_by)
    lines_here = _lines(seen_by).among(refs, kind=LINE, seen_by=seen_by)
    return (*_fund_stops(funds_here, seen_by=seen_by), *_line_stops(lines_here))


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Funds and lines whose title holds these words."""
    funds_here, lines_here = _funds(seen_by).saying(words), _lines(seen_by).saying(words)
    stops_here = (*_fund_stops(funds_here[:limit], seen_by=seen_by), *_line_stops(lines_here[:limit]))
    return stops_here[:limit]


def _funds(seen_by: Actor) -> Rows:
    rows: Rows = Fund.objects.seen_by(seen_by).order_by("folded_title", "pk")
    return rows


def _lines(seen_by: Actor) -> Rows:
    """The lines that can be told: a line is told with its fund, so that one of a hidden fund is not counted either."""
    rows: Rows = FundLine.objects.seen_by(seen_by).filter(fund__in=Fund.objects.seen_by(seen_by))
    return rows.order_by("year", "folded_title", "pk")


def _fund_stops(rows: "QuerySet[Fund]", *, seen_by: Actor) -> tuple[Stop, ...]:
    found_here = list(rows)
    sums: dict[int, int] = {}
    put_in = Contribution.objects.seen_by(seen_by).filter(fund__in=found_here)
    for number, pence in put_in.values_list("fund_id", "amount_pence"):
        sums[number] = sums.get(number, 0) + pence
    return tuple(
        Stop(
            ref=row.ref,
            partnership=row.partnership_id,
            title=row.title,
            sentence=f"{FundKind(row.fund_kind).value.capitalize()} fund, put in so far",
            on=row.begins_on,
            amount=Money(sums.get(row.pk, 0)),
            sensitivity=row.sensitivity,
        )
        for row in found_here
    )


def _line_stops(rows: Rows) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            ref=Ref(LINE, row.public_id),
            partnership=row.partnership_id,
            title=row.title,
            sentence=f"Line of {row.fund__title}, {FinancialYear(row.year)}",
            on=row.begins_on,
            amount=Money(row.amount_pence),
            sensitivity=row.sensitivity,
        )
        for row in stop_rows(rows, "fund__title", "year", "begins_on", "amount_pence")
    )


def _line(row: FundLine) -> LineCard:
    return LineCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        fund=row.fund.ref,
        fund_title=row.fund.title,
        year=FinancialYear(row.year),
        amount=Money(row.amount_pence),
        first_amount=Money(row.first_amount_pence),
        drawn=Money(row.drawn_pence),
        topic=row.topic,
        purpose=row.purpose,
        begins_on=row.begins_on,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )


def _fund(
    row: Fund,
    *,
    host: OrganisationCard,
    contributions: tuple[ContributionLine, ...],
    lines: tuple[LineCard, ...],
) -> FundCard:
    return FundCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        kind=FundKind(row.fund_kind),
        host=host,
        first_year=FinancialYear(row.first_year),
        last_year=FinancialYear(row.last_year),
        rules=row.rules,
        arrangement=Ref(kind="arrangement", public_id=row.arranged) if row.arranged else None,  # type: ignore[attr-defined]
        arrangement_title=row.named or "",  # type: ignore[attr-defined]
        begins_on=row.begins_on,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
        contributions=contributions,
        lines=lines,
    )
