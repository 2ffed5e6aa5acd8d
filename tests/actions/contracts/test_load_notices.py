"""Taking in published notices: the house does, nobody of a place may, and nothing is left behind."""

from datetime import UTC, date, datetime

import pytest

from tests.factories.intake import load_notices
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.do.contracts import queries
from wholeplace.do.contracts.actions import NoticeGiven, SupplierGiven, end_contract, extend
from wholeplace.do.contracts.rules.notices import Standing
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.book import File, NothingNew
from wholeplace.ground.intake.outcome import Row
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.queries import history

FILE = File("notices", "Notices", "Marlbridge", "Open", "notices.json", "0" * 64, "1")


def notice(city, **changes):
    """A notice of an award of the council, with these changes."""
    given = {
        "ocid": "ocds-xx-1",
        "award": "1",
        "notice": "notice-1",
        "published_at": datetime(2026, 1, 5, 9, 0, tzinfo=UTC),
        "buyer": city.organisations["council"].number,
        "partnership": city.commissioner.partnership_id,
        "title": "Supported living",
        "starts_on": date(2026, 4, 1),
        "suppliers": (SupplierGiven("Alder Care", (OrgId("GB-COH", "01234567"),)), SupplierGiven("Ash Rowan")),
        "value": Money(100_00),
    }
    return NoticeGiven(**given | changes)


def loaded(*notices, by=BOOTSTRAP):
    """Take these notices in."""
    rows = [Row(number, (one,)) for number, one in enumerate(notices, start=1)]
    return load_notices(file=FILE, rows=rows, by=by, on=TODAY)


def register(city, actor=STRANGER):
    """The register of the city as somebody sees it."""
    with speaking_for(actor):
        rows = queries.contracts(within=city.commissioner.partnership_id, seen_by=actor, on=TODAY, running_only=False)
        return queries.contract_cards(rows=rows, seen_by=actor, on=TODAY)


def test_the_house_takes_notices_in_for_everybody_to_see(city):
    batch = loaded(notice(city), notice(city, award="2", title="Respite", suppliers=()))

    assert (batch.tally.added, batch.tally.rows_in) == (2, 2)
    cards = register(city)
    assert sorted(card.title for card in cards) == ["Respite", "Supported living"]
    assert {card.organisation for card in cards} == {city.organisations["council"].number}


@pytest.mark.parametrize("who", ["commissioner", "partner", "provider", "stranger"])
def test_nobody_of_a_place_may(city, events, who):
    by = STRANGER if who == "stranger" else city.actors[who]
    before = events()

    with pytest.raises(NotAllowed):
        loaded(notice(city), by=by)

    assert (register(city, BOOTSTRAP), events()) == ((), before)


def test_what_is_known_already_leaves_nothing(city, events):
    loaded(notice(city))
    before = events()

    with pytest.raises(NothingNew):
        loaded(notice(city))

    assert (len(register(city)), events()) == (1, before)


def test_what_the_place_itself_entered_is_never_touched(city):
    loaded(notice(city))
    loaded(notice(city, ocid="ocds-xx-2", published_at=datetime(2026, 2, 1, tzinfo=UTC), value=None))

    first, second = sorted(register(city), key=lambda card: card.notice.ocid)
    assert (first.value, second.value) == (Money(100_00), Money(0))
    assert "The notice states no value." in second.notice.note


def test_a_notice_claims_neither_a_group_nor_a_risk(city):
    loaded(notice(city))

    (card,) = register(city)
    assert (card.group, card.risk) == (None, None)


def test_a_later_notice_leaves_what_was_done_by_hand_and_says_that_it_revised(city):
    loaded(notice(city, ends_on=date(2027, 3, 31), may_extend_until=date(2029, 3, 31)))
    loaded(notice(city, ocid="ocds-xx-2", title="Respite", ends_on=date(2027, 3, 31)))
    respite, living = sorted(register(city), key=lambda card: card.title)
    until, last_day = date(2028, 3, 31), date(2026, 12, 31)
    extend(contract=living.ref.public_id, until=until, because="It works.", by=city.commissioner, on=TODAY)
    end_contract(
        contract=respite.ref.public_id,
        last_day=last_day,
        because="Too few came.",
        by_agreement=True,
        by=city.commissioner,
        on=TODAY,
    )

    later = {"notice": "notice-2", "published_at": datetime(2026, 5, 1, tzinfo=UTC), "value": Money(200_00)}
    loaded(
        notice(city, ends_on=date(2027, 9, 30), may_extend_until=date(2029, 3, 31), **later),
        notice(city, ocid="ocds-xx-2", title="Respite", starts_on=date(2027, 1, 1), **later),
    )

    respite, living = sorted(register(city), key=lambda card: card.title)
    assert (living.ends_on, living.value) == (until, Money(200_00))
    assert (respite.ended_on, respite.ended_because) == (last_day, "Too few came.")
    with speaking_for(STRANGER):
        told = history(of=[living.ref], seen_by=STRANGER)[0].sentence
    assert told == "Revised by notice notice-2, published on 1 May 2026."


def test_a_later_notice_takes_back_the_end_that_a_notice_said(city):
    loaded(notice(city, standing=Standing.TERMINATED))
    assert register(city)[0].ended_because == "Terminated, says notice notice-1."

    loaded(notice(city, notice="notice-2", published_at=datetime(2026, 5, 1, tzinfo=UTC)))

    assert register(city)[0].ended_on is None
