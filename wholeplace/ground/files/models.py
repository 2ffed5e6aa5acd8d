"""Files that people brought in, and how far each has come."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.ground.files.rules import State
from wholeplace.ground.records.columns import choices, one_of
from wholeplace.ground.records.models import Scoped


class BroughtFile(Scoped):
    """One file that somebody brought in for their organisation: what it is, who confirmed it, what came of it.

    People are bare numbers, for they live higher up. `became` is the public id of the batch that it was taken in as.
    """

    kind: ClassVar[str] = "brought_file"

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    read_as = models.CharField(max_length=40)
    encoding = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=choices(State), default=State.WAITING.value)
    brought_by = models.BigIntegerField()
    brought_on = models.DateField()
    answered_by = models.BigIntegerField(null=True)
    answered_on = models.DateField(null=True)
    became = models.CharField(max_length=12, blank=True)
    changes = models.IntegerField(default=0)

    class Meta:
        constraints = [
            one_of("state", State, name="brought_file_is_in_a_state"),
            models.CheckConstraint(condition=Q(size__gt=0), name="brought_file_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CONFIRMED.value, State.DONE.value])
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("brought_by"))),
                name="brought_file_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING.value, answered_by__isnull=True, answered_on__isnull=True)
                | (~Q(state=State.WAITING.value) & Q(answered_by__isnull=False, answered_on__isnull=False)),
                name="brought_file_is_answered_whole",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "sha256"], name="brought_file_known")]

    def __str__(self) -> str:
        return self.name
