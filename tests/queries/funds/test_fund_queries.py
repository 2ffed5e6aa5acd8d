"""Reading funds and lines: how they stand, to whom they are shown, and with how many questions."""

import pytest

from tests.factories.thread import THIS_YEAR, a_fund, a_line, pounds
from tests.factories.worlds import STRANGER
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.plan.funds import queries
from wholeplace.plan.funds.rules.keeping import FundKind


def test_a_fund_stands_year_by_year(city):
    ref = a_fund(city)
    a_line(city, fund=ref, amount=250_000)

    with speaking_for(city.partner):
        fund = queries.fund(reference=ref.public_id, seen_by=city.partner)
    this, coming = fund.years
    assert (this.year, this.put_in, this.set_aside, this.left) == (
        THIS_YEAR,
        pounds(1_000_000),
        pounds(250_000),
        pounds(750_000),
    )
    assert (coming.year, coming.put_in, coming.left) == (THIS_YEAR.next, pounds(0), pounds(0))


def test_funds_are_listed_by_kind_and_lines_by_year_and_topic(city):
    ref = a_fund(city)
    a_fund(city, title="Public health grant", kind=FundKind.SINGLE)
    line = a_line(city, fund=ref, topic="Reablement")
    within = city.partner.partnership_id

    with speaking_for(city.partner):
        single = queries.funds(within=within, seen_by=city.partner, kind=FundKind.SINGLE)
        assert [row.title for row in single] == ["Public health grant"]
        for asked, found in (({}, [line]), ({"topic": "Reablement"}, [line]), ({"topic": "Equipment"}, [])):
            rows = queries.lines(within=within, seen_by=city.partner, year=THIS_YEAR, **asked)
            assert [card.ref for card in queries.line_cards(rows=rows, seen_by=city.partner)] == found
        assert list(queries.lines(within=within, seen_by=city.partner, year=THIS_YEAR.next)) == []


def test_another_partnership_and_the_public_see_nothing(city, county):
    fund = a_fund(city)
    line = a_line(city, fund=fund)
    refs = frozenset({fund, line})

    for stranger in (county.commissioner, STRANGER):
        with speaking_for(stranger):
            with pytest.raises(NotThere):
                queries.fund(reference=fund.public_id, seen_by=stranger)
            with pytest.raises(NotThere):
                queries.line(reference=line.public_id, seen_by=stranger)
            assert queries.stops(refs=refs, seen_by=stranger) == ()
            assert edges(queries.EDGES, refs=refs, seen_by=stranger) == ()
            assert queries.found(words="reablement", seen_by=stranger) == ()
            assert list(queries.funds(within=city.partner.partnership_id, seen_by=stranger)) == []


def test_the_public_sees_a_public_fund_with_its_lines_and_contributions(city):
    ref = a_fund(city, sensitivity=Sensitivity.PUBLIC)
    a_line(city, fund=ref)

    with speaking_for(STRANGER):
        fund = queries.fund(reference=ref.public_id, seen_by=STRANGER)
    assert (fund.put_in, fund.set_aside) == (pounds(1_000_000), pounds(400_000))


def test_a_public_line_of_another_partnership_is_not_for_links(city, county):
    line = a_line(city, fund=a_fund(city, sensitivity=Sensitivity.PUBLIC))

    with speaking_for(county.commissioner):
        assert queries.line(reference=line.public_id, seen_by=county.commissioner).ref == line
        with pytest.raises(NotThere):
            queries.line_here(reference=line.public_id, seen_by=county.commissioner)


def test_funds_and_lines_stand_on_the_thread_with_their_money(city):
    fund = a_fund(city)
    line = a_line(city, fund=fund)

    with speaking_for(city.partner):
        of_fund, of_line = queries.stops(refs=None, seen_by=city.partner)
        (found,) = queries.found(words="REABLEMENT", seen_by=city.partner)
        (edge,) = edges(queries.EDGES, refs=None, seen_by=city.partner)
    assert (of_fund.ref, of_fund.amount) == (fund, pounds(1_000_000))
    assert (of_line.ref, of_line.amount) == (line, pounds(400_000))
    assert of_line.sentence == "Line of Better Care Fund, 2026/27"
    assert found == of_line
    assert (edge.came_from, edge.leads_to, edge.how) == (fund, line, "sets aside")


@pytest.mark.parametrize("many", [1, 4])
def test_the_number_of_queries_of_a_list_does_not_grow(city, django_assert_num_queries, many):
    for number in range(many):
        a_line(city, fund=a_fund(city, title=f"Fund {'abcd'[number]}"))

    with speaking_for(city.partner), django_assert_num_queries(4):
        rows = queries.funds(within=city.partner.partnership_id, seen_by=city.partner)
        assert len(queries.cards(rows=rows, seen_by=city.partner)) == many
