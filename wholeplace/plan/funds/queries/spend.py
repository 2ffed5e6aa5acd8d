"""Reading published spend: by month, by payee, by directorate, payment by payment, and payees across payers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet, Sum

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.outcome import Change
from wholeplace.ground.intake.queries import BatchCard, batches_of
from wholeplace.plan.funds.models import PublishedSpend, SpendFile, SpendPayee, SpendSum
from wholeplace.plan.funds.rules.spend import PaymentGiven
from wholeplace.together.directory.queries import OrganisationCard, organisations


@dataclass(frozen=True)
class SpendAsked:
    """Which payments are meant: of a payer (its number), of these months (the first days of them, both count).

    Also of a directorate, and to a payee, named in words of which its name holds all.
    """

    buyer: int
    first_month: date | None = None
    last_month: date | None = None
    directorate: str = ""
    payee: str = ""


@dataclass(frozen=True)
class SpendTotal:
    """What payments come to, how many they are, and the first and the last month that has one."""

    amount: Money
    payments: int
    first_month: date | None
    last_month: date | None


@dataclass(frozen=True)
class SpendLine:
    """What payments of one month, one directorate or one payee come to. A line about a month begins on its day."""

    name: str
    amount: Money
    payments: int
    month: date | None = None
    is_redacted: bool = False
    organisation: OrganisationCard | None = None


@dataclass(frozen=True)
class PayeeTotals:
    """The payees paid most, what all others got, and the whole: the lines and the rest add up to it."""

    lines: tuple[SpendLine, ...]
    others: SpendLine | None
    whole: SpendTotal


@dataclass(frozen=True)
class PaymentLine:
    """A payment with the file and the row it was published in."""

    paid_on: date
    payee: str
    is_redacted: bool
    amount: Money
    directorate: str
    service: str
    purpose: str
    reference: str
    source: BatchCard
    row: int


@dataclass(frozen=True)
class Spender:
    """An organisation that published what it paid."""

    organisation: OrganisationCard
    whole: SpendTotal


@dataclass(frozen=True)
class PayeeAcross:
    """A payee as several payers name it, with what each paid."""

    name: str
    organisation: OrganisationCard | None
    paid_by: tuple[tuple[OrganisationCard, Money], ...]
    payments: int

    @property
    def amount(self) -> Money:
        """What all of them paid together."""
        return Money.total(amount for _, amount in self.paid_by)


def spenders(*, seen_by: Actor) -> tuple[Spender, ...]:
    """The organisations that published what they paid, by name."""
    rows = list(SpendSum.objects.seen_by(seen_by).values("buyer").annotate(**_SUMS).order_by())
    names = organisations(numbers={row["buyer"] for row in rows}, seen_by=seen_by)
    found = [Spender(names[row["buyer"]], _total(row)) for row in rows]
    return tuple(sorted(found, key=lambda one: one.organisation.name))


def has_published(*, buyer: int, seen_by: Actor) -> bool:
    """Whether an organisation published what it paid."""
    return bool(SpendSum.objects.seen_by(seen_by).filter(buyer=buyer).exists())


def spent(*, asked: SpendAsked, seen_by: Actor) -> SpendTotal:
    """What the payments asked for come to."""
    return _total(_sums(asked, seen_by).aggregate(**_SUMS))


def by_month(*, asked: SpendAsked, seen_by: Actor) -> tuple[SpendLine, ...]:
    """What was paid in each month, earliest first. A month in which nothing was published has no line."""
    rows = _sums(asked, seen_by).values("month").annotate(**_MONEY).order_by("month")
    return tuple(
        SpendLine(f"{row['month']:%B %Y}", Money(row["pence"]), row["count"], month=row["month"]) for row in rows
    )


def by_directorate(*, asked: SpendAsked, seen_by: Actor) -> tuple[SpendLine, ...]:
    """What each directorate paid, most first. Payments that name none come under a blank name."""
    rows = _sums(asked, seen_by).values("directorate").annotate(**_MONEY).order_by("-pence", "directorate")
    return tuple(SpendLine(row["directorate"], Money(row["pence"]), row["count"]) for row in rows)


def directorates(*, buyer: int, seen_by: Actor) -> tuple[str, ...]:
    """The directorates that a payer names, by name."""
    rows = SpendSum.objects.seen_by(seen_by).filter(buyer=buyer).values_list("directorate", flat=True)
    return tuple(name for name in rows.order_by("directorate").distinct() if name)


def top_payees(*, asked: SpendAsked, seen_by: Actor, limit: int = 20) -> PayeeTotals:
    """The payees paid most; names that differ only in capitals and accents are one payee."""
    top = list(_sums(asked, seen_by).values("payee").annotate(**_MONEY).order_by("-pence", "payee")[:limit])
    named = SpendPayee.objects.seen_by(seen_by).in_bulk([row["payee"] for row in top])
    bodies = organisations(
        numbers={one.organisation_id for one in named.values() if one.organisation_id}, seen_by=seen_by
    )
    lines = tuple(
        SpendLine(
            name=named[row["payee"]].name,
            amount=Money(row["pence"]),
            payments=row["count"],
            is_redacted=named[row["payee"]].is_redacted,
            organisation=bodies.get(named[row["payee"]].organisation_id),
        )
        for row in top
    )
    whole = spent(asked=asked, seen_by=seen_by)
    rest = whole.payments - sum(line.payments for line in lines)
    left = whole.amount - Money.total(line.amount for line in lines)
    return PayeeTotals(lines, SpendLine("All other payees", left, rest) if rest else None, whole)


def payments(*, asked: SpendAsked, seen_by: Actor) -> "QuerySet[PublishedSpend]":
    """The payments asked for, latest first, for paging with `payment_lines`."""
    rows: QuerySet[PublishedSpend] = _payments(asked, seen_by).order_by("-paid_on", "-pk")
    return rows


def payment_lines(*, rows: "QuerySet[PublishedSpend]", seen_by: Actor) -> tuple[PaymentLine, ...]:
    """A page of payments with where each was published."""
    found = list(rows.select_related("payee"))
    sources = batches_of(numbers={row.batch_id for row in found}, seen_by=seen_by)
    return tuple(
        PaymentLine(
            paid_on=row.paid_on,
            payee=row.payee_name,
            is_redacted=row.payee.is_redacted,
            amount=Money(row.amount_pence),
            directorate=row.directorate,
            service=row.service,
            purpose=row.purpose,
            reference=row.reference,
            source=sources[row.batch_id],
            row=row.row,
        )
        for row in found
    )


def spend_sources(*, buyer: int, seen_by: Actor) -> tuple[BatchCard, ...]:
    """The files that the payments of a payer were taken from, latest first."""
    rows = SpendFile.objects.seen_by(seen_by).filter(buyer=buyer)
    found = batches_of(numbers=rows.values_list("batch", flat=True), seen_by=seen_by)
    return tuple(found[number] for number in sorted(found, reverse=True))


def compared(*, payments: Sequence[PaymentGiven], buyer: int, seen_by: Actor) -> Change:
    """What these payments of a payer would change, each of them once: new, read otherwise, or known as they are."""
    known: dict[Any, tuple[Any, ...]] = {}
    rows = PublishedSpend.objects.seen_by(seen_by).filter(buyer=buyer, superseded_on__isnull=True)
    wanted = rows.filter(identity__in=[one.identity for one in payments])
    for identity, *said in wanted.values_list("identity", *_SAID):
        known[identity] = tuple(said)
    same = [known[one.identity] == _said(one) for one in payments if one.identity in known]
    return Change(added=len(payments) - len(same), revised=same.count(False), unchanged=same.count(True))


def payees(*, words: str, seen_by: Actor, limit: int = 50) -> tuple[PayeeAcross, ...]:
    """Payees whose name holds these words, with what every payer paid them, most first. Never behind a redaction."""
    known = SpendPayee.objects.seen_by(seen_by).filter(is_redacted=False)
    known = known.saying(words, field="folded_name")
    rows = SpendSum.objects.seen_by(seen_by).filter(payee__in=known).values("payee", "buyer").annotate(**_MONEY)
    by_payee: dict[int, list[dict[str, int]]] = {}
    for row in rows.order_by("-pence", "buyer"):
        by_payee.setdefault(row["payee"], []).append(row)
    most = sorted(by_payee, key=lambda payee: (-sum(row["pence"] for row in by_payee[payee]), payee))[:limit]
    about = SpendPayee.objects.seen_by(seen_by).in_bulk(most)
    numbers = {row["buyer"] for payee in most for row in by_payee[payee]}
    bodies = organisations(
        numbers=numbers | {one.organisation_id for one in about.values() if one.organisation_id}, seen_by=seen_by
    )
    return tuple(
        PayeeAcross(
            name=about[payee].name,
            organisation=bodies.get(about[payee].organisation_id),
            paid_by=tuple((bodies[row["buyer"]], Money(row["pence"])) for row in by_payee[payee]),
            payments=sum(row["count"] for row in by_payee[payee]),
        )
        for payee in most
    )


_SAID = ("payee_name", "amount_pence", "paid_on", "directorate", "service", "purpose", "reference")


def _said(one: PaymentGiven) -> tuple[Any, ...]:
    texts = (one.directorate, one.service, one.purpose, one.reference)
    return (one.payee, one.amount_pence, one.paid_on, *texts)


# --- Parts ----------------------------------------------------------------------------------------------------------

_MONEY = {"pence": Sum("amount_pence"), "count": Sum("payments")}
_SUMS = _MONEY | {"first": Min("month"), "last": Max("month")}


def _sums(asked: SpendAsked, seen_by: Actor) -> Any:
    rows = SpendSum.objects.seen_by(seen_by).filter(buyer=asked.buyer)
    if asked.first_month is not None:
        rows = rows.filter(month__gte=asked.first_month)
    if asked.last_month is not None:
        rows = rows.filter(month__lte=asked.last_month)
    return _narrowed(rows, asked)


def _payments(asked: SpendAsked, seen_by: Actor) -> Any:
    rows = PublishedSpend.objects.seen_by(seen_by).filter(buyer=asked.buyer, superseded_on__isnull=True)
    if asked.first_month is not None:
        rows = rows.filter(paid_on__gte=asked.first_month)
    if asked.last_month is not None:
        rows = rows.filter(paid_on__lt=_month_after(asked.last_month))
    return _narrowed(rows, asked)


def _narrowed(rows: Any, asked: SpendAsked) -> Any:
    if asked.directorate:
        rows = rows.filter(directorate=asked.directorate)
    if asked.payee.strip():
        known = SpendPayee.objects.all().saying(asked.payee, field="folded_name")
        rows = rows.filter(payee__in=known)
    return rows


def _month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _total(row: dict[str, Any]) -> SpendTotal:
    return SpendTotal(Money(row["pence"] or 0), row["count"] or 0, row["first"], row["last"])
