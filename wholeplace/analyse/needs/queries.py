"""Reading needs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wholeplace.analyse.needs.models import Evidence, Need
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.records.thread import Stop, stop_rows

KIND = "need"


@dataclass(frozen=True)
class EvidenceLine:
    """One thing a need rests on."""

    indicator_code: str
    figure: str
    source: str
    observed_on: date


@dataclass(frozen=True)
class NeedCard:
    """A need, whole. `number` is its row, for rooms above that link to it."""

    number: int
    ref: Ref
    title: str
    statement: str
    group: Group
    area_code: str
    area_name: str
    confidence: Confidence
    observed_on: date
    ends_on: date | None
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]
    evidence: tuple[EvidenceLine, ...] = ()


def need(*, reference: str, seen_by: Actor) -> NeedCard:
    """The need of this public id with its evidence, or NotThere."""
    row = Need.objects.all().the(reference, seen_by=seen_by)
    evidence = Evidence.objects.seen_by(seen_by).filter(need=row).order_by("pk")
    return _card(row, evidence=tuple(_line(one) for one in evidence))


def needs(*, within: int, seen_by: Actor, group: Group | None = None) -> "QuerySet[Need]":
    """The open needs of a partnership, by title, for paging with `cards`."""
    rows = Need.objects.seen_by(seen_by).filter(partnership_id=within, ends_on__isnull=True)
    return (rows.filter(group=group) if group else rows).order_by("folded_title", "pk")


def cards(*, rows: "QuerySet[Need]", seen_by: Actor) -> tuple[NeedCard, ...]:
    """A page of needs as cards, without their evidence."""
    return tuple(_card(row) for row in rows)


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The needs among these references as stops on the thread; all of the reader's partnership for None."""
    rows = Need.objects.seen_by(seen_by).among(refs, kind=KIND, seen_by=seen_by)
    return _stops(rows.order_by("folded_title", "pk"))


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Needs whose title holds these words."""
    rows = Need.objects.seen_by(seen_by).saying(words)
    return _stops(rows.order_by("folded_title", "pk")[:limit])


def _stops(rows: Rows) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            ref=Ref(KIND, row.public_id),
            partnership=row.partnership_id,
            title=row.title,
            sentence=f"{Group(row.group).label}{f', {row.area_name}' if row.area_name else ''}",
            on=row.observed_on,
            sensitivity=row.sensitivity,
        )
        for row in stop_rows(rows, "group", "area_name", "observed_on")
    )


def _line(row: Evidence) -> EvidenceLine:
    return EvidenceLine(
        indicator_code=row.indicator_code, figure=row.figure, source=row.source, observed_on=row.observed_on
    )


def _card(row: Need, *, evidence: tuple[EvidenceLine, ...] = ()) -> NeedCard:
    return NeedCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        statement=row.statement,
        group=Group(row.group),
        area_code=row.area_code,
        area_name=row.area_name,
        confidence=Confidence(row.confidence),
        observed_on=row.observed_on,
        ends_on=row.ends_on,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
        evidence=evidence,
    )
