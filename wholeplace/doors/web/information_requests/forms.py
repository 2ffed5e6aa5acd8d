"""What is asked when a request is logged, asked about, taken up again, answered and closed."""

from typing import Any

from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    ChoicesField,
    ConfirmField,
    DateField,
    FilterForm,
    LineField,
    TextField,
    WholeplaceForm,
    YesNoField,
)
from wholeplace.ground.records.columns import choices
from wholeplace.together.requests.rules.states import Channel, Ending, Regime, RequestState


class RequestsFilter(FilterForm):
    """Which requests to show."""

    state = ChoiceField(label="State", choices=[("", "Every state"), *choices(RequestState)])


class RequestForm(WholeplaceForm):
    """A request as it came."""

    title = LineField(
        label="What is it about, in a few words?",
        max_length=250,
        hint="Name nobody: everybody who works here can read this.",
    )
    words = TextField(label="What do they ask, in their own words?", max_length=8000, rows=8)
    regime = ChoiceField(label="Under which law is it answered?", choices=choices(Regime), as_radios=True)
    channel = ChoiceField(label="How did it come?", choices=choices(Channel), as_radios=True)
    received_on = DateField(label="When was it received?", first_year=2000)
    applicant = LineField(
        label="Who asks?", max_length=150, required=False, hint="A person or a body. The Act asks for a real name."
    )
    address = LineField(
        label="Where does the answer go?", max_length=250, required=False, hint="An email address is enough."
    )


class AskForm(WholeplaceForm):
    """What the applicant must be asked."""

    words = TextField(label="What were they asked?", max_length=4000)
    asked_on = DateField(label="When were they asked?", first_year=2000)


class ReplyForm(WholeplaceForm):
    """What the applicant said."""

    reply = TextField(label="What did they reply?", max_length=8000)
    replied_on = DateField(label="When did they reply?", first_year=2000)


class CloseForm(WholeplaceForm):
    """Why a request needs no answer."""

    ending = ChoiceField(label="Why does it need no answer?", choices=choices(Ending), as_radios=True)
    because = TextField(label="What happened?", max_length=2000)


class SearchForm(FilterForm):
    """What to look for."""

    words = LineField(label="Which words do the records say?", max_length=100, hint="Titles that hold all of them.")


class GatherForm(WholeplaceForm):
    """Which of the records that were found hold what was asked."""

    records = ChoicesField(label="Which hold what was asked?", choices=(), missing="Tick at least one record.")


class LineForm(WholeplaceForm):
    """What goes out of a line. What more is asked depends on that."""

    says_optional = False

    goes_out = ChoiceField(
        label="What of it goes out?",
        choices=[("all", "All of it"), ("some", "All but some words"), ("none", "Nothing of it")],
        as_radios=True,
        reveals={"some": ("words",)},
    )
    words = LineField(
        label="Which words are taken out?",
        max_length=500,
        required=False,
        hint="Copy them from the line. They are taken out wherever they stand in it.",
    )
    exemption = ChoiceField(
        label="Under which exemption?",
        choices=(),
        required=False,
        as_radios=False,
        hint="Where something is taken out.",
        blank="None: all of it goes out",
    )

    def clean(self) -> dict[str, Any]:
        """Whatever is taken out has its exemption, and some words are some."""
        given = super().clean() or {}
        if given.get("goes_out") in {"some", "none"} and not given.get("exemption"):
            self.add_error("exemption", "Select the exemption under which it is withheld.")
        if given.get("goes_out") == "some" and not given.get("words"):
            self.add_error("words", "Enter the words to take out.")
        return given


class ExplainForm(WholeplaceForm):
    """Why an exemption applies."""

    exemption = ChoiceField(label="Which exemption?", choices=(), as_radios=False)
    because = TextField(label="Why does it apply here?", max_length=4000)
    public_interest = TextField(
        label="Why is the public interest in withholding the greater?",
        max_length=4000,
        required=False,
        hint="Only for an exemption that is weighed.",
    )


class ProposeForm(WholeplaceForm):
    """An answer about to be read by a second person."""

    says_optional = False

    words = TextField(
        label="What do you answer?",
        max_length=8000,
        rows=8,
        hint="Say whether what was asked is held, and what you release. The records follow it.",
    )
    is_published = YesNoField(label="Does it go into the disclosure log, for everybody?", reveals={"yes": ("summary",)})
    summary = LineField(label="What was asked, in a sentence that names nobody?", max_length=500, required=False)
    was_looked_at = ConfirmField(label="I have looked at everything in it that seems personal", required=False)


class ReleaseForm(WholeplaceForm):
    """That it was read."""

    was_read = ConfirmField(label="I have read what goes out, and what is withheld")
