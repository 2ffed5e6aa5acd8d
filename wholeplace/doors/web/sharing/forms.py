"""What is asked when a record is shared, and when that is ended."""

from wholeplace.doors.web.shell.forms import ChoiceField, ConfirmField, DateField, TextField, WholeplaceForm
from wholeplace.together.sharing.rules.sharing import Basis


class ShareForm(WholeplaceForm):
    """With whom, what for, on which legal basis, and from when until when."""

    organisation = ChoiceField(label="Which organisation is it shared with?", choices=[], as_radios=False)
    purpose = TextField(label="What do they need it for?", hint="They read this as well. Name nobody.", max_length=1000)
    basis = ChoiceField(
        label="On which legal basis?", choices=[(one.value, one.label) for one in Basis], as_radios=False
    )
    begins_on = DateField(label="What is the first day?")
    ends_on = DateField(label="What is the last day?", hint="A year after the first day at the latest.")


class EndShareForm(WholeplaceForm):
    """The end of a share."""

    sure = ConfirmField(label="End it now: they can no longer read it from their next page on")
