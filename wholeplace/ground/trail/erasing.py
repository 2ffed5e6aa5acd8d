"""Lawful erasure: the words of events go, with their salt; the sealed trail verifies all the same.

It takes two hands. An action leaves an entry that says which events and why, and names nobody; then the owner of the
tables, whom no request can become, blanks the words of just the events that such an entry names. The events of every
erasure are also kept in a list outside the database, so that a restored backup does not bring the words back.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.trail.action import action, record
from wholeplace.ground.trail.events import HistoryRestored, WordsErased
from wholeplace.ground.trail.models import Event
from wholeplace.ground.trail.sealing import THE_TRAIL

ERASED = "These words were erased, as the law asks."
KEPT_WHOLE = (HistoryRestored.__name__, WordsErased.__name__)

BLANK = """
UPDATE trail_event SET person_id = NULL, person_name = '', sentence = %(erased)s, details = '{}', salt = NULL
WHERE salt IS NOT NULL AND NOT kind = ANY(%(kept)s) AND id IN (
    SELECT jsonb_array_elements_text(details -> 'events')::bigint FROM trail_event WHERE kind = 'WordsErased')
"""


@dataclass(frozen=True)
class ErasureList:
    """The events whose words were erased, kept in a file that no restore of the database touches."""

    file: Path

    def events(self) -> tuple[int, ...]:
        """Every event on the list."""
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        return tuple(dict.fromkeys(event for line in lines for event in json.loads(line)["events"]))

    def add(self, events: Iterable[int], *, because: str) -> None:
        """Put events on the list, with the reason."""
        with self.file.open("a") as file:
            file.write(json.dumps({"events": list(events), "because": because}) + "\n")


def events_of(person: int, *, ref: Ref, name: str) -> tuple[int, ...]:
    """The events by a person, about them, or in whose words their name stands, with words to erase."""
    named = Q(sentence__contains=name) | Q(told__contains=name)
    theirs = Q(person_id=person) | Q(subject_kind=ref.kind, subject_public_id=ref.public_id) | named
    told = Event.objects.annotate(told=Cast("details", TextField()))
    rows = told.filter(theirs, salt__isnull=False).exclude(kind__in=KEPT_WHOLE)
    return tuple(rows.order_by("pk").values_list("pk", flat=True))


def with_words(events: Iterable[int]) -> tuple[int, ...]:
    """Those of these events that still have words: what a restored backup brought back."""
    rows = Event.objects.filter(pk__in=list(events), salt__isnull=False).exclude(kind__in=KEPT_WHOLE)
    return tuple(rows.order_by("pk").values_list("pk", flat=True))


@action
def order_erasure(*, events: tuple[int, ...], because: str, by: Actor, on: date) -> None:
    """Leave the entry that says the words of which events are erased, and why. It names nobody."""
    by.must(Permission.OPERATIONS_READ)
    record(WordsErased(events=events, because=because), subject=THE_TRAIL, scope=OPEN_SCOPE, by=by, on=on)


def blank(*, owner: str) -> int:
    """Blank the words of every event that an entry of erasure names, at the owner's address; how many had words."""
    with psycopg.connect(owner) as connection:
        return connection.execute(BLANK, {"erased": ERASED, "kept": list(KEPT_WHOLE)}).rowcount
