"""Taking in published notices: the house does, nobody of a place may, and nothing is left behind."""

from datetime import UTC, date, datetime

import pytest

from tests.factories.worlds import STRANGER, TODAY
from wholeplace.do.contracts import queries
from wholeplace.do.contracts.actions import NoticeGiven, SupplierGiven, load_notices
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.book import File, NothingNew
from wholeplace.ground.intake.outcome import Row
from wholeplace.ground.records.context import speaking_for

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
