"""Published notices of awards and contracts come into the register, faults and all, without anybody's contacts."""

import json

import pytest

from tests.exchange.published.marlbridge_pays import (
    NOTICES,
    PLACE,
    lines,
    loaded_place,
    package,
    release,
    take_in,
    write,
)
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.do.contracts import queries
from wholeplace.edges.exchange.published.load import Outcome
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.directory import queries as directory
from wholeplace.together.partnership.queries import partnership

pytestmark = pytest.mark.django_db

FILE = "contracts/contracts-finder/contracts-finder-releases-2025.jsonl"
PACKAGE = "contracts/find-a-tender/1-2025.json"
LIST = "contracts/contracts-finder-notices-marlbridge.json"


@pytest.fixture(autouse=True)
def marlbridge(monkeypatch):
    """The one place whose notices are wanted."""
    loaded_place(monkeypatch)


def took(folder, name, text):
    """The report on one file of notices."""
    write(folder, name, text)
    return take_in(folder, NOTICES)[name]


def register():
    """The register of the place as everybody sees it."""
    with speaking_for(STRANGER):
        place = partnership(slug=PLACE.slug, seen_by=STRANGER)
        rows = queries.contracts(within=place.number, seen_by=STRANGER, on=TODAY, running_only=False)
        return queries.contract_cards(rows=rows, seen_by=STRANGER, on=TODAY)


def test_an_award_is_an_entry_that_everybody_sees(tmp_path):
    report = took(tmp_path, FILE, lines(release()))

    (card,) = register()
    assert (report.outcome, report.tally.added) == (Outcome.TAKEN, 1)
    assert (card.title, card.value, card.sensitivity) == (
        "Supported living in Marlbridge",
        Money(1234_50),
        Sensitivity.PUBLIC,
    )
    assert (card.starts_on.isoformat(), card.ends_on.isoformat()) == ("2025-04-01", "2026-03-31")
    assert [body.name for body in card.commissioners] == ["Marlbridge City Council"]
    assert [body.name for body in card.providers] == ["Alder Care Ltd"]
    assert (card.is_sme, card.is_vcse, card.route, card.reference_number) == (True, True, "Open procedure", "MARL-1")
    notice = card.notice
    assert (notice.ocid, notice.award, notice.notice, notice.row) == ("ocds-xx-1", "ocds-xx-1-1", "notice-1", 1)
    assert notice.url == "https://www.contractsfinder.service.gov.uk/Notice/invented"


def test_line_breaks_are_put_back_and_contacts_are_left_out(tmp_path):
    took(tmp_path, FILE, lines(release()))

    (card,) = register()
    assert card.description.startswith("Homes for modern people.\n\nCall [left out] or [left out]")


def test_a_supplier_that_may_be_a_person_is_counted_and_not_stored(tmp_path):
    took(tmp_path, FILE, lines(release()))

    (card,) = register()
    assert "1 supplier is not named here" in card.notice.note
    with speaking_for(STRANGER):
        assert directory.found(words="Rowan", seen_by=STRANGER) == ()
        (company,) = directory.found(words="Alder", seen_by=STRANGER)
        page = directory.organisation_page(public_id=company.ref.public_id, seen_by=STRANGER)
    assert page.official_ids == (("GB-COH", "01234567"),)


def test_a_supplier_without_a_number_is_matched_by_exactly_the_same_name(tmp_path):
    bare = {"id": "GB-CFS-9", "name": "BIRCH HOUSING LTD"}
    other = bare | {"name": "Birch Housing Ltd"}
    took(
        tmp_path,
        FILE,
        lines(
            release(award={"suppliers": [bare]}, parties=[]),
            release(ocid="ocds-xx-2", award={"suppliers": [other]}, parties=[]),
            release(ocid="ocds-xx-3", award={"suppliers": [bare | {"name": "Birch Housing and Care Ltd"}]}, parties=[]),
        ),
    )
    with speaking_for(STRANGER):
        found = sorted(card.name.lower() for card in directory.found(words="birch", seen_by=STRANGER))
    assert found == ["birch housing and care ltd", "birch housing ltd"]


def test_the_same_notices_again_change_nothing_in_whichever_file(tmp_path, events):
    took(tmp_path, FILE, lines(release(), release(ocid="ocds-xx-2")))
    before = events()

    again = took(tmp_path, FILE, lines(release(ocid="ocds-xx-2"), release()))
    half = took(tmp_path, FILE, lines(release()))
    first = took(tmp_path, PACKAGE, package(release()))

    assert {again.outcome, half.outcome} == {Outcome.UNCHANGED}
    assert (first.tally.changes, first.tally.unchanged) == (0, 1)
    assert len(register()) == 2
    assert events() - before <= 1  # the first file of another source is noted, though it changes nothing


def test_a_later_notice_revises_and_an_earlier_one_changes_nothing(tmp_path):
    took(tmp_path, FILE, lines(release()))
    later = release(id="notice-2", date="2025-02-01T00:00:00Z", tag=["awardUpdate"], award={"value": {"amount": 2000}})

    revised = took(tmp_path, FILE, lines(later))
    earlier = took(tmp_path, FILE, lines(release()))

    (card,) = register()
    assert (revised.tally.revised, earlier.tally.changes) == (1, 0)
    assert (card.value, card.notice.notice) == (Money(2000_00), "notice-2")


def test_of_two_notices_of_one_award_in_a_file_the_later_counts(tmp_path):
    later = release(id="notice-2", date="2025-02-01T00:00:00Z", award={"value": {"amount": 2000}})

    report = took(tmp_path, FILE, lines(later, release()))

    assert (report.tally.rows_taken, report.tally.added) == (2, 1)
    assert register()[0].value == Money(2000_00)


def test_what_is_no_contract_and_what_is_of_other_places_is_counted_apart(tmp_path):
    tender = release(ocid="ocds-xx-2", tag=["tender"], awards=[])
    pending = release(ocid="ocds-xx-3", award={"status": "pending"})
    elsewhere = release(ocid="ocds-xx-4", buyer={"id": "x", "name": "Étretham Borough Council"})

    report = took(tmp_path, FILE, lines(tender, pending, elsewhere))

    assert (report.tally.rows_in, report.tally.rows_taken, report.tally.rows_elsewhere) == (3, 2, 1)
    assert "2 × tag: Planned, out to tender or not agreed yet: no contract, so not in the register." in report.reasons
    assert register() == ()


def test_the_known_faults_of_the_files_are_handled_and_told(tmp_path):
    faulty = release(
        buyerID=[],
        award={"value": {"amount": 0.01, "currency": "GBP"}, "description": None},
        tender={"id": "T", "title": "Respite", "lots": [{"id": "1", "status": "cancelled"}]},
    )

    report = took(tmp_path, PACKAGE, package(faulty))

    (card,) = register()
    assert (card.value, card.ended_on) == (Money(0), None)
    assert "£0.01, which only fills the field" in card.notice.note
    assert set(report.reasons) == {
        "1 × buyerID: Given as an empty list, which says nothing; left out.",
        "1 × description: Given as null, which says nothing; left out.",
        "1 × status: A lot reads cancelled although its award is active: the award counts.",
    }


def test_a_contract_that_is_terminated_ends_and_a_cancelled_award_that_is_not_known_never_began(tmp_path):
    took(tmp_path, FILE, lines(release()))
    ended = release(
        id="notice-9",
        date="2025-09-01T00:00:00+01:00",
        tag=["contractTermination"],
        contracts=[
            {"id": "1", "awardID": "ocds-xx-1-1", "status": "terminated", "dateTerminated": "2025-08-20T00:00:00Z"}
        ],
    )
    never = release(ocid="ocds-xx-2", award={"status": "cancelled"})

    took(tmp_path, PACKAGE, package(ended, never))

    (card,) = register()
    assert (card.ended_on.isoformat(), card.ended_because) == ("2025-08-20", "Terminated, says notice notice-9.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ocid": None}, "ocid"),
        ({"date": "yesterday"}, "date"),
        ({"tag": ["awarded"]}, "tag"),
        ({"buyer": None}, "buyer"),
        ({"award": {"status": "won"}}, "awards.status"),
        ({"award": {"value": {"amount": "1234.50"}}}, "value.amount"),
        ({"award": {"value": {"amount": 12.345}}}, "value.amount"),
        ({"award": {"value": {"amount": 5, "currency": "EUR"}}}, "value.currency"),
        ({"award": {"contractPeriod": {"startDate": "2025-13-01T00:00:00Z"}}}, "period.startDate"),
        ({"award": {"contractPeriod": {"startDate": "2025-04-01", "endDate": "2024-04-01"}}}, "period.endDate"),
        ({"award": {"contractPeriod": {}, "date": None}}, "period.startDate"),
        ({"contracts": [{"id": "1"}]}, "contracts.awardID"),
    ],
)
def test_a_release_that_is_wrong_is_refused_with_its_field_and_the_others_go_on(tmp_path, changes, field):
    report = took(tmp_path, FILE, lines(release(**changes), release(ocid="ocds-xx-2")))

    assert (report.tally.rows_refused, report.tally.added) == (1, 1)
    assert report.reasons[0].startswith(f"1 × {field}: ") or any(f"× {field}: " in reason for reason in report.reasons)


def test_a_line_that_is_no_release_is_refused_and_a_package_that_is_none_refuses_the_file(tmp_path):
    report = took(tmp_path, FILE, lines(release()) + '\n{"ocid": "broken\n[]\n')
    other = took(tmp_path, PACKAGE, '{"records": []}')

    assert (report.tally.rows_in, report.tally.rows_refused, report.tally.added) == (3, 2, 1)
    assert other.outcome is Outcome.REFUSED
    assert "has no list of releases" in other.reasons[0]


def test_a_flat_list_gives_what_was_awarded_and_says_what_it_does_not_know(tmp_path):
    notice = {
        "id": "flat-1",
        "title": "Meals &amp; lunches",
        "description": "For schools",
        "organisation": "Marlbridge City Council",
        "status": "awarded",
        "notice_type": "Contract",
        "published_date": "2024-05-02",
        "awarded_date": "2024-05-01",
        "awarded_value": 10_000.5,
        "awarded_supplier": "Alder Care Ltd,Ash Rowan",
        "awarded_to_sme": True,
        "url": "https://www.contractsfinder.service.gov.uk/Published/Notice/flat-1",
    }
    others = (
        notice | {"id": "flat-2", "status": "closed"},
        notice | {"id": "flat-3", "organisation": "Fenshire County Council"},
        notice | {"id": "flat-4", "awarded_date": "soon"},
    )

    report = took(tmp_path, LIST, json.dumps({"meta": {}, "contracts": [notice, *others]}))

    tally = report.tally
    assert (tally.rows_in, tally.rows_taken, tally.rows_elsewhere, tally.rows_refused, tally.added) == (4, 2, 1, 1, 1)
    (card,) = register()
    assert (card.title, card.value, card.starts_on.isoformat()) == ("Meals & lunches", Money(10_000_50), "2024-05-01")
    assert card.notice.ocid == "ocds-b5fd17-flat-1"
    assert "The list states no first and no last day" in card.notice.note


def test_the_register_of_another_partnership_stays_as_it_was(tmp_path, city):
    took(tmp_path, FILE, lines(release()))

    with speaking_for(city.commissioner):
        rows = queries.contracts(within=city.commissioner.partnership_id, seen_by=city.commissioner, on=TODAY)
        assert list(rows) == []
