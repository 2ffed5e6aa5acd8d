"""A person, their sign-in, and the tokens by which programs act as them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.records.scope import Wall


class People(BaseUserManager["Person"]):
    """Persons, found by what they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person who signs in with this address, however it is capitalised."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with a sign-in. The last sign-in is not kept on the row: sessions tell it."""

    wall: ClassVar[Wall] = Wall.IDENTITY
    written_at_sign_in: ClassVar[tuple[str, ...]] = ("password",)

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    is_active = models.BooleanField(default=True)
    signed_out = models.PositiveIntegerField(default=0)
    last_login = None

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of this person must still hold: another password, or signing out everywhere, ends it."""
        return salted_hmac(
            "wholeplace.session", f"{self.password}|{self.signed_out}", secret=secret, algorithm="sha256"
        ).hexdigest()


class Token(models.Model):
    """Lets a program act as a person in one capacity, until a day. Only a digest of it is kept."""

    wall: ClassVar[Wall] = Wall.IDENTITY

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    begins_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="token_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.label
