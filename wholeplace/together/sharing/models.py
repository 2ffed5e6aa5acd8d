"""Shares between organisations, and records opened to a person in an emergency."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.ground.access.policy import mark_of_opening, mark_of_share
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.columns import choices, one_of
from wholeplace.ground.records.models import Scoped
from wholeplace.together.sharing.rules.opening import LONGEST_MINUTES, Emergency
from wholeplace.together.sharing.rules.sharing import Basis


class Share(Scoped):
    """One record that its organisation lets another read, from a day until a day. The title is as it was then."""

    kind: ClassVar[str] = "share"
    can_be_shared: ClassVar[bool] = False

    grantee = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    record_kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=12)
    title = models.CharField(max_length=250)
    purpose = models.TextField()
    basis = models.CharField(max_length=20, choices=choices(Basis))
    begins_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="share_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(purpose=""), name="share_has_a_purpose"),
            models.CheckConstraint(condition=~Q(grantee=F("organisation")), name="share_is_with_another"),
            one_of("basis", Basis, name="share_has_a_basis"),
        ]
        indexes = [models.Index(fields=["grantee", "partnership", "ends_on"], name="share_in_force")]

    def __str__(self) -> str:
        return self.title

    @property
    def record(self) -> Ref:
        """What is shared."""
        return Ref(kind=self.record_kind, public_id=self.record_id)

    @property
    def mark(self) -> int:
        """How the record's audience names this share."""
        return mark_of_share(self.pk)


class Opening(Scoped):
    """One record of another organisation that one person asked to read in an emergency, and what came of it.

    Until a second person has agreed it names a reference and nothing else, so that it tells nobody whether there is
    such a record.
    """

    kind: ClassVar[str] = "opening"
    can_be_shared: ClassVar[bool] = False

    record_kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=12)
    reason = models.CharField(max_length=20, choices=choices(Emergency))
    because = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    owner = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("reason", Emergency, name="opening_has_a_reason"),
            models.CheckConstraint(condition=~Q(because=""), name="opening_says_why"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=LONGEST_MINUTES), name="opening_is_an_hour_at_most"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="opening_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True, ends_at__isnull=True, owner__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False, ends_at__isnull=False, owner__isnull=False),
                name="opening_is_agreed_whole",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__lte=F("agreed_at") + timedelta(minutes=LONGEST_MINUTES)),
                name="opening_ends_within_the_hour",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="opening_is_closed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["asked_by", "ends_at"], name="opening_in_force")]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def record(self) -> Ref:
        """What it is about."""
        return Ref(kind=self.record_kind, public_id=self.record_id)

    @property
    def mark(self) -> int:
        """How the record's audience names this opening."""
        return mark_of_opening(self.pk)
