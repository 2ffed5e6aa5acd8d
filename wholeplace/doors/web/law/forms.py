"""What is asked when a number of law is set by hand."""

from decimal import Decimal

from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    ConfirmField,
    DateField,
    FigureField,
    TextField,
    WholeplaceForm,
)
from wholeplace.ground.law import every_number
from wholeplace.ground.law.entry import REACHING


def rules() -> list[tuple[str, str]]:
    """Every rule of the book by its title."""
    return sorted({entry.rule: f"{entry.title} ({entry.unit})" for entry in every_number()}.items(), key=lambda r: r[1])


class OverrideForm(WholeplaceForm):
    """A number, from a day, and why."""

    rule = ChoiceField(label="Which number?", choices=[("", "Choose a number"), *rules()])
    jurisdiction = ChoiceField(label="Where?", choices=[(place, place) for place in REACHING], initial="England")
    value = FigureField(label="Value", hint="In the unit of the number. Money in whole pence.", at_least=Decimal(0))
    begins_on = DateField(label="From which day?")
    because = TextField(label="Why?", hint="Name the regulations or the letter that say so.", max_length=1000)


class EndForm(WholeplaceForm):
    """The end of a number set by hand."""

    sure = ConfirmField(label="End it today, and use the number of the book again")
