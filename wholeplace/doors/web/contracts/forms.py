"""What is asked when a contract is entered, linked, measured, extended, ended and reviewed."""

from collections.abc import Sequence
from typing import Any

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.do.contracts.rules.kinds import Asks, ContractKind, RiskTier
from wholeplace.doors.web.shell.figures import MeasuredField
from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    Choices,
    ChoicesField,
    ConfirmField,
    DateField,
    FilterForm,
    HiddenField,
    LineField,
    MoneyField,
    TextField,
    WholeNumberField,
    WholeplaceForm,
    YesNoField,
)
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.review.monitoring.rules.reviewing import Answer, Question, Recommendation

GROUPS: Choices = [(group.value, group.label) for group in Group]
KINDS: Choices = [(kind.value, kind.label) for kind in ContractKind]
SEEN = (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP, Sensitivity.ORGANISATION)
A_PENNY = Money(1)


class ContractsFilter(FilterForm):
    """Which contracts to show."""

    place = HiddenField()
    group = ChoiceField(label="Group", blank="Every group", choices=GROUPS, as_radios=False)
    kind = ChoiceField(label="Kind", blank="Every kind", choices=KINDS, as_radios=False)
    provider = LineField(label="Provider", max_length=100)
    ending = ChoiceField(
        label="Ending within",
        blank="Any time",
        choices=[("90", "90 days"), ("182", "6 months"), ("365", "A year"), ("730", "2 years")],
        as_radios=False,
    )
    show = ChoiceField(label="Show", blank="Running only", choices=[("all", "Ended as well")], as_radios=False)


class EntryForm(WholeplaceForm):
    """A contract as the register holds it."""

    title = LineField(label="What is it called?")
    kind = ChoiceField(label="What kind of agreement is it?", choices=KINDS)
    reference_number = LineField(label="Reference", max_length=80, required=False, width="20")
    description = TextField(label="What is provided?", max_length=4000, required=False, rows=4)
    group = ChoiceField(label="For whom?", choices=GROUPS, as_radios=False)
    commissioners = ChoicesField(label="Who commissions it?", choices=[], hint="Your organisation must be one of them.")
    department = LineField(label="Department", max_length=150, required=False)
    co_funders = ChoicesField(label="Who else pays for it?", choices=[], required=False)
    providers = ChoicesField(label="Who provides it?", choices=[])
    other_provider = LineField(
        label="Another provider",
        hint="If it is not listed above: its name in the directory, or enough of it to find one organisation.",
        required=False,
    )
    is_vcse = YesNoField(
        label="Is a provider a voluntary or community organisation or a social enterprise?",
        hint="If so, the notice that guidance asks for is kept as well.",
        initial=False,
    )
    is_sme = YesNoField(label="Is a provider a small or medium-sized business?", initial=False)
    value = MoneyField(label="What is it worth over its whole length?")
    years_known = YesNoField(
        label="Do you know what it is worth in each financial year?", initial=False, reveals={"yes": ()}
    )
    irrecoverable_vat = MoneyField(label="VAT that cannot be recovered", required=False)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False)
    notice_months = WholeNumberField(label="Notice to end it", at_most=60, suffix="months", initial="0")
    extension = TextField(label="What does it say of extending it?", max_length=1000, required=False, rows=2)
    may_extend_until = DateField(label="It may be extended until", required=False)
    review_on = DateField(label="To be reviewed on", required=False)
    route = LineField(
        label="How was it bought?",
        hint="Such as open procedure, framework, direct award.",
        max_length=200,
        required=False,
    )
    decision = ChoiceField(label="Which decision allows it?", choices=[], required=False, as_radios=False, blank="None")
    risk = ChoiceField(
        label="How much depends on it?",
        choices=[(tier.value, tier.label) for tier in RiskTier],
        inline=True,
        initial=RiskTier.LOW.value,
    )
    sensitivity = ChoiceField(
        label="Who may see it?",
        choices=[(one.value, one.sentence) for one in SEEN],
        as_radios=True,
        initial=Sensitivity.PARTNERSHIP.value,
    )

    def __init__(
        self,
        *args: Any,
        commissioners: Choices,
        providers: Choices,
        decisions: Choices,
        years: Sequence[FinancialYear],
        **given: Any,
    ) -> None:
        """Offer the organisations and decisions of the place, and ask a value for each of these years."""
        super().__init__(*args, **given)
        self.offer(commissioners=commissioners, co_funders=commissioners, providers=providers, decision=decisions)
        self.fields["providers"].required = not self.data.get("other_provider", "").strip()
        self._years = {f"year_{year.begins_in}": year for year in years}
        for name, year in self._years.items():
            self.fields[name] = MoneyField(label=year.label, required=False)
        self.fields["years_known"].reveals = {"yes": tuple(self._years)}  # type: ignore[attr-defined]
        self.groups = (
            ("The agreement", ("title", "kind", "reference_number", "description", "group")),
            (
                "Who",
                ("commissioners", "department", "co_funders", "providers", "other_provider", "is_vcse", "is_sme"),
            ),
            ("Money", ("value", "years_known", *self._years, "irrecoverable_vat")),
            (
                "How long",
                ("starts_on", "ends_on", "notice_months", "extension", "may_extend_until", "review_on"),
            ),
            ("How it came about", ("route", "decision", "risk")),
            ("Who may see it", ("sensitivity",)),
        )

    def by_year(self) -> dict[FinancialYear, Money]:
        """The value of each year that was given."""
        given = {year: self.cleaned_data.get(name) for name, year in self._years.items()}
        return {year: amount for year, amount in given.items() if amount is not None}


class LinkForm(WholeplaceForm):
    """What a contract is to be tied to."""

    says_optional = False
    to = ChoiceField(
        label="What should it be linked to?",
        choices=[
            ("intention", "The intention it carries out"),
            ("outcome", "An outcome it contributes to"),
            ("line", "The line of money it is paid from"),
        ],
    )
    intention = ChoiceField(label="Intention", choices=[], required=False, as_radios=False)
    outcome = ChoiceField(label="Outcome", choices=[], required=False, as_radios=False)
    line = ChoiceField(label="Line of money", choices=[], required=False, as_radios=False)
    amount = MoneyField(label="How much of it goes to this contract?", required=False, at_least=A_PENNY)

    def __init__(self, *args: Any, intentions: Choices, outcomes: Choices, lines: Choices, **given: Any) -> None:
        """Offer what the place has."""
        super().__init__(*args, **given)
        self.offer(intention=intentions, outcome=outcomes, line=lines)
        self.fields["to"].reveals = {  # type: ignore[attr-defined]
            "intention": ("intention",),
            "outcome": ("outcome",),
            "line": ("line", "amount"),
        }


class MeasureForm(WholeplaceForm):
    """How the performance of a contract is measured."""

    title = LineField(label="What is measured?", hint="Such as: people seen within five days.", max_length=200)
    asks = ChoiceField(label="Which question does it answer?", choices=[(one.value, one.label) for one in Asks])
    unit = LineField(label="Unit", hint="Such as %, people, per 1,000.", max_length=40, width="10", required=False)
    polarity = ChoiceField(
        label="Which way is better?", choices=[(one.value, one.label) for one in Polarity], inline=True
    )
    baseline = MeasuredField(label="Where it stood before", required=False)
    baseline_on = DateField(label="On which day was that?", required=False)
    target = MeasuredField(label="Where it should stand")
    tolerance = MeasuredField(
        label="How far may it fall short and be nearly met?", hint="In the same unit.", required=False
    )
    frequency = ChoiceField(
        label="How often is a new figure known?",
        choices=[(one.value, one.label) for one in Frequency],
        as_radios=False,
        initial=Frequency.QUARTERLY.value,
    )
    stated_use = TextField(
        label="What is the figure used for?",
        hint="A measure that is used for nothing can be retired.",
        max_length=1000,
        required=False,
        rows=2,
    )
    outcome = ChoiceField(
        label="Which outcome does it contribute to?", choices=[], required=False, as_radios=False, blank="None"
    )

    def __init__(self, *args: Any, outcomes: Choices, **given: Any) -> None:
        """Offer the outcomes of the place."""
        super().__init__(*args, **given)
        self.offer(outcome=outcomes)


class RetireForm(WholeplaceForm):
    """Whether a measure is to be retired."""

    sure = ConfirmField(label="Nobody uses this measure: retire it")


class ExtendForm(WholeplaceForm):
    """How long a contract is to run, and why."""

    until = DateField(label="Until which day?")
    because = TextField(label="Why?", max_length=1000, rows=3)


class EndForm(WholeplaceForm):
    """When a contract is to end, and why."""

    last_day = DateField(label="Its last day")
    by_agreement = YesNoField(
        label="Has the provider agreed to end it then?",
        hint="If not, the notice that is due must still be possible.",
        initial=False,
    )
    because = TextField(label="Why does it end?", max_length=1000, rows=3)


class ReviewForm(WholeplaceForm):
    """The three questions of a review, and what it recommends."""

    recommendation = ChoiceField(
        label="What do you recommend?", choices=[(one.value, one.label) for one in Recommendation], inline=True
    )
    because = TextField(label="Why?", max_length=1000, rows=3)
    next_on = DateField(label="When is it to be reviewed next?", required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        """Ask every question, each with its evidence."""
        super().__init__(*args, **given)
        groups = []
        for question in Question:
            answer, evidence = question.value, f"{question.value}_evidence"
            self.fields[answer] = ChoiceField(
                label="Answer",
                choices=[(one.value, one.label) for one in Answer],
                inline=True,
                missing=f"Answer “{question.label}”",
            )
            self.fields[evidence] = TextField(
                label="What shows it?", max_length=2000, rows=3, missing=f"Say what shows it: {question.label}"
            )
            groups.append((question.label, (answer, evidence)))
        self.order_fields([*(name for _, names in groups for name in names), "recommendation", "because", "next_on"])
        self.groups = (*groups, ("What should happen to it?", ("recommendation", "because", "next_on")))
