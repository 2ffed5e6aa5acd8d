"""Funds, what is put into them, the lines their money is set aside in and moves between; published spend."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.ground.records.models import Open, Part, Titled
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

    `amount_pence` is what it holds now: what it was set up with, and what movements brought and took. `drawn_pence`
    is what of it is taken by what is paid from it, whoever may see that.
    """

    kind: ClassVar[str] = "line"

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines")
    year = models.PositiveSmallIntegerField()
    first_amount_pence = models.BigIntegerField()
    amount_pence = models.BigIntegerField()
    drawn_pence = models.BigIntegerField(default=0)
    topic = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(blank=True)
    begins_on = models.DateField()

    class Meta(Titled.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(first_amount_pence__gt=0), name="line_began_with_some_money"),
            models.CheckConstraint(condition=Q(amount_pence__gte=0), name="line_never_below_nothing"),
            models.CheckConstraint(
                condition=Q(drawn_pence__gte=0, drawn_pence__lte=F("amount_pence")), name="line_holds_what_is_drawn"
            ),
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


class SpendPayee(Open):
    """A payee, whichever way its name is capitalised or accented. The name is as it was first published.

    The organisation is the one whose name or official id is exactly the same. Where the publisher keeps the name
    back, so do we: nobody is looked for behind it.
    """

    name = models.CharField(max_length=250)
    folded_name = models.CharField(max_length=260, unique=True)
    is_redacted = models.BooleanField(default=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="spend_payee_has_a_name"),
            models.CheckConstraint(
                condition=Q(is_redacted=False) | Q(organisation__isnull=True), name="spend_payee_stays_redacted"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedSpend(Open):
    """A payment as its payer published it, with the file and row it came from.

    `identity` tells it from all other payments of the payer: by the publisher's own number where there is one,
    otherwise by all that is said of it, the month of the release, and the how-manieth of its like it is there.
    A payment that is published otherwise later supersedes this one from that day.
    """

    buyer = models.ForeignKey("directory.Organisation", models.PROTECT, db_index=False, related_name="+")
    payee = models.ForeignKey(SpendPayee, models.PROTECT, db_index=False, related_name="payments")
    payee_name = models.CharField(max_length=250)
    identity = models.UUIDField()
    amount_pence = models.BigIntegerField()
    paid_on = models.DateField()
    directorate = models.CharField(max_length=150, blank=True)
    service = models.CharField(max_length=150, blank=True)
    purpose = models.CharField(max_length=250, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    batch = models.ForeignKey("intake.Batch", models.PROTECT, db_index=False, related_name="+")
    row = models.IntegerField()
    loaded_on = models.DateField()
    superseded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer", "identity"], condition=Q(superseded_on__isnull=True), name="published_spend_once"
            ),
            models.CheckConstraint(condition=Q(row__gt=0), name="published_spend_stands_in_a_row"),
        ]
        indexes = [
            models.Index(
                fields=["buyer", "-paid_on"],
                condition=Q(superseded_on__isnull=True),
                name="published_spend_of_a_buyer",
            ),
            models.Index(fields=["payee", "buyer"], name="published_spend_to_a_payee"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_pence} on {self.paid_on}"


class SpendFile(Open):
    """That payments of a payer were taken from a file."""

    buyer = models.ForeignKey("directory.Organisation", models.PROTECT, db_index=False, related_name="+")
    batch = models.ForeignKey("intake.Batch", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["buyer", "batch"], name="spend_file_once")]

    def __str__(self) -> str:
        return f"{self.batch_id} of {self.buyer_id}"


class SpendSum(Open):
    """What a payer published for a month, a directorate and a payee, added up from its payments at each load."""

    buyer = models.ForeignKey("directory.Organisation", models.PROTECT, db_index=False, related_name="+")
    month = models.DateField()
    directorate = models.CharField(max_length=150, blank=True)
    payee = models.ForeignKey(SpendPayee, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    payments = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer", "month", "directorate", "payee"],
                include=["amount_pence", "payments"],
                name="spend_sum_once",
            ),
            models.CheckConstraint(condition=Q(payments__gt=0), name="spend_sum_of_some_payments"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_pence} in {self.month}"
