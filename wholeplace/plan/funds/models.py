"""Funds, what is put into them, the lines their money is set aside in, and the movements between lines."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.ground.records.models import Part, Titled
from wholeplace.plan.funds.rules.keeping import FundKind


class Fund(Titled):
    """Money with rules. The organisation it belongs to is its host. Years are those they begin in."""

    kind: ClassVar[str] = "fund"

    fund_kind = models.CharField(max_length=10, choices=[(kind.value, kind.label) for kind in FundKind])
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    rules = models.TextField(blank=True)
    arrangement = models.ForeignKey("partnership.Arrangement", models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, null=True, related_name="+")
    begins_on = models.DateField()

    class Meta(Titled.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(fund_kind__in=[kind.value for kind in FundKind]), name="fund_is_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="fund_ends_after_it_begins"),
        ]


class Contribution(Part):
    """What an organisation puts into a fund for one financial year."""

    part_of: ClassVar[str] = "fund"

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="contributions")
    contributor = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount_pence = models.BigIntegerField()
    contributed_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_pence__gt=0), name="contribution_is_some_money")]
        indexes = [models.Index(fields=["fund", "year"], name="contribution_of_a_year")]

    def __str__(self) -> str:
        return f"{self.amount_pence} for {self.year}"


class FundLine(Titled):
    """Money of a fund set aside for a purpose in one financial year.

    `amount_pence` is what it holds now: what it was set up with, and what movements brought and took.
    """

    kind: ClassVar[str] = "line"

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines")
    year = models.PositiveSmallIntegerField()
    first_amount_pence = models.BigIntegerField()
    amount_pence = models.BigIntegerField()
    topic = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(blank=True)
    begins_on = models.DateField()

    class Meta(Titled.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(first_amount_pence__gt=0), name="line_began_with_some_money"),
            models.CheckConstraint(condition=Q(amount_pence__gte=0), name="line_never_below_nothing"),
        ]


class LineMovement(Part):
    """Money taken from one line of a fund to another: one row with both sides, so it always balances."""

    part_of: ClassVar[str] = "fund"

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="movements")
    giver = models.ForeignKey(FundLine, models.PROTECT, related_name="given")
    taker = models.ForeignKey(FundLine, models.PROTECT, related_name="taken")
    amount_pence = models.BigIntegerField()
    because = models.TextField()
    moved_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="movement_is_some_money"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="movement_goes_somewhere"),
            models.CheckConstraint(condition=~Q(because=""), name="movement_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_pence} from {self.giver_id} to {self.taker_id}"


class LineOutcome(Part):
    """The edge of the thread from an outcome to the line of money that serves it."""

    part_of: ClassVar[str] = "line"

    line = models.ForeignKey(FundLine, models.PROTECT, related_name="outcomes")
    outcome = models.ForeignKey("outcomes.Outcome", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "outcome"], name="line_outcome_once")]

    def __str__(self) -> str:
        return f"{self.line_id} for {self.outcome_id}"
