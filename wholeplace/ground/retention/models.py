"""Holds as rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wholeplace.ground.records.columns import ends_after_it_begins
from wholeplace.ground.records.models import Scoped


class Hold(Scoped):
    """A record that is kept beyond its day, until the hold is lifted. `stopped_on` is the day on which it first did."""

    kind: ClassVar[str] = "hold"

    record_kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=12)
    because = models.TextField()
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("hold_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(because=""), name="hold_says_why"),
            models.UniqueConstraint(
                fields=["organisation", "record_kind", "record_id"],
                condition=Q(ends_on__isnull=True),
                name="hold_once_for_a_body",
            ),
        ]
        indexes = [models.Index(fields=["record_kind", "record_id"], name="hold_of_a_record")]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}"
