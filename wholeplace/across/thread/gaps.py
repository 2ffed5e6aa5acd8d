"""What is not linked: money with no outcome, a need with no intention, a decision with no evidence, no result."""

from collections.abc import Sequence
from dataclasses import dataclass

from wholeplace.across.thread.rooms import EDGES, ROOMS
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.thread import Edge, Stop, edges


@dataclass(frozen=True)
class Rule:
    """A kind of record that ought to have an edge to one of these kinds, on this side, and how its lack reads."""

    kind: str
    wants: tuple[str, ...]
    forwards: bool
    title: str
    sentence: str

    @property
    def key(self) -> str:
        """The rule's name in an address: need-without-intention."""
        return f"{self.kind}-without-{'-'.join(self.wants)}"


RULES = (
    Rule("need", ("intention",), True, "Needs that nothing addresses", "No intention answers this need."),
    Rule("outcome", ("need",), False, "Outcomes that answer no need", "No need stands behind this outcome."),
    Rule("intention", ("need",), False, "Intentions without a need", "No need stands behind this intention."),
    Rule("intention", ("outcome",), False, "Intentions without an outcome", "This intention serves no outcome."),
    Rule("decision", ("paper",), False, "Decisions without evidence", "No paper was before the board."),
    Rule("contract", ("intention", "outcome"), False, "Contracts not linked to an outcome",
         "This contract is linked to no intention or outcome."),
    Rule("line", ("contract", "intention", "outcome"), False, "Money not linked to an outcome",
         "This line of money is linked to nothing it is for."),
    Rule("contract", ("result",), True, "Contracts without a result", "No result has been recorded."),
)  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """Everything of one kind that lacks the same thing, with the money in it where it is known."""

    rule: Rule
    stops: tuple[Stop, ...]
    amount: Money


def gaps(*, seen_by: Actor) -> tuple[Gap, ...]:
    """What is not linked in the reader's partnership, one entry a rule, most money first within each."""
    wanting = {rule.kind for rule in RULES}
    stops = [stop for room in ROOMS if wanting & set(room.kinds) for stop in room.stops(refs=None, seen_by=seen_by)]
    held = edges(EDGES, refs=None, seen_by=seen_by)
    return tuple(_gap(rule, stops, held) for rule in RULES)


def _gap(rule: Rule, stops: Sequence[Stop], held: Sequence[Edge]) -> Gap:
    linked = {
        (edge.came_from if rule.forwards else edge.leads_to)
        for edge in held
        if (edge.leads_to if rule.forwards else edge.came_from).kind in rule.wants
    }
    loose = sorted(
        (stop for stop in stops if stop.ref.kind == rule.kind and stop.ref not in linked),
        key=lambda stop: (-(stop.amount.pence if stop.amount else 0), stop.title),
    )
    return Gap(rule=rule, stops=tuple(loose), amount=Money.total(stop.amount for stop in loose if stop.amount))
