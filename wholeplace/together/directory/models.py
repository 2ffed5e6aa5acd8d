"""Organisations, their official ids and their successors. All of it is published fact."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q

from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Open, OrganisationKey
from wholeplace.together.directory.rules.kinds import OrganisationKind


class Organisation(Open):
    """A legal body, described. Its number is its bare identity's."""

    kind_of_record: ClassVar[str] = "organisation"

    key = models.OneToOneField(OrganisationKey, models.PROTECT, primary_key=True, related_name="+")
    public_id = models.CharField(max_length=12, unique=True, editable=False)
    name = models.CharField(max_length=250)
    folded_name = models.GeneratedField(
        expression=Func(F("name"), function="folded"), output_field=models.TextField(), db_persist=True
    )
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.label) for kind in OrganisationKind])
    invented = models.BooleanField(default=False)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [GinIndex(OpClass("folded_name", name="gin_trgm_ops"), name="organisation_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(begins_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="organisation_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        """This organisation's typed reference."""
        return Ref(kind="organisation", public_id=self.public_id)


class OfficialId(Open):
    """A number of an organisation in a register, for as long as it held."""

    of = models.ForeignKey(Organisation, models.PROTECT, related_name="official_ids")
    scheme = models.CharField(max_length=20)
    identifier = models.CharField(max_length=60)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "identifier"], name="official_id_once"),
            models.CheckConstraint(condition=~Q(identifier=""), name="official_id_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.identifier}"


class Succession(Open):
    """From this day, one organisation took over from another."""

    of = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    source = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "by"], name="succession_once"),
            models.CheckConstraint(condition=~Q(of=F("by")), name="succession_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} succeeded by {self.by_id}"
