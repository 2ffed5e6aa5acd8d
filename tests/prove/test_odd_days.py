"""Odd days and stepped clocks: every act does the same, on the right day and in the right year."""

import json

import pytest

from tests.api.acts import ACTS
from tests.ground.trail.test_sealing import KEY, as_superuser, happen, sealed
from tests.prove.acting import acted, differences, put_back_into_yesterday
from tests.prove.ending import ends_in_time
from tests.prove.goals import chance, goal, size
from tests.prove.moments import HOUR, ODD, PLAIN
from wholeplace.edges.exchange.proof.verify_trail import check_trail
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail import sealing
from wholeplace.ground.trail.exporting import exported, one_view
from wholeplace.ground.trail.models import Event, Leaf
from wholeplace.ground.trail.sealing import THE_SEALER, Kept

pytestmark = pytest.mark.django_db


def test_every_act_does_the_same_at_odd_moments():
    many = size(small=12, change=len(ACTS), release=len(ACTS))
    acts = chance("acts at odd moments").sample([*ACTS.values()], many)
    with goal("C9") as tally:
        plain = acted(PLAIN, tally, acts=acts)
        for moment in ODD[: size(small=2, change=len(ODD), release=len(ODD))]:
            came = acted(moment, tally, acts=acts)
            for name, one in plain.items():
                found = [*differences(one, came[name])]
                tally.that(not found, f"{moment.name}: {name}: {'; '.join(found)}")


def test_what_ends_does_so_in_time_at_odd_moments():
    with goal("C9") as tally:
        ends_in_time(PLAIN, tally)
        for moment in ODD[: size(small=1, change=len(ODD), release=len(ODD))]:
            ends_in_time(moment, tally)


def test_a_clock_put_back_into_yesterday_breaks_nothing():
    many = size(small=6, change=len(ACTS), release=len(ACTS))
    with goal("C9") as tally:
        done = put_back_into_yesterday(ODD[0], tally, acts=chance("acts put back").sample([*ACTS.values()], many))
        tally.that(done > 0, "everything was refused")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", [-HOUR, HOUR])
def test_the_trail_keeps_its_order_when_the_clock_of_the_database_is_stepped(own_database, tmp_path, monkeypatch, step):
    kept, now = Kept(tmp_path / "head.json"), sealing._now
    with goal("C9") as tally:
        happen(3)
        sealed(kept)
        monkeypatch.setattr(sealing, "_now", lambda: now() + step)
        seconds = f"interval '{step.total_seconds():.0f} seconds'"
        as_superuser(own_database, f"ALTER TABLE trail_event ALTER COLUMN at SET DEFAULT now() + {seconds}")
        happen(3)
        sizes = sealed(kept)
        with one_view(), speaking_for(THE_SEALER):
            told = [json.dumps(line) for line in exported()]
        tally.that(sizes == [6], f"the heads are of {sizes}")
        faults, _, summary = check_trail(told, key=KEY.public)
        tally.that(not faults and summary.startswith("6 entries"), f"the verifier says {faults}, {summary}")
        with speaking_for(BOOTSTRAP):
            events = [*Event.objects.order_by("pk").values_list("pk", "at")]
        moments = [at for _, at in events]
        tally.that((moments == sorted(moments)) == (step > HOUR * 0), "the clock was not stepped")
        leaves = [*Leaf.objects.order_by("place").values_list("event", flat=True)]
        tally.that(leaves == [pk for pk, _ in events], f"sealed in the order {leaves}")
