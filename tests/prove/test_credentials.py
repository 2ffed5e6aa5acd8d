"""Every kind of credential has the same outcome: a token, a session, a switch of posts, a job on behalf of somebody."""

from tests.api.acts import ACTS
from tests.api.place import Place
from tests.prove.credentials import compared
from tests.prove.goals import chance, goal, size

MANY = size(small=4, change=len(ACTS), release=len(ACTS))


def test_every_act_comes_to_the_same_with_every_kind_of_credential(place: Place):
    with goal("X5") as tally:
        for act in chance("credentials").sample(list(ACTS.values()), MANY):
            for said in compared(place, act):
                if said is None:
                    tally.could_not_tell()
                else:
                    tally.that(not said, said)
