"""When a record may be shared with another organisation, and when a share may be ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from wholeplace.ground.access.sensitivity import Sensitivity
from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook

LONGEST = timedelta(days=366)
"""A share runs a year at most; who still needs it then asks again."""


class Basis(Labelled):
    """The legal basis on which a record is shared."""

    PUBLIC_TASK = "public_task", "Public task (UK GDPR, article 6(1)(e))"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation (UK GDPR, article 6(1)(c))"
    VITAL_INTERESTS = "vital_interests", "Vital interests (UK GDPR, article 6(1)(d))"
    CONSENT = "consent", "Consent (UK GDPR, article 6(1)(a))"
    CONTRACT = "contract", "Contract (UK GDPR, article 6(1)(b))"
    DIRECT_CARE = "direct_care", "Duty to share for a person's care (Health and Social Care Act 2012, section 251B)"
    SECTION_251 = "section_251", "Approved use without consent (NHS Act 2006, section 251)"
    CRIME_AND_DISORDER = (
        "crime_and_disorder",
        "Preventing crime (Crime and Disorder Act 1998, section 115)",
    )
    NOT_PERSONAL = "not_personal", "No personal data: by agreement between the organisations"


@dataclass(frozen=True)
class Sharing:
    """A record about to be shared. `shared_until` is the last day of a share that already stands."""

    with_a_member: bool
    with_ourselves: bool
    sensitivity: Sensitivity
    basis: Basis
    purpose: str
    begins_on: date
    ends_on: date
    shared_until: date | None
    on: date


sharing: Rulebook[Sharing] = Rulebook("Sharing a record", prefix="SHR")


@sharing.rule("SHR1", source="UK GDPR, article 5(1)(b): purpose limitation")
def it_has_a_purpose(asked: Sharing) -> str | None:
    """A share says what it is for."""
    if not asked.purpose.strip():
        return "Say what the other organisation needs it for."
    return None


@sharing.rule("SHR2", source="Catalogue GOV-08: who has joined the partnership")
def it_is_with_another_member(asked: Sharing) -> str | None:
    """A record is shared with another organisation that has joined the partnership."""
    if asked.with_ourselves:
        return "Your organisation reads its own records already. Choose another one."
    if not asked.with_a_member:
        return "This organisation has not joined the partnership, so nothing can be shared with it."
    return None


@sharing.rule("SHR3", source="UK GDPR, article 5(1)(e): storage limitation")
def it_ends(asked: Sharing) -> str | None:
    """A share begins today or later and ends within a year of its first day."""
    if asked.begins_on < asked.on:
        return f"A share cannot begin in the past. Choose {asked.on:%-d %B %Y} or a later day."
    if not asked.begins_on <= asked.ends_on <= asked.begins_on + LONGEST:
        return (
            f"Choose a last day between {asked.begins_on:%-d %B %Y} and {asked.begins_on + LONGEST:%-d %B %Y}."
            " Share it again then if it is still needed."
        )
    return None


@sharing.rule("SHR4", source="UK GDPR, article 5(1)(c): data minimisation")
def it_is_not_read_anyway(asked: Sharing) -> str | None:
    """Only what the partnership does not read anyway is shared."""
    if asked.sensitivity in {Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP}:
        return "Every organisation of the partnership can read this already."
    return None


@sharing.rule("SHR5", source="UK GDPR, article 5(1)(c): data minimisation")
def once_at_a_time(asked: Sharing) -> str | None:
    """A record is shared with an organisation once at a time."""
    if asked.shared_until is not None:
        return f"It is shared with them until {asked.shared_until:%-d %B %Y}. End that share first."
    return None


@sharing.rule("SHR6", source="UK GDPR, article 6(1): lawfulness of processing")
def the_basis_fits(asked: Sharing) -> str | None:
    """A record about people is shared on a basis of law."""
    if asked.sensitivity is Sensitivity.PERSONAL and asked.basis is Basis.NOT_PERSONAL:
        return "This record is marked personal. Choose the legal basis on which it may be shared."
    return None


@dataclass(frozen=True)
class EndingShare:
    """A share about to be ended before its last day."""

    ends_on: date
    ended_on: date | None
    on: date


ending: Rulebook[EndingShare] = Rulebook("Ending a share", prefix="SHE")


@ending.rule("SHE1", source="UK GDPR, article 5(1)(e): storage limitation")
def it_has_not_ended(asked: EndingShare) -> str | None:
    """Only a share that has not ended is ended."""
    ended_on = asked.ended_on or (asked.ends_on if asked.ends_on < asked.on else None)
    if ended_on is not None:
        return f"This share ended on {ended_on:%-d %B %Y} already."
    return None
