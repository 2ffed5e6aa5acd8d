"""Recording needs, adding to what they rest on, and closing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wholeplace.analyse.indicators.queries import unknown_indicators
from wholeplace.analyse.needs.events import EvidenceAdded, NeedClosed, NeedRecorded
from wholeplace.analyse.needs.models import Evidence, Need
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.analyse.needs.rules.recording import Recording, recording
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.places.queries import where


@dataclass(frozen=True)
class EvidenceGiven:
    """Something a need rests on, as it is given: an indicator's figure then, or a named source."""

    source: str
    observed_on: date
    indicator_code: str = ""
    figure: str = ""


@action
def record_need(
    *,
    title: str,
    statement: str,
    group: Group,
    confidence: Confidence,
    observed_on: date,
    evidence: Sequence[EvidenceGiven],
    area_code: str = "",
    area_name: str = "",
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Record a need with what it rests on, for the organisation one acts for.

    An area given by its code goes by its own name. Raises Refused, with every reason, when it rests on nothing, claims
    more confidence than it can show, or names an indicator or an area that is not known here.
    """
    by.must(Permission.NEED_RECORD)
    there = where(area_code=area_code, area_name=area_name, seen_by=by)
    unknown = unknown_indicators(codes=[one.indicator_code for one in evidence], seen_by=by)
    measured = sum(1 for one in evidence if one.indicator_code and one.indicator_code not in unknown)
    asked = Recording(
        statement=statement,
        confidence=confidence,
        indicators=measured,
        sources=len(evidence) - measured,
        observed_on=observed_on,
        on=on,
        unknown_indicators=unknown,
        unknown_area=there.unknown,
    )
    if refusals := recording.refusals(asked):
        raise Refused(refusals)
    need = Need.objects.create(
        title=title,
        statement=statement,
        group=group.value,
        **there.columns(),
        confidence=confidence.value,
        observed_on=observed_on,
        begins_on=on,
        **scope_for(by, sensitivity=sensitivity),
    )
    Evidence.objects.bulk_create(_evidence(need, one) for one in evidence)
    event = NeedRecorded(
        title=title,
        group=group.value,
        confidence=confidence.value,
        indicators=tuple(one.indicator_code for one in evidence if one.indicator_code),
    )
    record(event, subject=need.ref, scope=scope_of(need), by=by, on=on)
    return need.ref


@action
def add_evidence(*, need: str, evidence: EvidenceGiven, by: Actor, on: date) -> None:
    """Add something that a need rests on. Raises Refused for an indicator that is not known here."""
    this = Need.objects.all().held(need, permission=Permission.NEED_RECORD, by=by)
    asked = Recording(
        statement=this.statement,
        confidence=Confidence(this.confidence),
        indicators=this.evidence.exclude(indicator_code="").count(),
        sources=1,
        observed_on=this.observed_on,
        on=on,
        unknown_indicators=unknown_indicators(codes=[evidence.indicator_code], seen_by=by),
    )
    if refusals := recording.refusals(asked):
        raise Refused(refusals)
    _evidence(this, evidence).save(force_insert=True)
    record(EvidenceAdded(source=evidence.source), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def close_need(*, need: str, because: str, by: Actor, on: date) -> None:
    """Say that a need is no longer held to be one, and why. Raises Refused when it is closed already."""
    this = Need.objects.all().held(need, permission=Permission.NEED_RECORD, by=by)
    if this.ends_on is not None:
        sentence = f"This need was closed on {this.ends_on:%-d %B %Y}. Record a new one if it has come back."
        raise Refused([Refusal("NED4", "A need is closed once", sentence)])
    this.ends_on = on
    this.save(update_fields=["ends_on"])
    record(NeedClosed(because=because), subject=this.ref, scope=scope_of(this), by=by, on=on)


def _evidence(need: Need, given: EvidenceGiven) -> Evidence:
    return Evidence(
        need=need,
        indicator_code=given.indicator_code,
        figure=given.figure,
        source=given.source,
        observed_on=given.observed_on,
        **scope_of(need),
    )
