"""Figures on how boards decide: who comes, what is decided against noted, what is put off or passed on (GOV-09)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wholeplace.ground.access.actor import Actor
from wholeplace.together.decisions.models import Attendance, Decision, Meeting
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.meetings import MeetingState


@dataclass(frozen=True)
class BoardFigures:
    """How a board decides. `attended` counts seats filled over all meetings held."""

    held: int
    attended: int
    decided: int
    noted: int
    deferred: int

    @property
    def mean_attendance(self) -> float | None:
        """How many came to a meeting on average, or None before the first with a record."""
        return self.attended / self.held if self.held else None


def board_figures(*, boards: Iterable[int], seen_by: Actor) -> dict[int, BoardFigures]:
    """The figures of these boards, by their numbers."""
    numbers = set(boards)
    held = Meeting.objects.seen_by(seen_by).filter(board__in=numbers, state=MeetingState.HELD.value)
    meetings = Counter(held.values_list("board", flat=True))
    came = Attendance.objects.seen_by(seen_by).filter(meeting__in=held.values("pk"))
    attended = Counter(came.values_list("meeting__board", flat=True))
    outcomes = Counter(Decision.objects.seen_by(seen_by).filter(board__in=numbers).values_list("board", "outcome"))
    return {
        number: BoardFigures(
            held=meetings[number],
            attended=attended[number],
            decided=sum(outcomes[number, one.value] for one in Outcome if one not in {Outcome.NOTED, Outcome.DEFERRED}),
            noted=outcomes[number, Outcome.NOTED.value],
            deferred=outcomes[number, Outcome.DEFERRED.value] + outcomes[number, Outcome.REFERRED.value],
        )
        for number in numbers
    }
