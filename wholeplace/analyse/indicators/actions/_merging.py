"""Putting figures into the table: by COPY where none of theirs are there yet, else beside what is there."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from wholeplace.analyse.indicators.models import IndicatorValue
from wholeplace.ground.intake.outcome import Change, Row

if TYPE_CHECKING:
    from wholeplace.analyse.indicators.actions.load import FigureGiven

Chunk = "list[tuple[Row[FigureGiven], FigureGiven]]"

_KEY = {
    "indicator_id": "bigint",
    "area_id": "bigint",
    "begins_on": "date",
    "ends_on": "date",
    "sex": "text",
    "age": "text",
    "category": "text",
}
_SAID = {
    "period": "text",
    "value": "float8",
    "lower": "float8",
    "upper": "float8",
    "numerator": "float8",
    "denominator": "float8",
    "trend": "text",
    "comparison": "text",
    "note": "text",
}
_ORIGIN = {"sheet": "text", "row": "int"}
_GIVEN = _KEY | _SAID | _ORIGIN
_TABLE = IndicatorValue._meta.db_table


def _columns(row: Row[Any], given: "FigureGiven", indicators: dict[str, int]) -> tuple[Any, ...]:
    """A figure in the order of _GIVEN."""
    span = given.span
    return (
        *(indicators[given.indicator], given.area, span.begins_on, span.ends_on),
        *(given.sex.value, given.age, given.category),
        *(span.label, *map(_float, (given.value, given.lower, given.upper, given.numerator, given.denominator))),
        *(given.trend, given.comparison, given.note, row.sheet, row.number),
    )


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)


def pour_into_empty(chunk: Any, *, indicators: dict[str, int], batch: int, on: date) -> Change:
    """Copy figures of indicators that have none yet."""
    names = ", ".join(f'"{name}"' for name in (*_GIVEN, "batch_id", "loaded_on"))
    with connection.cursor() as cursor, cursor.copy(f"COPY {_TABLE} ({names}) FROM STDIN") as copy:
        for row, given in chunk:
            copy.write_row((*_columns(row, given, indicators), batch, on))
    return Change(added=len(chunk))


def merge(chunk: Any, *, indicators: dict[str, int], batch: int, on: date) -> Change:
    """Add what is new, and let what differs supersede what is known."""
    rows = [_columns(row, given, indicators) for row, given in chunk]
    arrays = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_SUPERSEDE, [on, *arrays])
        revised = cursor.rowcount
        cursor.execute(_ADD, [batch, on, *arrays])
        put = cursor.rowcount
    return Change(added=put - revised, revised=revised, unchanged=len(rows) - put)


_NAMES = ", ".join(f'"{name}"' for name in _GIVEN)
_UNNESTED = f"unnest({', '.join(f'%s::{kind}[]' for kind in _GIVEN.values())}) AS g({_NAMES})"
_SAME = " AND ".join(f"v.{name} = g.{name}" for name in _KEY)
_OTHERWISE = (
    f"({', '.join(f'v.{name}' for name in _SAID)}) IS DISTINCT FROM ({', '.join(f'g.{name}' for name in _SAID)})"
)
_SUPERSEDE = (
    f"UPDATE {_TABLE} v SET superseded_on = %s FROM {_UNNESTED}"
    f" WHERE v.superseded_on IS NULL AND {_SAME} AND {_OTHERWISE}"
)
_ADD = (
    f"INSERT INTO {_TABLE} ({_NAMES}, batch_id, loaded_on) SELECT {_NAMES}, %s, %s FROM {_UNNESTED}"
    f" WHERE NOT EXISTS (SELECT 1 FROM {_TABLE} v WHERE v.superseded_on IS NULL AND {_SAME})"
)
