"""Areas, boundaries, look-ups and neighbours."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q

from wholeplace.ground.records.models import Open
from wholeplace.together.places.rules.kinds import AreaKind, Method


class Area(Open):
    """A piece of the map with its code, for as long as it has its boundary."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in AreaKind])
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=150)
    folded_name = models.GeneratedField(
        expression=Func(F("name"), function="folded"), output_field=models.TextField(), db_persist=True
    )
    also_known_as = models.CharField(max_length=150, blank=True)
    setting = models.CharField(max_length=80, blank=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    is_current = models.BooleanField(default=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    invented = models.BooleanField(default=False)
    batch = models.ForeignKey("intake.Batch", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            GinIndex(OpClass("folded_name", name="gin_trgm_ops"), name="area_name"),
            models.Index(fields=["code"], name="area_code"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="area_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="area_is_named"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in AreaKind]), name="area_is_of_a_kind"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(begins_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="area_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Boundary(Open):
    """The outline of an area in one vintage, packed (`rules.rings`), with its bounding box."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="boundaries")
    vintage = models.CharField(max_length=30)
    packed = models.BinaryField()
    ring_points = ArrayField(models.IntegerField())
    polygon_rings = ArrayField(models.IntegerField())
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    batch = models.ForeignKey("intake.Batch", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "vintage"], name="boundary_once"),
            models.CheckConstraint(
                condition=Q(west__lte=F("east")) & Q(south__lte=F("north")), name="boundary_box_is_a_box"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} in {self.vintage}"


class LookUp(Open):
    """So much of one area belongs to another, by a method."""

    kind: ClassVar[str] = "look_up"

    from_area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    to_area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    weight = models.FloatField(default=1.0)
    method = models.CharField(max_length=12, choices=[(method.value, method.label) for method in Method])
    change = models.CharField(max_length=1, blank=True)
    batch = models.ForeignKey("intake.Batch", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["to_area", "method"], name="look_up_to")]
        constraints = [
            models.UniqueConstraint(fields=["from_area", "to_area", "method"], name="look_up_once"),
            models.CheckConstraint(condition=Q(weight__gte=0) & Q(weight__lte=1), name="look_up_weight_is_a_share"),
            models.CheckConstraint(condition=~Q(from_area=F("to_area")), name="look_up_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(method__in=[method.value for method in Method]), name="look_up_has_a_method"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weight:.0%} of {self.from_area_id} in {self.to_area_id}"


class Neighbour(Open):
    """An area that is like another, by a named model."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    neighbour = models.ForeignKey(Area, models.PROTECT, related_name="+")
    model = models.CharField(max_length=120)
    position = models.SmallIntegerField(null=True)
    batch = models.ForeignKey("intake.Batch", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "model", "neighbour"], name="neighbour_once"),
            models.CheckConstraint(condition=~Q(area=F("neighbour")), name="neighbour_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.neighbour_id} beside {self.area_id}"
