"""Who is asking: a frozen value made at the door, carried to every query and every action."""

from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum

from wholeplace.ground.access.permissions import Permission, Reach
from wholeplace.ground.access.policy import CLEARED_BY, Relation, field_is_read
from wholeplace.ground.foundation.refusal import Refusal, Refused


class Kind(StrEnum):
    """What sort of actor asks."""

    PERSON = "person"
    PUBLIC = "public"
    SERVICE = "service"
    BOOTSTRAP = "bootstrap"


class NotAllowed(Refused):
    """The actor may not do that at all, whatever the record says."""


authority_was_checked: ContextVar[list[str] | None] = ContextVar("authority_was_checked", default=None)
"""The permissions that the running action has asked for; None outside an action."""


@dataclass(frozen=True)
class Actor:
    """Somebody, acting as something. Numbers are the bare identities that row security knows.

    `shares` and `opened` are the marks of what is in force for this actor now: shares with its organisation, and
    records opened to the person in an emergency. They are found anew at the door for every request.
    """

    kind: Kind
    person_id: int | None = None
    person_name: str = ""
    post_id: int | None = None
    post_title: str = ""
    organisation_id: int | None = None
    organisation_name: str = ""
    partnership_id: int | None = None
    partnership_name: str = ""
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    shares: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        """Whether a person stands behind this."""
        return self.kind is Kind.PERSON

    @property
    def is_system(self) -> bool:
        """Whether this is the house itself (set-up, importers, policies), which works across organisations."""
        return self.kind in {Kind.SERVICE, Kind.BOOTSTRAP}

    @property
    def clearances(self) -> tuple[str, ...]:
        """The restricted sensitivities that this actor may read in its own organisation."""
        return tuple(state.value for state, permission in CLEARED_BY.items() if permission in self.permissions)

    def reads_field(self, resource: str, field: str, *, partnership: int | None = None) -> bool:
        """Whether this actor reads a field that not everybody reads who reads its row, in this partnership."""
        relations = {Relation.ANYBODY}
        if self.is_system:
            relations |= {Relation.HOUSE, Relation.SIGNED_IN, Relation.PARTNER}
        if self.is_signed_in:
            relations.add(Relation.SIGNED_IN)
            if partnership is not None and partnership == self.partnership_id:
                relations.add(Relation.PARTNER)
        return field_is_read(resource, field, relations=relations)

    def answering_a_subject(self) -> "Actor":
        """This actor with every clearance, for reading what their own organisation holds about one person, only then.

        Raises NotAllowed for who may not see that.
        """
        self.must(Permission.SUBJECT_READ)
        return replace(self, permissions=self.permissions.union(CLEARED_BY.values()))

    def may(self, permission: Permission, *, organisation: int | None = None, partnership: int | None = None) -> bool:
        """Whether this actor may use the permission, on records of this organisation and partnership."""
        if self.is_system:
            return True
        if permission not in self.permissions:
            return False
        if permission.reach is Reach.EVERYWHERE:
            return True
        if partnership is not None and partnership != self.partnership_id:
            return False
        if permission.reach is Reach.PARTNERSHIP:
            return self.partnership_id is not None
        return organisation is None or organisation == self.organisation_id

    def must(self, permission: Permission, *, organisation: int | None = None, partnership: int | None = None) -> None:
        """Raise NotAllowed, with the reason, unless the actor may. Discharges an action's first duty."""
        asked = authority_was_checked.get()
        if asked is not None:
            asked.append(permission.value)
        if not self.may(permission, organisation=organisation, partnership=partnership):
            raise NotAllowed([self._why_not(permission)])

    def _why_not(self, permission: Permission) -> Refusal:
        if permission in self.permissions:
            sentence = f"You may {permission.sentence} only for {permission.reach.value}."
        elif self.kind is Kind.PUBLIC:
            sentence = f"Sign in to {permission.sentence}."
        else:
            sentence = (
                f"Acting as {self.post_title or 'this'}, you may not {permission.sentence}."
                " Ask your administrator, or switch who you are acting as."
            )
        return Refusal(code=f"ACCESS {permission.value}", source="The permission table", sentence=sentence)


THE_PUBLIC = Actor(kind=Kind.PUBLIC, person_name="Somebody")
BOOTSTRAP = Actor(kind=Kind.BOOTSTRAP, person_name="Set-up")


def service(name: str) -> Actor:
    """The house itself at work, under a name that the trail shows."""
    return Actor(kind=Kind.SERVICE, person_name=name)
