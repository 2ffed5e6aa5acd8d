"""Settling the words that a partnership uses."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.partnership.events import TermSettled
from wholeplace.together.partnership.models import Term
from wholeplace.together.partnership.queries import vocabulary
from wholeplace.together.partnership.rules.terms import Settling, Word, settling


@action
def settle_term(*, word: Word, label: str, definition: str, by: Actor, on: date) -> Ref:
    """Settle what the partnership calls something from this day, and what it means by it. Everyone can see it.

    Raises Refused when it is not defined, or when its label is another word's.
    """
    by.must(Permission.TERM_SETTLE)
    if by.partnership_id is None:
        raise NotThere("partnership")
    others = vocabulary(within=by.partnership_id, seen_by=by, on=on)
    asked = Settling(
        label=label,
        definition=definition,
        labels_of_others=tuple(term.label for term in others if term.word is not word),
    )
    if refusals := settling.refusals(asked):
        raise Refused(refusals)
    row = Term.objects.create(
        word=word.value,
        label=label.strip(),
        definition=definition.strip(),
        begins_on=on,
        **scope_for(by, sensitivity=Sensitivity.PUBLIC),
    )
    event = TermSettled(word=word.label, label=row.label)
    record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)
    return row.ref
