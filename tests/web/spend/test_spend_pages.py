"""Pages of published spend: everybody may read them, the tables add up, and each payment leads back to its row."""

import csv
import io

import pytest
from django.urls import reverse

from tests.queries.funds.test_spend_queries import PAID, load

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(city):
    """A council that published five payments."""
    load(city.organisations["council"], PAID)
    return city.organisations["council"]


def page(client, name, query="", **given):
    """The words of a page that anyone may open."""
    answer = client.get(reverse(name, kwargs=given) + query)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def rows(client, name, query, **given):
    """A page as a file."""
    return list(csv.reader(io.StringIO(page(client, name, query, **given).removeprefix("\ufeff"))))


def test_everybody_who_published_is_listed(client, council):
    words = page(client, "spenders")
    assert reverse("spend", kwargs={"reference": council.ref.public_id}) in words
    assert "£2,000.00" in words
    assert rows(client, "spenders", "?format=csv")[1] == ["council", "March 2025", "May 2025", "5", "£2,000.00"]


def test_the_list_says_what_to_do_where_nothing_was_published(client, city):
    assert "Nothing was taken in yet." in page(client, "spenders")


def test_the_page_of_a_payer_says_the_finding_and_its_tables_add_up(client, council):
    words = page(client, "spend", reference=council.ref.public_id)
    assert "in 5 payments, March 2025 to May 2025; most in May 2025" in words
    assert "Kept back by the publisher" in words
    assert words.count("£2,000.00") >= 4
    assert "<svg" in words
    assert "Took in spend.csv" in words


def test_the_months_can_be_chosen(client, council):
    words = page(client, "spend", "?first=2025-03&last=2025-03", reference=council.ref.public_id)
    assert "in 3 payments, March 2025." in words
    assert "Financial year 2025/26" in words


def test_nothing_is_a_page_and_not_an_error(client, council):
    words = page(client, "spend", "?payee=nobody", reference=council.ref.public_id)
    assert "Nothing was published for these months." in words


@pytest.mark.parametrize("query", ["?first=last", "?first=2025-13", "?last=%00", "?directorate=%27;drop", "?page=-1"])
def test_what_cannot_be_read_is_as_if_it_had_not_been_asked(client, council, query):
    for name in ("spend", "spend-payees", "spend-payments"):
        page(client, name, query, reference=council.ref.public_id)


def test_a_payment_leads_back_to_the_row_of_its_file(client, council):
    words = page(client, "spend-payments", reference=council.ref.public_id)
    assert "spend.csv, row 6" in words
    assert "?row=6" in words
    (head, first, *_) = rows(client, "spend-payments", "?format=csv", reference=council.ref.public_id)
    assert head[-2:] == ["Source", "Paid"]
    assert first[1:3] == ["REDACTED PERSONAL DATA", "Care"]


def test_payees_can_be_narrowed_and_taken_away(client, council):
    found = rows(client, "spend-payees", "?directorate=Care&format=csv", reference=council.ref.public_id)
    assert found[1:] == [["REDACTED PERSONAL DATA", "", "1", "£700.00"], ["Alder Care Ltd", "", "2", "£350.00"]]


def test_too_many_payments_for_a_file_are_refused_in_words(client, council, monkeypatch):
    monkeypatch.setattr("wholeplace.doors.web.spend.views.MOST_IN_A_FILE", 4)
    answer = client.get(reverse("spend-payments", kwargs={"reference": council.ref.public_id}) + "?format=csv")
    assert answer.status_code == 422
    assert "These are 5 payments; a file holds 4. Choose fewer months." in answer.content.decode()


def test_a_payee_is_found_across_payers(client, council):
    assert "Enter a part of a payee&#39;s name." in page(client, "payees") or "Enter a part of" in page(
        client, "payees"
    )
    assert "£350.00" in page(client, "payees", "?words=alder")
    assert "No payee" in page(client, "payees", "?words=redacted")


def test_a_body_that_published_nothing_has_no_page(client, city, council):
    for reference in (city.organisations["icb"].ref.public_id, "nobody"):
        assert client.get(reverse("spend", kwargs={"reference": reference})).status_code == 404


def test_cells_that_a_spreadsheet_would_run_leave_inert(client, city):
    load(city.organisations["council"], [(PAID[0][0], 5, '=HYPERLINK("x")', "")])
    found = rows(client, "spend-payees", "?format=csv", reference=city.organisations["council"].ref.public_id)
    assert found[1][0] == '\'=HYPERLINK("x")'
