"""Sources, indicators and figures."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q

from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.records.models import Open


class Source(Open):
    """A publication that figures come from."""

    code = models.CharField(max_length=60, unique=True)
    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=250)
    licence = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    retrieved_on = models.DateField(null=True)
    caveat = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(publisher="") & ~Q(licence=""), name="source_is_named")]

    def __str__(self) -> str:
        return self.title


class Indicator(Open):
    """What is measured, in which unit, by which method, and which direction is good."""

    kind: ClassVar[str] = "indicator"

    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    folded_name = models.GeneratedField(
        expression=Func(F("name"), function="folded"), output_field=models.TextField(), db_persist=True
    )
    subject = models.CharField(max_length=60)
    definition = models.TextField()
    unit = models.CharField(max_length=120)
    value_type = models.CharField(max_length=12, choices=[(one.value, one.label) for one in ValueType])
    polarity = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Polarity])
    multiplier = models.FloatField(default=1.0)
    decimals = models.SmallIntegerField(default=1)
    interval_method = models.CharField(max_length=160, blank=True)
    standard_population = models.CharField(max_length=120, blank=True)
    like_for_like = models.TextField(blank=True)
    counts_residents = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    batch = models.ForeignKey("intake.Batch", models.PROTECT, related_name="+")

    class Meta:
        indexes = [GinIndex(OpClass("folded_name", name="gin_trgm_ops"), name="indicator_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(definition="") & ~Q(unit=""), name="indicator_says_what"),
            models.CheckConstraint(
                condition=Q(value_type__in=[one.value for one in ValueType]), name="indicator_has_a_type"
            ),
            models.CheckConstraint(
                condition=~Q(value_type=ValueType.UNIT_COST.value) | ~Q(like_for_like=""),
                name="unit_cost_says_what_it_is_like",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(Open):
    """One figure: of an indicator, for an area, a period and a group of people, as one file gives it.

    A revised figure stays, with the day from which another counts. Foreign keys have no index of their own: the
    table grows to many millions of rows, and the indexes below are what is asked.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=40)
    begins_on = models.DateField()
    ends_on = models.DateField()
    sex = models.CharField(max_length=1, choices=[(one.value, one.label) for one in Sex], default=Sex.PERSONS)
    age = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=120, blank=True)
    value = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    trend = models.CharField(max_length=60, blank=True)
    comparison = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=160, blank=True)
    batch = models.ForeignKey("intake.Batch", models.PROTECT, related_name="+", db_index=False)
    sheet = models.CharField(max_length=80, blank=True)
    row = models.IntegerField()
    loaded_on = models.DateField()
    superseded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "ends_on", "begins_on", "sex", "age", "category"],
                condition=Q(superseded_on__isnull=True),
                name="figure_once",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="figure_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(lower__isnull=True, upper__isnull=True)
                | Q(lower__isnull=False, upper__isnull=False, value__isnull=False, lower__lte=F("upper")),
                name="figure_interval_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on__isnull=True) | Q(superseded_on__gte=F("loaded_on")),
                name="figure_is_superseded_later",
            ),
            models.CheckConstraint(condition=Q(sex__in=[one.value for one in Sex]), name="figure_is_about_somebody"),
        ]
        indexes = [
            models.Index(fields=["area", "indicator"], name="figure_of_area"),
            models.Index(fields=["batch", "row"], name="figure_of_row"),
            models.Index(
                fields=["indicator", "area"], condition=Q(superseded_on__isnull=False), name="figure_superseded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} of {self.area_id} in {self.period}: {self.value}"
