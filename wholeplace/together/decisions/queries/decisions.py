"""Decisions, with who took part, what they had read, and which organisations have agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import the_one
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions.models import Decision, DecisionBody, PaperSeen, Ratification, TookPart
from wholeplace.together.decisions.rules.agenda import Concern
from wholeplace.together.decisions.rules.content import frozen
from wholeplace.together.decisions.rules.deciding import Flag, Outcome
from wholeplace.together.decisions.rules.ratifying import Position, Standing, standing
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.rules.topics import Level, Topic
from wholeplace.together.people.queries import people


@dataclass(frozen=True)
class Needed:
    """An organisation that a decision needs, and where it stands. Silence is no position."""

    body: OrganisationCard
    by_delegation: bool
    position: Position | None
    body_name: str
    conditions: str
    source: str
    taken_on: date | None

    @property
    def agrees(self) -> bool:
        """Whether it lets the decision go ahead."""
        return self.by_delegation or (self.position is not None and self.position.agrees)


@dataclass(frozen=True)
class SeenPaper:
    """A paper that was before those who decided, under the hash of what it said then."""

    ref: Ref
    title: str
    content_hash: str


@dataclass(frozen=True)
class TookPartLine:
    """Somebody who was there. The public is told no names, so `person` is empty for it."""

    seat: int | None
    person: str
    left: bool
    presided: bool
    had_interest: bool


@dataclass(frozen=True)
class DecisionCard:
    """A decision. `is_agreed` says whether an approval may be acted on: every organisation it needs has agreed."""

    number: int
    ref: Ref
    title: str
    decider: Ref | None
    taken_by: str
    meeting: Ref | None
    meeting_title: str
    item: Ref | None
    subject: Ref | None
    amount: Money | None
    topic: Topic
    level: Level
    outcome: Outcome
    authority: str
    conditions: str
    reasons: str
    options: str
    taken_on: date
    taken_elsewhere: bool
    source: str
    flags: tuple[Flag, ...]
    needed: tuple[Needed, ...]
    concerned: tuple[OrganisationCard, ...]
    papers: tuple[SeenPaper, ...]
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def frozen(self) -> dict[str, str | int | None]:
        """What was decided, as the event about it holds the hash of."""
        return frozen(self, pence=self.amount.pence if self.amount is not None else None)

    @property
    def standing(self) -> Standing:
        """Where it stands with all the organisations it needs."""
        return standing(self.outcome, (Position.AGREED if one.by_delegation else one.position for one in self.needed))

    @property
    def is_agreed(self) -> bool:
        """Whether it is an approval that every organisation it needs has agreed to."""
        return self.standing is Standing.AGREED

    @property
    def awaiting(self) -> tuple[OrganisationCard, ...]:
        """The organisations it still waits for."""
        return tuple(one.body for one in self.needed if not one.by_delegation and one.position is None)


def decision(*, reference: str, seen_by: Actor) -> DecisionCard:
    """The decision of this public id, or NotThere."""
    rows = Decision.objects.seen_by(seen_by).filter(public_id=reference)
    return the_one(decision_cards(rows=rows, seen_by=seen_by), of=Decision)


def decisions(
    *,
    within: int,
    seen_by: Actor,
    outcome: Outcome | None = None,
    topic: Topic | None = None,
    board: int | None = None,
    elsewhere: bool | None = None,
) -> "QuerySet[Decision]":
    """The decisions of a partnership, latest first, for paging with `decision_cards`."""
    rows = Decision.objects.seen_by(seen_by).filter(partnership_id=within)
    if outcome is not None:
        rows = rows.filter(outcome=outcome.value)
    if topic is not None:
        rows = rows.filter(topic=topic.value)
    if board is not None:
        rows = rows.filter(board=board)
    if elsewhere is not None:
        rows = rows.filter(taken_elsewhere=elsewhere)
    return rows.order_by("-taken_on", "-pk")


def decisions_on(*, ref: Ref, within: int, seen_by: Actor) -> tuple[DecisionCard, ...]:
    """What was decided about a subject in its own partnership, `within`, latest first.

    Decisions of another partnership decide nothing here: a subject is a reference, which no key of the database holds.
    """
    rows = Decision.objects.seen_by(seen_by).filter(partnership_id=within)
    rows = rows.filter(subject_kind=ref.kind, subject_id=ref.public_id)
    return decision_cards(rows=rows.order_by("-taken_on", "-pk"), seen_by=seen_by)


def approving(*, subject: Ref, owner: int, within: int, seen_by: Actor) -> DecisionCard | None:
    """The latest decision that binds the owner of a subject, if it approves and every organisation it needs has agreed.

    A later refusal takes an earlier approval back; what was deferred, referred or noted changes nothing.
    """
    return approvals(subjects=(subject,), owner=owner, within=within, seen_by=seen_by).get(subject)


def approvals(*, subjects: Iterable[Ref], owner: int, within: int, seen_by: Actor) -> dict[Ref, DecisionCard]:
    """Those of an owner's subjects that stand approved, as `approving` says, each with the decision."""
    found = binding(subjects=subjects, owner=owner, within=within, seen_by=seen_by)
    return {subject: card for subject, card in found.items() if card.is_agreed}


def binding(*, subjects: Iterable[Ref], owner: int, within: int, seen_by: Actor) -> dict[Ref, DecisionCard]:
    """The latest decision that approves or refuses each of an owner's subjects, and binds the owner.

    A decision binds the organisation that recorded it, and the one that brought its item to whoever decided. What a
    partner records of its own accord approves nothing of ours and takes no approval back; nor does what the partnership
    cannot see.
    """
    binds = Q(organisation=owner) | Q(item__organisation=owner)
    of_kind: dict[str, list[str]] = {}
    for subject in subjects:
        of_kind.setdefault(subject.kind, []).append(subject.public_id)
    latest: dict[Ref, DecisionCard] = {}
    for kind, ids in of_kind.items():
        rows = Decision.objects.seen_by(seen_by).filter(partnership_id=within, subject_kind=kind, subject_id__in=ids)
        rows = rows.filter(
            binds,
            sensitivity__in=[Sensitivity.PUBLIC.value, Sensitivity.PARTNERSHIP.value],
            outcome__in=[one.value for one in Outcome if one.approves or one is Outcome.REFUSED],
        )
        for card in decision_cards(rows=rows.order_by("-taken_on", "-pk"), seen_by=seen_by):
            if card.subject is not None:
                latest.setdefault(card.subject, card)
    return latest


def agreed_decision(*, reference: str, seen_by: Actor) -> DecisionCard | None:
    """The decision of this public id if it may be acted on. Raises NotThere where there is none to see."""
    card = decision(reference=reference, seen_by=seen_by)
    return card if card.is_agreed else None


def waiting_for(*, organisation: int, within: int, seen_by: Actor) -> tuple[DecisionCard, ...]:
    """The joint decisions that an organisation has not answered yet, the oldest first."""
    asked = DecisionBody.objects.seen_by(seen_by).filter(
        body=organisation, concern=Concern.AFFECTED.value, delegation__isnull=True
    )
    answered = Ratification.objects.seen_by(seen_by).filter(organisation=organisation).values("decision")
    rows = Decision.objects.seen_by(seen_by).filter(
        partnership_id=within,
        pk__in=asked.values("decision"),
        outcome__in=[one.value for one in Outcome if one.approves],
    )
    rows = rows.exclude(pk__in=answered).order_by("taken_on", "pk")
    return decision_cards(rows=rows, seen_by=seen_by)


def who_took_part(*, decision: int, seen_by: Actor) -> tuple[TookPartLine, ...]:
    """Who was there when a matter was decided."""
    rows = list(TookPart.objects.seen_by(seen_by).filter(decision=decision).order_by("-presided", "left", "pk"))
    names = people(numbers=frozenset(row.person_id for row in rows if row.person_id), seen_by=seen_by)
    return tuple(
        TookPartLine(
            seat=row.seat_id,
            person=names[row.person_id].name if row.person_id in names else "",
            left=row.left,
            presided=row.presided,
            had_interest=row.interest_id is not None,
        )
        for row in rows
    )


def decision_cards(*, rows: "QuerySet[Decision]", seen_by: Actor) -> tuple[DecisionCard, ...]:
    """A page of decisions as cards."""
    found = list(
        rows.annotate(
            board_ref=F("board__public_id"),
            post_ref=F("post__public_id"),
            meeting_ref=F("meeting__public_id"),
            meeting_title=F("meeting__title"),
            item_ref=F("item__public_id"),
        )
    )
    numbers = [row.pk for row in found]
    bodies = list(DecisionBody.objects.seen_by(seen_by).filter(decision__in=numbers).order_by("pk"))
    answers = {
        (row.decision_id, row.organisation_id): row
        for row in Ratification.objects.seen_by(seen_by).filter(decision__in=numbers).order_by("taken_on", "pk")
    }
    names = organisations(numbers=[body.body_id for body in bodies], seen_by=seen_by)
    papers = _papers(numbers, seen_by=seen_by)
    return tuple(
        _card(
            row,
            needed=tuple(
                _needed(body, names[body.body_id], answers.get((row.pk, body.body_id)))
                for body in bodies
                if body.decision_id == row.pk and body.concern == Concern.AFFECTED
            ),
            concerned=tuple(
                names[body.body_id]
                for body in bodies
                if body.decision_id == row.pk and body.concern == Concern.CONCERNED
            ),
            papers=papers.get(row.pk, ()),
        )
        for row in found
    )


def _papers(decisions: Iterable[int], *, seen_by: Actor) -> dict[int, tuple[SeenPaper, ...]]:
    """The papers seen, by decision. One that is withheld from the reader is left out."""
    rows = PaperSeen.objects.seen_by(seen_by).filter(decision__in=list(decisions)).order_by("pk")
    found: dict[int, tuple[SeenPaper, ...]] = {}
    for number, hashed, public_id, title in rows.values_list(
        "decision_id", "content_hash", "paper__public_id", "paper__title"
    ):
        found[number] = (*found.get(number, ()), SeenPaper(Ref("paper", public_id), title, hashed))
    return found


def _needed(row: DecisionBody, body: OrganisationCard, answer: Ratification | None) -> Needed:
    return Needed(
        body=body,
        by_delegation=row.delegation_id is not None,
        position=Position(answer.position) if answer else None,
        body_name=answer.body_name if answer else "",
        conditions=answer.conditions if answer else "",
        source=answer.source if answer else "",
        taken_on=answer.taken_on if answer else None,
    )


def _decider(row: Decision) -> Ref | None:
    if row.board_ref:  # type: ignore[attr-defined]
        return Ref("board", row.board_ref)  # type: ignore[attr-defined]
    return Ref("post", row.post_ref) if row.post_ref else None  # type: ignore[attr-defined]


def _card(
    row: Decision,
    *,
    needed: tuple[Needed, ...],
    concerned: tuple[OrganisationCard, ...],
    papers: tuple[SeenPaper, ...],
) -> DecisionCard:
    return DecisionCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        decider=_decider(row),
        taken_by=row.taken_by,
        meeting=Ref("meeting", row.meeting_ref) if row.meeting_ref else None,  # type: ignore[attr-defined]
        meeting_title=row.meeting_title or "",  # type: ignore[attr-defined]
        item=Ref("item", row.item_ref) if row.item_ref else None,  # type: ignore[attr-defined]
        subject=Ref(row.subject_kind, row.subject_id) if row.subject_kind else None,
        amount=Money(row.amount_pence) if row.amount_pence is not None else None,
        topic=Topic(row.topic),
        level=Level(row.level),
        outcome=Outcome(row.outcome),
        authority=row.authority,
        conditions=row.conditions,
        reasons=row.reasons,
        options=row.options,
        taken_on=row.taken_on,
        taken_elsewhere=row.taken_elsewhere,
        source=row.source,
        flags=tuple(Flag(flag) for flag in row.flags),
        needed=needed,
        concerned=concerned,
        papers=papers,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )
