"""What is asked when a result is recorded or withdrawn."""

from typing import Any

from wholeplace.doors.web.shell.figures import MeasuredField
from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    Choices,
    DateField,
    TextField,
    WholeplaceForm,
)
from wholeplace.review.monitoring.rules.recording import Sureness


class ChooseForm(WholeplaceForm):
    """The measure that a result is of."""

    measure = ChoiceField(label="Which measure is it a result of?", choices=[], as_radios=False)
    one_question = True

    def __init__(self, *args: Any, measures: Choices, **given: Any) -> None:
        """Offer the measures that the reader may record results of."""
        super().__init__(*args, **given)
        self.offer(measure=measures)


class ResultForm(WholeplaceForm):
    """The figure of a measure for a period that is over."""

    value = MeasuredField(label="What is the figure?")
    begins_on = DateField(label="First day of the period")
    ends_on = DateField(label="Last day of the period")
    numerator = MeasuredField(
        label="Numerator", hint="Such as the people seen in time. Leave it out if it is not known.", required=False
    )
    denominator = MeasuredField(label="Denominator", hint="Such as all people seen.", required=False)
    sureness = ChoiceField(
        label="How sure are you of it?",
        choices=[(one.value, one.label) for one in Sureness],
        initial=Sureness.REPORTED.value,
    )
    commentary = TextField(label="What lies behind the figure?", max_length=2000, required=False, rows=4)


class WithdrawForm(WholeplaceForm):
    """Why a result is withdrawn."""

    because = TextField(label="What was wrong with it?", max_length=1000, rows=3)
