"""What is asked before a pack is put together."""

from wholeplace.doors.web.shell.forms import DateField, EmailField, WholeplaceForm


class SubjectForm(WholeplaceForm):
    """Who asks, and since when."""

    email = EmailField(label="Which address do they sign in with?", autocomplete="off")
    received_on = DateField(label="When did they ask?")
