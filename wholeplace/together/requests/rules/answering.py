"""Which records an answer may be made of, what may be withheld, and when an answer may go out. Pure."""

from dataclasses import dataclass

from wholeplace.ground.access.sensitivity import Sensitivity
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.together.requests.rules.exemptions import exemption
from wholeplace.together.requests.rules.states import Regime, RequestState

_READ_BY_ALL = frozenset({Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP})


@dataclass(frozen=True)
class Gathering:
    """A record about to be gathered for an answer."""

    state: RequestState
    is_ours: bool
    sensitivity: Sensitivity
    owner: str
    is_gathered: bool


gathering: Rulebook[Gathering] = Rulebook("Gathering a record for an answer", prefix="GTH")


@gathering.rule("GTH1", source="The states of a request and the moves between them")
def it_is_being_answered(asked: Gathering) -> str | None:
    """Records are gathered while a request is being answered."""
    if asked.state is not RequestState.OPEN:
        return f"This request stands as “{asked.state.label}”, so its records cannot be changed now."
    return None


@gathering.rule("GTH2", source="Freedom of Information Act 2000, section 45, Code of Practice, part 1 (consultation)")
def it_is_held_here(asked: Gathering) -> str | None:
    """A record of another organisation is gathered only where every partner reads it."""
    if not asked.is_ours and asked.sensitivity not in _READ_BY_ALL:
        return f"{asked.owner} lets you read this and has not released it. Ask them, or pass the request on to them."
    return None


@gathering.rule("GTH3", source="A request and its records: each once")
def it_is_gathered_once(asked: Gathering) -> str | None:
    """A record is gathered once for a request."""
    return "This record is among those gathered already." if asked.is_gathered else None


@dataclass(frozen=True)
class Withholding:
    """Words about to be taken out of a line."""

    state: RequestState
    regime: Regime
    exemption: str
    is_found: bool


withholding: Rulebook[Withholding] = Rulebook("Taking words out of an answer", prefix="RED")


@withholding.rule("RED1", source="The states of a request and the moves between them")
def it_is_still_being_answered(asked: Withholding) -> str | None:
    """Words are taken out, or put back, while a request is being answered."""
    if asked.state is not RequestState.OPEN:
        return f"This request stands as “{asked.state.label}”, so nothing of its answer can be changed now."
    return None


@withholding.rule(
    "RED2",
    source="Freedom of Information Act 2000, section 17(1)(b); SI 2004/3391, regulation 14(3)",
)
def the_law_knows_the_exemption(asked: Withholding) -> str | None:
    """Words are withheld only under an exemption of the law that the request is answered under."""
    if exemption(asked.exemption).regime is not asked.regime:
        return f"Choose an exemption of the {asked.regime.label}."
    return None


@withholding.rule("RED3", source="A redaction names words of its line")
def the_words_are_there(asked: Withholding) -> str | None:
    """Words that are taken out stand in the line."""
    if not asked.is_found:
        return "These words do not stand in the line. Copy them from it, or leave the field empty for the whole line."
    return None


@dataclass(frozen=True)
class Explaining:
    """Why an exemption applies, about to be written down."""

    state: RequestState
    regime: Regime
    exemption: str
    because: str
    public_interest: str


explaining: Rulebook[Explaining] = Rulebook("Saying why an exemption applies", prefix="EXM")


@explaining.rule("EXM1", source="The states of a request and the moves between them")
def its_answer_is_put_together(asked: Explaining) -> str | None:
    """Exemptions are explained while a request is being answered."""
    if asked.state is not RequestState.OPEN:
        return f"This request stands as “{asked.state.label}”, so nothing of its answer can be changed now."
    return None


@explaining.rule("EXM2", source="Freedom of Information Act 2000, section 17(1)(b)")
def it_is_of_that_law(asked: Explaining) -> str | None:
    """An exemption is of the law that the request is answered under."""
    if exemption(asked.exemption).regime is not asked.regime:
        return f"Choose an exemption of the {asked.regime.label}."
    return None


@explaining.rule("EXM3", source="Freedom of Information Act 2000, section 17(1)(c)")
def it_has_a_reason(asked: Explaining) -> str | None:
    """It is said why an exemption applies."""
    return None if asked.because.strip() else "Say why it applies to what was asked here."


@explaining.rule("EXM4", source="Freedom of Information Act 2000, sections 2(2)(b) and 17(3)(b)")
def it_is_weighed(asked: Explaining) -> str | None:
    """Where an exemption is weighed, it is said why the public interest is in withholding."""
    if exemption(asked.exemption).is_weighed and not asked.public_interest.strip():
        return "This exemption is weighed: say why the public interest in withholding is the greater."
    return None


@dataclass(frozen=True)
class Proposing:
    """An answer about to be put to a second person."""

    state: RequestState
    words: str
    unreadable: int
    changed: tuple[str, ...]
    unclaimed: tuple[str, ...]
    unweighed: tuple[str, ...]
    seems_to_hold: tuple[str, ...]
    was_looked_at: bool
    is_published: bool
    summary: str


proposing: Rulebook[Proposing] = Rulebook("Putting an answer to a second person", prefix="ANS")


@proposing.rule("ANS1", source="The states of a request and the moves between them")
def it_is_open(asked: Proposing) -> str | None:
    """An answer is put forward while its request is being answered."""
    if asked.state is not RequestState.OPEN:
        return f"This request stands as “{asked.state.label}”, so no answer can be put forward now."
    return None


@proposing.rule("ANS2", source="Freedom of Information Act 2000, section 1(1)(a)")
def it_says_something(asked: Proposing) -> str | None:
    """An answer tells the applicant whether the information is held."""
    return None if asked.words.strip() else "Write the answer: whether what was asked is held, and what is released."


@proposing.rule("ANS3", source="The second person reads what is released")
def every_record_is_read(asked: Proposing) -> str | None:
    """Whoever puts an answer forward can read each of its records."""
    if asked.unreadable:
        which = "One of its records" if asked.unreadable == 1 else f"{asked.unreadable} of its records"
        return f"{which} cannot be read by you. Leave it out, or let somebody who can read it put the answer forward."
    return None


@proposing.rule("ANS4", source="A redaction holds for the words it was made on")
def no_line_changed(asked: Proposing) -> str | None:
    """No line has changed since words were taken out of it."""
    if asked.changed:
        return f"Changed since words were taken out: {', '.join(asked.changed)}. Look at them again."
    return None


@proposing.rule(
    "ANS5",
    source="Freedom of Information Act 2000, section 17(1)(c); SI 2004/3391, regulation 14(3)(a)",
)
def each_exemption_has_its_reason(asked: Proposing) -> str | None:
    """Each exemption that is relied on says why it applies."""
    return f"Say why it applies: {', '.join(asked.unclaimed)}." if asked.unclaimed else None


@proposing.rule(
    "ANS6",
    source="Freedom of Information Act 2000, sections 2(2)(b) and 17(3)(b); SI 2004/3391, regulation 12(1)(b)",
)
def the_public_interest_is_weighed(asked: Proposing) -> str | None:
    """For an exemption that is weighed, it says why the public interest is in withholding."""
    if asked.unweighed:
        return f"Say why the public interest is in withholding: {', '.join(asked.unweighed)}."
    return None


@proposing.rule("ANS7", source="UK GDPR, article 5(1)(f)")
def nothing_personal_slips_out(asked: Proposing) -> str | None:
    """What looks personal in the words that go out was looked at."""
    if asked.seems_to_hold and not asked.was_looked_at:
        what = ", ".join(asked.seems_to_hold)
        return f"What goes out seems to hold {what}. Take it out, or say that you have looked at it."
    return None


@proposing.rule("ANS8", source="Freedom of Information Act 2000, section 19 (publication schemes)")
def a_published_answer_has_a_summary(asked: Proposing) -> str | None:
    """An answer that goes into the disclosure log says what was asked without naming anybody."""
    if asked.is_published and not asked.summary.strip():
        return "Say in a sentence what was asked, naming nobody."
    return None


@dataclass(frozen=True)
class Approving:
    """An answer about to go out."""

    state: RequestState
    is_own_work: bool
    is_as_proposed: bool


approving: Rulebook[Approving] = Rulebook("Releasing an answer", prefix="RLS")


@approving.rule("RLS1", source="The states of a request and the moves between them")
def it_was_put_forward(asked: Approving) -> str | None:
    """An answer is released, or sent back, once it was put forward."""
    return (
        None
        if asked.state is RequestState.PROPOSED
        else f"This request stands as “{asked.state.label}”, so there is no answer to release."
    )


@approving.rule("RLS2", source="Separation of duties: nobody approves their own work")
def it_is_somebody_elses_work(asked: Approving) -> str | None:
    """An answer is released by somebody other than who put it forward."""
    return "You put this answer forward. Somebody else of your organisation releases it." if asked.is_own_work else None


@approving.rule("RLS3", source="What is released is what was put forward")
def it_is_what_was_proposed(asked: Approving) -> str | None:
    """What is released is, word for word, what was put forward."""
    if not asked.is_as_proposed:
        return (
            "One of its records has changed, or cannot be read by you. Send it back, so that it is put forward again."
        )
    return None
