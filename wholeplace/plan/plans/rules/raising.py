"""The kinds of change, and what an intention must say when it is raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.ground.records.scope import Sensitivity

REGISTER = "Catalogue PLN-14: key changes, evidence-based, shared with partners when raised, fit with strategy recorded"


class Change(Labelled):
    """What sort of key change is intended."""

    INVEST = "invest", "Invest"
    DISINVEST = "disinvest", "Disinvest"
    SHIFT = "shift", "Shift resources"
    TRANSFORM = "transform", "Transform or redesign"
    NEW_MODEL = "new_model", "New model of delivery"
    PILOT = "pilot", "Pilot"
    SCALE_UP = "scale_up", "Scale up across the system"
    EMBED = "embed", "Embed a key change"
    STOP = "stop", "Stop"


@dataclass(frozen=True)
class Raising:
    """An intention as somebody wants to raise it. Money that is saved is below nothing."""

    change: Change
    needs: int
    why_no_need: str
    outcomes: int
    evidence: str
    fit: str
    sensitivity: Sensitivity
    money: Mapping[FinancialYear, Money] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()
    unknown_area: str = ""


raising: Rulebook[Raising] = Rulebook("Raising an intention", prefix="ITN")


@raising.rule("ITN1", source="Catalogue PLN-29: decisions are driven from needs down")
def it_answers_a_need_or_says_why_none(asked: Raising) -> str | None:
    """An intention answers at least one need, or says why none stands behind it."""
    if asked.needs == 0 and not asked.why_no_need.strip():
        return "Choose the need that this intention answers, or say why there is none."
    return None


@raising.rule("ITN2", source="Catalogue PLN-29: each intention links upward")
def it_serves_an_outcome(asked: Raising) -> str | None:
    """An intention serves at least one outcome."""
    return "Choose the outcome that this intention serves." if asked.outcomes == 0 else None


@raising.rule("ITN3", source=REGISTER)
def its_fit_is_recorded(asked: Raising) -> str | None:
    """An intention says how it fits with the strategy of the place."""
    return None if asked.fit.strip() else "Say how the intention fits with the strategy, or where it does not."


@raising.rule("ITN4", source=REGISTER)
def it_is_shared_when_raised(asked: Raising) -> str | None:
    """An intention is shared with partners when it is raised."""
    if asked.sensitivity in {Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP}:
        return None
    return "An intention is shared with the partnership from the day it is raised. Choose who may see it."


@raising.rule("ITN5", source=REGISTER)
def it_rests_on_evidence(asked: Raising) -> str | None:
    """An intention that answers no recorded need says what evidence it rests on."""
    if asked.needs == 0 and not asked.evidence.strip():
        return "Say what evidence the intention rests on."
    return None


@raising.rule("ITN6", source=REGISTER)
def its_money_goes_the_right_way(asked: Raising) -> str | None:
    """Investing costs money and disinvesting saves it."""
    amounts = asked.money.values()
    if asked.change is Change.INVEST and any(amount < Money(0) for amount in amounts):
        return "An intention to invest costs money in each year. Leave out the years in which it saves, or shift."
    if asked.change in {Change.DISINVEST, Change.STOP} and any(amount > Money(0) for amount in amounts):
        return f"To {asked.change.value} saves money. Enter what it saves with a minus sign, or choose another kind."
    return None


@raising.rule("ITN9", source="The partnership: who has joined it")
def it_affects_members(asked: Raising) -> str | None:
    """The organisations that an intention affects are members of the partnership."""
    if not asked.strangers:
        return None
    return f"Not in this partnership: {', '.join(asked.strangers)}. Choose organisations that have joined it."


@raising.rule("ITN10", source="Identity: areas carry official codes, never a name in a text box")
def its_area_is_known(asked: Raising) -> str | None:
    """The area of an intention, where it is given by its code, is known here."""
    if not asked.unknown_area:
        return None
    return f"No area has the code {asked.unknown_area}. Choose an area that is known here, or only name the place."
