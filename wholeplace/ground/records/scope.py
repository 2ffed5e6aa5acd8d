"""The words of a row's scope: how sensitive it is, which wall its table stands behind, and not there. Pure."""

from enum import StrEnum

from wholeplace.ground.access.sensitivity import Sensitivity, narrowest


class NotThere(Exception):
    """No such record, or not one that this actor may see: the two look alike."""


class Wall(StrEnum):
    """How the database protects a table."""

    OPEN = "open"  # published facts: everyone reads, the pen writes
    IDENTITY = "identity"  # bare identities and sign-in: no row security, the pen writes
    SCOPED = "scoped"  # a row of one organisation in one partnership
    PART = "part"  # a row that follows its parent's scope
    TRAIL = "trail"  # scoped for reading, written once, never changed
    OWN = "own"  # a row of one person, which nobody else reads or writes
    LOG = "log"  # written by anyone, read by operators, never changed
    SEAL = "seal"  # read by everyone, added to by the sealer alone, never changed
    READINGS = "readings"  # written by anyone, read by the organisation whose records were read, never changed
    SEALED = "sealed"  # a room apart


__all__ = ["NotThere", "Sensitivity", "Wall", "narrowest"]
