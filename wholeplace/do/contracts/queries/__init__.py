"""Reading the register of contracts, their measures, who pays whom, and their place on the thread."""

from wholeplace.do.contracts.queries.measures import (
    MeasureCard,
    measure,
    measures,
    measures_by_number,
)
from wholeplace.do.contracts.queries.register import (
    ContractCard,
    DrawnLine,
    ExtensionLine,
    Notice,
    ProviderLine,
    TurningPoint,
    by_provider,
    contract,
    contract_cards,
    contracts,
    drawn_from,
    extensions,
    notice_floor,
    provided_in,
    turning_points,
)
from wholeplace.do.contracts.queries.thread import EDGES, found, stops

__all__ = [
    "EDGES",
    "ContractCard",
    "DrawnLine",
    "ExtensionLine",
    "MeasureCard",
    "Notice",
    "ProviderLine",
    "TurningPoint",
    "by_provider",
    "contract",
    "contract_cards",
    "contracts",
    "drawn_from",
    "extensions",
    "found",
    "measure",
    "measures",
    "measures_by_number",
    "notice_floor",
    "provided_in",
    "stops",
    "turning_points",
]
