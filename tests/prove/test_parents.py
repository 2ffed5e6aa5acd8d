"""Nothing is hung on a parent of another organisation, nor linked to a far end that the writer may not see."""

from django.db import transaction

from tests.api.acts import ACTS
from tests.api.doing import prepare
from tests.api.place import Place
from tests.prove.goals import chance, goal, size
from tests.prove.net.world import World
from tests.prove.parents import hung, led_astray, links

OFTEN = size(small=1, change=20, release=200)
SOME_ACTS = size(small=6, change=len(ACTS), release=len(ACTS))


def test_no_foreign_key_is_led_astray_in_sql(net: World):
    luck = chance("parents")
    with goal("X11") as tally:
        for link in links() * OFTEN:
            for said in hung(net, link, luck):
                if said is None:
                    tally.could_not_tell()
                else:
                    tally.that(not said, said)


def test_no_act_of_the_interface_is_led_astray(place: Place):
    with goal("X11") as tally:
        for act in chance("acts").sample(list(ACTS.values()), SOME_ACTS):
            with transaction.atomic():
                prepare(place, *act.before)
                for said in led_astray(place, act):
                    tally.that(not said, said)
                transaction.set_rollback(True)
