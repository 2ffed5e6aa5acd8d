"""Random SQL in the role that serves gives away nothing and writes nothing beyond its context."""

from tests.prove.goals import chance, goal, size
from tests.prove.net.sql import Sql
from tests.prove.net.world import World


def test_random_sql_reads_and_writes_nothing_beyond_its_context(net: World):
    with goal("X9") as tally:
        Sql(net, chance("sql"), tally).run(size(small=1_500, change=20_000, release=200_000))
