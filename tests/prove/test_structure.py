"""The database stands as the models declare."""

from tests.prove.goals import goal
from tests.prove.net.structure import audit
from tests.prove.net.world import World


def test_the_database_stands_as_the_models_declare(net: World):
    with goal("X8") as tally, net.owner() as owner:
        audit(owner, tally)
