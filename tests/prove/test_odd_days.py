"""Odd days and stepped clocks: every act does the same, on the right day and in the right year."""

import pytest

from tests.api.acts import ACTS
from tests.prove.acting import acted, differences
from tests.prove.ending import ends_in_time
from tests.prove.goals import chance, goal, size
from tests.prove.moments import ODD, PLAIN

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
