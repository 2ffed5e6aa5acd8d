"""Putting an answer together: gathering records, taking words out, putting it to a second person, releasing it."""

from collections.abc import Iterable
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.classes import Holds
from wholeplace.ground.records.marking import record_of
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.saying import Line, lines_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import organisations
from wholeplace.together.requests.events import (
    AnswerProposed,
    AnswerReleased,
    AnswerSentBack,
    ExemptionExplained,
    RecordGathered,
    RecordLeftOut,
    WordsPutBack,
    WordsTakenOut,
)
from wholeplace.together.requests.models import (
    Disclosure,
    ExemptionClaim,
    HeldRecord,
    InformationRequest,
    Redaction,
)
from wholeplace.together.requests.queries.answering import draft as the_draft
from wholeplace.together.requests.rules.answer import hash_of
from wholeplace.together.requests.rules.answering import (
    Approving,
    Explaining,
    Gathering,
    Proposing,
    Withholding,
    approving,
    explaining,
    gathering,
    proposing,
    withholding,
)
from wholeplace.together.requests.rules.exemptions import PERSONAL, exemption
from wholeplace.together.requests.rules.redaction import fingerprint, places
from wholeplace.together.requests.rules.states import Regime, RequestState

_OF_PEOPLE = frozenset({Holds.PERSON, Holds.NAME, Holds.CONTACT, Holds.IDENTIFIER, Holds.ABOUT, Holds.SPECIAL})


@action
def gather_records(*, request: str, records: Iterable[Ref], by: Actor, on: date) -> None:
    """Gather records for the answer; what their fields say of people is taken out at once, to be looked at.

    Raises Refused, with every reason: then none of them is gathered.
    """
    this = _held(request, by)
    refusals: list[Refusal] = []
    for of in records:
        row = record_of(of, seen_by=by)
        asked = Gathering(
            state=RequestState(this.state),
            is_ours=row.organisation_id == this.organisation_id,
            sensitivity=Sensitivity(row.sensitivity),
            owner=organisations(numbers=[row.organisation_id], seen_by=by)[row.organisation_id].name,
            is_gathered=this.records.filter(record_kind=of.kind, record_id=of.public_id).exists(),
        )
        found = gathering.refusals(asked)
        refusals += [one for one in found if one not in refusals]
        if not found:
            _gather(this, of, by)
            event = RecordGathered(what=str(row._meta.verbose_name))
            record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    if refusals:
        raise Refused(refusals)


@action
def leave_out_record(*, request: str, held: str, by: Actor, on: date) -> None:
    """Leave a gathered record out of the answer again, with what was taken out of it. Raises Refused."""
    this, one = _of_answer(request, held, by)
    _may_change(this)
    one.redactions.all().delete()
    one.delete()
    record(RecordLeftOut(what=one.record_kind), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def take_words_out(*, request: str, held: str, line: str, words: str, exemption: str, by: Actor, on: date) -> None:
    """Take these words out of a line wherever they stand in it, or the whole line for none. Raises Refused."""
    this, one = _of_answer(request, held, by)
    found = _line_of(one, line, by)
    where = places(sought=words, within=found.words)
    asked = Withholding(
        state=RequestState(this.state), regime=Regime(this.regime), exemption=exemption, is_found=bool(where)
    )
    if refusals := withholding.refusals(asked):
        raise Refused(refusals)
    if not words.split():
        one.redactions.filter(line=line).delete()
    _take_out(one, found, where, exemption)
    record(WordsTakenOut(exemption=exemption), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def put_words_back(*, request: str, held: str, line: str, by: Actor, on: date) -> None:
    """Put back all that was taken out of a line. Raises Refused."""
    this, one = _of_answer(request, held, by)
    _may_change(this)
    one.redactions.filter(line=line).delete()
    record(WordsPutBack(), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def explain_exemption(*, request: str, exemption: str, because: str, public_interest: str, by: Actor, on: date) -> None:
    """Say why an exemption applies to this request, and how the public interest weighs. Raises Refused."""
    this = _held(request, by)
    asked = Explaining(
        state=RequestState(this.state),
        regime=Regime(this.regime),
        exemption=exemption,
        because=because,
        public_interest=public_interest,
    )
    if refusals := explaining.refusals(asked):
        raise Refused(refusals)
    given = {"because": because.strip(), "public_interest": public_interest.strip()}
    ExemptionClaim.objects.update_or_create(
        request=this, exemption=exemption, defaults=given, create_defaults=given | scope_of(this)
    )
    record(ExemptionExplained(exemption=exemption), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def propose_answer(
    *, request: str, words: str, was_looked_at: bool, is_published: bool, summary: str, by: Actor, on: date
) -> None:
    """Put the answer to a second person, as it stands now. Raises Refused, with every reason."""
    this = _held(request, by)
    was = RequestState(this.state)
    if was is RequestState.OPEN:
        this.answer, this.is_published, this.summary = words.strip(), is_published, summary.strip()
        this.save(update_fields=["answer", "is_published", "summary"])
    draft = the_draft(reference=request, seen_by=by, on=on)
    asked = Proposing(
        state=was,
        words=words,
        unreadable=draft.unreadable,
        changed=draft.changed,
        unclaimed=draft.unclaimed,
        unweighed=draft.unweighed,
        seems_to_hold=draft.seems_to_hold,
        was_looked_at=was_looked_at,
        is_published=is_published,
        summary=summary,
    )
    if refusals := proposing.refusals(asked):
        raise Refused(refusals)
    this.state, this.proposed_by_id = RequestState.PROPOSED.value, by.person_id
    this.proposed_hash = hash_of(draft.content)
    this.save(update_fields=["state", "proposed_by", "proposed_hash"])
    event = AnswerProposed(content_hash=this.proposed_hash)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def send_answer_back(*, request: str, by: Actor, on: date) -> None:
    """Send an answer back, to be put together anew. Raises Refused for one that was not put forward."""
    this = _held(request, by)
    asked = Approving(state=RequestState(this.state), is_own_work=False, is_as_proposed=True)
    if refusals := approving.refusals(asked):
        raise Refused(refusals)
    this.state, this.proposed_by, this.proposed_hash = RequestState.OPEN.value, None, ""
    this.save(update_fields=["state", "proposed_by", "proposed_hash"])
    record(AnswerSentBack(), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def release_answer(*, request: str, by: Actor, on: date) -> Ref:
    """Release an answer that somebody else put forward, word for word as it was; gives what was released.

    It goes into the disclosure log for everybody where that was asked for. Raises Refused, with every reason.
    """
    this = _held(request, by)
    draft = the_draft(reference=request, seen_by=by, on=on)
    asked = Approving(
        state=RequestState(this.state),
        is_own_work=this.proposed_by_id == by.person_id,
        is_as_proposed=draft.is_as_proposed and not draft.unreadable,
    )
    if refusals := approving.refusals(asked):
        raise Refused(refusals)
    seen = Sensitivity.PUBLIC if this.is_published else Sensitivity.ORGANISATION
    released = Disclosure.objects.create(
        title=this.title,
        regime=this.regime,
        outcome=draft.answer.outcome.value,
        content=draft.content,
        content_hash=this.proposed_hash,
        received_on=this.received_on,
        released_on=on,
        **scope_for(by, sensitivity=seen),
    )
    this.state, this.closed_on, this.disclosure = RequestState.ANSWERED.value, on, released
    this.save(update_fields=["state", "closed_on", "disclosure"])
    event = AnswerReleased(
        outcome=draft.answer.outcome.label, content_hash=this.proposed_hash, is_published=this.is_published
    )
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    record(event, subject=released.ref, scope=scope_of(released), by=by, on=on)
    return released.ref


def _gather(this: InformationRequest, of: Ref, by: Actor) -> None:
    held = HeldRecord.objects.create(request=this, record_kind=of.kind, record_id=of.public_id, **scope_of(this))
    for line in lines_of(of, seen_by=by):
        if line.holds in _OF_PEOPLE:
            _take_out(held, line, ((0, len(line.words)),), PERSONAL[Regime(this.regime)])


def _held(request: str, by: Actor) -> InformationRequest:
    return InformationRequest.objects.all().held(request, permission=Permission.REQUEST_ANSWER, by=by)  # type: ignore[no-any-return]


def _of_answer(request: str, held: str, by: Actor) -> tuple[InformationRequest, HeldRecord]:
    """A request, locked, and one of its records. Raises NotThere."""
    this = _held(request, by)
    one = this.records.filter(public_id=held).first()
    if one is None:
        raise NotThere("record")
    return this, one


def _may_change(this: InformationRequest) -> None:
    """Raises Refused unless the answer may still be changed."""
    asked = Withholding(
        state=RequestState(this.state),
        regime=Regime(this.regime),
        exemption=PERSONAL[Regime(this.regime)],
        is_found=True,
    )
    if refusals := withholding.refusals(asked):
        raise Refused(refusals)


def _line_of(held: HeldRecord, key: str, by: Actor) -> Line:
    line = next((one for one in lines_of(held.record, seen_by=by) if one.key == key), None)
    if line is None:
        raise NotThere("line")
    return line


def _take_out(held: HeldRecord, line: Line, where: tuple[tuple[int, int], ...], code: str) -> None:
    now = fingerprint(line.words)
    held.redactions.filter(line=line.key).exclude(fingerprint=now).delete()
    for starts, ends in where:
        Redaction.objects.update_or_create(
            held=held,
            line=line.key,
            starts=starts,
            ends=ends,
            defaults={"exemption": exemption(code).code},
            create_defaults={"exemption": code, "fingerprint": now} | scope_of(held),
        )
