"""Logging a request, asking the applicant what they mean, and closing what needs no answer."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.requests.events import ApplicantAsked, ApplicantReplied, RequestClosed, RequestLogged
from wholeplace.together.requests.models import Clarification, InformationRequest
from wholeplace.together.requests.rules.clock import Question, due
from wholeplace.together.requests.rules.receiving import Logging, Moving, logging, moving
from wholeplace.together.requests.rules.states import Channel, Ending, Regime, RequestState


@action
def log_request(
    *,
    title: str,
    regime: Regime,
    channel: Channel,
    applicant: str,
    address: str,
    words: str,
    received_on: date,
    by: Actor,
    on: date,
) -> Ref:
    """Log a request that one's organisation received; the law says by when it is due. Raises Refused."""
    by.must(Permission.REQUEST_ANSWER)
    asked = Logging(
        regime=regime,
        channel=channel,
        applicant=applicant,
        address=address,
        words=words,
        received_on=received_on,
        on=on,
    )
    refusals = logging.refusals(asked)
    last = None if refusals else due(regime=regime, received_on=received_on)
    if last is None:
        raise Refused(refusals)
    this = InformationRequest.objects.create(
        title=title,
        regime=regime.value,
        channel=channel.value,
        applicant=applicant.strip(),
        address=address.strip(),
        words=words.strip(),
        received_on=received_on,
        due_on=last.on,
        state=RequestState.OPEN.value,
        **scope_for(by, sensitivity=Sensitivity.ORGANISATION),
    )
    event = RequestLogged(regime=regime.label, received_on=received_on, due_on=last.on)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    return this.ref


@action
def ask_applicant(*, request: str, words: str, asked_on: date, by: Actor, on: date) -> None:
    """Note what was asked of the applicant; until they reply no clock runs. Raises Refused."""
    this = InformationRequest.objects.all().held(request, permission=Permission.REQUEST_ANSWER, by=by)
    _may_move(this, to=RequestState.WAITING, words=words, happened_on=asked_on, on=on)
    Clarification.objects.create(request=this, words=words.strip(), asked_on=asked_on, **scope_of(this))
    this.state, this.due_on = RequestState.WAITING.value, None
    this.save(update_fields=["state", "due_on"])
    record(ApplicantAsked(asked_on=asked_on), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def note_reply(*, request: str, reply: str, replied_on: date, by: Actor, on: date) -> None:
    """Note what the applicant replied: the day they did is the day of receipt now. Raises Refused."""
    this = InformationRequest.objects.all().held(request, permission=Permission.REQUEST_ANSWER, by=by)
    _may_move(this, to=RequestState.OPEN, words=reply, happened_on=replied_on, on=on)
    open_one = Clarification.objects.select_for_update(of=("self",)).get(request=this, replied_on__isnull=True)
    open_one.reply, open_one.replied_on = reply.strip(), replied_on
    open_one.save(update_fields=["reply", "replied_on"])
    last = due(regime=Regime(this.regime), received_on=this.received_on, asked=_questions(this))
    this.state, this.due_on = RequestState.OPEN.value, last.on if last else None
    this.save(update_fields=["state", "due_on"])
    event = ApplicantReplied(replied_on=replied_on, due_on=this.due_on)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def close_request(*, request: str, ending: Ending, because: str, by: Actor, on: date) -> None:
    """Close a request without an answer, saying why. Raises Refused for one that is answered or closed."""
    this = InformationRequest.objects.all().held(request, permission=Permission.REQUEST_ANSWER, by=by)
    _may_move(this, to=RequestState.CLOSED, words=because, happened_on=on, on=on)
    this.state, this.ending = RequestState.CLOSED.value, ending.value
    this.closed_because, this.closed_on = because.strip(), on
    this.save(update_fields=["state", "ending", "closed_because", "closed_on"])
    record(RequestClosed(ending=ending.label), subject=this.ref, scope=scope_of(this), by=by, on=on)


def _may_move(this: InformationRequest, *, to: RequestState, words: str, happened_on: date, on: date) -> None:
    """Raises Refused unless the request may go there on that day."""
    latest = max(
        (this.received_on, *(day for one in _questions(this) for day in (one.asked_on, one.answered_on) if day))
    )
    asked = Moving(
        state=RequestState(this.state), to=to, words=words, happened_on=happened_on, not_before=latest, on=on
    )
    if refusals := moving.refusals(asked):
        raise Refused(refusals)


def _questions(this: InformationRequest) -> tuple[Question, ...]:
    return tuple(Question(one.asked_on, one.replied_on) for one in this.clarifications.order_by("pk"))
