"""What is asked when a record is held beyond its day, and when that is lifted."""

from wholeplace.doors.web.shell.forms import RecordField, TextField, WholeplaceForm


class HoldForm(WholeplaceForm):
    """Which record, and why."""

    record = RecordField(
        label="Which record?", hint="Its reference, such as need:7k3q9x2m4p5r, or the address of its page."
    )
    because = TextField(
        label="Why must it be kept?",
        hint="A claim, an inquiry or a request, for example. Name nobody.",
        max_length=1000,
    )


class LiftForm(WholeplaceForm):
    """Why it need not be kept any longer."""

    because = TextField(label="Why need it not be held any longer?", max_length=1000)
