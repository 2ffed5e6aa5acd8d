"""Arrangements between organisations: their types, what each must record to go live, and their stages."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook


class Element(Labelled):
    """Something that an agreement says in words. The first seven are SI 2000/617, regulation 7(3)."""

    AIMS = "aims", "Agreed aims and outcomes"
    CONTRIBUTIONS = "contributions", "What each partner contributes, and how that may be varied"
    FUNCTIONS = "functions", "The NHS functions and the health-related functions covered"
    PEOPLE_AND_SERVICES = "people_and_services", "The persons for whom, and the kinds of services"
    RESOURCES = "resources", "Staff, goods, services and accommodation provided"
    DURATION = "duration", "Duration, review, variation and termination"
    MANAGEMENT = "management", "How it is managed and monitored, and who hosts it"
    BETTER_USE = "better_use", "Why the payment uses the money better than spending it oneself"
    CONDITIONS = "conditions", "Conditions of financial management"
    STAFF_CONSULTED = "staff_consulted", "How the officers concerned were consulted"


SEVEN: frozenset[Element] = frozenset(list(Element)[:7])
"""The elements without which a section 75 agreement is not one."""


_SECTION_75 = "National Health Service Act 2006, section 75; SI 2000/617"


class ArrangementType(StrEnum):
    """What sort of arrangement it is, and the power that it is made under."""

    label: str
    power: str

    def __new__(cls, value: str, label: str = "", power: str = "") -> "ArrangementType":
        """Give each type its label and its power."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.power = power
        return member

    SECTION_75_POOLED = "section_75_pooled", "Section 75: pooled fund", _SECTION_75
    SECTION_75_LEAD = "section_75_lead", "Section 75: lead commissioning", _SECTION_75
    SECTION_75_INTEGRATED = "section_75_integrated", "Section 75: integrated provision", _SECTION_75
    SECTION_65Z5 = (
        "section_65z5",
        "Section 65Z5: joint exercise",
        "National Health Service Act 2006, sections 65Z5, 65Z6",
    )
    SECTION_256 = (
        "section_256",
        "Section 256: payment by the NHS",
        "National Health Service Act 2006, section 256",
    )
    SECTION_76 = (
        "section_76",
        "Section 76: payment to the NHS",
        "National Health Service Act 2006, section 76",
    )
    SECTION_10 = "section_10", "Section 10: co-operation for children", "Children Act 2004, section 10"
    SECTION_113 = "section_113", "Section 113: staff placed", "Local Government Act 1972, section 113"
    MEMORANDUM = "memorandum", "Memorandum of understanding", "No statutory power: each acts within its own"
    COMPACT = "compact", "Compact with the voluntary sector", "No statutory power: each acts within its own"
    ALIGNED = "aligned", "Aligned budgets", "No statutory power: each acts within its own"


class Requirement(StrEnum):
    """Something besides words that an arrangement must have."""

    HOST = "a host"
    LEAD = "a lead organisation"
    POOL_MANAGER = "a pool manager"
    CONSULTATION = "a record of the joint consultation of those affected"
    NEXT_REPORT = "the date of the next quarterly report"
    BUDGET = "an amount"


@dataclass(frozen=True)
class Needs:
    """What a type of arrangement must record before it goes live."""

    elements: frozenset[Element]
    others: tuple[Requirement, ...] = ()


_PAYMENT = Needs(
    frozenset({Element.PEOPLE_AND_SERVICES, Element.BETTER_USE, Element.CONDITIONS}), (Requirement.BUDGET,)
)
_LIGHT = Needs(frozenset({Element.AIMS, Element.MANAGEMENT}))
NEEDS: dict[ArrangementType, Needs] = {
    ArrangementType.SECTION_75_POOLED: Needs(
        SEVEN,
        (Requirement.HOST, Requirement.POOL_MANAGER, Requirement.CONSULTATION, Requirement.NEXT_REPORT,
         Requirement.BUDGET),
    ),
    ArrangementType.SECTION_75_LEAD: Needs(
        SEVEN, (Requirement.LEAD, Requirement.CONSULTATION, Requirement.NEXT_REPORT)
    ),
    ArrangementType.SECTION_75_INTEGRATED: Needs(SEVEN, (Requirement.HOST, Requirement.CONSULTATION)),
    ArrangementType.SECTION_65Z5: Needs(frozenset({Element.AIMS, Element.FUNCTIONS, Element.MANAGEMENT})),
    ArrangementType.SECTION_256: _PAYMENT,
    ArrangementType.SECTION_76: _PAYMENT,
    ArrangementType.SECTION_10: Needs(frozenset({Element.AIMS, Element.RESOURCES})),
    ArrangementType.SECTION_113: Needs(
        frozenset({Element.RESOURCES, Element.STAFF_CONSULTED, Element.DURATION}), (Requirement.LEAD,)
    ),
    ArrangementType.MEMORANDUM: _LIGHT,
    ArrangementType.COMPACT: _LIGHT,
    ArrangementType.ALIGNED: Needs(frozenset({Element.AIMS, Element.CONTRIBUTIONS})),
}  # fmt: skip
"""The type decides what must be recorded (GOV-30; rules.md 3.11)."""


class Stage(StrEnum):
    """How far an arrangement has come (GOV-19)."""

    EXPLORE = "explore"
    PREPARE = "prepare"
    SHADOW = "shadow"
    LIVE = "live"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The stage on the screen."""
        return {"explore": "Exploring", "prepare": "Preparing", "shadow": "In shadow form"}.get(
            self.value, self.value.capitalize()
        )


MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.EXPLORE: (Stage.PREPARE, Stage.ENDED),
    Stage.PREPARE: (Stage.SHADOW, Stage.LIVE, Stage.ENDED),
    Stage.SHADOW: (Stage.LIVE, Stage.PREPARE, Stage.ENDED),
    Stage.LIVE: (Stage.ENDED,),
    Stage.ENDED: (),
}


@dataclass(frozen=True)
class Registering:
    """An arrangement as somebody wants to register or complete it."""

    parties: int
    outsiders: tuple[str, ...]
    lead_is_a_party: bool
    host_is_a_party: bool
    ours_takes_part: bool
    begins_on: date | None
    ends_on: date | None
    notice_days: int = 0


MOST_NOTICE_DAYS = 3650
"""The longest notice to withdraw: ten years."""

registering: Rulebook[Registering] = Rulebook("Registering an arrangement", prefix="ARR")


@registering.rule("ARR1", source="Catalogue GOV-30: parties")
def there_are_two_parties(asked: Registering) -> str | None:
    """An arrangement is between at least two organisations."""
    if asked.parties < 2:
        return "Choose at least two organisations: an arrangement is between them."
    return None


@registering.rule("ARR2", source="Catalogue GOV-08: no organisation without its own consent")
def each_has_joined(asked: Registering) -> str | None:
    """Every party has joined the partnership."""
    if asked.outsiders:
        return f"{_listed(asked.outsiders)} must join the partnership before being a party."
    return None


@registering.rule("ARR3", source="Catalogue GOV-30: lead, parties; rules of SI 2000/617, regulation 7(4)")
def lead_and_host_are_parties(asked: Registering) -> str | None:
    """The lead organisation and the host are parties themselves."""
    wrong = [word for word, there in (("lead", asked.lead_is_a_party), ("host", asked.host_is_a_party)) if not there]
    if wrong:
        return f"The {' and the '.join(wrong)} must be one of the parties. Choose among them, or add a party."
    return None


@registering.rule("ARR4", source="Catalogue GOV-30: start, end, review")
def it_ends_after_it_begins(asked: Registering) -> str | None:
    """An arrangement ends after it begins."""
    if asked.begins_on and asked.ends_on and asked.ends_on < asked.begins_on:
        return "The last day is before the first. Change one of them."
    return None


@registering.rule("ARR5", source="Catalogue GOV-08: autonomy of each institution")
def who_registers_takes_part(asked: Registering) -> str | None:
    """An organisation registers arrangements that it is a party to."""
    if not asked.ours_takes_part:
        return "Your organisation must be one of the parties. Ask one of them to register this arrangement."
    return None


@registering.rule("ARR6", source="Catalogue GOV-08: under the arrangement's exit terms")
def the_notice_can_be_kept(asked: Registering) -> str | None:
    """The notice to withdraw is from no days to ten years."""
    if not 0 <= asked.notice_days <= MOST_NOTICE_DAYS:
        return f"Notice to withdraw: enter from 0 to {MOST_NOTICE_DAYS:,} days."
    return None


@dataclass(frozen=True)
class Writing:
    """An arrangement about to be written anew, with the other parties that consent to what is written now."""

    stage: Stage
    consenting: tuple[str, ...]


writing: Rulebook[Writing] = Rulebook("Writing down an arrangement", prefix="WRT")


@writing.rule("WRT1", source="Catalogue GOV-08, GOV-30: a signed agreement stands until it ends")
def it_is_not_in_force(asked: Writing) -> str | None:
    """What a live arrangement says, or one that has ended, is not written anew."""
    if asked.stage is Stage.LIVE:
        return "It is live, so what it says stands. To change it, end it and register a new arrangement."
    if asked.stage is Stage.ENDED:
        return "It has ended, so what it said stands. Register a new arrangement instead."
    return None


@writing.rule("WRT2", source="Catalogue GOV-08: nothing is pooled without its own recorded consent")
def nobody_else_consents_to_it(asked: Writing) -> str | None:
    """What another party consents to is not changed until that party has withdrawn its consent."""
    if not asked.consenting:
        return None
    own = "it withdraws its consent" if len(asked.consenting) == 1 else "they withdraw their consent"
    verb = "consents" if len(asked.consenting) == 1 else "consent"
    return (
        f"{_listed(asked.consenting)} {verb} to what is written now. It can be changed from the day after"
        f" {own}. Ask for that, change it, then ask for consent again."
    )


@dataclass(frozen=True)
class Moving:
    """An arrangement about to reach a stage, with everything that it records by then."""

    type: ArrangementType
    now: Stage
    to: Stage
    written: frozenset[Element]
    has: frozenset[Requirement]
    signed_on: date | None
    awaiting: tuple[str, ...]
    on: date


moving: Rulebook[Moving] = Rulebook("Moving an arrangement on", prefix="LIV")


@moving.rule("LIV1", source="Catalogue GOV-19: pipeline of joint arrangements by stage")
def the_stage_comes_next(asked: Moving) -> str | None:
    """An arrangement moves only to a stage that may follow."""
    if asked.to not in MOVES[asked.now]:
        after = _listed(tuple(stage.label.lower() for stage in MOVES[asked.now])) or "nothing"
        return f"After {asked.now.label.lower()} comes {after}. Choose that."
    return None


@moving.rule("LIV2", source="SI 2000/617, regulations 7(3), 8 and 9; catalogue GOV-30: type decides mandatory fields")
def everything_is_written(asked: Moving) -> str | None:
    """An arrangement goes live with every element that its type demands written down."""
    missing = sorted(NEEDS[asked.type].elements - asked.written, key=list(Element).index)
    if asked.to is Stage.LIVE and missing:
        return f"Before it can go live, write down: {'; '.join(one.label for one in missing)}."
    return None


@moving.rule("LIV3", source="SI 2000/617, regulations 4 and 7; catalogue GOV-30: a pool needs a host")
def everybody_is_named(asked: Moving) -> str | None:
    """An arrangement goes live with the host, manager, record and dates that its type demands."""
    missing = [one.value for one in NEEDS[asked.type].others if one not in asked.has]
    if asked.to is Stage.LIVE and missing:
        return f"Before it can go live it needs {_listed(tuple(missing))}."
    return None


@moving.rule("LIV4", source="Catalogue GOV-30: a signed agreement")
def it_is_signed(asked: Moving) -> str | None:
    """An arrangement goes live once it has been signed."""
    if asked.to is Stage.LIVE and (asked.signed_on is None or asked.signed_on > asked.on):
        return "Enter the day on which it was signed before it goes live."
    return None


@moving.rule("LIV5", source="Catalogue GOV-08: nothing is pooled without its own recorded consent")
def everybody_consents(asked: Moving) -> str | None:
    """An arrangement goes live once every party has recorded its own consent."""
    if asked.to is Stage.LIVE and asked.awaiting:
        return f"{_listed(asked.awaiting)} must record their own consent first."
    return None


@dataclass(frozen=True)
class Consenting:
    """An organisation about to consent to an arrangement."""

    organisation_name: str
    is_a_party: bool
    consents_already: bool
    consented_by: str
    stage: Stage


consenting: Rulebook[Consenting] = Rulebook("Consenting to an arrangement", prefix="CNS")


@consenting.rule("CNS1", source="Catalogue GOV-08: opt-in per organisation and arrangement")
def only_a_party_consents(asked: Consenting) -> str | None:
    """Only a party to an arrangement consents to it."""
    if not asked.is_a_party:
        return f"{asked.organisation_name} is not a party to this arrangement."
    return None


@consenting.rule("CNS2", source="Catalogue GOV-08: opt-in per organisation and arrangement")
def once_is_enough(asked: Consenting) -> str | None:
    """An organisation consents to an arrangement once, until it withdraws."""
    if asked.consents_already:
        return f"{asked.organisation_name} has consented already."
    return None


@consenting.rule("CNS3", source="Catalogue GOV-08: date and named consenter")
def somebody_stands_for_it(asked: Consenting) -> str | None:
    """A consent names who gave it for the organisation."""
    if not asked.consented_by.strip():
        return "Say who gave the consent: a post or a body, such as Cabinet or Chief executive."
    return None


@consenting.rule("CNS4", source="Catalogue GOV-19: pipeline of joint arrangements by stage")
def it_has_not_ended(asked: Consenting) -> str | None:
    """Nobody consents to an arrangement that has ended."""
    if asked.stage is Stage.ENDED:
        return "This arrangement has ended."
    return None


@dataclass(frozen=True)
class Withdrawing:
    """An organisation about to withdraw its consent."""

    consents: bool
    stage: Stage
    earliest: date
    last_day: date
    because: str
    notice_days: int


withdrawing: Rulebook[Withdrawing] = Rulebook("Withdrawing from an arrangement", prefix="WDR")


@withdrawing.rule("WDR1", source="Catalogue GOV-08: withdrawal is possible")
def there_is_a_consent_to_withdraw(asked: Withdrawing) -> str | None:
    """An organisation withdraws a consent that it gave."""
    if not asked.consents:
        return "Your organisation has not consented to this arrangement, so there is nothing to withdraw."
    return None


@withdrawing.rule("WDR2", source="Catalogue GOV-08: under the arrangement's exit terms")
def the_notice_is_kept(asked: Withdrawing) -> str | None:
    """A withdrawal from a live arrangement keeps the notice that the arrangement sets."""
    if asked.stage is Stage.LIVE and asked.last_day < asked.earliest:
        return (
            f"This arrangement asks for {asked.notice_days} days' notice."
            f" Choose {asked.earliest:%-d %B %Y} or a later day."
        )
    return None


@withdrawing.rule("WDR3", source="Catalogue GOV-08: autonomy of each institution")
def it_says_why(asked: Withdrawing) -> str | None:
    """A withdrawal says why."""
    if not asked.because.strip():
        return "Say why, so that the other organisations understand."
    return None


def _listed(names: tuple[str, ...]) -> str:
    """Names in a sentence: A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
