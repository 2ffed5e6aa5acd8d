"""The words of the register: kinds of agreement, roles of parties, risk tiers, kinds of measure."""

from wholeplace.ground.foundation.labelled import Labelled


class ContractKind(Labelled):
    """What sort of agreement it is."""

    CONTRACT = "contract", "Contract"
    GRANT = "grant", "Grant"
    SECTION_75_SERVICE = "section_75_service", "Section 75 service"
    IN_HOUSE = "in_house", "In-house agreement"


class PartyRole(Labelled):
    """What an organisation is in a contract."""

    COMMISSIONER = "commissioner", "Commissioner"
    PROVIDER = "provider", "Provider"
    CO_FUNDER = "co_funder", "Co-funder"


class RiskTier(Labelled):
    """How much depends on it."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Asks(Labelled):
    """Which of the three questions of performance a measure answers."""

    HOW_MUCH = "how_much", "How much did we do?"
    HOW_WELL = "how_well", "How well did we do it?"
    BETTER_OFF = "better_off", "Is anyone better off?"
