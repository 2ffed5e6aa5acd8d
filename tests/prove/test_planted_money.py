"""The proof of the money finds what it looks for: each planted fault is told, and where it is."""

import pytest
from django.db.models import F

from tests.factories.thread import a_fund, a_line, pounds
from tests.factories.worlds import TODAY, World
from tests.prove import money
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.plan.funds import actions
from wholeplace.plan.funds.models import Contribution, FundLine, LineMovement

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(city: World) -> tuple[str, str]:
    """Two lines of a full fund, between which money moved, and from one of which some is drawn."""
    fund = a_fund(city, put_in=200)
    giver, taker = (a_line(city, fund=fund, amount=100, title=title).public_id for title in ("Giver", "Taker"))
    actions.move_between_lines(
        giver=giver, taker=taker, amount=pounds(60), because="Dearer.", by=city.finance, on=TODAY
    )
    actions.draw(line=taker, amount=pounds(20), by=city.commissioner, on=TODAY)
    return giver, taker


def found() -> list[str]:
    """What the proof finds, as one who sees every row."""
    with speaking_for(BOOTSTRAP):
        return money.faults()


def test_what_adds_up_has_no_faults(lines):
    assert found() == []


def test_a_movement_that_is_gone_is_found_at_both_its_lines(lines):
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        LineMovement.objects.all().delete()
    fault = "a line holds other than it began with and its movements say"
    assert set(found()) == {f"{fault}: {line}" for line in lines}


def test_a_leg_that_was_dropped_is_found_where_the_money_is_missing(lines):
    _, taker = lines
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        FundLine.objects.filter(public_id=taker).update(amount_pence=F("amount_pence") - 6_000)
    assert found() == [f"a line holds other than it began with and its movements say: {taker}"]


def test_money_that_was_never_put_in_is_found(lines):
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        Contribution.objects.update(amount_pence=F("amount_pence") - 1)
    assert [one.partition(":")[0] for one in found()] == ["the lines of a year hold more than was put in for it"]


def test_a_draw_that_the_trail_does_not_know_is_found(lines):
    _, taker = lines
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        FundLine.objects.filter(public_id=taker).update(drawn_pence=F("drawn_pence") + 1)
    assert found() == [f"more or less is drawn on a line than the trail says: {taker}"]
