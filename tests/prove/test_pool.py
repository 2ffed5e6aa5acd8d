"""No context is left over or mixed when connections are used again."""

from tests.prove.goals import SEED, goal, size
from tests.prove.net.pool import many_turns
from tests.prove.net.world import World


def test_no_context_is_left_over_when_a_connection_is_used_again(net: World):
    threads, turns = size(small=4, change=8, release=16), size(small=60, change=5_000, release=50_000)
    with goal("X10") as tally:
        many_turns(net, tally, threads=threads, turns=turns, seed=f"{SEED} pool")
