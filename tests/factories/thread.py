"""Records of the golden thread, each made by its action with answers that can be changed one by one."""

from datetime import date
from decimal import Decimal

from tests.factories.worlds import TODAY, World
from wholeplace.analyse.indicators.actions import IndicatorGiven, SourceGiven, load_values
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.needs import actions as needs
from wholeplace.analyse.needs.actions import EvidenceGiven
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.analyse.outcomes import actions as outcomes
from wholeplace.analyse.outcomes.actions import MeasureGiven
from wholeplace.analyse.outcomes.rules.measures import Polarity
from wholeplace.do.contracts import actions as contracts
from wholeplace.do.contracts.actions import Entry
from wholeplace.do.contracts.actions import MeasureGiven as PerformanceGiven
from wholeplace.do.contracts.rules.kinds import Asks, ContractKind
from wholeplace.ground.access.actor import BOOTSTRAP, Actor
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.intake.book import File
from wholeplace.plan.funds import actions as funds
from wholeplace.plan.funds.rules.keeping import FundKind
from wholeplace.plan.plans import actions as plans
from wholeplace.plan.plans.actions import Intended, Sections
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.writing import PlanKind
from wholeplace.review.monitoring import actions as monitoring
from wholeplace.together.decisions import actions as decisions
from wholeplace.together.decisions.actions import About, Taken
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.actions import TermsOfReference
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.topics import Level, Topic

THIS_YEAR = FinancialYear(2026)
"""The financial year of the day on which everything in a test happens."""


def pounds(amount: int) -> Money:
    """So many pounds."""
    return Money(amount * 100)


def a_board(by: Actor, *, title: str = "Health and Wellbeing Board", kind: BoardKind = BoardKind.BOARD) -> Ref:
    """A board that meets."""
    terms = TermsOfReference(title=title, kind=kind)
    return partnerships.set_up_board(terms_of_reference=terms, by=by, on=TODAY)


def an_indicator(code: str = "lives-alone") -> str:
    """The code of an indicator that is known, without figures yet."""
    given = IndicatorGiven(
        code=code,
        name="Older people who live alone",
        subject="Older people",
        definition="People over 75 who live alone, of all people over 75.",
        unit="%",
        value_type=ValueType.PROPORTION,
        multiplier=100.0,
        interval_method="Wilson",
    )
    source = SourceGiven("surveys", "Marlbridge Observatory", "Household survey", "Invented for tests")
    file = File(
        "surveys", "Household survey", "Marlbridge Observatory", "Invented for tests", f"{code}.csv", "7" * 64, "1"
    )
    load_values(file=file, source=source, indicators=[given], rows=[], by=BOOTSTRAP, on=TODAY)
    return code


def a_need(by: Actor, **changes) -> Ref:
    """A need of older people."""
    asked = {
        "title": "Older people living alone without help",
        "statement": "One in three people over 75 lives alone, and four in ten of them see nobody in a week.",
        "group": Group.OLDER_PEOPLE,
        "confidence": Confidence.MEDIUM,
        "observed_on": date(2026, 5, 1),
        "evidence": [EvidenceGiven(source="Household survey 2025", observed_on=date(2026, 5, 1))],
        "on": TODAY,
    }
    return needs.record_need(**asked | changes, by=by)


def a_measure(**changes) -> MeasureGiven:
    """The measure of an outcome, with its target."""
    asked = {
        "title": "People over 75 who see somebody every week",
        "unit": "%",
        "polarity": Polarity.HIGHER,
        "baseline": Decimal(60),
        "baseline_on": date(2025, 6, 1),
        "source": "Household survey",
        "target": Decimal(80),
        "due_on": date(2027, 6, 1),
        "tolerance": Decimal(2),
    }
    return MeasureGiven(**asked | changes)


def an_outcome(by: Actor, **changes) -> Ref:
    """An outcome for older people, with one measure."""
    asked = {
        "title": "Older people live well in their own homes",
        "statement": "Older people stay at home, with the people and things that matter to them.",
        "group": Group.OLDER_PEOPLE,
        "measures": [a_measure()],
        "on": TODAY,
    }
    return outcomes.set_outcome(**asked | changes, by=by)


SECTIONS = Sections(
    objectives="Older people live independently for longer.",
    core_activity="Home care by outcomes, reablement, equipment.",
    collective_areas="Reablement and equipment with the integrated care board.",
)
"""What a plan says, without an empty section."""


def a_plan(by: Actor, **changes) -> Ref:
    """A plan of the council, for three years from this one."""
    asked = {
        "title": "Adult social care commissioning plan",
        "kind": PlanKind.ORGANISATION,
        "sections": SECTIONS,
        "begins_on": date(2026, 4, 1),
        "ends_on": date(2029, 3, 31),
        "on": TODAY,
    }
    return plans.write_plan(**asked | changes, by=by)


def intended(**changes) -> Intended:
    """What an intention says."""
    said = {
        "title": "One home reablement service for the whole city",
        "change": Change.TRANSFORM,
        "summary": "Bring four short-term services into one, so that nobody waits in hospital for help at home.",
        "group": Group.OLDER_PEOPLE,
        "fit": "Fits the strategy's second priority: home first.",
        "service": "Home reablement",
    }
    return Intended(**said | changes)


def an_intention(by: Actor, *, says: dict | None = None, **changes) -> Ref:
    """An intention that answers a need and serves an outcome, both made for it unless they are given."""
    asked = {"intended": intended(**says or {}), "on": TODAY} | changes
    if "outcomes" not in asked:
        asked["outcomes"] = [an_outcome(by).public_id]
    if "needs" not in asked:
        asked["needs"] = [a_need(by).public_id]
    return plans.raise_intention(**asked, by=by)


def a_decision(by: Actor, *, on_subject: Ref, outcome: Outcome = Outcome.APPROVED, **about) -> Ref:
    """A decision about something, taken elsewhere and recorded."""
    matter = {
        "title": "Home reablement: one service",
        "topic": Topic.ADULT_SOCIAL_CARE,
        "level": Level.STRATEGIC,
        "amount": pounds(1_640_000),
        "subject": on_subject,
    }
    return decisions.record_elsewhere(
        taken_by="Executive Board",
        source="Minute 114 of 12 May 2026",
        about=About(**matter | about),
        taken=Taken(
            outcome=outcome,
            taken_on=date(2026, 5, 12),
            reasons="The evidence is strong.",
            options="Keep four services.",
        ),
        by=by,
        on=TODAY,
    )


def an_agreed_intention(city: World, **changes) -> Ref:
    """An intention of the council that a decision has approved."""
    ref = an_intention(city.commissioner, **changes)
    a_decision(city.member, on_subject=ref)
    plans.agree(intention=ref.public_id, by=city.commissioner, on=TODAY)
    return ref


def a_fund(city: World, *, put_in: int = 1_000_000, **changes) -> Ref:
    """A pooled fund hosted by the council, into which it put so many pounds for this year."""
    asked = {
        "title": "Better Care Fund",
        "kind": FundKind.POOLED,
        "rules": "The joint board decides; an overspend is shared as contributed.",
        "first_year": THIS_YEAR,
        "last_year": THIS_YEAR.next,
        "on": TODAY,
    }
    ref = funds.open_fund(**asked | changes, by=city.finance)
    if put_in:
        funds.contribute(
            fund=ref.public_id,
            organisation=city.organisations["council"].ref.public_id,
            amount=pounds(put_in),
            year=THIS_YEAR,
            by=city.finance,
            on=TODAY,
        )
    return ref


def a_line(city: World, *, fund: Ref | None = None, amount: int = 400_000, **changes) -> Ref:
    """A line of a fund, of so many pounds for this year."""
    asked = {
        "fund": (fund or a_fund(city)).public_id,
        "title": "Home reablement",
        "amount": pounds(amount),
        "year": THIS_YEAR,
        "on": TODAY,
    }
    return funds.add_line(**asked | changes, by=city.finance)


def an_entry(**changes) -> Entry:
    """What the register says of a contract of two years."""
    said = {
        "title": "Home reablement service",
        "kind": ContractKind.CONTRACT,
        "group": Group.OLDER_PEOPLE,
        "value": pounds(300_000),
        "by_year": {THIS_YEAR: pounds(100_000), THIS_YEAR.next: pounds(200_000)},
        "starts_on": date(2026, 4, 1),
        "ends_on": date(2028, 3, 31),
        "reference_number": "MCC-2391",
        "description": "Short-term help at home after hospital.",
        "department": "Adults and health",
        "extension": "One year, by agreement",
        "may_extend_until": date(2029, 3, 31),
        "notice_months": 6,
        "review_on": date(2027, 4, 1),
        "route": "Open procedure",
    }
    return Entry(**said | changes)


def a_contract(city: World, *, says: dict | None = None, by: Actor | None = None, **changes) -> Ref:
    """A contract of the council with a charity."""
    asked = {
        "entry": an_entry(**says or {}),
        "commissioners": [city.organisations["council"].ref.public_id],
        "providers": [city.organisations["charity"].ref.public_id],
        "on": TODAY,
    }
    return contracts.enter_contract(**asked | changes, by=by or city.commissioner)


def a_performance(**changes) -> PerformanceGiven:
    """A measure of the performance of a contract."""
    said = {
        "title": "People seen within five days",
        "asks": Asks.HOW_WELL,
        "unit": "%",
        "polarity": Polarity.HIGHER,
        "target": Decimal(90),
        "tolerance": Decimal(2),
        "baseline": Decimal(62),
        "baseline_on": date(2026, 3, 31),
        "stated_use": "Quarterly review of the service.",
    }
    return PerformanceGiven(**said | changes)


def a_contract_measure(city: World, *, contract: Ref, **changes) -> str:
    """The public id of a measure added to a contract of the council."""
    return contracts.add_measure(
        contract=contract.public_id, measure=a_performance(**changes), by=city.commissioner, on=TODAY
    )


def a_result(by: Actor, **changes) -> Ref:
    """A result of the first quarter of this year."""
    asked = {
        "value": Decimal(71),
        "begins_on": date(2026, 1, 1),
        "ends_on": date(2026, 3, 31),
        "on": TODAY,
    }
    return monitoring.record_result(**asked | changes, by=by)
