"""One act done with every kind of credential: a token, a session, a session that switched its post, a job (X5).

What the interface makes of an act is kept as the calls of actions that it came to. The same calls are then made behind
the real door of the pages, by a session, and behind the real worker, on behalf of the same person. What comes of it,
and what is left behind it, must be the same each time.
"""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, override_settings

from tests.api.acts import Act
from tests.api.doing import prepare
from tests.api.place import Place
from tests.factories.worlds import TODAY, World
from tests.prove.elsewhere import stored
from wholeplace.config import urls
from wholeplace.doors.api.operations import OPERATIONS
from wholeplace.doors.clock.jobs import Job
from wholeplace.doors.clock.worker import Worker
from wholeplace.doors.web.middleware import ACTING_AS
from wholeplace.doors.web.sessions import password_was_given
from wholeplace.doors.web.shell.routes import PAGES, Page, page
from wholeplace.ground.access.actor import BOOTSTRAP, Actor, NotAllowed
from wholeplace.ground.access.limits import GRAVEST
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.action import ACTIONS
from wholeplace.ground.trail.later import later
from wholeplace.ground.trail.models import Event
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people.models import Person

_SHOWN = re.compile(r">Rule (?:<a [^>]*>)?([^<]+?)(?:</a>)?(?: ·|</p>)")
_A_NAME = re.compile(r"\b[0-9a-hjkmnp-tv-z]{12}\b")


# --- What an act came to ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Came:
    """What came of an act: its outcome, the codes it was refused for, the events it left, the tables it wrote to."""

    outcome: str
    codes: tuple[str, ...] = ()
    events: tuple[Any, ...] = ()
    wrote: tuple[tuple[str, int], ...] = ()


@dataclass
class Calls:
    """The calls of actions that one act came to, which can be made again by somebody else."""

    made: list[tuple[Callable[..., Any], dict[str, Any], Any]] = field(default_factory=list)
    fault: Exception | None = None

    def again(self, *, by: Actor, on: Any) -> None:
        """Make them again. What an earlier call made is what a later one is about."""
        now: dict[str, str] = {}
        try:
            for verb, given, was in self.made:
                same = {name: now.get(one, one) if isinstance(one, str) else one for name, one in given.items()}
                made = verb(**same | {"by": by, "on": on})
                if isinstance(made, Ref) and isinstance(was, Ref):
                    now[was.public_id] = made.public_id
        except Exception as fault:
            self.fault = fault
            raise


@contextmanager
def listening() -> Iterator[Calls]:
    """Keep every call of an action that a door makes."""
    calls, inside = Calls(), [False]

    def heard(verb: Callable[..., Any]) -> Callable[..., Any]:
        def hear(**given: Any) -> Any:
            if inside[0]:
                return verb(**given)
            inside[0] = True
            calls.made.append((verb, given, None))
            try:
                made = verb(**given)
                calls.made[-1] = (verb, given, made)
                return made
            finally:
                inside[0] = False

        return hear

    verbs = {id(verb) for verb in ACTIONS.values()}
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("wholeplace.") and name.endswith(".actions"):
                for word, verb in list(vars(module).items()):
                    if id(verb) in verbs:
                        patch.setattr(module, word, heard(verb))
        yield calls


def _tried(do: Callable[[], tuple[str, tuple[str, ...]]]) -> Came:
    """Do something, look at what it left, and undo it."""
    with transaction.atomic():
        with speaking_for(BOOTSTRAP):
            last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        before = stored()
        outcome, codes = do()
        after = stored()
        wrote = tuple((one, after[one][0] - before[one][0]) for one in sorted(after) if after[one] != before[one])
        with speaking_for(BOOTSTRAP):
            events = tuple(_said(one) for one in Event.objects.filter(pk__gt=last).order_by("pk"))
        transaction.set_rollback(True)
    return Came(outcome, codes, events, wrote)


def _said(event: Event) -> tuple[Any, ...]:
    return (
        event.kind, event.on, event.person_id, event.post_title, event.acting_for_id, tuple(event.authority),
        event.subject_kind, _A_NAME.sub("?", event.sentence), _A_NAME.sub("?", str(event.details)),
    )  # fmt: skip


# --- The doors --------------------------------------------------------------------------------------------------------


@cache
def pages_of(action: str) -> tuple[Page, ...]:
    """The pages whose code does this action, by its name in the house."""
    assert urls.urlpatterns  # reading them is what puts every page on the map
    return tuple(one for one in PAGES.values() if action in _actions_in(inspect.unwrap(one.view)))


def _actions_in(view: Callable[..., Any], seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The actions that the code of a function does, by itself or by another function of its module."""
    module = sys.modules[view.__module__]
    names = {id(verb): name for name, verb in ACTIONS.items()}
    found: frozenset[str] = frozenset()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(view)))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            far = getattr(getattr(module, node.value.id, None), node.attr, None)
            found |= {names[id(far)]} if id(far) in names else set()
        if isinstance(node, ast.Name):
            far = getattr(module, node.id, None)
            if id(far) in names:
                found |= {names[id(far)]}
            elif inspect.isfunction(far) and far.__module__ == view.__module__ and node.id not in seen:
                found |= _actions_in(far, seen | {node.id, view.__name__})
    return found


def _name_of(verb: Callable[..., Any]) -> str:
    return next(name for name, one in ACTIONS.items() if one is verb)


def by_token(place: Place, act: Act, body: Any, who: str) -> tuple[Came, Calls]:
    """As a program of somebody, through the interface."""
    with listening() as calls:
        came = _tried(lambda: _of_problem(place.send(act.to(place), body, who=who)))
    return came, calls


def _of_problem(answer: Any) -> tuple[str, tuple[str, ...]]:
    told = answer.json() if answer.status_code >= 400 else {}
    return _outcome(answer.status_code), tuple(one["code"] for one in told.get("reasons", ()))


def by_session(place: Place, act: Act, calls: Calls, who: str, *, switched: bool) -> Came:
    """As somebody at a browser, behind the door of a page that does the same: in one post all along, or switched."""
    actor = actor_of(place, who)
    held = _held(actor)
    mine, other = held[actor.post_id, actor.organisation_id], next(k for p, k in held.items() if p[0] != actor.post_id)
    browser = Client()
    browser.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session[ACTING_AS] = other if switched else mine
    password_was_given(SimpleNamespace(session=session))  # type: ignore[arg-type]
    session.save()
    with _behind_the_page(act, calls) as address:
        if switched:
            assert browser.post("/acting-as", {"capacity": mine}).status_code == 302
        return _tried(lambda: _of_page(browser.post(address)))


def _of_page(answer: Any) -> tuple[str, tuple[str, ...]]:
    return _outcome(answer.status_code), tuple(_SHOWN.findall(answer.content.decode()))


@contextmanager
def _behind_the_page(act: Act, calls: Calls) -> Iterator[str]:
    """A page behind the same door as the one that does this act, where there is one; what it does is these calls."""

    def view(request: HttpRequest) -> HttpResponse:
        calls.again(by=request.actor, on=request.today)  # type: ignore[attr-defined]
        return redirect("front")

    like = next(iter(pages_of(_name_of(calls.made[0][0]))), None)
    needs = like.needs if like else OPERATIONS[act.name]
    try:
        here = page("prove", view, name="prove", needs=needs, fresh=like.fresh if like else needs in GRAVEST)
        with override_settings(ROOT_URLCONF=_Addresses((here, *urls.urlpatterns))):
            yield "/prove"
    finally:
        PAGES.pop("prove", None)


@dataclass(frozen=True, eq=False)
class _Addresses:
    urlpatterns: tuple[Any, ...]
    handler404: str = urls.handler404
    handler500: str = urls.handler500


def by_job(place: Place, calls: Calls, who: str) -> Came:
    """As background work on behalf of somebody."""

    def work() -> tuple[str, tuple[str, ...]]:
        calls.fault = None
        later("prove", by=actor_of(place, who))
        job = Job(lambda *, by, on, **_: calls.again(by=by, on=on), Permission.ACCOUNT_KEEP)
        Worker(jobs={"prove": job}, policies=(), every={}).one()
        return _of_fault(calls.fault)

    return _tried(work)


def _of_fault(fault: Exception | None) -> tuple[str, tuple[str, ...]]:
    match fault:
        case None:
            return "done", ()
        case NotAllowed():
            return _outcome(403), tuple(one.code for one in fault.refusals)
        case Refused():
            return _outcome(422), tuple(one.code for one in fault.refusals)
        case NotThere():
            return _outcome(404), ()
    raise fault


def _outcome(status: int) -> str:
    known = {403: "not allowed", 404: "not there", 422: "refused"}
    return "done" if status < 400 else known.get(status, f"status {status}")


# --- Everybody --------------------------------------------------------------------------------------------------------


def actor_of(place: Place, who: str) -> Actor:
    """Somebody of the place."""
    world, _, key = who.rpartition(":")
    return (place.county if world else place.city).actors[key]


def _held(actor: Actor) -> dict[tuple[int | None, int | None], str]:
    with speaking_for(THE_DOOR):
        held = capacities(person=actor.person_id or 0, seen_by=THE_DOOR, on=TODAY)
    return {(one.actor.post_id, one.actor.organisation_id): one.key for one in held}


def give_another_post(place: Place, who: str) -> None:
    """Somebody holds a second post, in which they may do little; it is the first in the order of posts."""
    actor = actor_of(place, who)
    world: World = place.county if ":" in who else place.city
    host = world.organisations["county" if ":" in who else "charity"].ref.public_id
    post = partnerships.set_up_post(
        partnership=world.partnership, host=host, title=f"A trustee, {actor.person_id}", roles=[Role.PROVIDER],
        by=BOOTSTRAP, on=TODAY,
    )  # fmt: skip
    with speaking_for(BOOTSTRAP):
        person = Person.objects.get(pk=actor.person_id).public_id
    partnerships.fill_post(post=post.public_id, person=person, by=BOOTSTRAP, on=TODAY)


# --- Comparing --------------------------------------------------------------------------------------------------------


def compared(place: Place, act: Act) -> Iterator[str | None]:
    """Do an act with every kind of credential, by whoever may, by those who may not, and where a rule refuses it.

    What is wrong each time, or nothing; None where the interface refused it before any action was asked.
    """
    with transaction.atomic():
        prepare(place, *act.before)
        strangers = [act.powerless, *([act.neighbour] if act.neighbour else [])]
        strangers += ["county:everything"] if act.names_the_city else []
        for who in dict.fromkeys((act.by, *strangers)):
            give_another_post(place, who)
        body = act.says(place)
        came, calls = by_token(place, act, body, act.by)
        yield "" if came.outcome == "done" and calls.made else f"{act.name} by {act.by}: {came}"
        if calls.made:
            yield from _others(place, act, calls, act.by, came)
            for who in strangers:
                yield from _others(place, act, calls, who, by_token(place, act, body, who)[0])
        if act.codes:
            prepare(place, *act.spoilt_by)
            if act.refused is None and not act.spoilt_by:
                prepare(place, act.name)
            came, calls = by_token(place, act, (act.refused or act.says)(place), act.by)
            if calls.made:
                yield from _others(place, act, calls, act.by, came)
            else:
                yield None
        transaction.set_rollback(True)


def _others(place: Place, act: Act, calls: Calls, who: str, token: Came) -> Iterator[str]:
    for kind, came in (
        ("session", by_session(place, act, calls, who, switched=False)),
        ("switched session", by_session(place, act, calls, who, switched=True)),
        ("job", by_job(place, calls, who)),
    ):
        yield "" if came == token else f"{act.name} by {who}: by token {token}, by {kind} {came}"
