"""What is asked at the door."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from wholeplace.doors.web.shell.forms import ChoiceField, WholeplaceForm
from wholeplace.ground.foundation import parse
from wholeplace.together.partnership.queries import Capacity


class ActingAsForm(WholeplaceForm):
    """One of the capacities that the person has."""

    capacity = ChoiceField(label="Who are you acting as?", choices=[], as_radios=True)

    def __init__(self, *args: Any, capacities: tuple[Capacity, ...], **given: Any) -> None:
        """Offer this person's capacities."""
        super().__init__(*args, **given)
        self.offer(capacity=[(capacity.key, capacity.words) for capacity in capacities])


class SignInForm(AuthenticationForm):
    """An e-mail address and a password. The answer never says which of the two was wrong."""

    username = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": "The email address or the password is not right. Check both and try again.",
        "inactive": "The email address or the password is not right. Check both and try again.",
    }

    def clean_username(self) -> str:
        """The address, if it is written as one: that says nothing about whether anybody has it."""
        try:
            return parse.email_address(self.cleaned_data["username"])
        except parse.Unreadable as unreadable:
            raise ValidationError(unreadable.sentence, code="invalid") from unreadable
