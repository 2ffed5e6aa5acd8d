"""Declaring interests of one's own, and ending them."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.directory.queries import organisations
from wholeplace.together.partnership.events import InterestDeclared, InterestEnded
from wholeplace.together.partnership.models import Interest
from wholeplace.together.partnership.rules.ending import Ending, ending
from wholeplace.together.partnership.rules.interests import Declaring, Nature, declaring
from wholeplace.together.partnership.rules.topics import Topic


@action
def declare_interest(
    *,
    nature: Nature,
    words: str,
    organisation: str = "",
    topic: Topic | None = None,
    begins_on: date | None = None,
    by: Actor,
    on: date,
) -> Ref:
    """Declare an interest of one's own, in an organisation or in a subject. The whole partnership can see it.

    Raises Refused when it is in neither or both, or says nothing.
    """
    by.must(Permission.INTEREST_DECLARE)
    if by.person_id is None:
        raise NotThere("person")
    body = the_organisation(public_id=organisation, seen_by=by) if organisation else None
    begins = begins_on or on
    asked = Declaring(organisation=body is not None, topic=topic, words=words, begins_on=begins, on=on)
    if refusals := declaring.refusals(asked):
        raise Refused(refusals)
    row = Interest.objects.create(
        person_id=by.person_id,
        body_id=body.number if body else None,
        topic=topic.value if topic else "",
        nature=nature.value,
        words=words.strip(),
        begins_on=begins,
        **scope_for(by, sensitivity=Sensitivity.PARTNERSHIP),
    )
    event = InterestDeclared(
        person=by.person_name,
        about=body.name if body else topic.label.lower() if topic else "",
        nature=nature.label,
    )
    record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)
    return row.ref


@action
def end_interest(*, interest: str, last_day: date, by: Actor, on: date) -> None:
    """Say which is the last day of an interest of one's own. Raises Refused for somebody else's."""
    this = Interest.objects.all().held(interest, permission=Permission.INTEREST_DECLARE, by=by)
    asked = Ending(
        what="interest",
        begins_on=this.begins_on,
        ends_on=this.ends_on,
        last_day=last_day,
        on=on,
        is_ones_own=this.person_id == by.person_id,
    )
    if refusals := ending.refusals(asked):
        raise Refused(refusals)
    this.ends_on = last_day
    this.save(update_fields=["ends_on"])
    about = Topic(this.topic).label.lower() if this.topic else ""
    if this.body_id:
        about = organisations(numbers=[this.body_id], seen_by=by)[this.body_id].name
    event = InterestEnded(person=by.person_name, about=about, last_day=last_day)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
