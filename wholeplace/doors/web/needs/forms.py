"""What is asked when a need is recorded."""

from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    DateField,
    FilterForm,
    HiddenField,
    LineField,
    TextField,
    WholeplaceForm,
)
from wholeplace.ground.records.scope import Sensitivity


class NeedsFilter(FilterForm):
    """Which needs to show."""

    place = HiddenField()
    group = ChoiceField(label="Group", choices=[("", "Every group"), *((g.value, g.label) for g in Group)])


class NeedForm(WholeplaceForm):
    """A need, with one source it rests on."""

    title = LineField(label="What is the need, in one line?", max_length=250)
    statement = TextField(label="Who needs what, and why?", max_length=4000)
    group = ChoiceField(label="Which group is it about?", choices=[(g.value, g.label) for g in Group])
    area_code = HiddenField(required=False)
    area_name = LineField(label="Where?", max_length=150, required=False, hint="An area, ward or neighbourhood.")
    confidence = ChoiceField(
        label="How sure are you?", choices=[(c.value, c.label) for c in Confidence], as_radios=True
    )
    observed_on = DateField(label="When was it observed?")
    indicator_code = LineField(label="Indicator", max_length=80, required=False)
    figure = LineField(label="The figure then", max_length=200, required=False)
    source = LineField(label="Source", max_length=250, hint="A report, a consultation, an indicator set.")
    sensitivity = ChoiceField(
        label="Who may see it?",
        choices=[
            (s.value, s.sentence) for s in (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP, Sensitivity.ORGANISATION)
        ],
        as_radios=True,
        initial=Sensitivity.PARTNERSHIP.value,
    )


class CloseForm(WholeplaceForm):
    """Why a need is closed."""

    because = TextField(label="Why is it no longer a need?", max_length=1000)
