"""What this room says of itself on the thread: its decisions and papers, and the edges they hold."""

from typing import Any

from django.db.models import Count, Q

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.thread import EdgeTable, End, Named, Stop, stop_rows
from wholeplace.together.decisions.models import Decision, Paper, PaperSeen
from wholeplace.together.decisions.rules.agenda import DECIDED_ABOUT
from wholeplace.together.decisions.rules.deciding import Outcome

EDGES = (
    EdgeTable(Decision, Named(DECIDED_ABOUT, "subject_kind", "subject_id"), End("decision"), "was decided by"),
    EdgeTable(PaperSeen, End("paper", "paper"), End("decision", "decision"), "was before"),
)
"""What was decided about what, and which papers were before it."""


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The decisions and published papers among these references; all of the reader's partnership for None."""
    decisions = Decision.objects.seen_by(seen_by).among(refs, kind="decision", seen_by=seen_by)
    papers = Paper.objects.seen_by(seen_by).among(refs, kind="paper", seen_by=seen_by)
    return (
        *_decision_stops(decisions.order_by("-taken_on", "-pk"), seen_by=seen_by),
        *_paper_stops(papers.filter(published_on__isnull=False).order_by("-published_on", "-pk")),
    )


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Decisions, then published papers, whose title holds these words."""
    decisions = Decision.objects.seen_by(seen_by).saying(words)
    papers = Paper.objects.seen_by(seen_by).saying(words).filter(published_on__isnull=False)
    return (
        *_decision_stops(decisions.order_by("-taken_on", "-pk"), seen_by=seen_by, limit=limit),
        *_paper_stops(papers.order_by("-published_on", "-pk")[:limit]),
    )


def _decision_stops(rows: Rows, *, seen_by: Actor, limit: int | None = None) -> tuple[Stop, ...]:
    """Decisions as stops. Of the papers before one, those are counted that the reader can see."""
    visible = Q(papers_seen__paper__in=Paper.objects.seen_by(seen_by))
    counted = rows.annotate(papers=Count("papers_seen", filter=visible))
    read = stop_rows(
        counted if limit is None else counted[:limit], "outcome", "taken_by", "taken_on", "amount_pence", "papers"
    )
    return tuple(_decision(row) for row in read)


def _decision(row: Any) -> Stop:
    read = f" {row.papers} {'paper was' if row.papers == 1 else 'papers were'} read before it." if row.papers else ""
    return Stop(
        ref=Ref("decision", row.public_id),
        partnership=row.partnership_id,
        title=row.title,
        sentence=f"{Outcome(row.outcome).label} by {row.taken_by}.{read}",
        on=row.taken_on,
        amount=Money(row.amount_pence) if row.amount_pence is not None else None,
        sensitivity=row.sensitivity,
    )


def _paper_stops(rows: Rows) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            ref=Ref("paper", row.public_id),
            partnership=row.partnership_id,
            title=row.title,
            sentence="Exempt from publication." if row.is_exempt else "A paper to a board.",
            on=row.published_on,
            sensitivity=row.sensitivity,
        )
        for row in stop_rows(rows, "is_exempt", "published_on")
    )
