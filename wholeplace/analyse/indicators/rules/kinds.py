"""Types of value, the groups that a figure is about, and how each type may be moved from one map to another."""

from enum import Enum, StrEnum

from wholeplace.ground.foundation.labelled import Labelled


class Moving(Enum):
    """What can be done with the figures of small areas to get the figure of a larger one."""

    ADD = "the figures are added up"
    DIVIDE = "numerators and denominators are added up, then divided"
    AVERAGE = "the figures are averaged, weighted by where people live"
    NEVER = "the figure cannot be worked out from those of other areas"


class ValueType(StrEnum):
    """What sort of number an indicator gives."""

    label: str
    moving: Moving

    def __new__(cls, value: str, label: str = "", moving: Moving = Moving.NEVER) -> "ValueType":
        """Give each type its words and its way of moving."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.moving = moving
        return member

    COUNT = "count", "Count", Moving.ADD
    PROPORTION = "proportion", "Proportion", Moving.DIVIDE
    RATE = "rate", "Crude rate", Moving.DIVIDE
    STANDARDISED = "standardised", "Directly standardised rate", Moving.NEVER
    OTHER_RATE = "other_rate", "Rate, by the publisher's method", Moving.NEVER
    RATIO = "ratio", "Ratio", Moving.DIVIDE
    UNIT_COST = "unit_cost", "Unit cost", Moving.DIVIDE
    MEAN = "mean", "Mean", Moving.AVERAGE
    MEDIAN = "median", "Median", Moving.NEVER
    SCORE = "score", "Score", Moving.AVERAGE
    INDEX = "index", "Index", Moving.NEVER
    YEARS = "years", "Years of life", Moving.NEVER
    RANK = "rank", "Rank", Moving.NEVER
    DECILE = "decile", "Tenth (1 is the most deprived)", Moving.NEVER


class Sex(Labelled):
    """Whom a figure is about."""

    PERSONS = "P", "Persons"
    FEMALE = "F", "Females"
    MALE = "M", "Males"
