"""What is asked when a request is logged, asked about, taken up again and closed."""

from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    DateField,
    FilterForm,
    LineField,
    TextField,
    WholeplaceForm,
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
