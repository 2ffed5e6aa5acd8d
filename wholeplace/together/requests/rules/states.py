"""The states of a request for information and the moves between them, the laws it may be made under, how it comes."""

from collections.abc import Mapping

from wholeplace.ground.foundation.labelled import Labelled


class Regime(Labelled):
    """The law that a request is answered under."""

    FOIA = "foia", "Freedom of Information Act 2000"
    EIR = "eir", "Environmental Information Regulations 2004"


class Channel(Labelled):
    """How a request came."""

    EMAIL = "email", "Email"
    FORM = "form", "Web form"
    LETTER = "letter", "Letter"
    SPOKEN = "spoken", "Spoken"


class RequestState(Labelled):
    """How far a request has come."""

    OPEN = "open", "Being answered"
    WAITING = "waiting", "Waits for the applicant"
    PROPOSED = "proposed", "Waits for a second person"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed without an answer"


MOVES: Mapping[RequestState, frozenset[RequestState]] = {
    RequestState.OPEN: frozenset({RequestState.WAITING, RequestState.PROPOSED, RequestState.CLOSED}),
    RequestState.WAITING: frozenset({RequestState.OPEN, RequestState.CLOSED}),
    RequestState.PROPOSED: frozenset({RequestState.OPEN, RequestState.ANSWERED}),
    RequestState.ANSWERED: frozenset(),
    RequestState.CLOSED: frozenset(),
}
"""While it waits for the applicant no clock runs."""

OVER = frozenset({RequestState.ANSWERED, RequestState.CLOSED})
"""The states in which nothing more is done."""


class Ending(Labelled):
    """Why a request was closed without an answer."""

    WITHDRAWN = "withdrawn", "The applicant withdrew it"
    NOT_CLARIFIED = "not_clarified", "The applicant did not say what was asked of them"
    ELSEWHERE = "elsewhere", "It was answered in another way, such as subject access"
