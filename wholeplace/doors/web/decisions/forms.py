"""What is asked when a matter is taken to a board, a meeting is called, a paper written or a decision recorded."""

from typing import Any

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
    YesNoField,
)
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions.rules.agenda import Purpose
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.meetings import StandingItem
from wholeplace.together.decisions.rules.papers import ReportField
from wholeplace.together.decisions.rules.ratifying import Position
from wholeplace.together.partnership.rules.topics import SUBJECTS, Level

TOPICS: Choices = [(topic.value, topic.label) for topic in SUBJECTS]
LEVELS: Choices = [(level.value, level.label) for level in Level]
OUTCOMES: Choices = [(outcome.value, outcome.label) for outcome in Outcome]
SEEN: Choices = [(one.value, one.sentence) for one in (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP)]


def _seen() -> ChoiceField:
    return ChoiceField(label="Who may see it?", choices=SEEN, as_radios=True, initial=Sensitivity.PARTNERSHIP.value)


class WithChoices(WholeplaceForm):
    """A form whose choices depend on the place: `choices` gives them by the name of the field.

    A field that has nothing to choose from is not asked.
    """

    def __init__(self, *args: Any, choices: dict[str, Choices], **given: Any) -> None:
        """Offer these choices."""
        super().__init__(*args, **given)
        for name, offered in choices.items():
            if offered:
                self.fields[name].choices = list(offered)  # type: ignore[attr-defined]
            else:
                del self.fields[name]
        if self.groups:
            self.groups = tuple(
                (title, tuple(name for name in names if name in self.fields)) for title, names in self.groups
            )


class DecisionsFilter(FilterForm):
    """Which decisions to show."""

    place = HiddenField()
    topic = ChoiceField(label="Subject", choices=[("", "Every subject"), *TOPICS])
    outcome = ChoiceField(label="Outcome", choices=[("", "Every outcome"), *OUTCOMES], as_radios=False)
    where = ChoiceField(
        label="Taken",
        choices=[("", "Here or elsewhere"), ("here", "Here"), ("elsewhere", "Elsewhere")],
        as_radios=False,
    )


class TakeForm(WithChoices):
    """A matter that is taken to a board."""

    groups = (
        (None, ("subject", "title", "board")),
        ("What it is", ("topic", "level", "amount", "purpose")),
        ("Whom it touches", ("affected", "concerned")),
        ("When", ("meets_on", "place", "short_notice_because")),
        (None, ("sensitivity",)),
    )

    subject = HiddenField(required=False)
    title = LineField(label="What is the board asked, in one line?", max_length=250)
    board = ChoiceField(label="Which board?", choices=(), as_radios=False)
    topic = ChoiceField(label="Subject", choices=TOPICS, as_radios=False)
    level = ChoiceField(label="Level", choices=LEVELS, as_radios=True)
    amount = MoneyField(label="How much money is in it?", at_least=Money(0), required=False)
    purpose = ChoiceField(
        label="What is asked of the board?",
        choices=[(one.value, one.label) for one in Purpose],
        as_radios=True,
        initial=Purpose.DECISION.value,
    )
    affected = ChoicesField(
        label="Which organisations must agree for themselves?",
        choices=(),
        required=False,
        hint="An approval is agreed in principle until each of them has agreed.",
    )
    concerned = ChoicesField(
        label="Which organisations stand to gain or lose?",
        choices=(),
        required=False,
        hint="Somebody with an interest in one of them takes no part in deciding.",
    )
    meets_on = DateField(
        label="On which day should the board take it?",
        required=False,
        hint="Leave it empty for its next meeting or, where none is called, the first day with time for the papers.",
    )
    place = LineField(label="Where, if a meeting must be called?", max_length=200, required=False)
    short_notice_because = TextField(
        label="If papers cannot reach members in time, why can it not wait?", required=False, max_length=1000, rows=3
    )
    sensitivity = _seen()


class CallForm(WithChoices):
    """A meeting to be called."""

    board = ChoiceField(label="Which board?", choices=(), as_radios=False)
    held_on = DateField(label="When does it meet?")
    place = LineField(label="Where?", hint="A place, or online.", max_length=200)
    short_notice_because = TextField(
        label="If papers cannot reach members in time, why can it not wait?", required=False, max_length=1000, rows=3
    )


class IssueForm(WholeplaceForm):
    """What stands on an agenda besides its items, when the papers are issued."""

    def __init__(self, *args: Any, has_section: bool, late: bool, **given: Any) -> None:
        """Ask for the Commissioning section where the board has one, and for a reason where papers are late."""
        super().__init__(*args, **given)
        for item in StandingItem if has_section else ():
            self.fields[section_name(item)] = TextField(
                label=item.label, required=False, max_length=4000, hint="Where there is nothing to report, say so."
            )
        if late:
            self.fields["late_because"] = TextField(label="Why are the papers late?", max_length=1000)


def section_name(item: StandingItem) -> str:
    """The name of the field that asks for this item of the Commissioning section."""
    return f"section_{item.value}"


class HoldForm(WithChoices):
    """Who was at a meeting."""

    present = ChoicesField(label="Who was there?", choices=(), required=False)


class BecauseForm(WholeplaceForm):
    """A reason."""

    because = TextField(label="Why is it cancelled?", max_length=1000)


class PaperForm(WholeplaceForm):
    """A paper: a committee report with its fields, or another paper with its text."""

    title = LineField(label="Title of the paper", max_length=250)
    is_exempt = YesNoField(
        label="Is it confidential or exempt from publication?",
        initial=False,
        reveals={"yes": ("exempt_rule",)},
    )
    exempt_rule = LineField(
        label="Under which rule?", max_length=200, hint="For example: Access to Information Procedure Rule 10.4(3)"
    )

    def __init__(self, *args: Any, is_report: bool, **given: Any) -> None:
        """Ask for the fields of a report, or for one text."""
        super().__init__(*args, **given)
        if not is_report:
            self.fields["body"] = TextField(label="Text", required=False, rows=15)
            return
        for one in ReportField:
            self.fields[answer_name(one)] = TextField(label=one.label, required=False, max_length=8000, rows=4)
        self.groups = (
            (None, ("title", "is_exempt", "exempt_rule")),
            ("What every report answers", tuple(answer_name(one) for one in ReportField if one.demanded)),
            ("Where it applies", tuple(answer_name(one) for one in ReportField if not one.demanded)),
        )


def answer_name(one: ReportField) -> str:
    """The name of the field that asks for this field of a report."""
    return f"answer_{one.value}"


class ChooseForm(WithChoices):
    """What was decided about."""

    what = ChoiceField(label="What was decided?", choices=(), as_radios=False)


class DecisionForm(WithChoices):
    """What a board or post decided. What must be answered depends on the outcome, so nothing is called optional."""

    says_optional = False

    groups = (
        ("What it was about", ("title", "topic", "level", "amount", "subject", "affected", "concerned")),
        ("Who decided", ("meeting", "present", "left", "authority_of", "taken_on")),
        ("What was decided", ("outcome", "conditions", "reasons", "options")),
        (None, ("sensitivity",)),
    )

    subject = HiddenField(required=False)
    title = LineField(label="What was decided about, in one line?", max_length=250)
    topic = ChoiceField(label="Subject", choices=TOPICS, as_radios=False)
    level = ChoiceField(label="Level", choices=LEVELS, as_radios=True)
    amount = MoneyField(label="How much money is in it?", at_least=Money(0), required=False)
    affected = ChoicesField(label="Which organisations must agree for themselves?", choices=(), required=False)
    concerned = ChoicesField(label="Which organisations stand to gain or lose?", choices=(), required=False)
    meeting = ChoiceField(label="At which meeting?", choices=(), as_radios=False)
    present = ChoicesField(label="Who was there?", choices=(), required=False)
    left = ChoicesField(
        label="Who left for this item?",
        choices=(),
        required=False,
        hint="Because of an interest in it. They do not count towards the quorum.",
    )
    authority_of = ChoiceField(
        label="Whose authority was used?", choices=(), as_radios=True, required=False,
        hint="A joint post decides for one of its bodies at a time.",
    )  # fmt: skip
    taken_on = DateField(label="When was it decided?")
    outcome = ChoiceField(
        label="Outcome", choices=OUTCOMES, as_radios=True, reveals={Outcome.WITH_CONDITIONS.value: ("conditions",)}
    )
    conditions = TextField(label="Conditions", required=False, max_length=4000)
    reasons = TextField(label="Reasons", required=False, max_length=4000, hint="For anything that is not only noted.")
    options = TextField(
        label="Other options considered and rejected",
        required=False,
        max_length=4000,
        hint="For an approval. If there were none, say so.",
    )
    sensitivity = _seen()


class ElsewhereForm(WithChoices):
    """A decision that was taken elsewhere. It is recorded as far as it is known."""

    groups = (
        ("What it was about", ("subject", "item", "title", "topic", "level", "amount", "affected", "concerned")),
        ("Who decided", ("taken_by", "decider", "source", "taken_on")),
        ("What was decided", ("outcome", "conditions", "reasons", "options")),
        (None, ("sensitivity",)),
    )

    subject = HiddenField(required=False)
    item = HiddenField(required=False)
    title = LineField(label="What was decided about, in one line?", max_length=250)
    topic = ChoiceField(label="Subject", choices=TOPICS, as_radios=False)
    level = ChoiceField(label="Level", choices=LEVELS, as_radios=True)
    amount = MoneyField(label="How much money is in it?", at_least=Money(0), required=False)
    affected = ChoicesField(label="Which organisations must agree for themselves?", choices=(), required=False)
    concerned = ChoicesField(label="Which organisations stand to gain or lose?", choices=(), required=False)
    taken_by = LineField(label="Which body or post took it?", max_length=250, hint="For example: Cabinet")
    decider = ChoiceField(
        label="Is that one of the boards or posts here?", choices=(), as_radios=False, required=False, blank="No",
    )  # fmt: skip
    source = LineField(
        label="Which record shows it?", max_length=250, hint="A minute, a decision notice, a public address."
    )
    taken_on = DateField(label="When was it taken?")
    outcome = ChoiceField(
        label="Outcome", choices=OUTCOMES, as_radios=True, reveals={Outcome.WITH_CONDITIONS.value: ("conditions",)}
    )
    conditions = TextField(label="Conditions", required=False, max_length=4000)
    reasons = TextField(label="Reasons", required=False, max_length=4000)
    options = TextField(label="Other options considered and rejected", required=False, max_length=4000)
    sensitivity = _seen()


class RatifyForm(WholeplaceForm):
    """Where an organisation stands on a joint decision."""

    position = ChoiceField(
        label="Does your organisation agree?",
        choices=[(one.value, one.label) for one in Position],
        as_radios=True,
    )
    body_name = LineField(
        label="Which of its bodies or posts said so?", hint="For example: Cabinet, or Chief officer", max_length=200
    )
    taken_on = DateField(label="When?")
    conditions = TextField(label="Conditions, or why it does not agree", required=False, max_length=4000)
    source = LineField(label="Which record shows it?", max_length=250, required=False)
