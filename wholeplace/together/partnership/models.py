"""Partnerships, their members and posts."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wholeplace.ground.access.roles import ROLES
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Open, Part, PartnershipKey, Titled


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint that a dated row's last day, if it has one, is not before its first."""
    return models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name=name)


class Partnership(Open):
    """The standing arrangement of organisations in a place. Its number is its bare identity's."""

    key = models.OneToOneField(PartnershipKey, models.PROTECT, primary_key=True, related_name="+")
    public_id = models.CharField(max_length=12, unique=True, editable=False)
    name = models.CharField(max_length=200)
    place_name = models.CharField(max_length=120)
    area_code = models.CharField(max_length=12, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    invented = models.BooleanField(default=False)
    begins_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="partnership_has_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        """This partnership's typed reference."""
        return Ref(kind="partnership", public_id=self.public_id)


class Membership(Open):
    """An organisation's consent to be in a partnership, from a day, until it withdraws."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    commissions = models.BooleanField(default=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    consented_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            ends_after_it_begins("membership_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["partnership", "organisation"], condition=Q(ends_on__isnull=True), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.partnership_id}"


class Post(Titled):
    """A job with roles. A joint post answers to several bodies, each with its share and its own limit."""

    kind: ClassVar[str] = "post"

    roles = ArrayField(models.CharField(max_length=30, choices=[(r.value, card.name) for r, card in ROLES.items()]))
    is_joint = models.BooleanField(default=False)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [ends_after_it_begins("post_ends_after_it_begins")]


class PostBody(Part):
    """One of the bodies that a post answers to, with the share it pays and from whose authority the post acts."""

    part_of: ClassVar[str] = "post"

    post = models.ForeignKey(Post, models.PROTECT, related_name="bodies")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    share_percent = models.DecimalField(max_digits=5, decimal_places=2, default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "body"], name="post_body_once"),
            models.CheckConstraint(
                condition=Q(share_percent__gte=0) & Q(share_percent__lte=100), name="post_body_share_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.share_percent}%"


class Holder(Part):
    """A person in a post, from a day."""

    part_of: ClassVar[str] = "post"

    post = models.ForeignKey(Post, models.PROTECT, related_name="holders")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("holder_ends_after_it_begins"),
            models.UniqueConstraint(fields=["post", "person"], condition=Q(ends_on__isnull=True), name="holder_once"),
        ]
        indexes = [models.Index(fields=["person"], name="holder_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"
