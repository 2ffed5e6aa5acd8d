"""Bringing a file in, confirming it, cancelling it, and noting that it has been taken in."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.files.events import FileAskedAgain, FileBrought, FileCancelled, FileConfirmed, FileTakenIn
from wholeplace.ground.files.models import BroughtFile
from wholeplace.ground.files.rules import (
    AskingAgain,
    Cancelling,
    Confirming,
    Finishing,
    State,
    asking_again,
    cancelling,
    confirming,
    finishing,
)
from wholeplace.ground.files.store import Arrived
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.ground.trail.later import later

TAKE_IN = "take_in_file"
"""The job that takes a confirmed file in."""


@action
def bring_in(*, content: Arrived, name: str, read_as: str, encoding: str, by: Actor, on: date) -> Ref:
    """Bring in a file for the organisation one acts for. Its content is kept; nothing of it is taken in yet."""
    by.must(Permission.FILE_BRING)
    row = BroughtFile.objects.create(
        name=name,
        sha256=content.sha256,
        size=content.size,
        read_as=read_as,
        encoding=encoding,
        brought_by=by.person_id or 0,
        brought_on=on,
        **scope_for(by, sensitivity=Sensitivity.ORGANISATION),
    )
    event = FileBrought(name=name, sha256=content.sha256, size=content.size)
    record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)
    content.keep()
    return row.ref


@action
def confirm(*, file: str, by: Actor, on: date) -> None:
    """Confirm that a file is taken in, which begins soon after. Raises Refused for whoever brought it, in any post."""
    this = BroughtFile.objects.all().held(file, permission=Permission.FILE_CONFIRM, by=by)
    asked = Confirming(
        is_a_person=by.person_id is not None,
        brought_it=this.brought_by == by.person_id,
        state=State(this.state),
    )
    if refusals := confirming.refusals(asked):
        raise Refused(refusals)
    _answer(this, State.CONFIRMED, by=by, on=on)
    event = FileConfirmed(name=this.name, sha256=this.sha256)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    later(TAKE_IN, by=by, order=f"files of {this.organisation_id}", file=this.ref)


@action
def ask_again(*, file: str, by: Actor, on: date) -> None:
    """Ask again, in one's own name, for a confirmed file to be taken in: where the work came to a stop half-way.

    It goes on where it was left, and does nothing where it was done meanwhile. Raises Refused.
    """
    this = BroughtFile.objects.all().held(file, permission=Permission.FILE_CONFIRM, by=by)
    asked = AskingAgain(
        is_a_person=by.person_id is not None,
        brought_it=this.brought_by == by.person_id,
        state=State(this.state),
    )
    if refusals := asking_again.refusals(asked):
        raise Refused(refusals)
    record(FileAskedAgain(name=this.name), subject=this.ref, scope=scope_of(this), by=by, on=on)
    later(TAKE_IN, by=by, order=f"files of {this.organisation_id}", file=this.ref)


@action
def cancel(*, file: str, by: Actor, on: date) -> None:
    """Cancel a file that nobody has confirmed. Raises Refused once it was."""
    this = BroughtFile.objects.all().held(file, permission=Permission.FILE_BRING, by=by)
    if refusals := cancelling.refusals(Cancelling(state=State(this.state))):
        raise Refused(refusals)
    _answer(this, State.CANCELLED, by=by, on=on)
    record(FileCancelled(name=this.name), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def note_taken_in(*, file: str, became: str, changes: int, by: Actor, on: date) -> None:
    """Note that a confirmed file was taken in to its end, and as which batch. Raises Refused for one that was not."""
    this = BroughtFile.objects.all().held(file, permission=Permission.FILE_CONFIRM, by=by)
    if refusals := finishing.refusals(Finishing(state=State(this.state))):
        raise Refused(refusals)
    this.state, this.became, this.changes = State.DONE.value, became, changes
    this.save(update_fields=["state", "became", "changes"])
    record(FileTakenIn(name=this.name, changes=changes), subject=this.ref, scope=scope_of(this), by=by, on=on)


def _answer(this: BroughtFile, state: State, *, by: Actor, on: date) -> None:
    this.state, this.answered_by, this.answered_on = state.value, by.person_id, on
    this.save(update_fields=["state", "answered_by", "answered_on"])
