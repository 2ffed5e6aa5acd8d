"""What is asked about boards, seats, delegations, arrangements, interests and words."""

from typing import Any

from django.core.exceptions import ValidationError

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
    WholeNumberField,
    WholeplaceForm,
    YesNoField,
)
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership.rules.arrangements import MOST_NOTICE_DAYS, NEEDS, ArrangementType, Element, Stage
from wholeplace.together.partnership.rules.boards import MOST_MEMBERS, MOST_PAPER_DAYS, BoardKind, too_long
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.terms import Jointness
from wholeplace.together.partnership.rules.topics import SUBJECTS, Level, Topic

NONE: Choices = (("", "None"),)
SEEN = tuple((s.value, s.sentence) for s in (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP))


def _of(words: Any) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


def lines_in(words: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


class WithChoices(WholeplaceForm):
    """A form whose choices depend on the place: `choices` gives them by the name of the field."""

    def __init__(self, *args: Any, choices: dict[str, Choices], **given: Any) -> None:
        """Offer these choices."""
        super().__init__(*args, **given)
        for name, offered in choices.items():
            self.fields[name].choices = list(offered)  # type: ignore[attr-defined]
            if not offered and isinstance(self.fields[name], ChoicesField):
                self.fields[name].help_text = "There is none to choose from yet."


class BoardForm(WithChoices):
    """The terms of reference of a board."""

    groups = (
        (None, ("title", "kind", "parent", "theme", "lead_post", "serves", "area_code")),
        ("How it works", ("words", "remit", "quorum", "set_size", "paper_lead_days", "sensitivity")),
    )

    title = LineField(label="What is it called?", max_length=250)
    kind = ChoiceField(label="What sort of body is it?", choices=_of(BoardKind), as_radios=False)
    parent = ChoiceField(
        label="Which board does it answer to?",
        choices=(),
        as_radios=False,
        required=False,
        blank="It stands at the top",
    )
    theme = ChoiceField(label="Theme", choices=_of(SUBJECTS), as_radios=False, required=False, blank="No theme")
    lead_post = ChoiceField(label="Lead officer", choices=(), as_radios=False, required=False, blank="No lead officer")
    serves = ChoicesField(
        label="Which theme boards does it serve?", choices=(), required=False, hint="For cross-cutting groups only."
    )
    area_code = LineField(
        label="Area code", max_length=12, required=False, hint="For a locality, such as E05011349.", width="10"
    )
    words = TextField(label="Terms of reference", max_length=8000, required=False)
    remit = TextField(
        label="Standing lines of work", required=False, hint="One to a line, in their order.", max_length=4000
    )
    quorum = WholeNumberField(
        label="Quorum",
        hint="How many voting members must take part.",
        at_least=1,
        at_most=MOST_MEMBERS,
        suffix="members",
    )
    set_size = WholeNumberField(
        label="Set size",
        hint="More members than this gives a warning.",
        at_least=1,
        at_most=MOST_MEMBERS,
        required=False,
        suffix="members",
    )
    paper_lead_days = WholeNumberField(
        label="How early must papers reach members?", at_least=1, at_most=MOST_PAPER_DAYS, suffix="clear days"
    )
    sensitivity = ChoiceField(label="Who may see it?", choices=SEEN, as_radios=True, initial=Sensitivity.PUBLIC.value)

    def clean_remit(self) -> str:
        """The standing lines of work, none of them too long."""
        words: str = self.cleaned_data["remit"]
        if wrong := too_long(lines_in(words)):
            raise ValidationError(wrong, code="invalid")
        return words


class SeatForm(WithChoices):
    """A seat on a board."""

    organisation = ChoiceField(label="Which organisation is it for?", choices=(), as_radios=False)
    role = ChoiceField(label="Role", choices=_of(SeatRole), as_radios=True)
    voting = YesNoField(label="Does it carry a vote?", initial=True)
    post = ChoiceField(
        label="Which post fills it?", choices=(), as_radios=False, required=False, blank="Nobody yet",
        hint="Whoever holds the post has the seat.",
    )  # fmt: skip
    begins_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False)


class LastDayForm(WholeplaceForm):
    """The last day of something."""

    last_day = DateField(label="Which is the last day?", hint="It still counts on that day. For example, 31 3 2027")


class DelegationForm(WithChoices):
    """What an organisation lets a board or post decide."""

    to = ChoiceField(label="Who may decide?", choices=(), as_radios=False)
    topic = ChoiceField(label="On which subject?", choices=_of(Topic), as_radios=False)
    level = ChoiceField(label="Up to which level?", choices=_of(Level), as_radios=True)
    limited = ChoiceField(
        label="Up to which amount?",
        choices=(("yes", "Up to an amount"), ("no", "Without limit")),
        reveals={"yes": ("limit",)},
    )
    limit = MoneyField(label="Amount", at_least=Money(1))
    conditions = TextField(label="Conditions", max_length=2000, required=False)
    source = LineField(
        label="Which scheme or minute grants it?", hint="For example: Scheme of delegation 2026, part 3", max_length=250
    )
    begins_on = DateField(label="From which day?")
    ends_on = DateField(label="Until which day?", required=False)


class MatrixFilter(FilterForm):
    """Which delegations to show."""

    place = HiddenField()
    topic = ChoiceField(label="Subject", choices=[("", "Every subject"), *_of(SUBJECTS)])
    level = ChoiceField(
        label="Level", choices=[("", "Every level"), *((x.value, x.word.title()) for x in Level)], as_radios=False
    )


class WhoForm(FilterForm):
    """A matter, to ask who can approve it."""

    place = HiddenField()
    topic = ChoiceField(label="Subject", choices=_of(SUBJECTS), as_radios=False)
    level = ChoiceField(label="Level", choices=[(x.value, x.word.title()) for x in Level], as_radios=False)
    amount = MoneyField(label="Amount", at_least=Money(0))


class ArrangementsFilter(FilterForm):
    """Which arrangements to show."""

    place = HiddenField()
    stage = ChoiceField(label="Stage", choices=[("", "Every stage"), *_of(Stage)], as_radios=False)
    type = ChoiceField(label="Type", choices=[("", "Every type"), *_of(ArrangementType)], as_radios=False)


class ArrangementForm(WithChoices):
    """An arrangement as it is entered in the register: what it is, and between whom."""

    title = LineField(label="What is it called?", max_length=250)
    type = ChoiceField(
        label="What type is it?",
        choices=_of(ArrangementType),
        as_radios=False,
        hint="The type decides what must be written down before it goes live.",
    )
    label = ChoiceField(
        label="Is it joint or integrated?",
        choices=[(one.value, one.value.capitalize()) for one in Jointness],
        hints={one.value: one.word.definition for one in Jointness},
        as_radios=True,
        required=False,
    )
    parties = ChoicesField(label="Between which organisations?", choices=(), hint="Yours is one of them.")
    lead = ChoiceField(label="Lead organisation", choices=(), as_radios=False, required=False, blank="None yet")
    scope = TextField(label="What is it for?", max_length=4000, required=False)
    sensitivity = ChoiceField(
        label="Who may see it?", choices=SEEN, as_radios=True, initial=Sensitivity.PARTNERSHIP.value
    )


class CompleteForm(WithChoices):
    """What an arrangement of this type must record before it goes live, and what it may."""

    label = ChoiceField(
        label="Is it joint or integrated?",
        choices=[(one.value, one.value.capitalize()) for one in Jointness],
        as_radios=True,
        required=False,
    )
    lead = ChoiceField(label="Lead organisation", choices=(), as_radios=False, required=False, blank="None yet")
    host = ChoiceField(label="Host", choices=(), as_radios=False, required=False, blank="None yet")
    pool_manager = LineField(label="Pool manager", max_length=200, required=False)
    scope = TextField(label="What is it for?", max_length=4000, required=False)
    services = TextField(label="Services", max_length=4000, required=False)
    risk_share = TextField(label="How is risk shared?", max_length=4000, required=False)
    budget = MoneyField(label="Amount in it", at_least=Money(0), required=False)
    consultation = TextField(label="How were those affected consulted?", max_length=4000, required=False)
    next_report_on = DateField(label="Next quarterly report", required=False)
    notice_days = WholeNumberField(label="Notice to withdraw", at_most=MOST_NOTICE_DAYS, suffix="days", initial=0)
    signed_on = DateField(label="Signed on", required=False)
    begins_on = DateField(label="First day", required=False)
    ends_on = DateField(label="Last day", required=False)
    review_on = DateField(label="Review by", required=False)

    def __init__(self, *args: Any, type: ArrangementType, **given: Any) -> None:
        """Ask for the elements that this type demands, then for the others."""
        super().__init__(*args, **given)
        needs = NEEDS[type].elements
        order = sorted(Element, key=lambda one: (one not in needs, list(Element).index(one)))
        for element in order:
            hint = "Needed before it goes live." if element in needs else ""
            self.fields[element_name(element)] = TextField(
                label=element.label, max_length=8000, required=False, hint=hint
            )
        others = [name for name in self.fields if not name.startswith("element_")]
        self.groups = (
            ("What the agreement says", tuple(element_name(element) for element in order)),
            ("Who, how much and when", tuple(others)),
        )


def element_name(element: Element) -> str:
    """The name of the field that asks for this element."""
    return f"element_{element.value}"


class ConsentForm(WholeplaceForm):
    """An organisation's own consent."""

    consented_by = LineField(
        label="Who gave the consent for your organisation?", hint="A body or post, such as Cabinet or Chief executive.",
        max_length=200,
    )  # fmt: skip
    accepts = TextField(label="What does it accept to do?", max_length=2000, required=False)
    due_on = DateField(label="By when?", required=False)


class PostConsentForm(WholeplaceForm):
    """An organisation's own consent to a joint post."""

    consented_by = LineField(
        label="Who gave the consent for your organisation?", hint="A body or post, such as Cabinet or Chief executive.",
        max_length=200,
    )  # fmt: skip


class WithdrawForm(WholeplaceForm):
    """An organisation's withdrawal."""

    last_day = DateField(label="Which is your organisation's last day in it?")
    because = TextField(label="Why does it withdraw?", max_length=2000)


class InterestForm(WithChoices):
    """An interest of one's own."""

    about = ChoiceField(
        label="What is your interest in?",
        choices=(("organisation", "An organisation"), ("topic", "A subject")),
        reveals={"organisation": ("organisation",), "topic": ("topic",)},
    )
    organisation = ChoiceField(label="Which organisation?", choices=(), as_radios=False)
    topic = ChoiceField(label="Which subject?", choices=_of(SUBJECTS), as_radios=False)
    nature = ChoiceField(label="What sort of interest is it?", choices=_of(Nature), as_radios=True)
    words = LineField(label="Say what it is", hint="For example: trustee since 2024", max_length=250)
    begins_on = DateField(label="Since when?")


class PostsFilter(FilterForm):
    """Which posts to show."""

    place = HiddenField()
    joint = ChoiceField(label="Posts", choices=[("", "Every post"), ("yes", "Joint posts only")], as_radios=False)


class TermForm(WholeplaceForm):
    """What the partnership calls something."""

    label = LineField(label="What do you call it here?", max_length=80)
    definition = TextField(label="What do you mean by it?", max_length=2000)
