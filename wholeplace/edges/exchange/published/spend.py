"""What councils publish of their payments, in the layouts that each has used. Layouts are declared, never guessed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from wholeplace.edges.exchange.published.councils import council_of
from wholeplace.edges.exchange.published.importer import Importer, Publication, Work
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.parse import DayForm, Negative, day, money, single_line
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.book import File, OpenBatch
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import EXCERPT, Fault, Rejected, Row, rejected
from wholeplace.ground.intake.reading import Line, SourceFile, lines_of
from wholeplace.ground.intake.running import Reading, take_in
from wholeplace.plan.funds.actions import PaymentGiven, take_in_spend
from wholeplace.plan.funds.rules.spend import identity_of, settles
from wholeplace.together.directory.queries import OrganisationCard, by_official_ids

FIRST_YEAR = 2008


@dataclass(frozen=True)
class Layout:
    """Which column says what, and how days are written.

    With `number` a payment is known by the publisher's own number for it, and a later file may revise it. Where the
    publisher numbers nothing, or gives one number to several lines, all that is said of a payment tells it apart,
    with the release it stands in and the how-manieth of its like it is there: the same amount is often paid twice.
    The release is what the column `released` says, or else the latest month in which anything was paid.
    """

    series: str
    paid_on: str
    amount: str
    payee: str
    directorate: str = ""
    service: str = ""
    purpose: str = ""
    reference: str = ""
    company: str = ""
    charity: str = ""
    number: str = ""
    released: str = ""
    days: tuple[DayForm, ...] = (DayForm.ISO,)
    heading_row: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that must be there."""
        named = vars(self)
        wanted = ("paid_on", "amount", "payee", *_TEXTS, "company", "charity", "number", "released")
        return tuple(dict.fromkeys(named[name] for name in wanted if named[name]))

    @cached_property
    def texts(self) -> tuple[tuple[str, int], ...]:
        """The column of each text of a payment, blank where the layout has none, and the text's greatest length."""
        return tuple((vars(self)[name], most) for name, most in _TEXTS.items())


Value = TypeVar("Value")
_TEXTS = {"directorate": 150, "service": 150, "purpose": 250, "reference": 80}


Said = tuple[date, int, str, str, str, str, str]
"""Day, pence, payee, directorate, service, purpose and reference: a payment, apart from which one it is."""


@dataclass(frozen=True)
class _Read:
    """A line as it was read: what it says, or what is wrong with it."""

    said: Said | None = None
    amount: Money | None = None
    faults: tuple[Fault, ...] = ()


def rows(file: SourceFile, work: Work, *, layout: Layout) -> Iterator[Outcome[PaymentGiven]]:
    """Each row as a payment, or refused with every reason. A last row that only states the total is checked by it."""
    release = "" if layout.number or layout.released else _release(file, layout, on=work.on)
    bodies = _bodies(file, layout, work)
    like: Counter[tuple[str, Said]] = Counter()
    sum_so_far = 0
    for line in _lines(file, layout):
        one = _read(line, layout, on=work.on)
        pence = one.amount.pence if one.amount else 0
        if one.said is not None:
            sum_so_far += pence
            identity = _identity(line, one.said, layout, release, like)
            yield Row(line.number, (PaymentGiven(identity, *one.said, bodies.get(line.number)),))
        elif one.amount is not None and _states_a_total(line, layout):
            yield _total(line, layout, stated=one.amount, rows=Money(sum_so_far))
        else:
            sum_so_far += pence
            yield Rejected(line.number, one.faults, pence=pence)


def _lines(file: SourceFile, layout: Layout) -> Iterator[Line]:
    return lines_of(file, columns=layout.columns, heading_row=layout.heading_row)


def _read(line: Line, layout: Layout, *, on: date) -> _Read:
    faults: list[Fault] = []
    paid_on = _try(_day, line, layout.paid_on, faults, layout.days, on)
    amount = _try(_amount, line, layout.amount, faults)
    payee = _try(_text, line, layout.payee, faults, 250)
    directorate, service, purpose, reference = (
        (_try(_text, line, column, faults, most) or "") if column and line[column] else ""
        for column, most in layout.texts
    )
    if layout.number and not line[layout.number]:
        faults.append(Fault(layout.number, "The payment has no number. Ask the publisher for one."))
    if faults or paid_on is None or amount is None or payee is None:
        return _Read(None, amount, tuple(faults))
    return _Read((paid_on, amount.pence, payee, directorate, service, purpose, reference), amount)


def _try(read: Callable[..., Value], line: Line, column: str, faults: list[Fault], *given: object) -> Value | None:
    """What a column says, or None with the fault noted."""
    try:
        return read(line[column], *given)
    except Unreadable as fault:
        faults.append(Fault(column, str(fault), line[column][:EXCERPT]))
        return None


@lru_cache(maxsize=5_000)
def _day(text: str, forms: tuple[DayForm, ...], on: date) -> date:
    found = day(text, forms=forms, first_year=FIRST_YEAR, last_year=on.year)
    if found > on:
        raise Unreadable("Paid on a day that has not come yet.")
    return found


@lru_cache(maxsize=50_000)
def _amount(text: str) -> Money:
    return money(text, negative=Negative.MINUS)


@lru_cache(maxsize=50_000)
def _text(text: str, most: int) -> str:
    return single_line(text, at_most=most)


# --- Which payment it is --------------------------------------------------------------------------------------


def _release(file: SourceFile, layout: Layout, *, on: date) -> str:
    """The latest month in which anything of the file was paid: what tells one monthly file from another."""
    latest = date.min
    for line in _lines(file, layout):
        try:
            latest = max(latest, _day(line[layout.paid_on], layout.days, on))
        except Unreadable:
            continue  # refused, with its reason, when the row itself is read
    return f"{latest:%Y-%m}"


def _identity(line: Line, said: Said, layout: Layout, release: str, like: Counter[tuple[str, Said]]) -> UUID:
    if layout.number:
        return identity_of(layout.series, "number", line[layout.number])
    released = line[layout.released] if layout.released else release
    like[released, said] += 1
    return identity_of(layout.series, released, *map(str, said), str(like[released, said]))


def _bodies(file: SourceFile, layout: Layout, work: Work) -> dict[int, int]:
    """The organisations that rows name by a company or charity number, by the row; those that the directory knows."""
    columns = [
        (column, scheme) for column, scheme in ((layout.company, "GB-COH"), (layout.charity, "GB-CHC")) if column
    ]
    named: dict[int, OrgId] = {}
    for line in _lines(file, layout) if columns else ():
        for column, scheme in columns:
            if line[column]:
                try:
                    named[line.number] = OrgId.read(scheme=scheme, identifier=line[column])
                except Unreadable:
                    continue  # the payment stands as it is published; only whose number it is stays open
    known = by_official_ids(ids=named.values(), seen_by=work.by) if named else {}
    return {number: known[official].number for number, official in named.items() if official in known}


# --- Totals ---------------------------------------------------------------------------------------------------


def _states_a_total(line: Line, layout: Layout) -> bool:
    """Whether the row holds an amount and nothing else."""
    return bool(line[layout.amount]) and sum(bool(cell.strip()) for cell in line.cells) == 1


def _total(line: Line, layout: Layout, *, stated: Money, rows: Money) -> Outcome[PaymentGiven]:
    if wrong := settles(stated=stated, rows=rows):
        return rejected(line.number, layout.amount, wrong, line[layout.amount])
    return Row(line.number, ())


# --- The publications -----------------------------------------------------------------------------------------

KEPT_BACK = "Where the publisher keeps a payee's name back, as it does for persons, it is kept back here too."


def payments(rows: Callable[[], Iterable[Outcome[PaymentGiven]]]) -> Reading[PaymentGiven]:
    """How rows of payments are told apart and added up."""
    return Reading(rows, key=attrgetter("identity"), pence=attrgetter("amount_pence"))


def _of(
    area: str, about: Publication, file: str, layout: Layout, *, encoding: str = "utf-8-sig", mapping: int = 1
) -> Importer:
    """An importer of the payments of the council of an area."""

    def take(read: SourceFile, file: File, work: Work) -> OpenBatch:
        buyer: OrganisationCard = council_of(work, area)
        return take_in(
            payments(lambda: rows(read, work, layout=layout)),
            file=file,
            take=partial(take_in_spend, buyer=buyer.ref.public_id),
            by=work.by,
            on=work.on,
        )

    return Importer(about, (file,), take, encoding=encoding, mapping=mapping)


def _spend(council: str, source: str, *, what: str = "Spend over £500", caveat: str = "") -> Publication:
    return Publication(source, f"{what}, {council}", council, caveat=" ".join(filter(None, (caveat, KEPT_BACK))))


LEEDS_2013 = Layout(
    series="leeds",
    paid_on="DatePaid",
    amount="NetAmount",
    payee="SupplierName",
    directorate="ServiceLabel",
    service="ServiceDivisionLabel",
    purpose="DetailedExpenditureType",
    reference="TransactionNumber",
    number="TransactionNumber",
    days=(DayForm.DASHED_WORDS_SHORT_YEAR,),
)
LEEDS_2020 = Layout(
    series="leeds",
    paid_on="Payment Date",
    amount="Amount",
    payee="Beneficiary Name",
    directorate="Organisational Unit",
    service="Service Division Label",
    purpose="Purpose",
    reference="Transaction Number",
    number="Transaction Number",
    days=(DayForm.SLASHES,),
)
LEEDS_PROCESSED = Layout(
    series="leeds",
    paid_on="Payment Date",
    amount="Amount",
    payee="Beneficiary Name",
    directorate="Organisational Unit",
    company="Company Number",
    charity="Charity Number",
)
BRADFORD = Layout(
    series="bradford",
    paid_on="Payment date",
    amount="Net Amount",
    payee="Supplier Name",
    service="Service Label",
    purpose="Expenditure category",
    reference="Transaction Number",
)
CALDERDALE = Layout(
    series="calderdale",
    paid_on="Date",
    amount="Net Amount",
    payee="Supplier(Beneficiary) Name",
    directorate="Expense Area",
    service="Procurement Classification: Council's Procurement Category Name",
    purpose="Definition",
    reference="Internal Ref Number",
    number="Internal Ref Number",
    company="Supplier Registered Company Number",
    charity="Supplier Registered Charity Number",
)
CALDERDALE_CARDS = Layout(
    series="calderdale-cards",
    paid_on="Transaction Date",
    amount="Net Amount",
    payee="Supplier Name",
    directorate="Expense Area",
    service="Expense Type",
    purpose="Merchant Category",
    reference="Transaction number",
    number="Transaction number",
)
WAKEFIELD = Layout(
    series="wakefield",
    paid_on="Payment Date",
    amount="Net Amount",
    payee="Supplier Name",
    directorate="Bvacopse(T)",
    service="Service",
    purpose="Purpose Of Spend",
    reference="TransNo",
    released="Effective Date",
)

LEEDS, BRADFORD_COUNCIL, CALDERDALE_COUNCIL, WAKEFIELD_COUNCIL = (
    "Leeds City Council",
    "City of Bradford Metropolitan District Council",
    "Calderdale Metropolitan Borough Council",
    "Wakefield Metropolitan District Council",
)
FOLDER = "money/spend"
REDUCED = (
    "Reduced by Open Innovations to day, amount, directorate and payee; a month's file holds payments of the months"
    " before. The publisher's own numbers are left out, so that a payment is told apart by all that is said of it."
)
CLEANED = "Days and names of columns were put in order by Open Innovations."

IMPORTERS: tuple[Importer, ...] = (
    _of("E08000035", _spend(LEEDS, "spend-leeds-2013"), f"{FOLDER}/leeds-2013-??-raw.csv", LEEDS_2013),
    _of(
        "E08000035", _spend(LEEDS, "spend-leeds-2020"), f"{FOLDER}/leeds-2020-??-raw.csv", LEEDS_2020, encoding="cp1252"
    ),
    _of(
        "E08000035",
        _spend(LEEDS, "spend-leeds-reduced", caveat=REDUCED),
        f"{FOLDER}/leeds-20??-??-processed.csv",
        LEEDS_PROCESSED,
    ),
    _of(
        "E08000032",
        _spend(BRADFORD_COUNCIL, "spend-bradford", caveat=CLEANED),
        f"{FOLDER}/bradford-20??-??-clean.csv",
        BRADFORD,
        encoding="cp1252",
    ),
    _of(
        "E08000033",
        _spend(CALDERDALE_COUNCIL, "spend-calderdale", caveat=CLEANED),
        f"{FOLDER}/calderdale-20??-??-clean.csv",
        CALDERDALE,
    ),
    _of(
        "E08000033",
        _spend(CALDERDALE_COUNCIL, "spend-calderdale-cards", what="Purchasing cards", caveat=CLEANED),
        f"{FOLDER}/calderdale-20??-??-card-clean.csv",
        CALDERDALE_CARDS,
    ),
    _of(
        "E08000036",
        _spend(WAKEFIELD_COUNCIL, "spend-wakefield", caveat=CLEANED),
        f"{FOLDER}/wakefield-20??-Q?-clean.csv",
        WAKEFIELD,
    ),
)
