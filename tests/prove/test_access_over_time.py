"""Access over time: what has ended is refused at the next request, and nobody agrees to what they asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import transaction

from tests.actions.needs.test_record_need import asked
from tests.factories.sharing import NOON, asked_to_open, reads, shared
from tests.factories.worlds import TODAY, World
from tests.prove.goals import Tally, chance, goal, size
from wholeplace.analyse.needs import actions as needs
from wholeplace.ground.access.actor import BOOTSTRAP, THE_PUBLIC, Actor
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.models import Event
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.models import Holder, Membership
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people import actions as people
from wholeplace.together.people.models import Person
from wholeplace.together.people.queries import bearer, tokens
from wholeplace.together.sharing import actions

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block has not happened after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def two(city) -> World:
    """The city with a governance officer at the integrated care board."""
    city.add_person("nhs_governance", role=Role.GOVERNANCE, organisation="icb", title="NHS governance officer")
    return city


@pytest.fixture
def kept(two) -> Ref:
    """A need that only people acting for the council read."""
    return needs.record_need(**asked() | {"sensitivity": Sensitivity.ORGANISATION}, by=two.commissioner)


def acting_now(person: int | None, *, key: str = "", on: date = TODAY) -> Actor:
    """Who the door makes of a person who asks now: in the capacity of this key, else in the first, else the public."""
    with speaking_for(THE_DOOR):
        held = capacities(person=person or 0, seen_by=THE_DOOR, on=on)
    chosen = [one.actor for one in held if key in ("", one.key)]
    return chosen[0] if chosen else THE_PUBLIC


def finds(ref: Ref, actor: Actor, *, on: date = TODAY) -> bool:
    """Whether the next request, by whoever the door makes of this person, finds the record."""
    return reads(ref, acting_now(actor.person_id, on=on), on=on)


# --- What is taken away, each as a pair: does it hold before, does it hold at the next request ------------------------


def share_ended(two: World, kept: Ref) -> tuple[bool, bool]:
    """A share is ended before its last day."""
    share = shared(kept, two)
    before = finds(kept, two.provider)
    actions.end_share(share=share.public_id, by=two.governance, on=TODAY)
    return before, finds(kept, two.provider)


def share_ran_out(two: World, kept: Ref) -> tuple[bool, bool]:
    """The last day of a share has passed."""
    last = TODAY + timedelta(days=chance_of(two).randrange(300))
    shared(kept, two, ends_on=last)
    return finds(kept, two.provider, on=last), finds(kept, two.provider, on=last + timedelta(days=1))


def opening_closed(two: World, kept: Ref) -> tuple[bool, bool]:
    """What was opened in an emergency is closed, by any of the three who may."""
    opening = asked_to_open(kept, two.partner)
    actions.agree_to_open(opening=opening.public_id, by=two.nhs_governance, on=TODAY, at=NOON)
    before = reads(kept, two.partner)
    closer = getattr(two, chance_of(two).choice(("partner", "nhs_governance", "governance")))
    actions.close_opening(opening=opening.public_id, by=closer, on=TODAY, at=NOON)
    return before, reads(kept, two.partner)


def opening_ran_out(two: World, kept: Ref) -> tuple[bool, bool]:
    """The minutes of what was opened have passed."""
    minutes = chance_of(two).randrange(1, 61)
    opening = asked_to_open(kept, two.partner, minutes=minutes)
    actions.agree_to_open(opening=opening.public_id, by=two.nhs_governance, on=TODAY, at=NOON)
    end = NOON + timedelta(minutes=minutes)
    return reads(kept, two.partner, at=end - timedelta(seconds=1)), reads(kept, two.partner, at=end)


def role_taken(two: World, kept: Ref) -> tuple[bool, bool]:
    """Somebody's last day in their post has passed."""
    before = finds(kept, two.analyst)
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        Holder.objects.filter(person_id=two.analyst.person_id).update(begins_on=YESTERDAY, ends_on=YESTERDAY)
    return before, finds(kept, two.analyst)


def person_suspended(two: World, kept: Ref) -> tuple[bool, bool]:
    """Somebody's sign-in is suspended."""
    before = finds(kept, two.analyst)
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        Person.objects.filter(pk=two.analyst.person_id).update(is_active=False)
    return before, finds(kept, two.analyst)


def post_ended(two: World, kept: Ref) -> tuple[bool, bool]:
    """A post itself has ended."""
    before = finds(kept, two.analyst)
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        for holder in Holder.objects.filter(person_id=two.analyst.person_id).select_related("post"):
            holder.post.begins_on = holder.post.ends_on = YESTERDAY
            holder.post.save(update_fields=["begins_on", "ends_on"])
    return before, finds(kept, two.analyst)


def partnership_left(two: World, kept: Ref) -> tuple[bool, bool]:
    """The organisation that somebody acts for has left the partnership."""
    before = finds(kept, two.analyst)
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        Membership.objects.filter(organisation_id=two.analyst.organisation_id).update(
            begins_on=YESTERDAY, ends_on=YESTERDAY
        )
    return before, finds(kept, two.analyst)


def token_revoked(two: World, kept: Ref) -> tuple[bool, bool]:
    """A token is revoked."""
    with speaking_for(THE_DOOR):
        key = capacities(person=two.analyst.person_id or 0, seen_by=THE_DOOR, on=TODAY)[0].key
    secret = people.issue_token(label="A program", capacity=key, ends_on=TOMORROW, by=two.analyst, on=TODAY)
    before = _by_token(kept, secret)
    with speaking_for(two.analyst):
        (token,) = tokens(seen_by=two.analyst)
    people.revoke_token(token=token.public_id, by=two.analyst, on=TODAY)
    return before, _by_token(kept, secret)


def capacity_switched(two: World, kept: Ref) -> tuple[bool, bool]:
    """Somebody who reads by a post in one organisation acts in their post in another."""
    post = partnerships.set_up_post(
        partnership=two.partnership,
        host=two.organisations["charity"].ref.public_id,
        title="Trustee",
        roles=[Role.PROVIDER],
        by=BOOTSTRAP,
        on=TODAY,
    )
    with speaking_for(BOOTSTRAP):
        who = Person.objects.get(pk=two.analyst.person_id)
    partnerships.fill_post(post=post.public_id, person=who.public_id, by=BOOTSTRAP, on=TODAY)
    with speaking_for(THE_DOOR):
        keys = {one.actor.post_title: one.key for one in capacities(person=who.pk, seen_by=THE_DOOR, on=TODAY)}
    one, other = (acting_now(who.pk, key=keys[title]) for title in ("Analyst", "Trustee"))
    return reads(kept, one), reads(kept, other)


def _by_token(ref: Ref, secret: str) -> bool:
    with speaking_for(THE_DOOR):
        found = bearer(secret=secret, seen_by=THE_DOOR, on=TODAY)
    return found is not None and reads(ref, acting_now(found[0], key=found[1]))


REVOCATIONS: tuple[Callable[[World, Ref], tuple[bool, bool]], ...] = (
    share_ended, share_ran_out, opening_closed, opening_ran_out, role_taken, person_suspended, post_ended,
    partnership_left, token_revoked, capacity_switched,
)  # fmt: skip

_CHANCE = chance("revocations")


def chance_of(_: World) -> Random:
    """The one source of chance of these revocations."""
    return _CHANCE


def test_whatever_is_taken_away_is_refused_at_the_next_request(two, kept):
    with goal("X6") as tally:
        for number in range(size(small=45, change=1_000, release=20_000)):
            revoke = REVOCATIONS[number % len(REVOCATIONS)]
            with undone():
                before, after = revoke(two, kept)
            tally.that(before and not after, f"{revoke.__name__}: read before {before}, after {after}")


# --- Two people ------------------------------------------------------------------------------------------------------


def hats(two: World) -> dict[str, Actor]:
    """People of the integrated care board in every post that matters, and each of them in the other's post."""
    asker, second = two.partner, two.nhs_governance
    return {
        "asker": asker,
        "second": second,
        "asker in the other post": replace(second, person_id=asker.person_id, person_name=asker.person_name),
        "second in the other post": replace(asker, person_id=second.person_id, person_name=second.person_name),
        "owner": two.governance,
        "outsider": two.provider,
        "house": BOOTSTRAP,
    }


def test_an_opening_is_asked_agreed_by_another_short_told_and_closed(two, kept):
    """Random walks over asking, agreeing, waiting and closing, by everybody, beside a plain model of what must hold."""
    luck = chance("openings")
    with goal("X12") as pairs, goal("X13") as tally:
        for _ in range(size(small=12, change=500, release=5_000)):
            with undone():
                walk = Walk(two, kept, pairs=pairs, tally=tally)
                for _ in range(size(small=8, change=30, release=50)):
                    walk.step(luck)


@dataclass
class Walk:
    """One walk, and what a plain model says of it: who asked, from when until when, and whether it was closed."""

    two: World
    kept: Ref
    pairs: Tally
    tally: Tally
    now: datetime = NOON
    opening: Ref | None = None
    asked_by: int | None = None
    asked_at: datetime = NOON
    minutes: int = 0
    ends: datetime | None = None
    closed: bool = False

    def step(self, luck: Random) -> None:
        """Somebody does something, or time passes; then everybody who might read it tries."""
        who, actor = luck.choice(list(hats(self.two).items()))
        over, waiting = (self.ask, self.ask, self.wait), (self.agree, self.agree, self.agree, self.close, self.wait)
        done = luck.choice(over if self.is_over else waiting)
        done(who, actor, luck)
        for name, reader in hats(self.two).items():
            if reader.organisation_id == self.two.partner.organisation_id:
                expected = self.is_open and reader.person_id == self.asked_by
                what = f"{done.__name__} by {who}: {name} reads it: expected {expected}"
                self.tally.that(reads(self.kept, reader, at=self.now) == expected, what)

    @property
    def is_open(self) -> bool:
        """Whether it is open just now."""
        return self.ends is not None and self.now < self.ends and not self.closed

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to agree to or to close."""
        return self.opening is None or self.closed or (self.ends is not None and self.now >= self.ends)

    def wait(self, who: str, actor: Actor, luck: Random) -> None:
        """Time passes."""
        self.now += timedelta(minutes=luck.randrange(1, 40))

    def ask(self, who: str, actor: Actor, luck: Random) -> None:
        """Somebody asks, where nothing is waiting or open."""
        if not self.is_over:
            return
        minutes = luck.randrange(1, 61)
        made = _try(lambda: asked_to_open(self.kept, actor, minutes=minutes, at=self.now))
        self.tally.that((made is not False) == (who in {"asker", "second in the other post"}), f"{who} asked: {made}")
        if isinstance(made, Ref):
            self.opening, self.asked_by, self.asked_at, self.minutes = made, actor.person_id, self.now, minutes
            self.ends, self.closed = None, False

    def agree(self, who: str, actor: Actor, luck: Random) -> None:
        """Somebody agrees: allowed to another person with the post for it, and to nobody else."""
        if self.opening is None:
            return
        reference, told = self.opening.public_id, _told(self.kept)
        done = _try(lambda: actions.agree_to_open(opening=reference, by=actor, on=TODAY, at=self.now)) is not False
        may = who in {"second", "asker in the other post"} and actor.person_id != self.asked_by
        lately = self.now - self.asked_at <= timedelta(hours=24)
        expected = may and self.ends is None and not self.closed and lately
        self.pairs.that(done == expected, f"{who} agreed: {done}, expected {expected}")
        if done:
            self.ends = self.now + timedelta(minutes=self.minutes)
            self.tally.that(_told(self.kept) == told + 1, "the owner was not told")

    def close(self, who: str, actor: Actor, luck: Random) -> None:
        """Somebody closes it: whoever asked in the post they asked in, and either organisation once it is told."""
        if self.opening is None:
            return
        reference = self.opening.public_id
        done = _try(lambda: actions.close_opening(opening=reference, by=actor, on=TODAY, at=self.now)) is not False
        self.tally.that(not (done and who == "outsider"), "an outsider closed it")
        self.tally.that(not (done and self.is_over), f"{who} closed what was over")
        self.closed = self.closed or done


def _try(act: Callable[[], object]) -> object:
    """What an act came to, or False when it was refused."""
    try:
        with transaction.atomic():
            return act()
    except (Refused, NotThere):
        return False


def _told(ref: Ref) -> int:
    with speaking_for(BOOTSTRAP):
        return Event.objects.filter(kind="RecordOpened", subject_public_id=ref.public_id).count()
