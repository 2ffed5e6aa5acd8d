"""Recording what an organisation lets a board or post decide, and ending it."""

from datetime import date
from typing import Any

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import narrower, scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.partnership.events import Delegated, DelegationEnded
from wholeplace.together.partnership.models import Board, Delegation, Post, PostBody
from wholeplace.together.partnership.rules.delegating import Delegating, Granted, delegating
from wholeplace.together.partnership.rules.ending import Ending, ending
from wholeplace.together.partnership.rules.topics import Level, Topic


@action
def delegate(
    *,
    to: Ref,
    topic: Topic,
    level: Level,
    limit: Money | None,
    source: str,
    conditions: str = "",
    begins_on: date | None = None,
    ends_on: date | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    by: Actor,
    on: date,
) -> Ref:
    """Let a board or post decide this for the organisation one acts for. A limit of None is without limit.

    Raises Refused, with every reason: no source, said already, a post that does not answer to the organisation.
    """
    by.must(Permission.DELEGATION_GRANT)
    decider = _decider(to, by=by)
    # The board or post may be another organisation's, and is then not ours to lock.
    alone_on(f"delegations of {by.organisation_id} to {to}")
    board, post = (decider, None) if isinstance(decider, Board) else (None, decider)
    begins = begins_on or on
    mine = Delegation.objects.filter(organisation_id=by.organisation_id, board=board, post=post)
    answers = post is None or PostBody.objects.filter(post=post, body_id=by.organisation_id).exists()
    asked = Delegating(
        decider_name=decider.title,
        decider_ends_on=decider.ends_on,
        may_act_for_us=answers and decider.partnership_id == by.partnership_id,
        topic=topic,
        level=level,
        limit=limit,
        source=source,
        begins_on=begins,
        ends_on=ends_on,
        others=tuple(
            Granted(Topic(row.topic), Level(row.level), begins_on=row.begins_on, ends_on=row.ends_on) for row in mine
        ),
    )
    if refusals := delegating.refusals(asked):
        raise Refused(refusals)
    row = Delegation.objects.create(
        board=board,
        post=post,
        topic=topic.value,
        level=level.value,
        limit_pence=limit.pence if limit is not None else None,
        conditions=conditions,
        source=source.strip(),
        begins_on=begins,
        ends_on=ends_on,
        **scope_for(by, sensitivity=sensitivity),
    )
    event = Delegated(to=decider.title, topic=topic.label, level=level.word, limit=limit, source=row.source)
    record(event, subject=decider.ref, scope=_naming(decider, row), by=by, on=on)
    return row.ref


@action
def end_delegation(*, delegation: str, last_day: date, by: Actor, on: date) -> None:
    """Say which is a delegation's last day. What was decided under it stands. Raises Refused when it ended already."""
    this = Delegation.objects.all().held(delegation, permission=Permission.DELEGATION_GRANT, by=by)
    asked = Ending(what="delegation", begins_on=this.begins_on, ends_on=this.ends_on, last_day=last_day, on=on)
    if refusals := ending.refusals(asked):
        raise Refused(refusals)
    this.ends_on = last_day
    this.save(update_fields=["ends_on"])
    decider = this.board or this.post
    event = DelegationEnded(to=decider.title, topic=Topic(this.topic).label, last_day=last_day)
    record(event, subject=decider.ref, scope=_naming(decider, this), by=by, on=on)


def _naming(decider: Board | Post, row: Delegation) -> dict[str, Any]:
    """The scope of an event that names whom a delegation is to: as the delegation's, but no wider than theirs."""
    return narrower(scope_of(row), scope_of(decider))


def _decider(to: Ref, *, by: Actor) -> Board | Post:
    match to.kind:
        case "board":
            board: Board = Board.objects.all().the(to.public_id, seen_by=by)
            return board
        case "post":
            post: Post = Post.objects.all().the(to.public_id, seen_by=by)
            return post
    raise NotThere("board or post")
