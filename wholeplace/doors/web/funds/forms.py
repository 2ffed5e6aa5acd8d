"""What is asked when money is put together, set aside and moved."""

from collections.abc import Sequence
from typing import Any

from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    ChoicesField,
    LineField,
    MoneyField,
    TextField,
    WholeplaceForm,
)
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.funds.rules.keeping import FundKind

Choices = Sequence[tuple[str, str]]
A_PENNY = Money(1)


class OpenForm(WholeplaceForm):
    """A fund, with the years in which it runs."""

    title = LineField(label="What is the fund called?")
    kind = ChoiceField(label="What kind of fund is it?", choices=[(k.value, k.label) for k in FundKind])
    first_year = ChoiceField(label="First financial year", choices=[], as_radios=False)
    last_year = ChoiceField(label="Last financial year", choices=[], as_radios=False)
    rules = TextField(
        label="By which rules is it kept?",
        hint="What it is for, who decides, and who bears an overspend.",
        max_length=4000,
        required=False,
    )
    sensitivity = ChoiceField(
        label="Who may see it?",
        choices=[
            (s.value, s.sentence) for s in (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP, Sensitivity.ORGANISATION)
        ],
        as_radios=True,
        initial=Sensitivity.PARTNERSHIP.value,
    )

    def __init__(self, *args: Any, years: Choices, **given: Any) -> None:
        """Offer these financial years."""
        super().__init__(*args, **given)
        self.offer(first_year=years, last_year=years)


class ContributeForm(WholeplaceForm):
    """What an organisation puts in for a year."""

    organisation = ChoiceField(label="Who puts it in?", choices=[], as_radios=False)
    amount = MoneyField(label="How much?", at_least=A_PENNY)
    year = ChoiceField(label="For which financial year?", choices=[], as_radios=False)

    def __init__(self, *args: Any, members: Choices, years: Choices, **given: Any) -> None:
        """Offer the organisations of the partnership and the years of the fund."""
        super().__init__(*args, **given)
        self.offer(organisation=members)
        self.offer(year=years)


class LineForm(WholeplaceForm):
    """Money set aside for something."""

    title = LineField(label="What is the money for?")
    amount = MoneyField(label="How much?", at_least=A_PENNY)
    year = ChoiceField(label="For which financial year?", choices=[], as_radios=False)
    topic = LineField(label="Topic", hint="Such as reablement, equipment.", max_length=120, required=False)
    purpose = TextField(label="What should it achieve?", max_length=2000, required=False, rows=3)
    outcomes = ChoicesField(label="Which outcomes does it serve?", choices=[], required=False)

    def __init__(self, *args: Any, outcomes: Choices, years: Choices, **given: Any) -> None:
        """Offer the outcomes of the place and the years of the fund."""
        super().__init__(*args, **given)
        self.offer(outcomes=outcomes)
        self.offer(year=years)


class MoveForm(WholeplaceForm):
    """Money moved to another line of the fund."""

    taker = ChoiceField(label="To which line?", choices=[], as_radios=False)
    amount = MoneyField(label="How much?", at_least=A_PENNY)
    because = TextField(label="Why?", max_length=1000, rows=3)

    def __init__(self, *args: Any, lines: Choices, **given: Any) -> None:
        """Offer the other lines of the same year."""
        super().__init__(*args, **given)
        self.offer(taker=lines)


class LinkOutcomeForm(WholeplaceForm):
    """One more outcome that a line serves."""

    outcome = ChoiceField(label="Which outcome does the money serve?", choices=[], as_radios=False)

    def __init__(self, *args: Any, outcomes: Choices, **given: Any) -> None:
        """Offer the outcomes of the place."""
        super().__init__(*args, **given)
        self.offer(outcome=outcomes)
