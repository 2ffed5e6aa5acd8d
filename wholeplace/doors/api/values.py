"""The values that the interface speaks, each read strictly and written in one way.

Money is a string of digits in pounds, "1234.56"; a figure is a string of digits; a day is ISO; a financial year is
"2026/27"; a record is its reference, "need:7k3q9x2m4p5r". Numbers of JSON are refused for money and figures: many
programs round them on their way.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, StrictBool, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.parse import DayForm, Unreadable
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership.rules.topics import SUBJECTS, Topic

PUBLIC_ID = "[0-9a-hjkmnp-tv-z]{12}"
_AMOUNT = r"-?[0-9]{1,11}(\.[0-9]{1,2})?"
_AMOUNT_FROM_NOUGHT = _AMOUNT.removeprefix("-?")
_FIGURE = r"-?[0-9]{1,12}(\.[0-9]{1,4})?"
_FIGURE_FROM_NOUGHT = _FIGURE.removeprefix("-?")


@dataclass(frozen=True)
class Reads:
    """How a value is read from JSON, and what the description says of it."""

    read: Callable[[Any], Any]
    described: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read with the reader alone: nothing is guessed before or after it."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """As described."""
        return dict(self.described)

    def __hash__(self) -> int:
        """By the reader: the description is no key."""
        return hash(self.read)

    def _read(self, given: Any) -> Any:
        return _told_plainly(self.read, given)


def _told_plainly(read: Callable[[Any], Any], given: Any) -> Any:
    """What the reader makes of it; its sentence as the field's error when it cannot be read."""
    try:
        return read(given)
    except Unreadable as fault:
        raise PydanticCustomError("unreadable", "{sentence}", {"sentence": fault.sentence}) from None


def _digits(given: Any, *, form: str, instead: str) -> str:
    if not isinstance(given, str):
        raise Unreadable(f"{instead} as text, in quotation marks: a JSON number may be rounded on its way.")
    if not re.fullmatch(form, given, re.ASCII):
        raise Unreadable(f"{instead}: digits alone, without a currency sign, commas or blanks.")
    return given


def _amount(given: Any, *, form: str) -> Money:
    least = "" if form.startswith("-") else ", nought or more,"
    return parse.money(_digits(given, form=form, instead=f'Write the amount in pounds{least} such as "1234.56"'))


def _figure(given: Any, *, form: str) -> Decimal:
    least = "" if form.startswith("-") else ", nought or more,"
    instead = f'Write the figure{least} with up to four decimal places, such as "12.5"'
    return parse.decimal_number(_digits(given, form=form, instead=instead), places=4)


def _day(given: Any) -> date:
    if not isinstance(given, str):
        raise Unreadable('Write the day as text, such as "2026-03-31".')
    try:
        return parse.day(given, forms=[DayForm.ISO])
    except Unreadable:
        raise Unreadable('Write a day of 1900 to 2100 that exists, such as "2026-03-31".') from None


def _year(given: Any) -> FinancialYear:
    if not isinstance(given, str) or not re.fullmatch(r"[0-9]{4}/[0-9]{2}", given, re.ASCII):
        raise Unreadable('Write the financial year as text, such as "2026/27".')
    return FinancialYear.parse(given)


def _told_amount(form: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{form}$", "description": "Pounds.", "examples": ["1234.56"]}


def _told_figure(form: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{form}$", "examples": ["12.5"]}


def _money(form: str) -> Reads:
    return Reads(partial(_amount, form=form), _told_amount(form))


def _number(form: str) -> Reads:
    return Reads(partial(_figure, form=form), _told_figure(form))


Amount = Annotated[Money, _money(_AMOUNT)]
"""Money that may be below nought."""
AmountFromNought = Annotated[Money, _money(_AMOUNT_FROM_NOUGHT)]
FigureIn = Annotated[Decimal, _number(_FIGURE)]
FigureFromNought = Annotated[Decimal, _number(_FIGURE_FROM_NOUGHT)]
Day = Annotated[date, Reads(_day, {"type": "string", "format": "date"})]
Year = Annotated[
    FinancialYear, Reads(_year, {"type": "string", "pattern": "^(19|20)[0-9]{2}/[0-9]{2}$", "examples": ["2026/27"]})
]  # fmt: skip
YesNo = StrictBool


# --- Words --------------------------------------------------------------------------------------------------


def _line(given: str) -> str:
    return given and str(_told_plainly(lambda words: parse.single_line(words, at_most=10_000), given))


def _text(given: str) -> str:
    return given and str(_told_plainly(parse.multi_line, given))


@dataclass(frozen=True)
class Words:
    """Words of up to so many characters, on one line or several; blank only where they may be left out."""

    at_most: int
    at_least: int = 1
    lines: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text of this length, then read as people's words are."""
        plain = core_schema.str_schema(min_length=self.at_least, max_length=self.at_most, strict=True)
        return core_schema.no_info_after_validator_function(_text if self.lines else _line, plain)


Title = Annotated[str, Words(250)]
Text = Annotated[str, Words(10_000, lines=True)]
Note = Annotated[str, Words(10_000, at_least=0, lines=True)]
Name = Annotated[str, Words(150, at_least=0)]
AreaCode = Annotated[str, Words(12, at_least=0)]
Source = Annotated[str, Words(250)]
Sought = Annotated[str, Words(200)]
"""What somebody looks for."""


# --- References ---------------------------------------------------------------------------------------------


def _of_form(form: str) -> Reads:
    """A word of exactly this form, which can be looked for as it stands."""

    def read(given: Any) -> str:
        if not isinstance(given, str) or not re.fullmatch(form, given, re.ASCII):
            raise Unreadable("Nothing here is called that.")
        return given

    return Reads(read, {"type": "string", "pattern": f"^{form}$"})


def _ref(given: Any, *, kinds: tuple[str, ...]) -> Ref:
    like = " or ".join(f'"{kind}:7k3q9x2m4p5r"' for kind in kinds or ("need",))
    try:
        ref = Ref.parse(given) if isinstance(given, str) else None
    except Unreadable:
        ref = None
    if ref is None or (kinds and ref.kind not in kinds):
        raise Unreadable(f"Write a reference such as {like}.")
    return ref


def _pattern(*kinds: str) -> dict[str, Any]:
    kind = f"({'|'.join(kinds)})" if len(kinds) > 1 else kinds[0] if kinds else "[a-z][a-z0-9_]{0,39}"
    return {"type": "string", "pattern": f"^{kind}:{PUBLIC_ID}$"}


def _to(*kinds: str) -> Reads:
    """A reference to one of these kinds, as the Ref itself."""
    return Reads(lambda given: _ref(given, kinds=kinds), _pattern(*kinds))


def _id_of(kind: str) -> Reads:
    """A reference to a record of this kind, as the public id that actions take."""
    return Reads(lambda given: _ref(given, kinds=(kind,)).public_id, _pattern(kind))


Slug = Annotated[str, _of_form("[a-z0-9-]{1,60}")]
"""The short name of a place, as addresses carry it."""
Code = Annotated[str, _of_form("[A-Za-z0-9_.:-]{1,80}")]
"""A code of an area or an indicator."""
LawRule = Annotated[str, _of_form("[a-z][a-z0-9_]{0,119}")]
AnyRef = Annotated[Ref, _to()]
DeciderRef = Annotated[Ref, _to("board", "post")]
ArrangementRef = Annotated[str, _id_of("arrangement")]
BoardRef = Annotated[str, _id_of("board")]
ContractRef = Annotated[str, _id_of("contract")]
DecisionRef = Annotated[str, _id_of("decision")]
FundRef = Annotated[str, _id_of("fund")]
IntentionRef = Annotated[str, _id_of("intention")]
ItemRef = Annotated[str, _id_of("item")]
LineRef = Annotated[str, _id_of("line")]
MeasureRef = Annotated[str, _id_of("measure")]
MeetingRef = Annotated[str, _id_of("meeting")]
NeedRef = Annotated[str, _id_of("need")]
OrganisationRef = Annotated[str, _id_of("organisation")]
OutcomeRef = Annotated[str, _id_of("outcome")]
PlanRef = Annotated[str, _id_of("plan")]
SeatRef = Annotated[str, _id_of("seat")]
Reference = Annotated[str, _of_form(PUBLIC_ID)]
"""What follows the colon of a reference, as it stands in the address of a record."""


# --- Words of the trade that only some may be given ----------------------------------------------------------


def one_of(allowed: tuple[Any, ...]) -> Reads:
    """One of these words of the trade, and no other."""
    values = [str(one) for one in allowed]

    def read(given: Any) -> Any:
        if given not in values:
            raise Unreadable(f"Write one of: {', '.join(values)}.")
        return allowed[values.index(given)]

    return Reads(read, {"type": "string", "enum": values})


Subject = Annotated[Topic, one_of(SUBJECTS)]
"""A subject that one matter can be about."""
Shared = Annotated[Sensitivity, one_of((Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP, Sensitivity.ORGANISATION))]
"""Who may see what is written."""
SharedOrCommercial = Annotated[
    Sensitivity,
    one_of((Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP, Sensitivity.ORGANISATION, Sensitivity.COMMERCIAL)),
]


# --- As they are told ---------------------------------------------------------------------------------------


def pounds(amount: Any) -> str:
    """An amount as digits in pounds: "1234.56"."""
    if not isinstance(amount, Money):
        raise ValueError("not an amount")
    sign, whole = ("-" if amount.pence < 0 else ""), abs(amount.pence)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def plain(figure: Any) -> str:
    """A figure as digits, with no nought at the end that says nothing; a measured one exactly as it is kept."""
    if not isinstance(figure, Decimal | float | int) or isinstance(figure, bool):
        raise ValueError("not a figure")
    digits = f"{Decimal(repr(figure)) if isinstance(figure, float) else figure:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) or "0"


def _written(kind: type[Any]) -> BeforeValidator:
    """As its own text."""

    def write(value: Any) -> str:
        if not isinstance(value, kind):
            raise ValueError(f"not a {kind.__name__}")
        return str(value)

    return BeforeValidator(write)


def _referred(kind: str) -> BeforeValidator:
    """A public id as the reference of a record of this kind."""
    return BeforeValidator(lambda public_id: f"{kind}:{public_id}")


PoundsTold = Annotated[str, BeforeValidator(pounds), WithJsonSchema(_told_amount(r"-?[0-9]+\.[0-9]{2}"))]
FigureTold = Annotated[
    str, BeforeValidator(plain), WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"})
]  # fmt: skip
YearTold = Annotated[str, _written(FinancialYear)]
RefTold = Annotated[str, _written(Ref), WithJsonSchema(_pattern())]
MeasureTold = Annotated[str, _referred("measure"), WithJsonSchema(_pattern("measure"))]
OverrideTold = Annotated[str, _referred("override"), WithJsonSchema(_pattern("override"))]
SeatTold = Annotated[str, _referred("seat"), WithJsonSchema(_pattern("seat"))]


def worded(words: type[StrEnum]) -> WithJsonSchema:
    """A list of words told in place, for one whose name another list bears as well."""
    return WithJsonSchema({"type": "string", "enum": [one.value for one in words]})


def named(*names: str) -> BeforeValidator:
    """A pair or more of values, each given its name."""
    return BeforeValidator(lambda values: dict(zip(names, values, strict=True)))
