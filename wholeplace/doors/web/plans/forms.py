"""What is asked when plans are written and intentions raised."""

from typing import Any

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    Choices,
    ChoicesField,
    DateField,
    FilterForm,
    HiddenField,
    LineField,
    MoneyField,
    TextField,
    WholeplaceForm,
)
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import IntentionState
from wholeplace.plan.plans.rules.writing import PlanKind

SHARED = (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP)


class IntentionsFilter(FilterForm):
    """Which intentions to show."""

    place = HiddenField()
    state = ChoiceField(
        label="State", blank="Every state", choices=[(s.value, s.label) for s in IntentionState], as_radios=False
    )
    change = ChoiceField(
        label="Kind of change", blank="Every kind", choices=[(c.value, c.label) for c in Change], as_radios=False
    )


class SectionsForm(WholeplaceForm):
    """The three sections that every plan has."""

    objectives = TextField(label="Objectives", max_length=6000)
    core_activity = TextField(label="Core activity to achieve them", max_length=6000)
    collective_areas = TextField(label="Areas for collective commissioning", max_length=6000)


class PlanForm(SectionsForm):
    """A plan's first draft."""

    title = LineField(label="What is the plan called?")
    kind = ChoiceField(label="What kind of plan is it?", choices=[(k.value, k.label) for k in PlanKind])
    board = ChoiceField(label="Which board owns it?", choices=[], required=False, as_radios=False)
    parent = ChoiceField(label="Which plan does it belong under?", choices=[], required=False, as_radios=False)
    outcomes = ChoicesField(label="Which outcomes does it pursue?", choices=[], required=False)
    begins_on = DateField(label="From which day?")
    ends_on = DateField(label="Until which day?", hint="Its last day counts.")
    sensitivity = ChoiceField(
        label="Who may see it?",
        choices=[(s.value, s.sentence) for s in (*SHARED, Sensitivity.ORGANISATION)],
        as_radios=True,
        initial=Sensitivity.PARTNERSHIP.value,
    )
    field_order = ("title", "kind", "board", "parent", "outcomes", "begins_on", "ends_on")

    def __init__(self, *args: Any, boards: Choices, plans: Choices, outcomes: Choices, **given: Any) -> None:
        """Offer the boards, plans and outcomes of the place."""
        super().__init__(*args, **given)
        self.offer(board=boards, parent=plans, outcomes=outcomes)


class ReviseForm(SectionsForm):
    """A plan's sections again, and what changed."""

    remarks = TextField(label="What changed, and why?", max_length=2000, rows=3)


class RemarksForm(WholeplaceForm):
    """What a challenge said."""

    remarks = TextField(label="What was challenged, and by whom?", max_length=4000)


class IntentionForm(WholeplaceForm):
    """An intention as it is raised."""

    title = LineField(label="What is intended, in one line?")
    change = ChoiceField(
        label="What kind of change is it?", choices=[(c.value, c.label) for c in Change], as_radios=False
    )
    service = LineField(label="Which service?", required=False, max_length=150)
    summary = TextField(label="What will change, and for whom?", max_length=4000)
    group = ChoiceField(label="Which group is it about?", choices=[(g.value, g.label) for g in Group], as_radios=False)
    needs = ChoicesField(label="Which needs does it answer?", choices=[], required=False)
    outcomes = ChoicesField(label="Which outcomes does it serve?", choices=[], required=False)
    plans = ChoicesField(label="Which plans does it belong to?", choices=[], required=False)
    affects = ChoicesField(label="Which other organisations does it affect?", choices=[], required=False)
    this_year = MoneyField(
        label="What does it cost this financial year?",
        hint="With a minus sign for a saving.",
        required=False,
        at_least=None,
    )
    next_year = MoneyField(
        label="And next financial year?", hint="With a minus sign for a saving.", required=False, at_least=None
    )
    starts_on = DateField(label="When does it start?", required=False)
    fit = TextField(label="How does it fit with the strategy?", max_length=2000, rows=3)
    why_no_need = TextField(label="If it answers no recorded need: why?", max_length=2000, rows=2, required=False)
    evidence = TextField(label="What else does it rest on?", max_length=2000, rows=2, required=False)
    sensitivity = ChoiceField(
        label="Who may see it?",
        choices=[(s.value, s.sentence) for s in SHARED],
        as_radios=True,
        initial=Sensitivity.PARTNERSHIP.value,
    )

    def __init__(
        self, *args: Any, needs: Choices, outcomes: Choices, plans: Choices, members: Choices, **given: Any
    ) -> None:
        """Offer the needs, outcomes, plans and organisations of the place."""
        super().__init__(*args, **given)
        self.offer(needs=needs, outcomes=outcomes, plans=plans, affects=members)


class FinishForm(WholeplaceForm):
    """What came of an intention."""

    came_of_it = TextField(label="What came of it?", max_length=2000)


class DropForm(WholeplaceForm):
    """Why an intention is dropped."""

    because = TextField(label="Why is it dropped?", max_length=2000)


class FundForm(WholeplaceForm):
    """Money of a fund, set aside for an intention."""

    fund = ChoiceField(label="Which fund pays?", choices=[], as_radios=False)
    title = LineField(label="What is the line called?")
    amount = MoneyField(label="How much?", at_least=Money(1))
    year = ChoiceField(label="For which financial year?", choices=[], as_radios=False)
    topic = LineField(label="Topic", max_length=120, required=False)

    def __init__(self, *args: Any, funds: Choices, years: Choices, **given: Any) -> None:
        """Offer the reader's own funds."""
        super().__init__(*args, **given)
        self.offer(fund=funds, year=years)
