"""An answer while it is put together, and what has been released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.law import number
from wholeplace.ground.records.marking import record_of, scoped_kinds
from wholeplace.ground.records.saying import Line, lines_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.directory.queries import organisations
from wholeplace.together.requests.models import (
    Disclosure,
    ExemptionClaim,
    HeldRecord,
    InformationRequest,
    Redaction,
)
from wholeplace.together.requests.rules.answer import (
    Answer,
    Claim,
    Outcome,
    ReleasedLine,
    ReleasedRecord,
    content,
    hash_of,
)
from wholeplace.together.requests.rules.exemptions import exemption
from wholeplace.together.requests.rules.redaction import Piece, Span, fingerprint, looks_personal, pieces
from wholeplace.together.requests.rules.states import Regime

_REVIEW = {Regime.FOIA: "information_request_review", Regime.EIR: "environmental_request_review"}


@dataclass(frozen=True)
class HeldLine:
    """A line of a gathered record: what it says, what is taken out of it, and whether it has changed since."""

    line: Line
    spans: tuple[Span, ...]
    has_changed: bool

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The line as it goes out."""
        return pieces(self.line.words, self.spans)


@dataclass(frozen=True)
class HeldCard:
    """A record gathered for an answer. One that the reader may not read has no title and no lines."""

    public_id: str
    record: Ref
    kind: str
    title: str
    lines: tuple[HeldLine, ...]

    @property
    def is_readable(self) -> bool:
        """Whether the reader may read it."""
        return bool(self.lines)


@dataclass(frozen=True)
class Draft:
    """An answer as it stands: its records as this reader reads them, and what would go out."""

    held: tuple[HeldCard, ...]
    answer: Answer
    proposed_by: int | None
    is_as_proposed: bool

    @property
    def content(self) -> dict[str, Any]:
        """What would go out, as plain values."""
        return content(self.answer)

    @property
    def unreadable(self) -> int:
        """How many of its records the reader may not read."""
        return sum(not card.is_readable for card in self.held)

    @property
    def changed(self) -> tuple[str, ...]:
        """The lines that have changed since words were taken out of them."""
        return tuple(
            f"{card.title}, {one.line.label.lower()}" for card in self.held for one in card.lines if one.has_changed
        )

    @property
    def unclaimed(self) -> tuple[str, ...]:
        """The exemptions relied on that nobody has said the reason of."""
        explained = {one.exemption for one in self.answer.claims}
        return tuple(exemption(code).short for code in self.answer.used if code not in explained)

    @property
    def unweighed(self) -> tuple[str, ...]:
        """The exemptions relied on that are to be weighed and are not."""
        return tuple(
            exemption(one.exemption).short
            for one in self.answer.claims
            if one.exemption in self.answer.used and exemption(one.exemption).is_weighed and not one.public_interest
        )

    @property
    def seems_to_hold(self) -> tuple[str, ...]:
        """What the words that go out seem to hold of people."""
        return looks_personal(self.answer.pieces)


@dataclass(frozen=True)
class DisclosureCard:
    """What went out in answer to a request."""

    ref: Ref
    title: str
    body: str
    regime: Regime
    outcome: Outcome
    content: dict[str, Any]
    content_hash: str
    received_on: date
    released_on: date
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]


def draft(*, reference: str, seen_by: Actor, on: date) -> Draft:
    """The answer to this request as it stands, with the rights that its applicant has on this day; or NotThere."""
    row = InformationRequest.objects.all().the(reference, seen_by=seen_by)
    held = tuple(_held(one, seen_by) for one in HeldRecord.objects.seen_by(seen_by).filter(request=row).order_by("pk"))
    claims = tuple(
        Claim(one.exemption, one.because, one.public_interest)
        for one in ExemptionClaim.objects.seen_by(seen_by).filter(request=row).order_by("exemption")
    )
    regime = Regime(row.regime)
    answer = Answer(
        body=organisations(numbers=[row.organisation_id], seen_by=seen_by)[row.organisation_id].name,
        regime=regime,
        received_on=row.received_on,
        asked=row.summary or row.words,
        words=row.answer,
        records=tuple(_released(card) for card in held),
        claims=claims,
        review_days=number(rule=_REVIEW[regime], on=on).whole,
    )
    return Draft(
        held=held,
        answer=answer,
        proposed_by=row.proposed_by_id,
        is_as_proposed=row.proposed_hash == hash_of(content(answer)),
    )


def held_record(*, reference: str, held: str, seen_by: Actor) -> HeldCard:
    """One record of a request, or NotThere; so too for one that the reader may not read."""
    found = HeldRecord.objects.seen_by(seen_by).filter(request__public_id=reference, public_id=held).first()
    card = _held(found, seen_by) if found else None
    if card is None or not card.is_readable:
        raise NotThere("record")
    return card


def disclosures(*, within: int, seen_by: Actor, organisation: int | None = None) -> "QuerySet[Disclosure]":
    """What has been released in a partnership, the newest first; for paging."""
    rows = Disclosure.objects.seen_by(seen_by).filter(partnership_id=within)
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation)
    return rows.order_by("-released_on", "-pk")


def disclosure(*, reference: str, seen_by: Actor) -> DisclosureCard:
    """What was released under this public id, or NotThere."""
    (card,) = disclosure_cards(rows=[Disclosure.objects.all().the(reference, seen_by=seen_by)], seen_by=seen_by)
    return card


def disclosure_cards(*, rows: Iterable[Disclosure], seen_by: Actor) -> tuple[DisclosureCard, ...]:
    """What was released, as cards."""
    found = list(rows)
    names = organisations(numbers=[row.organisation_id for row in found], seen_by=seen_by)
    return tuple(
        DisclosureCard(
            ref=row.ref,
            title=row.title,
            body=names[row.organisation_id].name,
            regime=Regime(row.regime),
            outcome=Outcome(row.outcome),
            content=row.content,
            content_hash=row.content_hash,
            received_on=row.received_on,
            released_on=row.released_on,
            organisation=row.organisation_id,
            partnership=row.partnership_id,
            sensitivity=Sensitivity(row.sensitivity),
            audience=tuple(row.audience),
        )
        for row in found
    )


def _held(row: HeldRecord, seen_by: Actor) -> HeldCard:
    kind = str(scoped_kinds()[row.record_kind]._meta.verbose_name).capitalize()
    try:
        title, lines = str(record_of(row.record, seen_by=seen_by)), lines_of(row.record, seen_by=seen_by)
    except NotThere:
        return HeldCard(row.public_id, row.record, kind, "", ())
    taken: dict[str, list[Redaction]] = {}
    for one in Redaction.objects.seen_by(seen_by).filter(held=row).order_by("starts", "ends"):
        taken.setdefault(one.line, []).append(one)
    return HeldCard(row.public_id, row.record, kind, title, tuple(_line(one, taken.get(one.key, [])) for one in lines))


def _line(line: Line, taken: list[Redaction]) -> HeldLine:
    now = fingerprint(line.words)
    return HeldLine(
        line=line,
        spans=tuple(Span(one.starts, one.ends, one.exemption) for one in taken),
        has_changed=any(one.fingerprint != now for one in taken),
    )


def _released(card: HeldCard) -> ReleasedRecord:
    lines = tuple(ReleasedLine(one.line.of, one.line.label, one.pieces) for one in card.lines)
    return ReleasedRecord(kind=card.kind, lines=lines)
