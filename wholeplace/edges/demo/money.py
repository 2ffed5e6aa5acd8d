"""The money: funds, what was put in, and the lines it is set aside in."""

from wholeplace.edges.demo.script import Stage, Words
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.funds import actions as funds
from wholeplace.plan.funds.rules.keeping import FundKind
from wholeplace.plan.plans import actions as plans

RULES = "Kept by the host; spent on the lines below; an overspend is borne as the contributions are."


def fund(stage: Stage) -> None:
    """Open the funds, put money in, and set it aside."""
    for words in stage.part("fund"):
        _fund(stage, words)


def _fund(stage: Stage, words: Words) -> None:
    by, on, year = stage.people[words["by"]], stage.day(-150), stage.year(0)
    kind = FundKind(words["kind"])
    ref = funds.open_fund(
        title=words["title"],
        kind=kind,
        first_year=year,
        last_year=year,
        rules="" if kind is FundKind.SINGLE else RULES,
        arrangement=stage.ref(f"arrangement:{words['arrangement']}").public_id if "arrangement" in words else "",
        sensitivity=Sensitivity.PUBLIC,
        by=by,
        on=on,
    )
    stage.refs[f"fund:{words['key']}"] = ref
    for body, amount in words["contributions"].items():
        funds.contribute(
            fund=ref.public_id,
            organisation=stage.organisations[body].ref.public_id,
            amount=stage.amount(amount),
            year=year,
            by=by,
            on=on,
        )
    for line in words["lines"]:
        _line(stage, line, fund=ref.public_id, person=words["by"])


def _line(stage: Stage, words: Words, *, fund: str, person: str) -> None:
    by = stage.people[person]
    line = funds.add_line(
        fund=fund,
        title=words["title"],
        amount=stage.amount(words["amount"]),
        year=stage.year(0),
        topic=words["topic"],
        outcomes=stage.ids("outcome", [words["outcome"]] if "outcome" in words else []),
        by=by,
        on=stage.day(-140),
    )
    stage.refs[f"line:{words['key']}"] = line
    if "intention" in words:
        intention = stage.ref(f"intention:{words['intention']}").public_id
        plans.link_line(line=line.public_id, intention=intention, by=by, on=stage.day(-135))
