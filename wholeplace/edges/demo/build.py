"""Building the invented places, one stage after the other, through the same actions as any other place."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from wholeplace.edges.demo import PASSWORD, boards, contracts, decisions, figures, money, people, requests, thread
from wholeplace.edges.demo.people import address_of
from wholeplace.edges.demo.script import PLACES, Stage, Words, script_of
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership.queries import partnerships

Step = tuple[str, Callable[[Stage], None]]
FOUNDING: tuple[Step, ...] = (("indicators", figures.define), ("boards and delegations", boards.set_up))
WORKING: tuple[Step, ...] = (
    ("needs and outcomes", thread.know_and_want),
    ("plans and intentions", thread.plan),
    ("decisions", decisions.decide),
    ("agreed intentions", thread.go_ahead),
    ("funds", money.fund),
    ("contracts", contracts.enter),
    ("results", contracts.look),
    ("requests for information", requests.receive),
)


@dataclass(frozen=True)
class Done:
    """One step of the building that is done."""

    place: str
    step: str


@dataclass(frozen=True)
class SignIn:
    """Somebody of an invented place who can sign in."""

    place: str
    email: str
    person: str
    post: str


def places_to_build() -> tuple[str, ...]:
    """The invented places that are not there yet."""
    with speaking_for(BOOTSTRAP):
        known = {place.slug for place in partnerships(seen_by=BOOTSTRAP)}
    return tuple(place for place in PLACES if script_of(place)["place"]["slug"] not in known)


def build(*, places: tuple[str, ...], size: int, on: date) -> Iterator[Done]:
    """Build these places, `size` times the records of the script, telling each step when it is done.

    A place is built in one transaction: it is there whole, or not at all.
    """
    for place in places:
        with transaction.atomic():
            yield from _build(Stage(script=script_of(place), built_on=on), size=size)


def _build(stage: Stage, *, size: int) -> Iterator[Done]:
    name = stage.script["place"]["name"]
    people.set_up(stage, password=PASSWORD)
    yield Done(name, "organisations and people")
    for step, do in (*FOUNDING, *WORKING):
        do(stage)
        yield Done(name, step)
    for number in range(2, size + 1):
        more = replace(stage, script=_again(stage.script, number), refs=dict(stage.refs), number=number)
        for _, do in WORKING:
            do(more)
        yield Done(name, f"the same again, {number} of {size}")


def who_can_sign_in() -> Iterator[SignIn]:
    """Everybody who can sign in to the invented places."""
    for place in PLACES:
        script = script_of(place)
        for post in script["post"]:
            yield SignIn(
                place=script["place"]["name"],
                email=address_of(post["key"], slug=script["place"]["slug"]),
                person=post["person"],
                post=post["title"],
            )


def _again(script: Words, number: int) -> Words:
    """The working records of a script once more, named apart, for load. Plans and meetings are not repeated."""
    more: dict[str, Any] = deepcopy(script)
    for kind in ("need", "outcome", "intention", "decision", "fund", "contract"):
        for words in more.get(kind, []):
            words["title"] = f"{words['title']} (copy {_in_words(number)})"
    for fund in more["fund"]:
        for line in fund["lines"]:
            line["title"] = f"{line['title']} (copy {_in_words(number)})"
    for words in more["intention"]:
        words["state"] = "proposed" if words["state"] == "agreed" else words["state"]
    for words in more["contract"]:
        words["reference"] = f"{words['reference']}-{number}"
    return more | {"plan": [], "meeting": [], "item": [], "refused_decision": [], "request": []}


def _in_words(number: int) -> str:
    """A number without figures, since an outcome is said without them: b, c … z, ba, bb."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
