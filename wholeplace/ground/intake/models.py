"""Batches, and the rows of them that were refused. Only published fact: everyone may read what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Open


class Batch(Open):
    """One file as it was taken in: what it is, who published it, and what became of its rows.

    Rows are the file's; records are what they gave, which may be one for each column. `position` is how far a batch
    has come that is taken in by chunks, written in the same transaction as each of them.
    """

    kind: ClassVar[str] = "batch"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    source = models.CharField(max_length=60)
    title = models.CharField(max_length=250)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    caveat = models.TextField(blank=True)
    file_name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    mapping = models.CharField(max_length=60)
    started_at = models.DateTimeField(db_default=Now())
    started_by = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True)
    taken_on = models.DateField()
    rows_in = models.IntegerField(default=0)
    rows_taken = models.IntegerField(default=0)
    rows_elsewhere = models.IntegerField(default=0)
    rows_repeated = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    added = models.IntegerField(default=0)
    revised = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    position = models.IntegerField(default=0)
    pence_given = models.BigIntegerField(default=0)
    pence_taken = models.BigIntegerField(default=0)
    pence_refused = models.BigIntegerField(default=0)
    pence_repeated = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["source", "sha256"], name="batch_known")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows_in=F("rows_taken") + F("rows_elsewhere") + F("rows_repeated") + F("rows_refused")),
                name="batch_counts_every_row",
            ),
            models.CheckConstraint(
                condition=Q(pence_given=F("pence_taken") + F("pence_refused") + F("pence_repeated")),
                name="batch_counts_every_penny",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.file_name}"

    @property
    def ref(self) -> Ref:
        """This batch's typed reference."""
        return Ref(kind=self.kind, public_id=self.public_id)


class RowError(Open):
    """One reason why a row was refused."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="errors")
    sheet = models.CharField(max_length=80, blank=True)
    row = models.IntegerField()
    field = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    excerpt = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["batch", "row"], name="row_error_of_batch")]

    def __str__(self) -> str:
        return f"Row {self.row}, {self.field}: {self.reason}"


class ControlTotal(Open):
    """A sum over a batch that can be compared with what the publisher says."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="totals")
    name = models.CharField(max_length=200)
    figure = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "name"], name="control_total_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.figure:,.0f}"
