"""Putting payments into the table, the payees they name, and the sums that are read from them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.intake.outcome import Change, Row
from wholeplace.plan.funds.models import PublishedSpend, SpendFile, SpendPayee, SpendSum
from wholeplace.plan.funds.rules.spend import PaymentGiven, is_redacted
from wholeplace.together.directory.queries import named

_TABLE, _SUMS = PublishedSpend._meta.db_table, SpendSum._meta.db_table
_SAID = ("payee_id", "payee_name", "amount_pence", "paid_on", "directorate", "service", "purpose", "reference")
_COLUMNS = ", ".join(("buyer_id", "batch_id", "loaded_on", "row", "identity", *_SAID))


@dataclass
class Payees:
    """The payees by the names that rows give. A new one is looked for in the directory, by exactly the same name."""

    by: Actor
    numbers: dict[str, int] = field(default_factory=dict)

    def learn(self, said: dict[str, int | None]) -> None:
        """Know these names, with the organisation (its number) where the file says its official id."""
        names = [name for name in said if name not in self.numbers]
        if not names:
            return
        folded = _folded(names)
        known = self._known(folded.values())
        new: dict[str, str] = {}
        for name in names:
            if folded[name] not in known:
                new.setdefault(folded[name], name)
        self._add(new, said)
        known |= self._known(new)
        self.numbers |= {name: known[key] for name, key in folded.items()}

    def _known(self, keys: Collection[str]) -> dict[str, int]:
        return dict(SpendPayee.objects.filter(folded_name__in=list(keys)).values_list("folded_name", "pk"))

    def _add(self, new: dict[str, str], said: dict[str, int | None]) -> None:
        in_the_open = [name for name in new.values() if not is_redacted(name)]
        same = {name: card.number for name, card in named(names=in_the_open, seen_by=self.by).items()}
        SpendPayee.objects.bulk_create(
            (
                SpendPayee(
                    name=name,
                    folded_name=key,
                    is_redacted=is_redacted(name),
                    organisation_id=None if is_redacted(name) else said[name] or same.get(name),
                )
                for key, name in sorted(new.items())
            ),
            batch_size=2_000,
            ignore_conflicts=True,
        )


def _folded(names: list[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, folded(name) FROM unnest(%s::text[]) AS given(name)", [names])
        return dict(cursor.fetchall())


@dataclass
class Paid:
    """The payments of a payer as they are put into the table, and the months whose sums that changes."""

    buyer: int
    batch: int
    on: date
    payees: Payees
    months: set[date] = field(default_factory=set)

    def put(self, chunk: list[tuple[Row[PaymentGiven], PaymentGiven]]) -> Change:
        """Add what is new, and let what reads otherwise supersede what is known."""
        self.payees.learn({given.payee: given.payee_organisation for _, given in chunk})
        known = self._known([given.identity for _, given in chunk])
        new, changed = [], []
        for row, given in chunk:
            said = self._said(given)
            before = known.get(given.identity)
            if before is not None and before[1] == said:
                continue
            if before is not None:
                changed.append(before[0])
                self.months.add(before[1][3].replace(day=1))
            self.months.add(given.paid_on.replace(day=1))
            new.append((self.buyer, self.batch, self.on, row.number, given.identity, *said))
        PublishedSpend.objects.filter(pk__in=changed).update(superseded_on=self.on)
        self._copy(new)
        return Change(added=len(new) - len(changed), revised=len(changed), unchanged=len(chunk) - len(new))

    def add_up(self) -> None:
        """Note the file, and add the sums of every month that changed up anew."""
        SpendFile.objects.get_or_create(buyer_id=self.buyer, batch_id=self.batch)
        given: dict[str, Any] = {"buyer": self.buyer, "months": sorted(self.months)}
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, given)
            cursor.execute(_ADD_UP, given)

    def _said(self, given: PaymentGiven) -> tuple[Any, ...]:
        """A payment in the order of _SAID."""
        number = self.payees.numbers[given.payee]
        texts = (given.directorate, given.service, given.purpose, given.reference)
        return (number, given.payee, given.amount_pence, given.paid_on, *texts)

    def _known(self, identities: list[Any]) -> dict[Any, tuple[int, tuple[Any, ...]]]:
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN, {"buyer": self.buyer, "identities": identities})
            return {identity: (pk, tuple(said)) for identity, pk, *said in cursor.fetchall()}

    def _copy(self, rows: list[tuple[Any, ...]]) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {_TABLE} ({_COLUMNS}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


_KNOWN = f"""
SELECT identity, id, {", ".join(_SAID)} FROM {_TABLE}
WHERE superseded_on IS NULL AND buyer_id = %(buyer)s AND identity = ANY(%(identities)s::uuid[])
"""
_FORGET = f"DELETE FROM {_SUMS} WHERE buyer_id = %(buyer)s AND month = ANY(%(months)s::date[])"
_ADD_UP = f"""
INSERT INTO {_SUMS} (buyer_id, month, directorate, payee_id, amount_pence, payments)
SELECT buyer_id, m.month, directorate, payee_id, sum(amount_pence), count(*)
FROM unnest(%(months)s::date[]) AS m(month)
JOIN {_TABLE} ON superseded_on IS NULL AND buyer_id = %(buyer)s
    AND paid_on >= m.month AND paid_on < m.month + interval '1 month'
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
