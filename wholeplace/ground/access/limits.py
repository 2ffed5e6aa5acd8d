"""How long somebody who has signed in stays so, and how lately a password is given for the gravest steps."""

from datetime import timedelta

from wholeplace.ground.access.permissions import Permission

AT_THE_LONGEST = timedelta(hours=12)
IDLE = timedelta(minutes=60)
IDLE_WITH_MUCH_POWER = timedelta(minutes=15)
FRESH = timedelta(minutes=15)

MUCH_POWER = frozenset(
    {
        Permission.PERSON_INVITE,
        Permission.POST_SET_UP,
        Permission.DELEGATION_GRANT,
        Permission.FUND_KEEP,
        Permission.PERSONAL_READ,
        Permission.OPERATIONS_READ,
    }
)
"""What a stranger at an unlocked desk could do the most harm with."""

GRAVEST = frozenset(
    {
        Permission.SHARE_GRANT,
        Permission.EMERGENCY_OPEN,
        Permission.EMERGENCY_AGREE,
        Permission.PERSON_INVITE,
        Permission.POST_SET_UP,
        Permission.SUBJECT_READ,
    }
)
"""What lets somebody in, or takes away all there is about somebody: every page of it asks for the password again."""


def idle_for_at_most(permissions: frozenset[Permission]) -> timedelta:
    """How long somebody with these permissions may do nothing before they must sign in again."""
    return IDLE_WITH_MUCH_POWER if permissions & MUCH_POWER else IDLE
