"""Finding boards and arrangements by the words of their titles."""

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.thread import Stop
from wholeplace.together.partnership.models import Arrangement, Board
from wholeplace.together.partnership.rules.arrangements import ArrangementType, Stage
from wholeplace.together.partnership.rules.boards import BoardKind


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Boards, then arrangements, whose title holds these words."""
    boards = Board.objects.seen_by(seen_by).saying(words)
    arrangements = Arrangement.objects.seen_by(seen_by).saying(words)
    return (
        *(_board(row) for row in boards.order_by("folded_title", "pk")[:limit]),
        *(_arrangement(row) for row in arrangements.order_by("folded_title", "pk")[:limit]),
    )


def _board(row: Board) -> Stop:
    return Stop(
        ref=row.ref,
        partnership=row.partnership_id,
        title=row.title,
        sentence=BoardKind(row.board_kind).label,
        on=row.begins_on,
        sensitivity=row.sensitivity,
    )


def _arrangement(row: Arrangement) -> Stop:
    words = f"{ArrangementType(row.arrangement_type).label}. {Stage(row.stage).label}"
    return Stop(
        ref=row.ref,
        partnership=row.partnership_id,
        title=row.title,
        sentence=words,
        on=row.begins_on,
        sensitivity=row.sensitivity,
    )
