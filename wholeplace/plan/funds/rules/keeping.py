"""The kinds of fund, and the rules of opening one, contributing, setting money aside and moving it."""

from dataclasses import dataclass

from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Rulebook

NOTHING = Money(0)
BALANCE = "Catalogue PLN-05: money; a fund never promises more than was put in"


class FundKind(Labelled):
    """How the money of several bodies lies together."""

    POOLED = "pooled", "Pooled: one pot, one host, one set of rules"
    ALIGNED = "aligned", "Aligned: each keeps its own, spent to one plan"
    SINGLE = "single", "Single: the money of one organisation"


@dataclass(frozen=True)
class Opening:
    """A fund as somebody wants to open it."""

    kind: FundKind
    rules: str
    first_year: FinancialYear
    last_year: FinancialYear
    decision_agreed: bool = True


opening: Rulebook[Opening] = Rulebook("Opening a fund", prefix="FND")


@opening.rule("FND1", source="NHS Act 2006 s.75 and regulations: a pooled fund is kept under a written agreement")
def shared_money_has_rules(asked: Opening) -> str | None:
    """A pooled or aligned fund says by which rules it is kept."""
    if asked.kind is not FundKind.SINGLE and not asked.rules.strip():
        return "Say by which rules the fund is kept: what it is for, who decides, and who bears an overspend."
    return None


@opening.rule("FND2", source="Catalogue DO-01: value by year")
def it_ends_after_it_begins(asked: Opening) -> str | None:
    """A fund's last financial year is not before its first."""
    return "The last year cannot be before the first." if asked.last_year < asked.first_year else None


@opening.rule("FND3", source="Catalogue GOV-09: what is done follows from a decision that binds those it touches")
def its_decision_is_agreed(asked: Opening) -> str | None:
    """The decision that allows a fund is an approval that every organisation it needs has agreed to."""
    if asked.decision_agreed:
        return None
    return "This decision allows nothing yet: choose an approval that every organisation it needs has agreed to."


@dataclass(frozen=True)
class Contributing:
    """What an organisation is to put in, for one financial year. `years` are the fund's first and last."""

    kind: FundKind
    is_host: bool
    is_member: bool
    amount: Money
    year: FinancialYear
    years: tuple[FinancialYear, FinancialYear]


contributing: Rulebook[Contributing] = Rulebook("Putting money into a fund", prefix="CTB")


@contributing.rule("CTB1", source=BALANCE)
def it_is_some_money(asked: Contributing) -> str | None:
    """A contribution is more than nothing."""
    return "Enter an amount above £0." if asked.amount <= NOTHING else None


@contributing.rule("CTB2", source=BALANCE)
def it_is_for_a_year_of_the_fund(asked: Contributing) -> str | None:
    """A contribution is for a financial year in which the fund runs."""
    return _outside(asked.year, asked.years)


@contributing.rule("CTB3", source="The kinds of fund: single money is the money of one organisation")
def single_money_is_the_hosts(asked: Contributing) -> str | None:
    """Only its host puts money into a single fund."""
    if asked.kind is FundKind.SINGLE and not asked.is_host:
        return "This fund is the money of one organisation. Open a pooled or an aligned fund to put money together."
    return None


@contributing.rule("CTB4", source="The partnership: who has joined it")
def it_comes_from_a_member(asked: Contributing) -> str | None:
    """Only members of the partnership put money into its funds."""
    return None if asked.is_member else "This organisation is not in the partnership. Choose one that has joined it."


@dataclass(frozen=True)
class Allotting:
    """A line as somebody wants to add it, beside what its year holds already."""

    amount: Money
    year: FinancialYear
    years: tuple[FinancialYear, FinancialYear]
    put_in: Money
    set_aside: Money


allotting: Rulebook[Allotting] = Rulebook("Setting money of a fund aside", prefix="LNE")


@allotting.rule("LNE1", source=BALANCE)
def the_line_is_some_money(asked: Allotting) -> str | None:
    """A line is more than nothing."""
    return "Enter an amount above £0." if asked.amount <= NOTHING else None


@allotting.rule("LNE2", source=BALANCE)
def the_line_is_for_a_year_of_the_fund(asked: Allotting) -> str | None:
    """A line is for a financial year in which the fund runs."""
    return _outside(asked.year, asked.years)


@allotting.rule("LNE3", source=BALANCE)
def the_money_is_there(asked: Allotting) -> str | None:
    """The lines of a year never come to more than what was put in for it."""
    left = asked.put_in - asked.set_aside
    if asked.amount <= left:
        return None
    if left <= NOTHING:
        return f"Nothing is left for that year: {asked.put_in} was put in, and all of it is set aside."
    return f"Only {left} is left for that year, of {asked.put_in} put in. Enter less, or contribute more."


@dataclass(frozen=True)
class Transfer:
    """Money as somebody wants to move it from one line of a fund to another."""

    same_fund: bool
    same_year: bool
    same_line: bool
    amount: Money
    there: Money
    drawn: Money
    because: str


transferring: Rulebook[Transfer] = Rulebook("Moving money between lines", prefix="TFR")


@transferring.rule("TFR1", source=BALANCE)
def it_stays_in_the_fund_and_the_year(asked: Transfer) -> str | None:
    """Money moves between two lines of one fund and one year."""
    if asked.same_line:
        return "Choose another line to move the money to."
    if not (asked.same_fund and asked.same_year):
        return "Money moves only between lines of the same fund and the same financial year."
    return None


@transferring.rule("TFR2", source=BALANCE)
def it_moves_some_money(asked: Transfer) -> str | None:
    """What is moved is more than nothing."""
    return "Enter an amount above £0." if asked.amount <= NOTHING else None


@transferring.rule("TFR3", source=BALANCE)
def the_line_holds_it(asked: Transfer) -> str | None:
    """A line gives no more than it holds and is not drawn from it."""
    left = asked.there - asked.drawn
    if asked.amount <= left:
        return None
    if asked.drawn == NOTHING:
        return f"The line holds {asked.there}. Enter that or less."
    return f"The line holds {asked.there}, of which contracts draw {asked.drawn}. Enter {left} or less."


@transferring.rule("TFR4", source="The trail: whoever moves money says why")
def it_says_why(asked: Transfer) -> str | None:
    """Whoever moves money says why."""
    return None if asked.because.strip() else "Say why the money moves."


def _outside(year: FinancialYear, years: tuple[FinancialYear, FinancialYear]) -> str | None:
    first, last = years
    if first <= year <= last:
        return None
    return f"The fund runs from {first} to {last}. Choose one of its years."
