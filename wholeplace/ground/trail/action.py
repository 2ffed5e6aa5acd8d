"""The one way to write: an action, which cannot commit unless authority was asked for and an event was left."""

import functools
import inspect
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from wholeplace.ground.access.actor import Actor, authority_was_checked
from wholeplace.ground.access.policy import VERSION
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.trail.canonical import words_digest
from wholeplace.ground.trail.event import Happened
from wholeplace.ground.trail.models import Event, Refusal
from wholeplace.ground.trail.request import request_id

Verb = TypeVar("Verb", bound=Callable[..., Any])

_events_left: ContextVar[list[Happened] | None] = ContextVar("events_left", default=None)

ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every action of the house by its name, for the tests that look after all of them."""


class ForgottenDuty(Exception):
    """An action did not ask for authority, or left no event. A fault in our code: nothing was committed."""


def action(function: Verb) -> Verb:
    """Run in one transaction with the pen in hand, and refuse to commit if a duty was forgotten.

    The function takes keywords only, among them `by` (the Actor) and `on` (the day). An action inside an action
    cannot do the outer one's duty. A refusal is logged apart, after everything else was undone.
    """
    name = f"{function.__module__.removeprefix('wholeplace.')}.{function.__qualname__}"
    _must_read_like_an_action(function, name=name)

    @functools.wraps(function)
    def wrapper(**given: Any) -> Any:
        by: Actor = given["by"]
        already = authority_was_checked.get() is not None
        asked, left = authority_was_checked.set([]), _events_left.set([])
        try:
            with transaction.atomic(), speaking_for(by), pen_taken(already=already):
                answer = function(**given)
                _both_duties_done(name)
                return answer
        except Refused as refused:
            if not already:
                _log(refused, action=name, by=by)
            raise
        finally:
            authority_was_checked.reset(asked)
            _events_left.reset(left)

    ACTIONS[name] = wrapper
    return wrapper  # type: ignore[return-value]


def record(event: Happened, *, subject: Ref, scope: dict[str, Any], by: Actor, on: date) -> None:
    """Leave an event about the subject, with the subject's scope (`scope_of(row)`). Only inside an action."""
    left, asked = _events_left.get(), authority_was_checked.get()
    if left is None or asked is None:
        raise ForgottenDuty("An event can be left only inside an action.")
    left.append(event)
    words: dict[str, Any] = {
        "person": by.person_id,
        "person_name": by.person_name,
        "sentence": event.sentence,
        "details": event.details(),
    }
    salt = secrets.token_bytes(16)
    Event.objects.create(
        on=on,
        kind=event.kind,
        sentence=words["sentence"],
        details=words["details"],
        subject_kind=subject.kind,
        subject_public_id=subject.public_id,
        **scope,
        person_id=by.person_id,
        person_name=by.person_name,
        post_title=by.post_title,
        acting_for_id=by.organisation_id,
        acting_for_name=by.organisation_name,
        authority=list(dict.fromkeys(asked)),
        policy=VERSION,
        request=request_id.get(),
        salt=salt,
        words_digest=words_digest(words, salt=salt),
    )


def _must_read_like_an_action(function: Callable[..., Any], *, name: str) -> None:
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters.values()):
        raise TypeError(f"{name} must take keywords only.")
    if not {"by", "on"} <= parameters.keys():
        raise TypeError(f"{name} must be told who (`by`) and when (`on`).")


def _both_duties_done(name: str) -> None:
    if not authority_was_checked.get():
        raise ForgottenDuty(f"{name} did not ask whether its actor may do this.")
    if not _events_left.get():
        raise ForgottenDuty(f"{name} left no event.")


def _log(refused: Refused, *, action: str, by: Actor) -> None:
    Refusal.objects.using("refusals").create(
        action=action,
        codes=[refusal.code for refusal in refused.refusals],
        person_id=by.person_id,
        post_id=by.post_id,
        acting_for_id=by.organisation_id,
    )
