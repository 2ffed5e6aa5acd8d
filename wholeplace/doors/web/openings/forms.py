"""What is asked before a record is opened in an emergency, and when that is answered or closed."""

from wholeplace.doors.web.shell.forms import (
    ChoiceField,
    ConfirmField,
    RecordField,
    TextField,
    WholeNumberField,
    WholeplaceForm,
    YesNoField,
)
from wholeplace.ground.records.columns import choices
from wholeplace.together.sharing.rules.opening import LONGEST_MINUTES, Emergency


class AskForm(WholeplaceForm):
    """Which record, why, and for how long."""

    record = RecordField(
        label="Which record?", hint="Its reference, such as need:7k3q9x2m4p5r, or the address of its page."
    )
    reason = ChoiceField(label="Why must it be read now?", choices=choices(Emergency), as_radios=True)
    because = TextField(
        label="What has happened?", hint="Whoever agrees judges it by this. Name nobody.", max_length=1000
    )
    minutes = WholeNumberField(
        label="For how long?",
        hint="As short as it can be: an hour at most. You can ask again.",
        at_least=1,
        at_most=LONGEST_MINUTES,
        suffix="minutes",
    )


class AnswerForm(WholeplaceForm):
    """Yes or no."""

    agree = YesNoField(
        label="Do you agree?", yes="Yes, open the record to them now", no="No, decline what was asked for"
    )


class CloseForm(WholeplaceForm):
    """The end, before its time."""

    sure = ConfirmField(label="Close it now: the record can no longer be read from the next page on")
