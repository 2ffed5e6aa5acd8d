"""Requests for information, and what the applicant had to be asked."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.ground.records.columns import choices, one_of
from wholeplace.ground.records.models import Part, Scoped
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.requests.rules.states import OVER, Channel, Ending, Regime, RequestState

_OVER = [state.value for state in OVER]


class InformationRequest(Scoped):
    """What somebody asked to know. The title names nobody; who asked stands in columns of its own."""

    kind: ClassVar[str] = "request"
    can_be_shared: ClassVar[bool] = False

    title = models.CharField(max_length=250)
    regime = models.CharField(max_length=10, choices=choices(Regime))
    channel = models.CharField(max_length=10, choices=choices(Channel))
    applicant = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=250, blank=True)
    words = models.TextField()
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=15, choices=choices(RequestState))
    ending = models.CharField(max_length=15, choices=choices(Ending), blank=True)
    closed_because = models.TextField(blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("regime", Regime, name="request_has_a_law"),
            one_of("state", RequestState, name="request_has_a_state"),
            models.CheckConstraint(condition=~Q(words=""), name="request_says_something"),
            models.CheckConstraint(
                condition=Q(sensitivity=Sensitivity.ORGANISATION.value), name="request_stays_with_its_organisation"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OVER, closed_on__isnull=False)
                | (~Q(state__in=_OVER) & Q(closed_on__isnull=True)),
                name="request_is_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(state__in=[RequestState.WAITING.value, *_OVER]),
                name="request_is_due_unless_it_waits",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "partnership", "due_on"], name="request_by_day"),
        ]

    def __str__(self) -> str:
        return self.title


class Clarification(Part):
    """What the applicant had to be asked, and what they said."""

    part_of: ClassVar[str] = "request"

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="clarifications")
    words = models.TextField()
    asked_on = models.DateField()
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="clarification_asks_something"),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True, reply="") | (Q(replied_on__gte=F("asked_on")) & ~Q(reply="")),
                name="clarification_is_replied_whole",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(replied_on__isnull=True), name="clarification_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.words
