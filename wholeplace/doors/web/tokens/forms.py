"""What is asked when a token is issued or revoked."""

from typing import Any

from wholeplace.doors.web.shell.forms import ChoiceField, ConfirmField, DateField, LineField, WholeplaceForm
from wholeplace.together.partnership.queries import Capacity


class IssueForm(WholeplaceForm):
    """A name for the token, what it acts as, and its last day."""

    label = LineField(label="What is it for?", hint="So that you know it again, such as Monthly report.", max_length=80)
    capacity = ChoiceField(label="What does it act as?", choices=[], as_radios=True)
    ends_on = DateField(label="What is its last day?", hint="A year from now at the latest.")

    def __init__(self, *args: Any, capacities: tuple[Capacity, ...], **given: Any) -> None:
        """Offer this person's capacities."""
        super().__init__(*args, **given)
        self.offer(capacity=[(capacity.key, capacity.words) for capacity in capacities])


class RevokeForm(WholeplaceForm):
    """The end of a token."""

    sure = ConfirmField(label="End it now: programs that use it stop working at once")
