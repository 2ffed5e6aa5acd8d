"""What is asked about one's own sign-in."""

from typing import Any

from wholeplace.doors.web.shell.forms import ConfirmField, HiddenField, PasswordField, WholeplaceForm


class AgainForm(WholeplaceForm):
    """The password once more, and where one was going."""

    one_question = True
    password = PasswordField(label="Your password")
    next = HiddenField(required=False)


class PasswordForm(WholeplaceForm):
    """The old password and a new one."""

    old = PasswordField(label="Your password now")
    new = PasswordField(label="New password", hint="At least 12 characters, such as three words.",
        autocomplete="new-password")  # fmt: skip
    again = PasswordField(label="New password again", autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Both new ones must be the same."""
        given = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", "New password again: enter the same password as above.")
        return given


class EverywhereForm(WholeplaceForm):
    """The end of every session."""

    sure = ConfirmField(label="Sign me out here and everywhere else")
