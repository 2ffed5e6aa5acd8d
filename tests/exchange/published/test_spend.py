"""Published payments come in whole: each row taken, refused with its reason or known already, and so the money."""

import gzip
import random

import pytest

from tests.exchange.published.marlbridge_pays import COUNCILS, NUMBERED, REDUCED, take_in, write
from tests.factories.worlds import STRANGER
from wholeplace.edges.exchange.published import councils
from wholeplace.edges.exchange.published.load import Outcome
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake import queries as intake
from wholeplace.ground.records.context import speaking_for
from wholeplace.plan.funds import queries
from wholeplace.plan.funds.queries import SpendAsked

pytestmark = pytest.mark.django_db

OLD, NEW = "money/spend/marl-2013-12.csv", "money/spend/marl-2021-09.csv"


def spender():
    """The council with what it published."""
    with speaking_for(STRANGER):
        (one,) = queries.spenders(seen_by=STRANGER)
    return one


def payments():
    """Everything that is known of every payment, latest first."""
    number = spender().organisation.number
    with speaking_for(STRANGER):
        return queries.payment_lines(
            rows=queries.payments(asked=SpendAsked(number), seen_by=STRANGER), seen_by=STRANGER
        )


def totals(source="spend-marlbridge"):
    """The control totals of the latest batch."""
    with speaking_for(STRANGER):
        latest = intake.batches(seen_by=STRANGER, source=source).first()
        return [figure for _, figure in intake.totals(batch=latest.pk, seen_by=STRANGER)]


def test_councils_come_in_under_their_official_ids_and_those_that_ended_stay_out(tmp_path):
    report = take_in(tmp_path)[councils.LIST]
    assert (report.tally.added, report.tally.rows_elsewhere, report.tally.rows_refused) == (2, 1, 1)
    assert report.reasons[0].startswith("1 × org_id: Enter an identifier with its register")


def test_a_payment_is_read_with_the_row_it_stands_in(tmp_path):
    write(tmp_path, OLD, NUMBERED)

    report = take_in(tmp_path)[OLD]

    assert (report.outcome, report.tally.added, report.tally.rows_refused) == (Outcome.TAKEN, 3, 0)
    assert [(p.paid_on.isoformat(), p.payee, str(p.amount), p.directorate, p.purpose, p.row) for p in payments()] == [
        ("2014-01-03", "REDACTED PERSONAL DATA", "£12.30", "Children", "Books, maps", 4),
        ("2013-12-23", "ALDER CARE LTD", "-£25.50", "Adult Care", "Care", 3),
        ("2013-12-20", "Alder Care Ltd", "£1,000.00", "Adult Care", "Care", 2),
    ]
    assert {(p.source.file_name, p.source.source) for p in payments()} == {(OLD, "spend-marlbridge")}
    assert totals() == [986.80, 986.80, 0, 0]


def test_payments_that_look_alike_are_all_kept_where_the_publisher_numbers_none(tmp_path):
    write(tmp_path, NEW, REDUCED)

    report = take_in(tmp_path)[NEW]

    assert (report.tally.rows_in, report.tally.added, report.tally.rows_repeated) == (6, 6, 0)
    assert spender().whole.amount == Money(120_00 + 1234_56 - 34_56 + 99_99)


def test_the_same_payments_again_change_nothing_whatever_the_file_looks_like(tmp_path, events):
    path = write(tmp_path, NEW, REDUCED)
    take_in(tmp_path)
    before, head, *rows = events(), *REDUCED.splitlines()

    random.Random(1).shuffle(rows)
    shuffled = "\r\n".join([head, *rows]) + "\r\n"
    for name, text in (
        (NEW, REDUCED),
        ("money/spend/marl-2021-renamed.csv", shuffled),
        ("money/spend/marl-2021-half.csv", "\n".join([head, *REDUCED.splitlines()[3:6]])),
        ("money/spend/marl-2021-packed.csv.gz", gzip.compress(REDUCED.encode())),
    ):
        path.unlink()
        path = write(tmp_path, name, text)
        report = take_in(tmp_path)[name]
        assert (report.outcome, report.tally.changes) == (Outcome.UNCHANGED, 0), name
    assert (events(), len(payments())) == (before, 6)


def test_the_next_release_adds_only_its_own_payments(tmp_path):
    write(tmp_path, NEW, REDUCED)
    take_in(tmp_path)
    head = REDUCED.splitlines()[0]
    later = f"{head}\n2021-09-30,99.99,City,Redactive Press,,\n2021-10-01,1.00,City,Redactive Press,,\n"
    write(tmp_path, "money/spend/marl-2021-10.csv", later)

    report = take_in(tmp_path)["money/spend/marl-2021-10.csv"]

    assert (report.tally.added, report.tally.unchanged) == (2, 0)


def test_a_correction_of_a_numbered_payment_supersedes_it_and_what_is_left_out_stays(tmp_path):
    path = write(tmp_path, OLD, NUMBERED)
    take_in(tmp_path)
    lines = NUMBERED.splitlines()
    path.write_text("\n".join([lines[0], lines[1].replace(",1000,", ",1100,")]))

    report = take_in(tmp_path)[OLD]

    assert (report.outcome, report.tally.revised, report.tally.added) == (Outcome.TAKEN, 1, 0)
    assert spender().whole.amount == Money(1100_00 - 25_50 + 12_30)
    assert len(payments()) == 3


def test_a_number_that_stands_twice_is_taken_once_and_refused_where_the_two_differ(tmp_path):
    row = NUMBERED.splitlines()[1]
    write(tmp_path, OLD, NUMBERED + row + "\n" + row.replace(",1000,", ",7,") + "\n")

    tally = take_in(tmp_path)[OLD].tally

    assert (tally.rows_in, tally.rows_taken, tally.rows_repeated, tally.rows_refused) == (5, 3, 1, 1)
    in_all, taken, refused, again = totals()
    assert (in_all, taken + refused + again) == (1993.80, 1993.80)
    assert spender().whole.amount == Money(986_80)


def test_rows_that_cannot_be_are_refused_with_field_and_reason_and_their_money_is_counted(tmp_path):
    head = REDUCED.splitlines()[0]
    bad = (
        "2021-02-30,10.00,City,Alder Care Ltd,,",
        "2021-09-01,1e5,City,Alder Care Ltd,,",
        "2021-09-01,12.345,City,Alder Care Ltd,,",
        "2021-09-01,20.00,City,,,",
        "2021-09-01,30.00,City,CafÃ© Alder,,",
        "2031-09-01,40.00,City,Alder Care Ltd,,",
        "01/09/21,,City,Alder Care Ltd,,",
    )
    write(tmp_path, NEW, "\n".join([head, *bad, "2021-09-01,5.00,City,Alder Care Ltd,,"]))

    report = take_in(tmp_path)[NEW]

    assert (report.tally.rows_in, report.tally.rows_taken, report.tally.rows_refused) == (8, 1, 7)
    with speaking_for(STRANGER):
        batch = intake.batches(seen_by=STRANGER, source="spend-marlbridge").first()
        rows = intake.error_lines(rows=intake.errors(batch=batch.pk, seen_by=STRANGER), seen_by=STRANGER)
    assert [(one.row, one.field) for one in rows] == [
        (2, "Payment Date"),
        (3, "Amount"),
        (4, "Amount"),
        (5, "Beneficiary Name"),
        (6, "Beneficiary Name"),
        (7, "Payment Date"),
        (8, "Payment Date"),
        (8, "Amount"),
    ]
    assert all(one.reason for one in rows)
    assert totals() == [105.00, 5.00, 100.00, 0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('a,b\n"2021', "a quotation mark is opened here and never closed"),
        (REDUCED.replace("Alder", "Äldér").encode("cp1252"), "not UTF-8"),
        (REDUCED.replace("Beneficiary Name", "Name"), "has no column Beneficiary Name"),
        (REDUCED + "2021-09-30,1.00,City,One,,,too many\n", "has 7 cells under 6 headings"),
        (REDUCED.replace("City", "Ci\0ty"), "holds a zero character"),
        (b"", "has no column"),
    ],
)
def test_a_file_that_is_broken_is_refused_whole(tmp_path, text, why):
    if isinstance(text, str) and '"' in text:
        text = REDUCED + '2021-09-30,1.00,City,"One,,\n'
    write(tmp_path, NEW, text)

    report = take_in(tmp_path)[NEW]

    assert report.outcome is Outcome.REFUSED
    assert why in report.reasons[0]
    with speaking_for(STRANGER):
        assert queries.spenders(seen_by=STRANGER) == ()


@pytest.mark.parametrize(("stated", "refused"), [("986.80", 0), ("986.8", 0), ("986.79", 1)])
def test_a_row_that_only_states_the_total_is_checked_by_it(tmp_path, stated, refused):
    write(tmp_path, OLD, NUMBERED + f",,,,,,,,,{stated},,\n")

    report = take_in(tmp_path)[OLD]

    assert (report.tally.rows_in, report.tally.added, report.tally.rows_refused) == (4, 3, refused)
    assert not refused or "The file's own total is £986.79, but its rows come to £986.80" in report.reasons[0]


def test_a_payee_is_known_in_the_directory_only_by_exactly_the_same_name_and_never_behind_a_redaction(tmp_path):
    write(tmp_path, NEW, REDUCED.replace("Étretham Borough Council", "ETRETHAM BOROUGH COUNCIL"))
    take_in(tmp_path)

    number = spender().organisation.number
    with speaking_for(STRANGER):
        found = queries.top_payees(asked=SpendAsked(number), seen_by=STRANGER).lines
    assert {line.name: (line.is_redacted, line.organisation and line.organisation.name) for line in found} == {
        "Alder Care Ltd": (False, None),
        "REDACTED PERSONAL DATA": (True, None),
        "Redactive Press": (False, None),
        "ETRETHAM BOROUGH COUNCIL": (False, "Étretham Borough Council"),
    }


def test_without_the_list_of_councils_the_file_says_what_is_missing(tmp_path):
    write(tmp_path, NEW, REDUCED)
    write(tmp_path, councils.LIST, COUNCILS.splitlines()[0] + "\n")

    report = take_in(tmp_path)[NEW]

    assert report.outcome is Outcome.REFUSED
    assert report.reasons == (
        f"No council is known for X08000001. Load {councils.LIST} first: it says whose area that is.",
    )
