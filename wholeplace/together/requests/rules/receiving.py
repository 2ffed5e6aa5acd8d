"""What a request must be before it is logged, what may be asked of the applicant, and how it is closed."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.calendar import BANK_HOLIDAYS, CalendarNotKnown
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.ground.law import NotInTheBook
from wholeplace.together.requests.rules.clock import due
from wholeplace.together.requests.rules.states import MOVES, Channel, Regime, RequestState


@dataclass(frozen=True)
class Logging:
    """A request as somebody wants to log it."""

    regime: Regime
    channel: Channel
    applicant: str
    address: str
    words: str
    received_on: date
    on: date


logging: Rulebook[Logging] = Rulebook("Logging a request for information", prefix="REQ")


@logging.rule("REQ1", source="Freedom of Information Act 2000, section 8(1)(a)")
def it_is_in_writing(asked: Logging) -> str | None:
    """A request under the Freedom of Information Act is made in writing."""
    if asked.regime is Regime.FOIA and asked.channel is Channel.SPOKEN:
        return "Ask the applicant to write it down, or log it as environmental information if that is what it is about."
    return None


@logging.rule("REQ2", source="Freedom of Information Act 2000, section 8(1)(b)")
def it_says_who_asks(asked: Logging) -> str | None:
    """A request under the Freedom of Information Act gives a name and an address for the answer."""
    if asked.regime is Regime.FOIA and not (asked.applicant.strip() and asked.address.strip()):
        return "Enter the applicant's name and the address that the answer goes to. An email address is enough."
    return None


@logging.rule("REQ3", source="Freedom of Information Act 2000, section 8(1)(c)")
def it_describes_what_is_asked(asked: Logging) -> str | None:
    """A request describes the information that is asked for."""
    if not asked.words.strip():
        return "Enter the request in the applicant's own words."
    return None


@logging.rule("REQ4", source="Freedom of Information Act 2000, section 10(6)")
def it_has_come(asked: Logging) -> str | None:
    """A request was received on a day that has come."""
    if asked.received_on > asked.on:
        return f"It cannot have come after today, {asked.on:%-d %B %Y}. Enter the day on which it came."
    return None


@logging.rule("REQ5", source="Freedom of Information Act 2000, section 10(6)")
def its_days_can_be_counted(asked: Logging) -> str | None:
    """The working days until a request is due lie in years whose bank holidays are known."""
    try:
        due(regime=asked.regime, received_on=asked.received_on, extended=True)
    except (CalendarNotKnown, NotInTheBook):
        years = f"{BANK_HOLIDAYS.first_year} to {BANK_HOLIDAYS.last_year}"
        return f"Its last day cannot be counted: bank holidays are known here for {years}. Check the day of receipt."
    return None


@dataclass(frozen=True)
class Moving:
    """A request about to be asked about, taken up again or closed."""

    state: RequestState
    to: RequestState
    words: str
    happened_on: date
    not_before: date
    on: date


moving: Rulebook[Moving] = Rulebook("Asking the applicant, and closing a request", prefix="RQM")


@moving.rule("RQM1", source="The states of a request and the moves between them")
def it_may_go_there(asked: Moving) -> str | None:
    """A request goes from one state to another only as its table of moves says."""
    if asked.to not in MOVES[asked.state]:
        return f"This request stands as “{asked.state.label}”, so this cannot be done now."
    return None


@moving.rule("RQM2", source="Freedom of Information Act 2000, section 1(3)")
def it_says_what(asked: Moving) -> str | None:
    """What was asked, answered or ended is said in words."""
    if not asked.words.strip():
        return "Say in a sentence what was asked, what the applicant answered, or why it is closed."
    return None


@moving.rule("RQM3", source="Freedom of Information Act 2000, section 10(6)")
def it_happened_in_order(asked: Moving) -> str | None:
    """Nothing happens to a request after today, or before what came first."""
    if not asked.not_before <= asked.happened_on <= asked.on:
        return f"Enter a day from {asked.not_before:%-d %B %Y} to today, {asked.on:%-d %B %Y}."
    return None
