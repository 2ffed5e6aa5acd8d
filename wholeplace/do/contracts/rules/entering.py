"""What an entry in the register must hold, what it lacks to be published, and how it is paid for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wholeplace.do.contracts.rules.kinds import ContractKind
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Rulebook

REGISTER = "Catalogue DO-01: contract, provider, commissioners, value by year, term, options, notice"


@dataclass(frozen=True)
class Entering:
    """An entry as somebody wants to make it. Organisations go by their bare identities."""

    kind: ContractKind
    by: int | None
    commissioners: frozenset[int]
    providers: frozenset[int]
    value: Money
    by_year: Mapping[FinancialYear, Money]
    starts_on: date
    ends_on: date | None
    may_extend_until: date | None
    notice_months: int
    decision_agreed: bool = True
    strangers: tuple[str, ...] = ()
    unknown_area: str = ""


entering: Rulebook[Entering] = Rulebook("Entering a contract in the register", prefix="CTR")


@entering.rule("CTR1", source=REGISTER)
def it_has_its_parties(asked: Entering) -> str | None:
    """A contract has at least one commissioner and one provider."""
    missing = [
        word for word, there in (("commissioner", asked.commissioners), ("provider", asked.providers)) if not there
    ]
    return f"Choose at least one {' and one '.join(missing)}." if missing else None


@entering.rule("CTR2", source=REGISTER)
def it_is_entered_by_a_commissioner(asked: Entering) -> str | None:
    """A contract is entered by one of the organisations that commission it."""
    if asked.by in asked.commissioners:
        return None
    return "Your organisation is not among the commissioners. Add it, or ask one of them to enter the contract."


@entering.rule("CTR3", source=REGISTER)
def nobody_contracts_with_itself(asked: Entering) -> str | None:
    """Only in-house, or under section 75, does an organisation provide what it commissions itself."""
    alone = asked.commissioners == asked.providers and bool(asked.providers)
    if alone and asked.kind not in {ContractKind.IN_HOUSE, ContractKind.SECTION_75_SERVICE}:
        return "The provider is the commissioner. Choose another provider, or enter an in-house agreement."
    return None


@entering.rule("CTR4", source=REGISTER)
def it_ends_after_it_starts(asked: Entering) -> str | None:
    """A contract's last day is not before its first."""
    if asked.ends_on is not None and asked.ends_on < asked.starts_on:
        return f"The contract cannot end before it starts on {asked.starts_on:%-d %B %Y}. Enter a later last day."
    return None


@entering.rule("CTR5", source=REGISTER)
def an_extension_runs_past_the_end(asked: Entering) -> str | None:
    """An extension option reaches past the last day of the contract."""
    if asked.may_extend_until is None:
        return None
    if asked.ends_on is None:
        return "A contract without a last day cannot be extended. Enter its last day, or leave the extension out."
    if asked.may_extend_until <= asked.ends_on:
        return f"The extension must reach past the contract's last day, {asked.ends_on:%-d %B %Y}."
    return None


@entering.rule("CTR6", source=REGISTER)
def the_years_add_up(asked: Entering) -> str | None:
    """The values of the years add up to the whole value."""
    if not asked.by_year:
        return None
    total = Money.total(asked.by_year.values())
    if total != asked.value:
        return f"The years add up to {total}, the whole value is {asked.value}. Correct one of them."
    return None


@entering.rule("CTR7", source=REGISTER)
def it_is_worth_something(asked: Entering) -> str | None:
    """A contract is not worth less than nothing."""
    if asked.value < Money(0) or any(amount < Money(0) for amount in asked.by_year.values()):
        return "Enter values of nothing or more."
    return None


@entering.rule("CTR10", source="Catalogue GOV-09: what is done follows from a decision that binds those it touches")
def its_decision_is_agreed(asked: Entering) -> str | None:
    """The decision that allows a contract is an approval that every organisation it needs has agreed to."""
    if asked.decision_agreed:
        return None
    return "This decision allows nothing yet: choose an approval that every organisation it needs has agreed to."


@entering.rule("CTR11", source="The partnership: who has joined it")
def those_who_pay_are_members(asked: Entering) -> str | None:
    """Those who commission or fund a contract are members of the partnership; its providers need not be."""
    if not asked.strangers:
        return None
    return (
        f"Not in this partnership: {', '.join(asked.strangers)}. Choose commissioners and funders that have joined it."
    )


@entering.rule("CTR12", source="Identity: areas carry official codes, never a name in a text box")
def its_area_is_known(asked: Entering) -> str | None:
    """The area of a contract, where it is given by its code, is known here."""
    if not asked.unknown_area:
        return None
    return f"No area has the code {asked.unknown_area}. Choose an area that is known here, or only name the place."


@dataclass(frozen=True)
class Published:
    """What the transparency code asks of an entry."""

    reference: str
    department: str
    description: str
    providers: int
    value: Money
    starts_on: date | None
    ends_on: date | None
    review_on: date | None
    route: str


def missing_for_publication(entry: Published) -> tuple[str, ...]:
    """What an entry lacks of the fields that the Local Government Transparency Code 2015 asks for."""
    asked = (
        (entry.reference, "reference"),
        (entry.department, "department"),
        (entry.description, "description"),
        (entry.providers, "provider"),
        (entry.value.pence, "value"),
        (entry.starts_on, "start"),
        (entry.ends_on, "end"),
        (entry.review_on, "review"),
        (entry.route, "how it was bought"),
    )
    return tuple(words for there, words in asked if not there)
