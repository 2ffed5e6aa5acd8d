"""What narrows the lists of areas and figures."""

from typing import Any

from wholeplace.doors.web.shell.forms import ChoiceField, FilterForm, HiddenField, LineField


class AreasFilter(FilterForm):
    """Which area is looked for."""

    words = LineField(label="Name or code of an area", hint="For example Leeds, Chapeltown or E08000035")


class FiguresFilter(FilterForm):
    """Which figures of an area to show."""

    kind = HiddenField()
    words = LineField(label="Name holds")
    subject = ChoiceField(label="Subject", choices=[], as_radios=False, blank="Every subject")

    def __init__(self, *args: Any, subjects: tuple[str, ...], **given: Any) -> None:
        """Offer the subjects there are."""
        super().__init__(*args, **given)
        self.fields["subject"].choices = [(one, one) for one in subjects]  # type: ignore[attr-defined]


class PartsFilter(FilterForm):
    """Which indicator to show on the smaller areas."""

    kind = HiddenField()
    indicator = ChoiceField(label="Indicator", choices=[], as_radios=False, blank="Choose an indicator")

    def __init__(self, *args: Any, indicators: tuple[tuple[str, str], ...], **given: Any) -> None:
        """Offer the indicators that small areas here have."""
        super().__init__(*args, **given)
        self.fields["indicator"].choices = list(indicators)  # type: ignore[attr-defined]
