"""Invented people with traces in every way the house can hold one: posts, words, events, refusals, tokens, sign-ins."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from tests.factories.thread import a_need
from tests.factories.worlds import PASSWORD, TODAY, World
from wholeplace.ground.access.actor import BOOTSTRAP, Actor, NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.topics import Topic
from wholeplace.together.people import actions as people

GIVEN = ("Asha", "Bram", "Ceri", "Dilys", "Emeka", "Farida", "Gwen", "Hamza", "Iona", "Jorah")
FAMILY = ("Ashcombe", "Brightwell", "Carrow", "Dunstable", "Ellacott", "Fernsby", "Gathercole", "Haythorn")


@dataclass(frozen=True)
class Somebody:
    """An invented person, who they act as, and the words that stand in each record about them."""

    number: int
    public_id: str
    name: str
    email: str
    actor: Actor
    traces: tuple[str, ...]


def name_of(number: int) -> str:
    """A name that nobody else of these people has."""
    return f"{GIVEN[number % 10]} {FAMILY[number // 10 % 8]}{'abcdefghij'[number // 80 % 10]}{number // 800 or ''}"


def somebody(city: World, number: int, *, beside: str) -> Somebody:
    """A person with traces, in some of which `beside` is named too."""
    name, email = name_of(number), f"{name_of(number).replace(' ', '.').lower()}@{city.slug}.example"
    card = people.invite(name=name, email=email, password=PASSWORD, by=BOOTSTRAP, on=TODAY)
    council = city.organisations["council"].ref.public_id
    post = partnerships.set_up_post(
        partnership=city.partnership, host=council, title=f"Officer p{number}p", roles=[Role.COMMISSIONER],
        by=BOOTSTRAP, on=TODAY,
    )  # fmt: skip
    partnerships.fill_post(post=post.public_id, person=card.public_id, by=BOOTSTRAP, on=TODAY)
    with speaking_for(THE_DOOR):
        (capacity,) = capacities(person=card.number, seen_by=THE_DOOR, on=TODAY)
    _acts(capacity.actor, number)
    says = f"{name} told {beside} on 020 7946 0{number:03d} that n{number}n matters."
    a_need(city.commissioner, title=f"A need heard by {name}, t{number}t", statement=says)
    _signs_in(card.number, email, number)
    traces = tuple(f"{mark}{number}{mark}" for mark in ("p", "k", "i", "e", "n", "t", "u"))
    return Somebody(card.number, card.public_id, name, email, capacity.actor, traces)


def _acts(actor: Actor, number: int) -> None:
    """What somebody does by themselves, and what they are refused."""
    people.issue_token(
        label=f"Report k{number}k", capacity="any", ends_on=TODAY + timedelta(days=30), by=actor, on=TODAY
    )
    partnerships.declare_interest(
        nature=Nature.OWNS, words=f"Shares in i{number}i", topic=Topic.HOUSING, by=actor, on=TODAY
    )
    a_need(actor, title=f"Need e{number}e", statement=f"Something e{number}e.")
    try:
        people.invite(name="Nobody", email="nobody@city.example", password=None, by=actor, on=TODAY)
    except NotAllowed:
        return
    raise AssertionError("A commissioner invited somebody.")


def _signs_in(person: int, email: str, number: int) -> None:
    session = SessionStore()
    session["_auth_user_id"] = str(person)
    session.create()
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        AccessAttempt.objects.create(
            username=email, ip_address="192.0.2.1", user_agent=f"u{number}u", failures_since_start=1,
            attempt_time=timezone.make_aware(datetime(2026, 6, 1)),
        )  # fmt: skip
