"""The roles that posts carry, each with the permissions it brings. One readable table."""

from dataclasses import dataclass
from enum import StrEnum

from wholeplace.ground.access.permissions import Permission as P


class Role(StrEnum):
    """What a post is for."""

    COMMISSIONER = "commissioner"
    ANALYST = "analyst"
    FINANCE = "finance"
    PROCUREMENT = "procurement"
    CONTRACT_MANAGER = "contract_manager"
    GOVERNANCE = "governance"
    MEMBER = "member"
    SCRUTINY = "scrutiny"
    PROVIDER = "provider"
    VOLUNTARY = "voluntary"
    PROGRAMME = "programme"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleCard:
    """A role as an administrator reads it."""

    name: str
    sentence: str
    permissions: frozenset[P]


EVERYBODY = frozenset({P.INTEREST_DECLARE, P.TOKEN_ISSUE, P.ACCOUNT_KEEP})
"""What every post brings."""


def _card(name: str, sentence: str, *permissions: P) -> RoleCard:
    return RoleCard(name=name, sentence=sentence, permissions=EVERYBODY | frozenset(permissions))


ROLES: dict[Role, RoleCard] = {
    Role.COMMISSIONER: _card(
        "Commissioner",
        "Understands need, plans what to change, and follows it to the result.",
        P.NEED_RECORD,
        P.OUTCOME_SET,
        P.PLAN_WRITE,
        P.INTENTION_RAISE,
        P.CONTRACT_ENTER,
        P.RESULT_RECORD,
        P.ARRANGEMENT_REGISTER,
        P.SHARE_GRANT,
        P.EMERGENCY_OPEN,
        P.COMMERCIAL_READ,
    ),
    Role.ANALYST: _card(
        "Analyst",
        "Turns figures into needs and outcomes that others can trust.",
        P.NEED_RECORD,
        P.OUTCOME_SET,
        P.RESULT_RECORD,
    ),
    Role.FINANCE: _card(
        "Finance officer",
        "Keeps the funds and follows every pound.",
        P.FUND_KEEP,
        P.FILE_BRING,
        P.FILE_CONFIRM,
        P.COMMERCIAL_READ,
    ),
    Role.PROCUREMENT: _card(
        "Procurement officer",
        "Buys within the law, and enters what was bought.",
        P.CONTRACT_ENTER,
        P.COMMERCIAL_READ,
    ),
    Role.CONTRACT_MANAGER: _card(
        "Contract manager",
        "Looks after contracts and whether they work.",
        P.CONTRACT_ENTER,
        P.RESULT_RECORD,
        P.SHARE_GRANT,
        P.EMERGENCY_OPEN,
        P.COMMERCIAL_READ,
    ),
    Role.GOVERNANCE: _card(
        "Governance officer",
        "Keeps boards, delegations, meetings and decisions in order.",
        P.BOARD_SET_UP,
        P.POST_SET_UP,
        P.DELEGATION_GRANT,
        P.MEETING_CALL,
        P.DECISION_TAKE,
        P.DECISION_RATIFY,
        P.ARRANGEMENT_REGISTER,
        P.CONSENT_GIVE,
        P.PERSON_INVITE,
        P.FILE_CONFIRM,
        P.SHARE_GRANT,
        P.EMERGENCY_AGREE,
        P.TRAIL_READ,
        P.TERM_SETTLE,
        P.RECORD_HOLD,
        P.SUBJECT_READ,
        P.REQUEST_ANSWER,
    ),
    Role.MEMBER: _card(
        "Board member or chair",
        "Reads the pack and takes the decision.",
        P.DECISION_TAKE,
    ),
    Role.SCRUTINY: _card("Scrutiny member", "Asks whether it was right, and whether it worked."),
    Role.PROVIDER: _card("Provider", "Provides, and says early what is changing."),
    Role.VOLUNTARY: _card("Voluntary sector", "Speaks for and with local organisations."),
    Role.PROGRAMME: _card(
        "Programme team",
        "Helps every board to keep its plan alive.",
        P.NEED_RECORD,
        P.OUTCOME_SET,
        P.PLAN_WRITE,
        P.MEETING_CALL,
        P.TERM_SETTLE,
    ),
    Role.ADMINISTRATOR: _card(
        "Administrator",
        "Sets the place up: its people, posts and settings. Decides nothing of the trade.",
        P.PERSON_INVITE,
        P.POST_SET_UP,
        P.BOARD_SET_UP,
        P.LAW_OVERRIDE,
        P.OPERATIONS_READ,
    ),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[P]:
    """Everything that these roles together allow."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))
