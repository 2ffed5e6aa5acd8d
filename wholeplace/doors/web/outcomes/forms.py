"""What is asked when an outcome is set and measured."""

from collections.abc import Sequence
from typing import Any

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.doors.web.shell.figures import MeasuredField
from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    FilterForm,
    HiddenField,
    LineField,
    TextField,
    WholeplaceForm,
    YesNoField,
)
from wholeplace.ground.records.scope import Sensitivity

Choices = Sequence[tuple[str, str]]


class OutcomesFilter(FilterForm):
    """Which outcomes to show."""

    place = HiddenField()
    group = ChoiceField(
        label="Group", blank="Every group", choices=[(g.value, g.label) for g in Group], as_radios=False
    )


class MeasureForm(WholeplaceForm):
    """What quantifies an outcome: where it stands, and where it should stand by when."""

    measure = LineField(
        label="What shows that it comes nearer?", hint="Such as: people waiting in hospital.", max_length=200
    )
    unit = LineField(label="Unit", hint="Such as %, people a day, per 100,000.", max_length=40, width="10")
    polarity = ChoiceField(label="Which way is better?", choices=[(p.value, p.label) for p in Polarity], inline=True)
    baseline = MeasuredField(label="Where it stands now")
    baseline_on = DateField(label="On which day was that?")
    target = MeasuredField(label="Where it should stand", required=False)
    due_on = DateField(label="By which day?", required=False)
    source = LineField(label="Where the figure comes from", max_length=250)
    frequency = ChoiceField(
        label="How often is a new figure known?", choices=[(f.value, f.label) for f in Frequency], as_radios=False
    )
    indicator_code = HiddenField(required=False)


class OutcomeForm(MeasureForm):
    """An outcome with its first measure."""

    title = LineField(label="What should be true, in one line?", hint="How people live, without figures or services.")
    statement = TextField(label="What would that look like?", max_length=4000)
    group = ChoiceField(label="For whom?", choices=[(g.value, g.label) for g in Group], as_radios=False)
    needs = ChoicesField(label="Which needs does it answer?", choices=[], required=False)
    board = ChoiceField(label="Which board looks after it?", choices=[], required=False, as_radios=False)
    is_priority = YesNoField(label="Is it a shared priority?", initial=False)
    sensitivity = ChoiceField(
        label="Who may see it?",
        choices=[
            (s.value, s.sentence) for s in (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP, Sensitivity.ORGANISATION)
        ],
        as_radios=True,
        initial=Sensitivity.PARTNERSHIP.value,
    )
    field_order = ("title", "statement", "group", "needs", "board", "is_priority", "measure")

    def __init__(self, *args: Any, needs: Choices, boards: Choices, **given: Any) -> None:
        """Offer the needs and the boards of the place."""
        super().__init__(*args, **given)
        self.offer(needs=needs)
        self.offer(board=boards)


class TargetForm(WholeplaceForm):
    """A target, or another one."""

    target = MeasuredField(label="Where should it stand?")
    due_on = DateField(label="By which day?")
    because = TextField(label="Why does the target change?", max_length=1000, required=False, rows=3)


class LinkNeedForm(WholeplaceForm):
    """One more need that the outcome answers."""

    need = ChoiceField(label="Which need does it answer as well?", choices=[], as_radios=False)

    def __init__(self, *args: Any, needs: Choices, **given: Any) -> None:
        """Offer the needs of the place."""
        super().__init__(*args, **given)
        self.offer(need=needs)


class CloseForm(WholeplaceForm):
    """Why an outcome is closed."""

    because = TextField(label="Why is it no longer pursued?", max_length=1000)
