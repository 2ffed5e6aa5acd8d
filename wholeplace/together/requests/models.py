"""Requests for information, what the applicant had to be asked, and the answer: gathered, redacted, released."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.columns import choices, one_of
from wholeplace.ground.records.models import Part, Scoped, Titled
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.requests.rules.answer import Outcome
from wholeplace.together.requests.rules.states import OVER, Channel, Ending, Regime, RequestState

_OVER = sorted(state.value for state in OVER)


class Disclosure(Titled):
    """An answer that went out: only the words that did. It names nobody who asked, so that it can be published."""

    kind: ClassVar[str] = "disclosure"
    can_be_shared: ClassVar[bool] = False

    regime = models.CharField(max_length=10, choices=choices(Regime))
    outcome = models.CharField(max_length=10, choices=choices(Outcome))
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    received_on = models.DateField()
    released_on = models.DateField()

    class Meta(Titled.Meta):
        constraints = [
            one_of("regime", Regime, name="disclosure_has_a_law"),
            one_of("outcome", Outcome, name="disclosure_has_an_outcome"),
            models.CheckConstraint(
                condition=Q(released_on__gte=F("received_on")), name="disclosure_follows_its_request"
            ),
        ]
        indexes = [
            *Titled.Meta.indexes,
            models.Index(fields=["organisation", "partnership", "released_on"], name="disclosure_by_day"),
        ]


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
    answer = models.TextField(blank=True)
    is_published = models.BooleanField(default=False)
    summary = models.CharField(max_length=500, blank=True)
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    proposed_hash = models.CharField(max_length=64, blank=True)
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, null=True, related_name="+")

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
            models.CheckConstraint(
                condition=Q(state=RequestState.ANSWERED.value, disclosure__isnull=False)
                | (~Q(state=RequestState.ANSWERED.value) & Q(disclosure__isnull=True)),
                name="request_is_answered_by_a_disclosure",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.PROPOSED.value)
                | (Q(proposed_by__isnull=False) & ~Q(proposed_hash="") & ~Q(answer="")),
                name="request_is_put_forward_whole",
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


class HeldRecord(Part):
    """A record gathered for an answer: only which it is, so that nothing of it is copied before it goes out."""

    part_of: ClassVar[str] = "request"

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="records")
    record_kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "record_kind", "record_id"], name="held_record_once"),
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def record(self) -> Ref:
        """Which record it is."""
        return Ref(kind=self.record_kind, public_id=self.record_id)


class Redaction(Part):
    """Where words are taken out of a line, and under which exemption; of the line itself a fingerprint."""

    part_of: ClassVar[str] = "held"

    held = models.ForeignKey(HeldRecord, models.PROTECT, related_name="redactions")
    line = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    starts = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    exemption = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="redaction_takes_something_out"),
            models.UniqueConstraint(fields=["held", "line", "starts", "ends"], name="redaction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.starts}–{self.ends} {self.exemption}"


class ExemptionClaim(Part):
    """Why an exemption applies to a request, and where it is weighed why the public interest is in withholding."""

    part_of: ClassVar[str] = "request"

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="claims")
    exemption = models.CharField(max_length=20)
    because = models.TextField()
    public_interest = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "exemption"], name="exemption_claim_once"),
            models.CheckConstraint(condition=~Q(because=""), name="exemption_claim_says_why"),
        ]

    def __str__(self) -> str:
        return self.exemption
