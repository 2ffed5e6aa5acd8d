"""P3: everything about a person is found, and nothing about others. P4: every record is kept and ends on its day."""

import random
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from tests.factories.somebody import Somebody, name_of, somebody
from tests.factories.thread import a_contract, a_fund, a_line
from tests.factories.worlds import TODAY, World
from tests.prove.goals import Tally, chance, goal, size
from wholeplace.do.contracts.models import Contract
from wholeplace.ground.access.actor import BOOTSTRAP, service
from wholeplace.ground.intake.models import Batch, RowError
from wholeplace.ground.records.about import Found, held_about
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.retention.actions import lift_hold, place_hold
from wholeplace.ground.retention.queries import GONE, ref_of
from wholeplace.ground.trail.models import Event
from wholeplace.plan.funds.models import Fund
from wholeplace.together.partnership.models import Holder, Interest
from wholeplace.together.people.models import Person, Token

DAY = timedelta(days=1)
HOUSE = service("Subject access")
SECONDS = 60


def said(pack: tuple[Found, ...]) -> str:
    """Every word of a pack."""
    return "\n".join(f"{one.record} {one.why} {cell.words}" for one in pack for cell in one.cells)


@pytest.mark.django_db
def test_everything_about_a_person_is_found_and_nothing_about_others(city):
    many = size(small=6, change=50, release=1000)
    everybody: list[Somebody] = []
    for number in range(many):
        everybody.append(somebody(city, number, beside=everybody[-1].name if everybody else "Zebedee Quillfeather"))
    with goal("P3") as tally, speaking_for(HOUSE):
        for one in everybody:
            began = time.perf_counter()
            pack = held_about(person=one.number, seen_by=HOUSE)
            took = time.perf_counter() - began
            words, records = said(pack), {found.record for found in pack}
            for trace in one.traces:
                tally.that(trace in words, f"{one.name}: {trace} was not found")
            for record in ("Person", "Token", "Holder", "Interest", "Event", "Refusal", "Need", "Session",
                           "Failed sign-in"):  # fmt: skip
                tally.that(record in records, f"{one.name}: no {record}")
            for other in everybody:
                if other is not one:
                    for identifier in (other.name, other.email, other.public_id):
                        tally.that(identifier not in words, f"{one.name}: {identifier} stands in the pack")
            tally.that("7946" not in words, f"{one.name}: a telephone number stands in the pack")
            tally.that(took <= SECONDS, f"{one.name}: {took:.0f} s")


YEARS = {"contract": 6, "fund": 6, "holder": 6, "interest": 6, "token": 1, "row": 2}
"""For how many years each is kept, said again here, apart from the book of law."""


@dataclass
class Kept:
    """A record, from which day it is kept, and until when it was held."""

    what: str
    model: Any
    number: int
    since: date
    held_until: date | None = None

    @property
    def ends(self) -> date:
        """The first day on which it is not there, worked out apart from the schedule."""
        year = self.since.year + YEARS[self.what]
        last_of_month = (date(year + (self.since.month == 12), self.since.month % 12 + 1, 1) - DAY).day
        day = date(year, self.since.month, min(self.since.day, last_of_month)) + DAY
        return max(day, self.held_until or day)


def a_day(source: random.Random, *, years: int) -> date:
    """A day from today on, sometimes an odd one."""
    odd = [date(2028, 2, 29), date(2027, 3, 31), date(2026, 12, 31), date(2026, 10, 25)]
    return source.choice(odd) if source.random() < 0.2 else TODAY + DAY * source.randrange(365 * years)


def records(city: World, source: random.Random, *, many: int) -> list[Kept]:
    """Records of every class that ends, each with a day of its own."""
    people = [somebody(city, number, beside="Zebedee Quillfeather") for number in range(many)]
    contracts = [a_contract(city) for _ in people]
    funds = [a_fund(city) for _ in people]
    for fund in funds:
        a_line(city, fund=fund)
    made: list[Kept] = []
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        batch = Batch.objects.create(source="x", title="x", publisher="x", licence="x", taken_on=TODAY)
        for number, (one, contract, fund) in enumerate(zip(people, contracts, funds, strict=True)):
            for what, rows in (
                ("token", Token.objects.filter(person_id=one.number)),
                ("holder", Holder.objects.filter(person_id=one.number)),
                ("interest", Interest.objects.filter(person_id=one.number)),
                ("contract", Contract.objects.filter(public_id=contract.public_id)),
            ):
                since = a_day(source, years=3)
                rows.update(ends_on=since)
                made.append(Kept(what, rows.model, rows.get().pk, since))
            row = Fund.objects.get(public_id=fund.public_id)
            made.append(Kept("fund", Fund, row.pk, date(row.last_year + 1, 3, 31)))
            error = RowError.objects.create(batch=batch, row=number + 1, field="x", reason="x", excerpt="x")
            made.append(Kept("row", RowError, error.pk, TODAY))
    return made


def run_on(day: date) -> None:
    """The retention job as it runs on a day."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False):
        call_command("end_records", stdout=StringIO())


@pytest.mark.django_db
def test_ten_years_pass_and_every_record_is_kept_and_ends_on_its_day(city):
    source = chance("retention")
    kept = records(city, source, many=size(small=2, change=8, release=40))
    holds: list[tuple[date, Kept]] = []
    for one in [one for one in kept if hasattr(one.model, "audience")][::3]:
        one.held_until = one.ends + DAY * source.randrange(1, 300)
        holds.append((one.held_until, one))
    with goal("P4") as tally:
        placed = {id(one): _hold(one) for _, one in holds}
        for day in sorted({day for one in kept for day in (one.ends - DAY, one.ends)}):
            for until, one in holds:
                if until == day:
                    lift_hold(hold=placed[id(one)], because="The claim is settled.", by=BOOTSTRAP, on=day)
            run_on(day)
            with speaking_for(BOOTSTRAP):
                for one in kept:
                    there = one.model._base_manager.filter(pk=one.number).exists()
                    tally.that(there == (day < one.ends), f"{one.what} since {one.since}, ends {one.ends}: {day}")
        _certificates(tally, kept, holds)
        _people_are_forgotten(tally, kept)


def _hold(one: Kept) -> str:
    with speaking_for(BOOTSTRAP):
        row = one.model.objects.get(pk=one.number)
        ref = ref_of(row)
    by = replace(BOOTSTRAP, organisation_id=row.organisation_id, partnership_id=row.partnership_id)
    return place_hold(on_record=ref, because="A claim is made.", by=by, on=TODAY).public_id


def _certificates(tally: Tally, kept: list[Kept], holds: list[tuple[date, Kept]]) -> None:
    with speaking_for(BOOTSTRAP):
        ended = Event.objects.filter(kind="RecordEnded", details__then="Destroyed")
        tally.that(ended.count() == len(kept), f"{ended.count()} certificates of {len(kept)} records")
        stopped = Event.objects.filter(kind="KeptByAHold").count()
        tally.that(stopped == len(holds), f"{stopped} of {len(holds)} holds were written down")


def _people_are_forgotten(tally: Tally, kept: list[Kept]) -> None:
    """A sign-in loses its name six years after its last trace, and stays for what points at it."""
    run_on(date(2045, 1, 1))
    with speaking_for(BOOTSTRAP):
        names = [name_of(number) for number in range(len([one for one in kept if one.what == "token"]))]
        left = Person.objects.filter(name__in=names)
        tally.that(not left.exists(), f"{left.count()} people still have their names")
        gone = Person.objects.filter(email__endswith=GONE, is_active=False)
        tally.that(gone.count() == len(names), f"{gone.count()} sign-ins of {len(names)} were anonymised")
