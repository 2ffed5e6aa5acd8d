"""What may be taken from a line of money for what is paid from it."""

from dataclasses import dataclass

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Rulebook

FOLLOWED = "Catalogue PLN-29: every pound is followed from its line to its contract"


@dataclass(frozen=True)
class Drawing:
    """Money as it is to be taken from a line. `taken` is what is drawn from it already, by whomever."""

    amount: Money
    holds: Money
    taken: Money
    shares_in_it: bool


drawing: Rulebook[Drawing] = Rulebook("Drawing on a line of money", prefix="PAY")


@drawing.rule("PAY1", source=FOLLOWED)
def it_is_some_money(asked: Drawing) -> str | None:
    """What is drawn from a line is more than nothing."""
    return "Enter an amount above £0." if asked.amount <= Money(0) else None


@drawing.rule("PAY2", source=FOLLOWED)
def the_line_holds_it(asked: Drawing) -> str | None:
    """No more is drawn from a line than it holds."""
    left = asked.holds - asked.taken
    if asked.amount <= left:
        return None
    return f"The line holds {asked.holds}, of which {asked.taken} is taken. Enter {max(left, Money(0))} or less."


@drawing.rule("PAY3", source="The fund's rules: its money is spent by those who share in it")
def it_is_their_money(asked: Drawing) -> str | None:
    """Only the host of a fund and those who contribute to it draw on its lines."""
    if asked.shares_in_it:
        return None
    return "Your organisation neither hosts this fund nor contributes to it. Choose a line of a fund that it shares in."
