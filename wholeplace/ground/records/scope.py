"""The words of a row's scope: how sensitive it is, which wall its table stands behind, and not there. Pure."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """Who may read a row, besides those it is shared with."""

    PUBLIC = "public"
    PARTNERSHIP = "partnership"
    ORGANISATION = "organisation"
    COMMERCIAL = "commercial"
    PERSONAL = "personal"

    @property
    def sentence(self) -> str:
        """Who can see it, in words for the screen."""
        return _SENTENCES[self]

    def is_narrower_than(self, other: "Sensitivity") -> bool:
        """Whether fewer can see what is as sensitive as this."""
        return _WIDEST_FIRST.index(self) > _WIDEST_FIRST.index(other)


_WIDEST_FIRST = tuple(Sensitivity)


def narrowest(*sensitivities: str) -> Sensitivity:
    """The one of these that the fewest can see."""
    return max(map(Sensitivity, sensitivities), key=_WIDEST_FIRST.index)


_SENTENCES = {
    Sensitivity.PUBLIC: "Everyone can see this, on the public pages too.",
    Sensitivity.PARTNERSHIP: "Every organisation of the partnership can see this.",
    Sensitivity.ORGANISATION: "Only people acting for this organisation can see this.",
    Sensitivity.COMMERCIAL: "Only people of this organisation with a commercial role can see this.",
    Sensitivity.PERSONAL: "Only people of this organisation who work with personal records can see this.",
}


class NotThere(Exception):
    """No such record, or not one that this actor may see: the two look alike."""


class Wall(StrEnum):
    """How the database protects a table."""

    OPEN = "open"  # published facts: everyone reads, the pen writes
    IDENTITY = "identity"  # bare identities and sign-in: no row security, the pen writes
    SCOPED = "scoped"  # a row of one organisation in one partnership
    PART = "part"  # a row that follows its parent's scope
    TRAIL = "trail"  # scoped for reading, written once, never changed
    LOG = "log"  # written by anyone, read by operators, never changed
    SEALED = "sealed"  # a room apart
