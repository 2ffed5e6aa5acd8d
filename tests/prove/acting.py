"""Every act of the interface done at a moment, and looked at: is it done, on the right day and in the right year?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tests.api.acts import ACTS, Act
from tests.api.doing import done, prepare
from tests.api.place import Place, build_place
from tests.factories import worlds
from tests.prove.goals import Tally
from tests.prove.moved import Moment, as_from, moved_to
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.models import Event

Came = dict[str, Any]
"""What came of each act and of each refusal, with days said as they lie from the day of the moment."""


def acted(moment: Moment, tally: Tally, *, acts: Iterable[Act] = ACTS.values()) -> Came:
    """Build the place, put the clock on or back, and do each act twice: to be done, and to be refused."""
    came: Came = {}
    with transaction.atomic():
        with moved_to(moment):
            place = build_place()
            with time_machine.travel(timezone.now() + moment.steps, tick=True):
                for act in acts:
                    came[act.name] = _undone(_done, act, place, moment, tally)
                    if act.codes:
                        came[f"{act.name}, refused"] = _undone(_refused, act, place, moment, tally)
        transaction.set_rollback(True)
    return came


def differences(plain: Any, odd: Any, *, where: str = "") -> Iterator[str]:
    """Each place in which what came of an act differs."""
    if isinstance(plain, dict) and isinstance(odd, dict) and plain.keys() == odd.keys():
        for name, one in plain.items():
            yield from differences(one, odd[name], where=f"{where}.{name}")
    elif isinstance(plain, list) and isinstance(odd, list) and len(plain) == len(odd):
        for number, (one, other) in enumerate(zip(plain, odd, strict=True)):
            yield from differences(one, other, where=f"{where}[{number}]")
    elif plain != odd:
        yield f"{where} is {odd!r}, and {plain!r} on a plain day"


def _undone(do: Callable[..., Any], act: Act, place: Place, moment: Moment, tally: Tally) -> Any:
    came = None
    with transaction.atomic():
        try:
            came = do(act, place, moment, tally)
        except AssertionError as fault:
            tally.that(False, f"{moment.name}: {act.name} could not be prepared: {fault}")
        transaction.set_rollback(True)
    return came


def _done(act: Act, place: Place, moment: Moment, tally: Tally) -> Any:
    prepare(place, *act.before, say=moment.moved)
    last = _last_event()
    answer = done(place, act, say=moment.moved)
    what = f"{moment.name}: {act.name}"
    tally.that(answer.status_code == act.status, f"{what} answered {answer.status_code}: {answer.content[:300]!r}")
    if answer.status_code != act.status:
        return None
    told = answer.json()
    expected = {name: place.ref(one) if name == "ref" else one for name, one in moment.moved(act.tells).items()}
    tally.that({name: told[name] for name in expected} == expected, f"{what} told {told}, not {expected}")
    days = _days_after(last)
    tally.that(days == {moment.day}, f"{what} is in the trail as of {days}, not {moment.day}")
    return as_from(moment.day, told, place=place)


def _refused(act: Act, place: Place, moment: Moment, tally: Tally) -> Any:
    prepare(place, *act.before, *act.spoilt_by, say=moment.moved)
    if act.refused is None and not act.spoilt_by:
        prepare(place, act.name, say=moment.moved)
    last = _last_event()
    said = moment.moved((act.refused or act.says)(place))
    answer = place.send(act.to(place), said, who=act.by)
    what = f"{moment.name}: {act.name}, refused"
    tally.that(answer.status_code == 422, f"{what}: answered {answer.status_code}: {answer.content[:300]!r}")
    tally.that(not _days_after(last), f"{what}: the trail holds something of it")
    if answer.status_code != 422:
        return None
    reasons = answer.json()["reasons"]
    codes = tuple(reason["code"] for reason in reasons)
    tally.that(codes == act.codes, f"{what} for {codes}, not {act.codes}: {reasons}")
    return as_from(moment.day, reasons, place=place)


def _last_event() -> int:
    with speaking_for(BOOTSTRAP):
        return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _days_after(last: int) -> set[Any]:
    with speaking_for(BOOTSTRAP):
        return set(Event.objects.filter(pk__gt=last).values_list("on", flat=True))


def put_back_into_yesterday(moment: Moment, tally: Tally, *, acts: Iterable[Act] = ACTS.values()) -> int:
    """Do each act a little after midnight and again before it, on records of the day that has not come again yet.

    Whatever is answered then is an answer: done, or refused with nothing kept. How many of them were done.
    """
    many = 0
    with transaction.atomic():
        with moved_to(moment), pytest.MonkeyPatch.context() as patch:
            patch.setattr(worlds, "TODAY", moment.day - timedelta(days=1))
            place = build_place()
            for act in acts:
                with transaction.atomic():
                    prepare(place, *act.before, say=moment.moved)
                    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=True):
                        last = _last_event()
                        answer = done(place, act, say=moment.moved)
                    what = (
                        f"{moment.name}, put back: {act.name} answered {answer.status_code}: {answer.content[:300]!r}"
                    )
                    was_done = answer.status_code == act.status
                    tally.that(was_done or 400 <= answer.status_code < 500, what)
                    tally.that(was_done or not _days_after(last), f"{what}, and the trail holds something of it")
                    many += was_done
                    transaction.set_rollback(True)
        transaction.set_rollback(True)
    return many
