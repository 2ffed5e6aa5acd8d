"""What can happen to plans and intentions."""

from dataclasses import dataclass

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class PlanWritten(Happened):
    """A plan was written."""

    title: str
    plan_kind: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return "Wrote the first draft of the plan."


@dataclass(frozen=True)
class PlanRevised(Happened):
    """A plan got another version."""

    version: int
    remarks: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Revised the plan (version {self.version}): {self.remarks}"


@dataclass(frozen=True)
class PlanChallenged(Happened):
    """A draft plan was challenged."""

    version: int
    remarks: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Challenged the draft: {self.remarks}"


@dataclass(frozen=True)
class PlanFinal(Happened):
    """A plan became final."""

    version: int
    late: bool

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        late = ", after the day on which it was to begin" if self.late else ""
        return f"Made version {self.version} final{late}."


@dataclass(frozen=True)
class PlanPublished(Happened):
    """A plan was published."""

    replaces: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        instead = f", in place of “{self.replaces}”" if self.replaces else ""
        return f"Published the plan{instead}."


@dataclass(frozen=True)
class PlanReplaced(Happened):
    """Another plan took the place of a published one."""

    by_plan: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Replaced by “{self.by_plan}”."


@dataclass(frozen=True)
class PositionTaken(Happened):
    """A locality said how it stands to a plan."""

    locality: str
    position: str
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        words = self.position.replace("_", " ")
        return f"{self.locality} {words}{f': {self.because}' if self.because else '.'}"


@dataclass(frozen=True)
class Linked(Happened):
    """A plan or an intention was tied to something else on the thread."""

    to_kind: str
    title: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Linked the {self.to_kind} “{self.title}”."


@dataclass(frozen=True)
class IntentionRaised(Happened):
    """An intention was raised, and with that shared with the partnership."""

    title: str
    change: str
    money: Money
    affects: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        affects = f" It affects {', '.join(self.affects)}." if self.affects else ""
        return f"Raised the intention and shared it with the partnership.{affects}"


@dataclass(frozen=True)
class IntentionMoved(Happened):
    """An intention went on to another state."""

    was: str
    now: str
    words: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        now = self.now.replace("_", " ")
        return f"Marked as {now}{f': {self.words}' if self.words else '.'}"


@dataclass(frozen=True)
class IntentionAgreed(Happened):
    """A decision approved an intention."""

    decision: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Agreed by the decision “{self.decision}”."


@dataclass(frozen=True)
class IntentionPaidFor(Happened):
    """A line of money was tied to an intention."""

    line: str
    amount: Money
    intention: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.amount} in the line “{self.line}” is for “{self.intention}”."
