"""Needs and what they rest on."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.ground.records.models import Part, Titled


class Need(Titled):
    """A condition of a population, as one organisation records it."""

    kind: ClassVar[str] = "need"

    statement = models.TextField()
    group = models.CharField(max_length=40, choices=[(group.value, group.label) for group in Group])
    area_code = models.CharField(max_length=12, blank=True)
    area_name = models.CharField(max_length=150, blank=True)
    confidence = models.CharField(max_length=10, choices=[(c.value, c.label) for c in Confidence])
    observed_on = models.DateField()
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="need_says_something"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="need_ends_after_it_begins",
            ),
        ]


class Evidence(Part):
    """One thing that a need rests on: an indicator's figure as it was then, or a named source."""

    part_of: ClassVar[str] = "need"

    need = models.ForeignKey(Need, models.PROTECT, related_name="evidence")
    indicator_code = models.CharField(max_length=80, blank=True)
    figure = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=250)
    observed_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="evidence_names_its_source")]

    def __str__(self) -> str:
        return self.source
