"""How an act of the interface is done: what must be there before it, and the sending."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.api.acts import ACTS, Act
from tests.api.place import Place
from tests.factories.sharing import asked_to_open
from tests.factories.thread import a_decision, a_need
from tests.factories.worlds import TODAY
from wholeplace.ground.overrides import actions as overrides
from wholeplace.ground.records.scope import Sensitivity


def an_override(place: Place, *, ended: bool = False) -> None:
    """A number of law set by hand in the city."""
    by = place.city.actors["administrator"]
    began, ended_on = TODAY - timedelta(days=60), TODAY - timedelta(days=30)
    ref = overrides.set_override(
        rule="market_oversight_areas" if ended else "market_oversight_beds",
        jurisdiction="England",
        value=2500,
        begins_on=began,
        because="SI 9.",
        by=by,
        on=began,
    )
    if ended:
        overrides.end_override(override=ref.public_id, by=by, on=ended_on)
    place.refs["override"] = ref


def asked_for(place: Place) -> None:
    """A need that only the council reads, which the integrated care board asked to open."""
    need = a_need(place.city.commissioner, title="Kept", sensitivity=Sensitivity.ORGANISATION)
    place.refs["opening"] = asked_to_open(need, place.city.actors["partner"], at=timezone.now())


SCENES = {
    "a decision on the intention": lambda place: a_decision(place.city.member, on_subject=place.refs["intention"]),
    "a record that was asked for": asked_for,
    "an override": an_override,
    "an override that has ended": lambda place: an_override(place, ended=True),
}


def as_it_is(said: Any) -> Any:
    """The words of an act, unchanged."""
    return said


def prepare(place: Place, *steps: str, say: Callable[[Any], Any] = as_it_is) -> None:
    """Bring the place to where the act can be done."""
    for step in steps:
        if step in SCENES:
            SCENES[step](place)
        else:
            answer = done(place, ACTS[step], say=say)
            assert answer.status_code == ACTS[step].status, (step, answer.content)


def done(place: Place, act: Act, *, say: Callable[[Any], Any] = as_it_is) -> Any:
    """The act as whoever may does it; `say` changes the words it is sent with."""
    return place.send(act.to(place), say(act.says(place)), who=act.by)
