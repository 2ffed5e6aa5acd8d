"""A figure of a measure, as it is asked for wherever measures are."""

from typing import Any

from wholeplace.analyse.outcomes.rules.measures import MOST
from wholeplace.doors.web.shell.forms import FigureField


class MeasuredField(FigureField):
    """A figure of a measure, no larger than is kept."""

    def __init__(self, **given: Any) -> None:
        """Either way from nought, unless said otherwise."""
        super().__init__(**{"at_least": -MOST, "at_most": MOST} | given)
