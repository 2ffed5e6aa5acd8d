"""Overrides as dated rows."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.records.columns import ends_after_it_begins
from wholeplace.ground.records.models import Open, PartnershipKey


class LawOverride(Open):
    """A value set for a rule in a jurisdiction from one day, until another or further notice.

    It holds within a partnership; without one, in every partnership, and then the house itself has set it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(PartnershipKey, models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=120)
    jurisdiction = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    because = models.TextField()
    set_by = models.CharField(max_length=200)
    set_for = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            ends_after_it_begins("override_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(because=""), name="override_says_why"),
            ExclusionConstraint(
                name="override_one_at_a_time",
                expressions=[
                    (
                        Coalesce(F("partnership"), Value(0), output_field=models.BigIntegerField()),
                        RangeOperators.EQUAL,
                    ),
                    (F("rule"), RangeOperators.EQUAL),
                    (F("jurisdiction"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("begins_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.value} from {self.begins_on}"
