"""What narrows published spend."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wholeplace.doors.web.shell.forms import ChoiceField, FilterForm, LineField


class PayeesFilter(FilterForm):
    """Which payees to look for, across everybody who published."""

    words = LineField(label="Name holds")


class SpendFilter(FilterForm):
    """Which payments of a payer to show. Months go by their first day."""

    first = ChoiceField(label="From", choices=[], as_radios=False, blank="The first month")
    last = ChoiceField(label="Until", choices=[], as_radios=False, blank="The latest month")
    directorate = ChoiceField(label="Directorate", choices=[], as_radios=False, blank="Every directorate")
    payee = LineField(label="Payee's name holds")

    def __init__(self, *args: Any, months: Sequence[date], directorates: Sequence[str], **given: Any) -> None:
        """Offer the months and directorates there are."""
        super().__init__(*args, **given)
        named = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in reversed(months)]
        self.offer(first=named, last=named, directorate=[(name, name) for name in directorates])

    def month(self, name: str) -> date | None:
        """The month chosen as the first or the last."""
        asked = self.answers().get(name)
        return date.fromisoformat(f"{asked}-01") if asked else None
