"""The published payments and notices themselves, where they are there: each row and each pound is accounted for."""

from datetime import date

import pytest

from wholeplace.do.contracts import queries as contracts
from wholeplace.edges.exchange.published import areas, councils, notices, spend
from wholeplace.edges.exchange.published.folder import Folder
from wholeplace.edges.exchange.published.importer import Work
from wholeplace.edges.exchange.published.load import PLACES, Outcome, load
from wholeplace.edges.exchange.published.spend import Layout, rows
from wholeplace.ground.access.actor import THE_PUBLIC, service
from wholeplace.ground.foundation.parse import DayForm
from wholeplace.ground.intake import queries as intake
from wholeplace.ground.intake.outcome import Rejected, Row
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.ground.records.context import speaking_for
from wholeplace.plan.funds import queries
from wholeplace.plan.funds.queries import SpendAsked
from wholeplace.together.partnership.queries import partnerships

pytestmark = [pytest.mark.published, pytest.mark.django_db]
ON = date(2026, 11, 24)
BY = service("Published data")


def take_in(folder, importers):
    """The reports on the published folder."""
    with speaking_for(BY):
        return list(load(folder=folder, by=BY, on=ON, importers=importers))


def read(folder, name, layout, encoding="utf-8-sig"):
    """The rows of a published file as they are read, without storing them."""
    there = Folder(folder)
    return list(rows(there.one(name, encoding=encoding), Work(there, PLACES, BY, ON), layout=layout))


def counted(outcomes):
    """How many rows came in, how many were taken and refused."""
    taken = sum(isinstance(one, Row) for one in outcomes)
    return len(outcomes), taken, sum(isinstance(one, Rejected) for one in outcomes)


def test_every_row_of_twelve_months_of_leeds_is_read(published):
    files = sorted(path.name for path in (published / "money/spend").glob("leeds-20??-??-processed.csv.gz"))
    found = [counted(read(published, f"money/spend/{name}", spend.LEEDS_PROCESSED)) for name in files]
    assert len(files) == 12
    assert tuple(map(sum, zip(*found, strict=True))) == (285_082, 285_070, 12)


def test_a_month_of_leeds_is_taken_in_to_the_penny_and_a_second_time_changes_nothing(published):
    importers = (*councils.IMPORTERS, spend.IMPORTERS[0], spend.IMPORTERS[1])

    first = take_in(published, importers)
    again = take_in(published, importers)

    assert [(report.tally.rows_in, report.tally.added, report.tally.rows_refused) for report in first] == [
        (459, 406, 0),
        (9_575, 9_574, 1),
        (16_176, 16_176, 0),
    ]
    assert {report.outcome for report in again} == {Outcome.UNCHANGED}
    with speaking_for(THE_PUBLIC):
        (leeds,) = queries.spenders(seen_by=THE_PUBLIC)
        asked = SpendAsked(leeds.organisation.number)
        sums = [queries.by_month, queries.by_directorate]
        whole = queries.top_payees(asked=asked, seen_by=THE_PUBLIC)
        for row in intake.batches(seen_by=THE_PUBLIC).filter(source__startswith="spend-leeds"):
            money_in, *parts = (figure for _, figure in intake.totals(batch=row.pk, seen_by=THE_PUBLIC))
            assert money_in == pytest.approx(sum(parts), abs=0.001)
        shown = [sum(line.amount.pence for line in ask(asked=asked, seen_by=THE_PUBLIC)) for ask in sums]
    assert leeds.whole.payments == 25_750
    assert set(shown) == {leeds.whole.amount.pence, sum(one.amount.pence for one in (*whole.lines, whole.others))}


@pytest.mark.parametrize(
    ("name", "layout", "encoding", "expected"),
    [
        ("bradford-2018-12-clean.csv", spend.BRADFORD, "cp1252", (9_073, 9_073, 0)),
        ("calderdale-2022-03-clean.csv", spend.CALDERDALE, "utf-8-sig", (2_623, 2_623, 0)),
        ("calderdale-2022-03-card-clean.csv", spend.CALDERDALE_CARDS, "utf-8-sig", (3_044, 3_044, 0)),
        ("wakefield-2021-Q4-clean.csv", spend.WAKEFIELD, "utf-8-sig", (11_517, 11_502, 15)),
    ],
)
def test_the_councils_around_leeds_are_read(published, name, layout, encoding, expected):
    assert counted(read(published, f"money/spend/{name}", layout, encoding)) == expected


def messy(*, paid_on, amount, payee, days, heading_row=1, **named):
    """A layout of one of the messy files."""
    return Layout(
        series="hyndburn", paid_on=paid_on, amount=amount, payee=payee, days=days, heading_row=heading_row, **named
    )


MESSY = {
    "hyndburn-1806.csv": messy(paid_on="Payment date", amount="Net Amount(£)", payee="Name", days=(DayForm.SLASHES,)),
    "hyndburn-January-26-CSV.csv": messy(
        paid_on="Payment Date", amount="Amount Paid", payee="Name:", days=(DayForm.SLASHES_SHORT_YEAR,)
    ),
    "hyndburn-Aug-25.csv": messy(paid_on="Payment Date", amount="Amount Paid", payee="Name:", days=(DayForm.SLASHES,)),
    "hyndburn-May-2023-csv.csv": messy(
        paid_on="Payment Date", amount="Net Amount (£)", payee="Name", days=(DayForm.WORDS,), heading_row=2
    ),
    "hyndburn-October-2021-csv.csv": messy(
        paid_on="Payment date", amount="Net Amount(£)", payee="Name", days=(DayForm.DASHED_WORDS_SHORT_YEAR,)
    ),
    "hyndburn-SpendOver250Feb24.csv": messy(
        paid_on="Payment Date", amount="Net Amount (£)", payee="Name", days=(DayForm.SLASHES,), heading_row=2
    ),
    "hyndburn-Sept-25-CVS.csv": messy(
        paid_on="Payment Date", amount="Amount Paid", payee="Name:", days=(DayForm.SLASHES,)
    ),
}


@pytest.mark.parametrize("name", MESSY)
def test_a_messy_file_is_read_by_a_declared_layout_or_refused_with_a_reason_never_half(published, name):
    told = []
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            outcomes = read(published, f"money/spend/messy/{name}", MESSY[name], encoding)
        except FileRefused as refused:
            told.append(str(refused))
            continue
        rows_in, taken, refused = counted(outcomes)
        assert rows_in == taken + refused
        assert all(
            fault.field and fault.reason for one in outcomes if isinstance(one, Rejected) for fault in one.faults
        )
        return
    assert len(told) == 2
    assert all(why.startswith("money/spend/messy/") for why in told)


def test_the_notices_of_the_loaded_places_are_in_their_registers_and_all_others_are_counted(published):
    take_in(published, (*areas.IMPORTERS, *areas.IN_DETAIL, *councils.IMPORTERS))

    first = take_in(published, notices.IMPORTERS)
    again = take_in(published, notices.IMPORTERS)

    assert {report.outcome for report in again} == {Outcome.UNCHANGED}
    by_file = {report.file.rsplit("/", 1)[-1]: report.tally for report in first}
    assert sum(tally.rows_in for tally in by_file.values()) == 200 + 100 + 10 + 161
    assert sum(tally.rows_refused for tally in by_file.values()) == 0
    releases = by_file["contracts-finder-releases-2025.jsonl"]
    assert (releases.added, releases.rows_elsewhere) == (5, 194)
    assert by_file["contracts-finder-notices-blackburn.json"].rows_elsewhere == 70
    with speaking_for(THE_PUBLIC):
        slugs = {place.slug: place.number for place in partnerships(seen_by=THE_PUBLIC)}
        rows_there = contracts.contracts(
            within=slugs["leicester-leicestershire-rutland"], seen_by=THE_PUBLIC, on=ON, running_only=False
        )
        cards = contracts.contract_cards(rows=rows_there, seen_by=THE_PUBLIC, on=ON)
        in_leeds = contracts.contracts(within=slugs["leeds"], seen_by=THE_PUBLIC, on=ON, running_only=False)
        assert (len(cards), in_leeds.count()) == (5, 0)
    assert {body.name for card in cards for body in card.commissioners} == {
        "Leicester City Council",
        "Leicestershire County Council",
    }
    assert all("@" not in card.description for card in cards)
