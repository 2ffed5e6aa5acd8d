"""The register: contracts, their parties, values, extensions and measures, and the edges that tie them in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.do.contracts.rules.kinds import Asks, ContractKind, PartyRole, RiskTier
from wholeplace.ground.records.columns import choices, one_of
from wholeplace.ground.records.models import Part, Titled


class Contract(Titled):
    """An agreement to provide. `ends_on` is its last day as extended; `ended_on` the day it was ended before.

    An entry that was taken from a published notice says which: the process (`ocid`), the award within it, and the
    latest notice of it with the file and row it stands in.
    """

    kind: ClassVar[str] = "contract"

    reference_number = models.CharField(max_length=80, blank=True)
    description = models.TextField(blank=True)
    department = models.CharField(max_length=150, blank=True)
    contract_kind = models.CharField(max_length=20, choices=choices(ContractKind))
    group = models.CharField(max_length=40, choices=choices(Group))
    area_code = models.CharField(max_length=12, blank=True)
    area_name = models.CharField(max_length=150, blank=True)
    value_pence = models.BigIntegerField()
    irrecoverable_vat_pence = models.BigIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    extension = models.TextField(blank=True)
    may_extend_until = models.DateField(null=True)
    notice_months = models.PositiveSmallIntegerField(default=0)
    review_on = models.DateField(null=True)
    route = models.CharField(max_length=200, blank=True)
    risk = models.CharField(max_length=10, choices=choices(RiskTier))
    is_sme = models.BooleanField(default=False)
    is_vcse = models.BooleanField(default=False)
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)
    ocid = models.CharField(max_length=80, blank=True)
    award = models.CharField(max_length=120, blank=True)
    notice = models.CharField(max_length=80, blank=True)
    notice_at = models.DateTimeField(null=True)
    notice_url = models.CharField(max_length=300, blank=True)
    notice_note = models.TextField(blank=True)
    batch = models.ForeignKey("intake.Batch", models.PROTECT, null=True, related_name="+")
    row = models.IntegerField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            one_of("contract_kind", ContractKind, name="contract_is_of_a_kind"),
            one_of("group", Group, name="contract_is_for_a_group"),
            one_of("risk", RiskTier, name="contract_has_a_risk"),
            models.CheckConstraint(condition=Q(value_pence__gte=0), name="contract_value_is_some"),
            models.CheckConstraint(condition=Q(irrecoverable_vat_pence__gte=0), name="contract_vat_is_an_amount"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contract_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""), name="contract_ended_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="contract_ended_after_it_started",
            ),
            models.UniqueConstraint(fields=["ocid", "award"], condition=~Q(ocid=""), name="contract_of_a_process_once"),
            models.CheckConstraint(
                condition=Q(ocid="", notice="", notice_at__isnull=True, batch__isnull=True)
                | (~Q(ocid="") & ~Q(notice="") & Q(notice_at__isnull=False, batch__isnull=False, row__isnull=False)),
                name="contract_names_its_notice",
            ),
        ]
        indexes = [
            *Titled.Meta.indexes,
            models.Index(fields=["partnership", "ends_on"], name="contract_by_end"),
        ]


class ContractParty(Part):
    """An organisation in a contract, and what it is there."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="parties")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=15, choices=choices(PartyRole))

    class Meta:
        constraints = [
            one_of("role", PartyRole, name="contract_party_has_a_role"),
            models.UniqueConstraint(fields=["contract", "body", "role"], name="contract_party_once"),
        ]
        indexes = [models.Index(fields=["body", "role"], name="contract_party_body")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.role}"


class ContractValue(Part):
    """What a contract is worth in one financial year."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="values")
    year = models.PositiveSmallIntegerField()
    amount_pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "year"], name="contract_value_once_a_year"),
            models.CheckConstraint(condition=Q(amount_pence__gte=0), name="contract_value_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_pence} in {self.year}"


class ContractExtension(Part):
    """One extension: from which last day to which, and why."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="extensions")
    was_until = models.DateField(null=True)
    until = models.DateField()
    because = models.TextField()
    extended_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(was_until__isnull=True) | Q(until__gt=F("was_until")),
                name="contract_extension_makes_longer",
            )
        ]

    def __str__(self) -> str:
        return f"to {self.until}"


class ContractMeasure(Part):
    """A measure of performance, with its target and what it is used for; it contributes to an outcome."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="measures")
    asks = models.CharField(max_length=12, choices=choices(Asks))
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    polarity = models.CharField(max_length=10, choices=choices(Polarity))
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    baseline_on = models.DateField(null=True)
    target = models.DecimalField(max_digits=18, decimal_places=4)
    tolerance = models.DecimalField(max_digits=18, decimal_places=4)
    frequency = models.CharField(max_length=12, choices=choices(Frequency))
    stated_use = models.TextField(blank=True)
    outcome = models.ForeignKey("outcomes.Outcome", models.PROTECT, null=True, related_name="+")
    begins_on = models.DateField()
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("asks", Asks, name="contract_measure_asks"),
            one_of("polarity", Polarity, name="contract_measure_polarity"),
            one_of("frequency", Frequency, name="contract_measure_frequency"),
            models.CheckConstraint(condition=~Q(title=""), name="contract_measure_has_a_title"),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="contract_measure_tolerates"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="contract_measure_dates_its_baseline",
            ),
            models.UniqueConstraint(fields=["contract", "title"], name="contract_measure_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ContractIntention(Part):
    """The edge of the thread from an intention to a contract that carries it out."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="intentions")
    intention = models.ForeignKey("plans.Intention", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "intention"], name="contract_intention_once")]

    def __str__(self) -> str:
        return f"{self.contract_id} for {self.intention_id}"


class ContractOutcome(Part):
    """The edge of the thread from an outcome to a contract that contributes to it."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="outcomes")
    outcome = models.ForeignKey("outcomes.Outcome", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "outcome"], name="contract_outcome_once")]

    def __str__(self) -> str:
        return f"{self.contract_id} for {self.outcome_id}"


class ContractLine(Part):
    """The edge of the thread from a line of money to a contract that is paid from it, with how much."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="lines")
    line = models.ForeignKey("funds.FundLine", models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "line"], name="contract_line_once"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="contract_line_is_some_money"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} from {self.line_id}"
