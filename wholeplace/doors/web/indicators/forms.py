"""What narrows the lists of indicators and figures."""

from typing import Any

from wholeplace.doors.web.shell.forms import ChoiceField, FilterForm, HiddenField, LineField


class IndicatorsFilter(FilterForm):
    """Which indicators to show."""

    words = LineField(label="Name holds")
    subject = ChoiceField(label="Subject", choices=[], as_radios=False, blank="Every subject")

    def __init__(self, *args: Any, subjects: tuple[str, ...], **given: Any) -> None:
        """Offer the subjects there are."""
        super().__init__(*args, **given)
        self.fields["subject"].choices = [(one, one) for one in subjects]  # type: ignore[attr-defined]


class TierFilter(FilterForm):
    """Which councils to compare."""

    tier = HiddenField()
