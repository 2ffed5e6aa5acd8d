"""Events, refusals, seals and readings as rows. None is ever changed, and none leans on another table."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Cast, Now

from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.records.models import Own, Rows
from wholeplace.ground.records.reading import note
from wholeplace.ground.records.scope import Sensitivity, Wall
from wholeplace.ground.trail.canonical import ALGORITHM, SCHEMA, words_digest
from wholeplace.ground.trail.signing import SignedHead, moment


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
    policy = models.CharField(max_length=64)
    request = models.CharField(max_length=64, blank=True)
    # Without a salt the words were erased: the person, the sentence and the details.
    salt = models.BinaryField(null=True)
    words_digest = models.CharField(max_length=64)

    objects: ClassVar[Any] = Rows.as_manager()

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **how: Any) -> Self:
        """An event that was read: its words are words about its subject, which is noted as read with it."""
        row = super().from_db(db, field_names, values, **how)
        said = row.__dict__
        note(said.get("subject_kind", ""), said | {"public_id": said.get("subject_public_id")})
        return row

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_public_id"], name="event_subject"),
            models.Index(fields=["transaction", "id"], name="event_order"),
            models.Index(fields=["partnership_id", "-on", "-id"], name="event_newest"),
        ]

    def __str__(self) -> str:
        return self.sentence

    def leaf(self) -> dict[str, Any]:
        """What of it is sealed as it is."""
        return {
            "schema": SCHEMA,
            "algorithm": ALGORITHM,
            "event": self.pk,
            "transaction": self.transaction,
            "at": moment(self.at),
            "on": self.on.isoformat(),
            "kind": self.kind,
            "subject_kind": self.subject_kind,
            "subject_public_id": self.subject_public_id,
            "organisation": self.organisation_id,
            "partnership": self.partnership_id,
            "sensitivity": str(self.sensitivity),
            "audience": list(self.audience),
            "post_title": self.post_title,
            "acting_for": self.acting_for_id,
            "acting_for_name": self.acting_for_name,
            "authority": list(self.authority),
            "policy": self.policy,
            "request": self.request,
            "words_digest": self.words_digest,
        }

    def words(self) -> dict[str, Any]:
        """What of it is sealed by a salted digest only, so that it can be erased."""
        return {
            "person": self.person_id,
            "person_name": self.person_name,
            "sentence": self.sentence,
            "details": self.details,
        }

    @property
    def words_are_whole(self) -> bool:
        """Whether the words are those that were digested when the event was left, or were erased."""
        return self.salt is None or words_digest(self.words(), salt=bytes(self.salt)) == self.words_digest


class Leaf(models.Model):
    """One sealed event, at its place in the tree."""

    wall: ClassVar[Wall] = Wall.SEAL

    place = models.BigIntegerField(primary_key=True)
    event = models.BigIntegerField(unique=True)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return str(self.place)


class Node(models.Model):
    """The hash of a whole part of the tree above its leaves."""

    wall: ClassVar[Wall] = Wall.SEAL

    level = models.SmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField()
    pk = models.CompositePrimaryKey("level", "place")

    def __str__(self) -> str:
        return f"{self.level}.{self.place}"


class Head(models.Model):
    """A signed head of the tree. `watermark` is the transaction below which every event is sealed."""

    wall: ClassVar[Wall] = Wall.SEAL

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    sealed_at = models.CharField(max_length=27)
    watermark = models.BigIntegerField()
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    # What proves that the tree only grew since the head before it.
    growth = ArrayField(models.CharField(max_length=64), default=list)

    def __str__(self) -> str:
        return f"{self.size}: {self.root}"

    def signed(self) -> SignedHead:
        """The head as it was signed."""
        return SignedHead(self.size, self.root, self.sealed_at, self.watermark, self.key, self.signature)


class Bookmark(models.Model):
    """How far one reader of the trail has come."""

    wall: ClassVar[Wall] = Wall.OPEN

    reader = models.CharField(max_length=60, unique=True)
    transaction = models.BigIntegerField(default=0)
    event_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.reader


class Export(models.Model):
    """A list that left as a file: who took it, when, of what. Holds none of what was in it."""

    wall: ClassVar[Wall] = Wall.LOG

    mark = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    at = models.DateTimeField(db_default=Now())
    what = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    rows = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    person_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    acting_for_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="export_newest"),
            models.Index(fields=["sha256"], name="export_known_again"),
        ]

    def __str__(self) -> str:
        return f"{self.mark}: {self.what}"


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


class KeptAnswer(Own):
    """What was answered to something sent with a once-only key, so that sending it again does it no second time.

    A key belongs to one person acting as one thing. Until the answer is known the status is empty; nobody ever reads
    it so, because both are written in the transaction of the effect.
    """

    written_by_requests: ClassVar[bool] = True

    post_id = models.BigIntegerField()
    acting_for_id = models.BigIntegerField()
    key = models.CharField(max_length=120)
    asked = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())
    status = models.PositiveSmallIntegerField(null=True)
    location = models.TextField(db_default="")
    body = models.TextField(db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "post_id", "acting_for_id", "key"], name="keptanswer_one_a_key"
            )
        ]
        indexes = [models.Index(fields=["at"], name="keptanswer_oldest")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"


class Setback(models.Model):
    """Why a try at a job of background work did not succeed, and whether it was the last. Holds no content."""

    wall: ClassVar[Wall] = Wall.LOG

    at = models.DateTimeField(db_default=Now())
    job = models.CharField(max_length=60)
    job_id = models.BigIntegerField()
    tries = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    last = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="setback_newest")]

    def __str__(self) -> str:
        return f"{self.job}: {self.reason}"


class Reading(models.Model):
    """What one request read of an organisation's most sensitive records: who, acting as what, by which page.

    Written once the answer is ready and before it is sent, whatever the answer; never changed. `records` is empty for a
    request that read none while a record of the organisation was open to its reader in an emergency.
    """

    wall: ClassVar[Wall] = Wall.READINGS

    at = models.DateTimeField(db_default=Now())
    organisation_id = models.BigIntegerField()
    partnership_id = models.BigIntegerField()
    records = ArrayField(models.CharField(max_length=60))
    door = models.CharField(max_length=120)
    request = models.CharField(max_length=64, blank=True)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    post_title = models.CharField(max_length=200, blank=True)
    acting_for_id = models.BigIntegerField(null=True)
    acting_for_name = models.CharField(max_length=250, blank=True)

    class Meta:
        indexes = [
            GinIndex(fields=["records"], name="reading_records"),
            models.Index(fields=["organisation_id", "-at"], name="reading_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.person_name}: {', '.join(self.records)}"
