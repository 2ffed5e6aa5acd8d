"""Indicators: what quantifies a condition of a population, and its values, each with interval, period and origin.

Words: an *indicator* says what is measured, in which unit, by which method, and which direction is good; a *figure* is
its value for one area, period and group of people, with an interval where one was published; a *source* is the
publication; the *comparator* is the country's value, or the middle one of all areas of the same kind where the country
has none.

Figures are published fact, open to everyone, and never overwritten: a revised figure stands beside the one it replaced,
so that what was known on a day can be asked. Each leads back to the file and row it came from. What to make of a figure
is said in `needs` and `outcomes`.
"""
