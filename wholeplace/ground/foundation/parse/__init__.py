"""Strict readers for what people type and files hold. What is not plainly right is refused, never guessed.

Each takes text and gives a value, or raises Unreadable with a sentence that says what to enter instead. The
caller adds which field or row it was. Text that is blank is refused as well; ask first whether the field may
be left out.
"""

from wholeplace.ground.foundation.parse.addresses import email_address
from wholeplace.ground.foundation.parse.amounts import (
    Negative,
    decimal_number,
    money,
    money_in_pence,
    percentage,
    whole_number,
)
from wholeplace.ground.foundation.parse.days import PLAIN_DAYS, DayForm, day, moment
from wholeplace.ground.foundation.parse.words import multi_line, single_line, yes_no
from wholeplace.ground.foundation.unreadable import Unreadable

__all__ = [
    "PLAIN_DAYS",
    "DayForm",
    "Negative",
    "Unreadable",
    "day",
    "decimal_number",
    "email_address",
    "moment",
    "money",
    "money_in_pence",
    "multi_line",
    "percentage",
    "single_line",
    "whole_number",
    "yes_no",
]
