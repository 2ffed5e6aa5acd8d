"""What is asked when a file is brought in."""

from typing import Any

from django.core.exceptions import ValidationError

from wholeplace.doors.web.shell.forms import ChoiceField, FileField, WholeplaceForm
from wholeplace.edges.exchange.published.brought import ENCODINGS, LAYOUTS
from wholeplace.ground.intake.limits import LARGEST_UPLOAD, MEGABYTE

HOW_LARGE = f"A CSV file of up to {LARGEST_UPLOAD // MEGABYTE} MB."


class SpendFileField(FileField):
    """A file of payments, no larger than a page takes."""

    def to_python(self, data: Any) -> Any:
        """The file, if it is of the kind and not too large."""
        file = super().to_python(data)
        if file is not None and file.size > LARGEST_UPLOAD:
            raise ValidationError(f"The file is too large. {HOW_LARGE} Bring in one month at a time.")
        return file


class BringForm(WholeplaceForm):
    """A file of what an organisation paid, in which layout it is, and how its text is written."""

    layout = ChoiceField(
        label="Which columns does it have?",
        choices=[(word, ", ".join(layout.columns[:3])) for word, layout in LAYOUTS.items()],
        hints={word: f"All that must be there: {', '.join(layout.columns)}." for word, layout in LAYOUTS.items()},
        as_radios=True,
    )
    encoding = ChoiceField(
        label="How is its text written?",
        choices=[
            ("utf-8-sig", ENCODINGS["utf-8-sig"]),
            ("cp1252", f"{ENCODINGS['cp1252']}, as older spreadsheet programs save it"),
        ],
        as_radios=True,
        initial="utf-8-sig",
        hint="If you do not know, leave UTF-8. You will be told if it is something else.",
    )
    file = SpendFileField(label="File of payments", accept=".csv", hint=HOW_LARGE)
