"""Finding any room's record by its reference, and naming a share in its audience: the one thing done to all alike."""

from typing import Any

from django.apps import apps

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Scoped
from wholeplace.ground.records.scope import NotThere


def scoped_kinds() -> dict[str, type[Scoped]]:
    """The kinds of record that have a scope of their own."""
    return {model.kind: model for model in apps.get_models() if issubclass(model, Scoped) and model.kind}


def record_of(ref: Ref, *, seen_by: Actor) -> Any:
    """The record of this reference, whatever its room. Raises NotThere, like any look-up."""
    model = scoped_kinds().get(ref.kind)
    if model is None:
        raise NotThere("record")
    return model.objects.all().the(ref.public_id, seen_by=seen_by)


def mark(ref: Ref, *, as_: int, seen_by: Actor) -> Any:
    """Name a share or an opening in the audience of a record; its parts follow by their constraint.

    Raises NotThere. The mark is never taken away: once what it names has ended, nobody carries it.
    """
    model = type(record_of(ref, seen_by=seen_by))
    row = model.objects.select_for_update(of=("self",)).get(public_id=ref.public_id)
    row.audience = [*row.audience, as_]
    row.save(update_fields=["audience"])
    return row
