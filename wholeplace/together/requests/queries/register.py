"""The register of an organisation's requests, and one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.requests.models import Clarification, Disclosure, InformationRequest
from wholeplace.together.requests.rules.clock import Due, Question, due
from wholeplace.together.requests.rules.figures import Timeliness, timeliness
from wholeplace.together.requests.rules.states import OVER, Channel, Ending, Regime, RequestState


@dataclass(frozen=True)
class ClarificationLine:
    """What the applicant was asked, and what they said."""

    words: str
    asked_on: date
    reply: str
    replied_on: date | None


@dataclass(frozen=True)
class RequestLine:
    """A request as its register shows it: without who asked."""

    ref: Ref
    title: str
    regime: Regime
    state: RequestState
    received_on: date
    due_on: date | None
    closed_on: date | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done about it."""
        return self.state in OVER


@dataclass(frozen=True)
class RequestCard(RequestLine):
    """A request, whole, with why it is due when it is."""

    channel: Channel
    applicant: str
    address: str
    words: str
    due: Due | None
    ending: Ending | None
    closed_because: str
    answer: str
    summary: str
    is_published: bool
    proposed_by: int | None
    disclosure: Ref | None
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]
    clarifications: tuple[ClarificationLine, ...]


def request(*, reference: str, seen_by: Actor) -> RequestCard:
    """The request of this public id, whole, or NotThere."""
    row = InformationRequest.objects.all().the(reference, seen_by=seen_by)
    asked = tuple(Clarification.objects.seen_by(seen_by).filter(request=row).order_by("asked_on", "pk"))
    questions = [Question(one.asked_on, one.replied_on) for one in asked]
    return RequestCard(
        **vars(_line(row)),
        channel=Channel(row.channel),
        applicant=row.applicant,
        address=row.address,
        words=row.words,
        due=due(regime=Regime(row.regime), received_on=row.received_on, asked=questions),
        ending=Ending(row.ending) if row.ending else None,
        closed_because=row.closed_because,
        answer=row.answer,
        summary=row.summary,
        is_published=row.is_published,
        proposed_by=row.proposed_by_id,
        disclosure=_disclosed(row, seen_by),
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
        clarifications=tuple(
            ClarificationLine(words=one.words, asked_on=one.asked_on, reply=one.reply, replied_on=one.replied_on)
            for one in asked
        ),
    )


def _disclosed(row: InformationRequest, seen_by: Actor) -> Ref | None:
    found = Disclosure.objects.seen_by(seen_by).filter(pk=row.disclosure_id).first() if row.disclosure_id else None
    return found.ref if found else None


def register(*, seen_by: Actor, states: Iterable[RequestState] | None = None) -> "QuerySet[InformationRequest]":
    """The requests of the reader's own organisation, the first due first, those of no day last; for paging."""
    rows = InformationRequest.objects.seen_by(seen_by).filter(
        organisation_id=seen_by.organisation_id, partnership_id=seen_by.partnership_id
    )
    if states is not None:
        rows = rows.filter(state__in=[state.value for state in states])
    return rows.order_by(F("closed_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")


def lines(*, rows: "QuerySet[InformationRequest]", seen_by: Actor) -> tuple[RequestLine, ...]:
    """A page of requests as lines."""
    return tuple(_line(row) for row in rows)


def due_requests(*, seen_by: Actor, until: date) -> tuple[RequestLine, ...]:
    """The requests of the reader's organisation that must be answered by this day or were due before."""
    rows = register(seen_by=seen_by, states=set(RequestState) - OVER).filter(due_on__lte=until)
    return lines(rows=rows, seen_by=seen_by)


def waiting_for_a_second(*, seen_by: Actor) -> tuple[RequestLine, ...]:
    """The answers of the reader's organisation that somebody else put forward, and the reader may release."""
    rows = register(seen_by=seen_by, states=[RequestState.PROPOSED]).exclude(proposed_by_id=seen_by.person_id)
    return lines(rows=rows, seen_by=seen_by)


def answered_in_time(*, seen_by: Actor) -> Timeliness:
    """How many requests the reader's organisation has answered, and how many of them by their last day."""
    rows = register(seen_by=seen_by, states=[RequestState.ANSWERED])
    return timeliness(
        (given_on, due_on) for given_on, due_on in rows.values_list("closed_on", "due_on") if given_on and due_on
    )


def _line(row: InformationRequest) -> RequestLine:
    return RequestLine(
        ref=row.ref,
        title=row.title,
        regime=Regime(row.regime),
        state=RequestState(row.state),
        received_on=row.received_on,
        due_on=row.due_on,
        closed_on=row.closed_on,
    )
