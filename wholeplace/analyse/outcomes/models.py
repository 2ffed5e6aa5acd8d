"""Outcomes, their measures with targets and forecasts, and the needs they answer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.ground.records.columns import figure
from wholeplace.ground.records.models import Part, Titled


class Outcome(Titled):
    """A condition wanted for a group in a place."""

    kind: ClassVar[str] = "outcome"

    statement = models.TextField()
    group = models.CharField(max_length=40, choices=[(group.value, group.label) for group in Group])
    area_code = models.CharField(max_length=12, blank=True)
    area_name = models.CharField(max_length=150, blank=True)
    framework = models.CharField(max_length=150, blank=True)
    board = models.ForeignKey("partnership.Board", models.PROTECT, null=True, related_name="+")
    is_priority = models.BooleanField(default=False)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="outcome_says_something"),
            models.CheckConstraint(
                condition=Q(group__in=[group.value for group in Group]), name="outcome_is_for_a_group"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="outcome_ends_after_it_begins",
            ),
        ]


class OutcomeMeasure(Part):
    """An indicator that quantifies an outcome, with where it stood at first."""

    part_of: ClassVar[str] = "outcome"

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="measures")
    title = models.CharField(max_length=200)
    indicator_code = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    polarity = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Polarity])
    baseline = figure()
    baseline_on = models.DateField()
    tolerance = figure()
    source = models.CharField(max_length=250)
    frequency = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Frequency])
    national_code = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="outcome_measure_has_a_title"),
            models.CheckConstraint(condition=~Q(source=""), name="outcome_measure_names_its_source"),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="outcome_measure_tolerates"),
            models.CheckConstraint(
                condition=Q(polarity__in=[one.value for one in Polarity]), name="outcome_measure_polarity"
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=[one.value for one in Frequency]), name="outcome_measure_frequency"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OutcomeTarget(Part):
    """Where a measure should stand by a day: held from the day it was set until another replaced it."""

    part_of: ClassVar[str] = "measure"

    measure = models.ForeignKey(OutcomeMeasure, models.PROTECT, related_name="targets")
    target = figure()
    due_on = models.DateField()
    because = models.TextField(blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="outcome_target_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["measure"], condition=Q(ends_on__isnull=True), name="outcome_target_one_holds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} by {self.due_on}"


class OutcomeForecast(Part):
    """Where a measure would stand on a day if nothing were done, as it was thought until another replaced it."""

    part_of: ClassVar[str] = "measure"

    measure = models.ForeignKey(OutcomeMeasure, models.PROTECT, related_name="forecasts")
    forecast_on = models.DateField()
    figure = figure()
    basis = models.CharField(max_length=250)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="outcome_forecast_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["measure", "forecast_on"],
                condition=Q(ends_on__isnull=True),
                name="outcome_forecast_one_holds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} on {self.forecast_on}"


class OutcomeNeed(Part):
    """The edge of the thread from a need to an outcome that answers it."""

    part_of: ClassVar[str] = "outcome"

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="needs")
    need = models.ForeignKey("needs.Need", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "need"], name="outcome_need_once")]

    def __str__(self) -> str:
        return f"{self.outcome_id} answers {self.need_id}"
