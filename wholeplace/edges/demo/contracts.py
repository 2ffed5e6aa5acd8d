"""What was bought, and whether it worked: contracts with their measures, and results."""

from decimal import Decimal

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.rules.measures import Polarity
from wholeplace.do.contracts import actions as contracts
from wholeplace.do.contracts.actions import Entry, MeasureGiven
from wholeplace.do.contracts.rules.kinds import Asks, ContractKind, RiskTier
from wholeplace.edges.demo.people import BEGAN
from wholeplace.edges.demo.script import Stage, Words
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.review.monitoring import actions as monitoring


def enter(stage: Stage) -> None:
    """Enter the contracts, tie them to the thread, and say what they are measured by."""
    for words in stage.part("contract"):
        _contract(stage, words)


def look(stage: Stage) -> None:
    """Record the results."""
    for words in stage.part("result"):
        monitoring.record_result(
            contract_measure=stage.ref(f"measure:{words['measure']}").public_id,
            value=Decimal(words["value"].replace(",", "")),
            begins_on=stage.day(words["begins"]),
            ends_on=stage.day(words["ends"]),
            commentary=words["commentary"],
            by=stage.people[words["by"]],
            on=stage.day(words["ends"] + 3),
        )


def _contract(stage: Stage, words: Words) -> None:
    by, on = stage.people[words["by"]], stage.day(max(BEGAN, min(words["starts"], -1)))
    by_year = {stage.year(year): stage.amount(amount) for year, amount in words["values"].items()}
    entry = Entry(
        title=words["title"],
        kind=ContractKind(words["kind"]),
        group=Group(words["group"]),
        value=Money.total(by_year.values()),
        by_year=by_year,
        starts_on=stage.day(words["starts"]),
        ends_on=stage.day(words["ends"]),
        extension="One extension, on the same terms" if "extend_until" in words else "",
        may_extend_until=stage.day(words["extend_until"]) if "extend_until" in words else None,
        notice_months=words["notice_months"],
        review_on=stage.day(words["review"]),
        route=words["route"],
        risk=RiskTier(words["risk"]),
        is_vcse=words.get("vcse", False),
        reference_number=words["reference"],
        description=words["description"],
        department=words["department"],
    )
    ref = contracts.enter_contract(
        entry=entry,
        commissioners=stage.bodies(words["commissioners"][:1]),
        co_funders=stage.bodies(words["commissioners"][1:]),
        providers=stage.bodies([words["provider"]]),
        decision=stage.ref(f"decision:{words['decision']}").public_id if "decision" in words else "",
        sensitivity=Sensitivity.PUBLIC,
        by=by,
        on=on,
    )
    stage.refs[f"contract:{words['key']}"] = ref
    if "intention" in words:
        intention = stage.ref(f"intention:{words['intention']}").public_id
        contracts.link_contract(contract=ref.public_id, intention=intention, by=by, on=on)
    if "outcome" in words:
        outcome = stage.ref(f"outcome:{words['outcome']}").public_id
        contracts.link_contract(contract=ref.public_id, outcome=outcome, by=by, on=on)
    if "line" in words:
        contracts.link_contract(
            contract=ref.public_id,
            line=stage.ref(f"line:{words['line']}").public_id,
            amount=stage.amount(words["line_amount"]),
            by=by,
            on=stage.day(-130),
        )
    for measure in words.get("measures", []):
        _measure(stage, measure, contract=words)


def _measure(stage: Stage, words: Words, *, contract: Words) -> None:
    starts = stage.day(contract["starts"])
    public_id = contracts.add_measure(
        contract=stage.ref(f"contract:{contract['key']}").public_id,
        measure=MeasureGiven(
            title=words["title"],
            asks=Asks(words["kind"]),
            unit=words["unit"],
            polarity=Polarity(words["better"]),
            target=Decimal(words["target"].replace(",", "")),
            baseline=Decimal(words["baseline"].replace(",", "")),
            baseline_on=starts,
            tolerance=Decimal(words.get("tolerance", "0")),
            stated_use=words["use"],
            outcome=stage.ref(f"outcome:{contract['outcome']}").public_id if "outcome" in contract else "",
        ),
        by=stage.people[contract["by"]],
        on=starts,
    )
    stage.refs[f"measure:{words['key']}"] = Ref(kind="measure", public_id=public_id)
