"""Odd moments: each an instant, and which day it is in Britain then, said by hand and not worked out."""

from datetime import UTC, date, datetime, timedelta

from tests.prove.moved import Moment


def _at(name: str, utc: str, day: date, steps: timedelta = timedelta()) -> Moment:
    return Moment(name, datetime.fromisoformat(utc).replace(tzinfo=UTC), day, steps)


HOUR = timedelta(hours=1)
PLAIN = _at("a plain Monday at noon", "2026-06-01T11:00:00", date(2026, 6, 1))
ODD = (
    _at("1 April, half an hour into the new year, 31 March in Greenwich", "2027-03-31T23:30:00", date(2027, 4, 1)),
    _at("31 March, the last minutes of the year", "2027-03-31T22:55:00", date(2027, 3, 31)),
    _at("29 February, just begun", "2028-02-29T00:00:10", date(2028, 2, 29)),
    _at("29 February, nearly over", "2028-02-29T23:50:00", date(2028, 2, 29)),
    _at("the hour before the clocks go on", "2027-03-28T00:30:00", date(2027, 3, 28)),
    _at("across the hour that is missing in March", "2027-03-28T00:59:58", date(2027, 3, 28)),
    _at("the day of October, half past midnight", "2026-10-24T23:30:00", date(2026, 10, 25)),
    _at("half past one in October, the first time", "2026-10-25T00:30:00", date(2026, 10, 25)),
    _at("across the hour that comes twice in October", "2026-10-25T00:59:58", date(2026, 10, 25)),
    _at("half past one in October, the second time", "2026-10-25T01:30:00", date(2026, 10, 25)),
    _at("31 December, nearly over", "2026-12-31T23:50:00", date(2026, 12, 31)),
    _at("1 January, just begun", "2027-01-01T00:00:10", date(2027, 1, 1)),
    _at("the clock put on an hour", "2026-06-01T11:00:00", date(2026, 6, 1), HOUR),
    _at("the clock put back an hour", "2026-06-01T11:00:00", date(2026, 6, 1), -HOUR),
)
