"""What a query reads of another record through a link is asked after like the record itself, by each wall alone."""

import pytest
from django.db import connection
from django.db.models import F

from tests.factories.thread import a_contract, a_contract_measure, a_line, a_result
from wholeplace.do.contracts.models import Contract
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.roles import READER, WRITER
from wholeplace.ground.records.scope import NotThere
from wholeplace.plan.funds.models import Fund, FundLine
from wholeplace.plan.funds.queries import line, lines
from wholeplace.review.monitoring.queries import results


@pytest.fixture
def of_a_hidden_fund(city):
    """A line that the whole partnership may see, of a fund that only its own organisation may."""
    ref = a_line(city)
    hide(Fund)
    return ref


def hide(model) -> None:
    """Leave every record of a kind to its own organisation."""
    with speaking_for(BOOTSTRAP), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {WRITER}")
        model.objects.update(sensitivity="organisation")
        cursor.execute(f"SET LOCAL ROLE {READER}")


@pytest.mark.parametrize("told_with", ["joined", "annotated", "filtered", "ordered"])
def test_the_query_alone_hides_a_row_that_is_told_with_a_hidden_one(city, of_a_hidden_fund, told_with):
    def titles(actor):
        rows = FundLine.objects.seen_by(actor)
        asked = {
            "joined": rows.select_related("fund"),
            "annotated": rows.annotate(told=F("fund__title")),
            "filtered": rows.filter(fund__title__startswith="B"),
            "ordered": rows.order_by("fund__title"),
        }
        return [row.title for row in asked[told_with]]

    # The house sees every row, so only what the query itself asks is at work here.
    with speaking_for(BOOTSTRAP):
        assert titles(city.finance) == ["Home reablement"]
        assert titles(city.partner) == []


def test_a_row_that_is_told_alone_is_seen_though_what_it_leads_to_is_hidden(city, of_a_hidden_fund):
    with speaking_for(BOOTSTRAP):
        assert FundLine.objects.seen_by(city.partner).count() == 1


def test_a_line_of_a_hidden_fund_is_as_if_it_were_not_there(city, of_a_hidden_fund):
    with speaking_for(city.finance):
        assert line(reference=of_a_hidden_fund.public_id, seen_by=city.finance).title == "Home reablement"
    with speaking_for(city.partner), pytest.raises(NotThere):
        line(reference=of_a_hidden_fund.public_id, seen_by=city.partner)


def test_what_cannot_be_told_is_not_counted(city, of_a_hidden_fund):
    contract = a_contract(city)
    a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=contract))
    hide(Contract)
    for everything in (lines, results):
        for wall in (city.partner, BOOTSTRAP):
            with speaking_for(wall):
                rows = everything(within=city.partner.partnership_id, seen_by=city.partner)
                assert rows.count() == 0
        with speaking_for(city.finance):
            assert everything(within=city.partner.partnership_id, seen_by=city.finance).count() == 1
