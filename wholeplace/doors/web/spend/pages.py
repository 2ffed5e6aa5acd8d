"""Published spend in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    ChartView,
    Crumb,
    Fact,
    HistoryLine,
    Link,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Stat,
    Step,
    TableView,
)
from wholeplace.doors.web.shell.words import day
from wholeplace.doors.web.spend.forms import PayeesFilter, SpendFilter
from wholeplace.edges.exchange import charts
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.queries import BatchCard
from wholeplace.plan.funds.queries import (
    PayeeAcross,
    PayeeTotals,
    PaymentLine,
    SpendAsked,
    Spender,
    SpendLine,
    SpendTotal,
)
from wholeplace.together.directory.queries import OrganisationCard

LATEST = 12
NOT_NAMED = "Not stated"
MAY_GROW = (
    "Months go by the day of payment. A month's payments may be published over several files, so the months at either"
    " end of what was published may be incomplete."
)
KEPT_BACK = "Kept back by the publisher"


@dataclass(frozen=True)
class Shown:
    """What the page of a payer shows."""

    payer: OrganisationCard
    asked: SpendAsked
    months: tuple[SpendLine, ...]
    by_month: tuple[SpendLine, ...]
    by_directorate: tuple[SpendLine, ...]
    payees: PayeeTotals
    sources: tuple[BatchCard, ...]


# --- Everybody ----------------------------------------------------------------------------------------------


def spenders_page(rows: Sequence[Spender], *, request: Asked) -> ListPage:
    """Everybody who published what it paid."""
    return ListPage(
        title="Published spend",
        area="money",
        crumbs=(Crumb("Money", reverse("money")),) if request.actor.partnership_id else (),
        lead="What public bodies have published of their payments, as they published it.",
        steps=(Step("Bring in a file", reverse("bring-in")),) if request.actor.may(Permission.FILE_BRING) else (),
        csv=csv_link(request),
        downloads=(
            Link("Look for a payee", reverse("payees")),
            *((Link("Files brought in", reverse("brought-files")),) if request.actor.organisation_id else ()),
        ),
        table=TableView(
            caption="Bodies that published",
            caption_hidden=True,
            headings=("Body", "From", "To", "Payments", "Paid"),
            numeric=frozenset({3, 4}),
            rows=tuple(
                (
                    Cell(one.organisation.name, href=_href("spend", one.organisation)),
                    _month(one.whole.first_month),
                    _month(one.whole.last_month),
                    f"{one.whole.payments:,}",
                    str(one.whole.amount),
                )
                for one in rows
            ),
            empty="Nothing was taken in yet. Published payments come with published data (make run DATA=folder).",
        ),
    )


def payees_page(found: Sequence[PayeeAcross], *, words: str, filters: PayeesFilter, request: Asked) -> ListPage:
    """Payees with what each payer paid them."""
    return ListPage(
        title="Payees",
        area="money",
        crumbs=(Crumb("Published spend", reverse("spenders")),),
        lead="Whom several bodies pay, by the name that they publish. Names that are kept back are not looked for.",
        filters=filters,
        csv=csv_link(request) if found else None,
        table=TableView(
            caption="Payees",
            caption_hidden=True,
            headings=("Payee", "Paid by", "Payments", "Paid"),
            numeric=frozenset({2, 3}),
            rows=tuple(
                (
                    one.name,
                    ", ".join(f"{payer.called} {amount}" for payer, amount in one.paid_by),
                    f"{one.payments:,}",
                    str(one.amount),
                )
                for one in found
            ),
            total=_total_row(
                sum(one.payments for one in found),
                Money.total(one.amount for one in found),
                words="All of these",
                gap=1,
            )
            if found
            else None,
            empty="No payee's name holds these words." if words else "Enter a part of a payee's name.",
        ),
    )


# --- One payer ----------------------------------------------------------------------------------------------


def spend_page(shown: Shown, *, request: Asked) -> RecordPage:
    """What a body paid: by month, to whom, and by which directorate."""
    whole = shown.payees.whole
    return RecordPage(
        title=f"What {shown.payer.name} paid",
        caption="Published spend",
        area="money",
        invented=shown.payer.invented,
        crumbs=(Crumb("Published spend", reverse("spenders")),),
        status=_status(shown),
        facts=(
            Fact("Months", _span(whole)),
            Fact("Paid", str(whole.amount), hint="Payments less what was paid back"),
            Fact(
                "Payments",
                f"{whole.payments:,}",
                href=_href("spend-payments", shown.payer, request),
                hint="Each with the file and the row it was published in",
            ),
        ),
        sections=(_over_time(shown), _whom(shown, request=request), _by(shown)),
        history=_taken_in(shown.sources),
    )


def _status(shown: Shown) -> str:
    whole = shown.payees.whole
    if not whole.payments:
        return "Nothing was published for these months."
    most = max(shown.by_month, key=lambda line: line.amount)
    said = f"{whole.amount.brief()} in {whole.payments:,} payments, {_span(whole)}"
    return f"{said}; most in {most.name} ({most.amount.brief()})." if len(shown.by_month) > 1 else f"{said}."


def _over_time(shown: Shown) -> Section:
    table = TableView(
        caption="By month",
        caption_hidden=True,
        headings=("Month", "Payments", "Paid"),
        numeric=frozenset({1, 2}),
        rows=tuple((line.name, f"{line.payments:,}", str(line.amount)) for line in shown.by_month),
        total=_total_row(shown.payees.whole.payments, shown.payees.whole.amount, words="All months"),
        note=MAY_GROW,
        empty="Nothing was published for these months.",
    )
    drawn = (_chart(shown, table),) if len(shown.by_month) > 1 else ()
    return Section(title="By month", id="months", charts=drawn, tables=() if drawn else (table,), links=_years(shown))


def _chart(shown: Shown, table: TableView) -> ChartView:
    """The months one after the other; a month in which nothing was published is a gap in the line."""
    known = {line.month: line for line in shown.by_month}
    points = tuple(
        charts.Point(
            f"{month:%b %Y}",
            month.replace(day=15),
            charts.Estimate(known[month].amount.pence / 100) if month in known else charts.Missing.NO_DATA,
        )
        for month in _months(*(line.month for line in (shown.by_month[0], shown.by_month[-1]) if line.month))
    )
    facts = charts.Trend(
        indicator="Paid in a month",
        area=charts.Series(shown.payer.called, points),
        fmt=charts.Format(kind=charts.Kind.POUNDS),
        polarity=charts.Polarity.NEITHER,
        finding=_status(shown).rstrip("."),
        source=shown.payer.name,
    )
    wide, narrow = (
        charts.trend(facts, id_prefix=f"spend-{name}", layout=layout)
        for name, layout in (("wide", charts.WIDE), ("narrow", charts.NARROW))
    )
    return ChartView(wide.title, wide.svg, narrow.svg, table, source=shown.payer.name)


def _years(shown: Shown) -> tuple[Link, ...]:
    """The same page for the latest months, for each financial year, and for everything."""
    here = _href("spend", shown.payer)
    years = sorted({FinancialYear.of(line.month) for line in shown.months if line.month}, reverse=True)
    spans = [(f"Financial year {year.label}", f"{year.begins_in}-04", f"{year.begins_in + 1}-03") for year in years]
    known = {f"{line.month:%Y-%m}" for line in shown.months}
    links = [Link("The latest months", here)]
    for words, first, last in spans:
        inside = sorted(month for month in known if first <= month <= last)
        links.append(Link(words, f"{here}?{urlencode({'first': inside[0], 'last': inside[-1]})}"))
    return (*links, Link("Everything that was published", f"{here}?first="))


def _whom(shown: Shown, *, request: Asked) -> Section:
    return Section(
        title="Whom it paid most",
        id="payees",
        tables=(_payees(shown.payees),),
        links=(Link("All payees, with filters and as a file", _href("spend-payees", shown.payer, request)),),
    )


def _payees(found: PayeeTotals) -> TableView:
    rows = [_payee_row(line) for line in found.lines]
    if found.others:
        rows.append((found.others.name, "", f"{found.others.payments:,}", str(found.others.amount)))
    return TableView(
        caption="Payees",
        caption_hidden=True,
        headings=("Payee", "Known in the directory as", "Payments", "Paid"),
        numeric=frozenset({2, 3}),
        rows=tuple(rows),
        total=_total_row(found.whole.payments, found.whole.amount, words="All payees", gap=1),
        empty="Nobody was paid in these months.",
    )


def _payee_row(line: SpendLine) -> tuple[Cell | str, ...]:
    name = Cell(line.name, hint=KEPT_BACK) if line.is_redacted else line.name
    known_as = line.organisation.name if line.organisation else ""
    return (name, known_as, f"{line.payments:,}", str(line.amount))


def _by(shown: Shown) -> Section:
    table = TableView(
        caption="By directorate",
        caption_hidden=True,
        headings=("Directorate", "Payments", "Paid"),
        numeric=frozenset({1, 2}),
        rows=tuple((line.name or NOT_NAMED, f"{line.payments:,}", str(line.amount)) for line in shown.by_directorate),
        total=_total_row(shown.payees.whole.payments, shown.payees.whole.amount, words="All directorates"),
        empty="Nothing was published for these months.",
    )
    return Section(title="By directorate", id="directorates", tables=(table,))


def payees_of_page(payer: OrganisationCard, found: PayeeTotals, *, filters: SpendFilter, request: Asked) -> ListPage:
    """Whom a body paid, most first."""
    return ListPage(
        title="Payees",
        caption=payer.name,
        area="money",
        invented=payer.invented,
        crumbs=_crumbs(payer),
        lead="Most first. Names that differ only in capitals and accents are one payee.",
        filters=filters,
        csv=csv_link(request),
        table=_payees(found),
    )


def payments_page(
    payer: OrganisationCard,
    lines: Sequence[PaymentLine],
    *,
    whole: SpendTotal,
    request: Asked,
    filters: SpendFilter | None = None,
    pages: Pages | None = None,
) -> ListPage:
    """Each payment with where it was published."""
    return ListPage(
        title="Payments",
        caption=payer.name,
        area="money",
        invented=payer.invented,
        crumbs=_crumbs(payer),
        stats=(Stat("Paid", str(whole.amount), f"in {whole.payments:,} payments, {_span(whole)}"),)
        if whole.payments
        else (),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Payments",
            caption_hidden=True,
            headings=("Paid on", "Payee", "Directorate", "Service", "For", "Number", "Source", "Paid"),
            numeric=frozenset({7}),
            rows=tuple(_payment_row(line) for line in lines),
            empty="No payment is of this kind. Choose other months or another directorate.",
        ),
    )


def _payment_row(line: PaymentLine) -> tuple[Cell | str, ...]:
    name = line.source.file_name.rsplit("/", 1)[-1]
    source = f"{reverse('batch', kwargs={'reference': line.source.ref.public_id})}?{urlencode({'row': line.row})}"
    return (
        day(line.paid_on),
        Cell(line.payee, hint=KEPT_BACK) if line.is_redacted else line.payee,
        line.directorate or NOT_NAMED,
        line.service,
        line.purpose,
        line.reference,
        Cell(f"{name}, row {line.row:,}", href=source),
        str(line.amount),
    )


# --- Parts --------------------------------------------------------------------------------------------------


def _href(name: str, payer: OrganisationCard, request: Asked | None = None) -> str:
    """A page of the payer; with a request, for the months and all else that was asked."""
    address = reverse(name, kwargs={"reference": payer.ref.public_id})
    kept = {} if request is None else {key: request.GET[key] for key in _KEPT if key in request.GET}
    return f"{address}?{urlencode(kept)}" if kept else address


_KEPT = ("first", "last", "directorate", "payee")


def _crumbs(payer: OrganisationCard) -> tuple[Crumb, ...]:
    return (Crumb("Published spend", reverse("spenders")), Crumb(payer.called, _href("spend", payer)))


def _total_row(payments: int, amount: Money, *, words: str, gap: int = 0) -> tuple[str, ...]:
    return (words, *[""] * gap, f"{payments:,}", str(amount))


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    starts = (first.month - 1 + ahead for ahead in range(count))
    return [date(first.year + start // 12, start % 12 + 1, 1) for start in starts]


def _month(when: date | None) -> str:
    return f"{when:%B %Y}" if when else ""


def _span(whole: SpendTotal) -> str:
    first, last = _month(whole.first_month), _month(whole.last_month)
    return first if first == last else f"{first} to {last}"


def _taken_in(sources: Sequence[BatchCard]) -> tuple[HistoryLine, ...]:
    return tuple(
        HistoryLine(
            when=one.taken_on,
            who=one.publisher,
            sentence=(
                f"Took in {one.file_name}: {one.rows_taken:,} of {one.rows_in:,} rows; {one.rows_refused:,} refused."
            ),
            why=one.caveat or None,
            href=reverse("batch", kwargs={"reference": one.ref.public_id}),
        )
        for one in sources
    )
