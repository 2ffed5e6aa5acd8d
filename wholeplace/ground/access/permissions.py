"""Everything that somebody may be allowed to do, each with the sentence that says so. One readable table."""

from enum import Enum, StrEnum


class Reach(Enum):
    """On whose records a permission may be used."""

    OWN_ORGANISATION = "records of the organisation you act for"
    PARTNERSHIP = "records of the partnership you act in"
    EVERYWHERE = "every partnership"


class Permission(StrEnum):
    """One thing that may be done. `sentence` completes "You may …"."""

    sentence: str
    reach: Reach

    def __new__(cls, value: str, sentence: str, reach: Reach = Reach.OWN_ORGANISATION) -> "Permission":
        """Give each permission its sentence and its reach."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        member.reach = reach
        return member

    PLACE_SET_UP = "place.set_up", "set up areas, boundaries and look-ups", Reach.EVERYWHERE
    ORGANISATION_REGISTER = (
        "organisation.register",
        "register organisations and what succeeds them",
        Reach.EVERYWHERE,
    )
    PARTNERSHIP_SET_UP = (
        "partnership.set_up",
        "set up a partnership and admit organisations to it",
        Reach.EVERYWHERE,
    )
    PERSON_INVITE = "person.invite", "invite people and give them posts"
    ACCOUNT_KEEP = "account.keep", "keep your own sign-in: its password and its sessions", Reach.PARTNERSHIP
    TOKEN_ISSUE = "token.issue", "let a program of yours act as you", Reach.PARTNERSHIP
    BOARD_SET_UP = "board.set_up", "set up boards and committees, their seats and terms of reference"
    POST_SET_UP = "post.set_up", "set up posts, joint posts and who holds them"
    DELEGATION_GRANT = "delegation.grant", "record what a board or post may decide"
    ARRANGEMENT_REGISTER = "arrangement.register", "register legal arrangements between organisations"
    CONSENT_GIVE = "consent.give", "consent to an arrangement or a joint post for your organisation, and withdraw"
    INTEREST_DECLARE = "interest.declare", "declare an interest of your own", Reach.PARTNERSHIP
    TERM_SETTLE = "term.settle", "settle the words that the partnership uses"
    INDICATOR_LOAD = "indicator.load", "load indicators and their values", Reach.EVERYWHERE
    NEED_RECORD = "need.record", "record needs and their evidence"
    OUTCOME_SET = "outcome.set", "set outcomes, baselines and targets"
    PLAN_WRITE = "plan.write", "write and publish plans"
    INTENTION_RAISE = "intention.raise", "raise intentions and take them to a board"
    MEETING_CALL = "meeting.call", "call meetings, build agendas and issue papers"
    DECISION_TAKE = "decision.take", "record what a board or post decides"
    DECISION_RATIFY = "decision.ratify", "agree, for your organisation, to a joint decision"
    FUND_KEEP = "fund.keep", "open funds and keep their lines"
    CONTRACT_ENTER = "contract.enter", "enter contracts in the register"
    NOTICE_LOAD = "notice.load", "load published notices into the register", Reach.EVERYWHERE
    RESULT_RECORD = "result.record", "record results against measures"
    SPEND_PUBLISH = "spend.publish", "load published spend", Reach.EVERYWHERE
    FILE_BRING = "file.bring", "bring in files of your organisation, such as what it paid"
    FILE_CONFIRM = (
        "file.confirm",
        "confirm that a file which somebody else brought in for your organisation is taken in",
    )
    LAW_OVERRIDE = "law.override", "set a dated number of law by hand, shown as unconfirmed", Reach.PARTNERSHIP
    SHARE_GRANT = "share.grant", "share a record of your organisation with another one, and end that"
    EMERGENCY_OPEN = "emergency.open", "ask to open a record of another organisation in an emergency"
    EMERGENCY_AGREE = "emergency.agree", "agree that somebody opens a record in an emergency, and close it"
    COMMERCIAL_READ = "commercial.read", "read what is marked commercial in your organisation"
    PERSONAL_READ = "personal.read", "read what is marked personal in your organisation"
    RECORD_HOLD = "record.hold", "hold records beyond the day on which they end"
    RECORD_END = "record.end", "end records whose time is over", Reach.EVERYWHERE
    SUBJECT_READ = "subject.read", "see everything that your organisation holds about one person"
    REQUEST_ANSWER = "request.answer", "log requests for information and put their answers together"
    TRAIL_READ = "trail.read", "read and export the trail of your organisation"
    OPERATIONS_READ = "operations.read", "see jobs, imports and refusals", Reach.EVERYWHERE


PUBLIC = "open to everyone, signed in or not"
"""What a page says when anybody may open it."""

SIGNED_IN = "open to everyone who has signed in"
"""What a page says when anybody who has signed in may open it."""

HOUSE = "asked for by the house itself, never by anybody else"
"""What a job of background work says when no person may ask for it."""
