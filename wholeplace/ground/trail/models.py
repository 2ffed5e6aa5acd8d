"""Events and refusals as rows. Neither is ever changed, and neither leans on another table."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast, Now

from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.scope import Sensitivity, Wall


class Event(models.Model):
    """One thing that happened: who, acting as what, by which authority, to what, and in which words.

    The scope is a copy of the subject's at that moment; there are no foreign keys, so that nothing that happens to
    the subject can touch what was written about it.
    """

    wall: ClassVar[Wall] = Wall.TRAIL

    transaction = models.BigIntegerField(
        db_default=Cast(Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField())
    )
    at = models.DateTimeField(db_default=Now())
    on = models.DateField()
    kind = models.CharField(max_length=60)
    sentence = models.TextField()
    details = models.JSONField()
    subject_kind = models.CharField(max_length=40)
    subject_public_id = models.CharField(max_length=12)
    organisation_id = models.BigIntegerField(null=True)
    partnership_id = models.BigIntegerField(null=True)
    sensitivity = models.CharField(max_length=12, choices=[(s.value, s.sentence) for s in Sensitivity])
    audience = ArrayField(models.BigIntegerField(), default=list)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    post_title = models.CharField(max_length=200, blank=True)
    acting_for_id = models.BigIntegerField(null=True)
    acting_for_name = models.CharField(max_length=250, blank=True)
    authority = ArrayField(models.CharField(max_length=60))

    objects: ClassVar[Any] = Rows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_public_id"], name="event_subject"),
            models.Index(fields=["transaction", "id"], name="event_order"),
            models.Index(fields=["partnership_id", "-on", "-id"], name="event_newest"),
        ]

    def __str__(self) -> str:
        return self.sentence


class Bookmark(models.Model):
    """How far one reader of the trail has come."""

    wall: ClassVar[Wall] = Wall.OPEN

    reader = models.CharField(max_length=60, unique=True)
    transaction = models.BigIntegerField(default=0)
    event_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.reader


class Refusal(models.Model):
    """Something that was stopped: who asked for what, and which reasons they were given. Holds no content."""

    wall: ClassVar[Wall] = Wall.LOG

    at = models.DateTimeField(db_default=Now())
    action = models.CharField(max_length=120)
    codes = ArrayField(models.CharField(max_length=80))
    person_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    acting_for_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="refusal_newest")]

    def __str__(self) -> str:
        return f"{self.action}: {', '.join(self.codes)}"
