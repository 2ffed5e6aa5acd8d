"""Law: the dated numbers that Parliament, a minister or a published code can change. Pure.

What this room is for. No threshold, percentage or count of days stands in Python. Each is an entry in a TOML
file of this folder, by subject, with the day it began and the text that says so, and is read *as at* the day
of the event:

    number(rule="contract_details_notice", on=contract.entered_on).whole   # 30

Its words.

    rule          the readable name of a number: `mandatory_standstill`
    entry         one value of a rule, in one jurisdiction, from one day (to another)
    jurisdiction  where it holds. A question about England is answered by the entry for England, else by one
                  for a wider area that holds England: England and Wales, Great Britain, the UK
    bound         how the number bites: "more than", "at least", "at most", "less than", "within", "exactly"
    counted       from when, or of what, it is counted, in words
    confidence    how far to trust it: L statute, G government page, R source code of a method, S secondary
                  source, M not confirmed
    override      a value that an administrator has set from a day, with a reason. Overrides are stored
                  elsewhere and handed in. They win over the book and are always unconfirmed

Amounts are whole pence, and include VAT where the entry says so. `counted` says which of the law's ways of
counting days applies; the counting itself is done by `foundation`.

What it never does. It reads no clock, decides nothing, guesses no value for a day or a jurisdiction that it
does not hold, and holds no number that a partnership agrees for itself.

A new number is a new `[[rule]]` table; a change is a second table with a later `begins`, never an edit. A
figure that nobody has read in its source is marked M, and the screen says that it is unconfirmed.
"""

from wholeplace.ground.law.book import every_number, number, validate
from wholeplace.ground.law.entry import Amount, Confidence, LawNumber, Override
from wholeplace.ground.law.missing import (
    ConflictingOverrides,
    NoLongerInForce,
    NoSuchRule,
    NotInTheBook,
    NotYetInForce,
)
from wholeplace.ground.law.reading import FaultyBook

__all__ = [
    "Amount",
    "Confidence",
    "ConflictingOverrides",
    "FaultyBook",
    "LawNumber",
    "NoLongerInForce",
    "NoSuchRule",
    "NotInTheBook",
    "NotYetInForce",
    "Override",
    "every_number",
    "number",
    "validate",
]
