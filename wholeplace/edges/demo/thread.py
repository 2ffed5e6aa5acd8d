"""What the place knows, wants, plans and decides."""

from decimal import Decimal

from wholeplace.analyse.needs import actions as needs
from wholeplace.analyse.needs.actions import EvidenceGiven
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.analyse.outcomes import actions as outcomes
from wholeplace.analyse.outcomes.actions import MeasureGiven
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.edges.demo.script import Stage, Words
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans import actions as plans
from wholeplace.plan.plans.actions.intentions import Intended
from wholeplace.plan.plans.actions.plans import Sections
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.writing import PlanKind


def know_and_want(stage: Stage) -> None:
    """Record the needs, then set the outcomes that answer them."""
    for words in stage.part("need"):
        _need(stage, words)
    for words in stage.part("outcome"):
        _outcome(stage, words)


def plan(stage: Stage) -> None:
    """Write the plans, the highest first, then raise the intentions."""
    for words in stage.part("plan"):
        _plan(stage, words)
    for words in stage.part("intention"):
        _intention(stage, words)


def go_ahead(stage: Stage) -> None:
    """Mark as agreed, and begin, what was decided."""
    for words in stage.part("intention"):
        reference = stage.ref(f"intention:{words['key']}").public_id
        by, on = stage.people[words["by"]], stage.day(min(words["starts"], -20))
        if words["state"] in {"agreed", "under_way"}:
            plans.agree(intention=reference, by=by, on=on)
        if words["state"] == "under_way":
            plans.begin(intention=reference, by=by, on=on)


def _sensitivity(words: Words) -> Sensitivity:
    return Sensitivity(words.get("sensitivity", "partnership"))


def _need(stage: Stage, words: Words) -> None:
    seen = stage.day(words["observed"])
    stage.refs[f"need:{words['key']}"] = needs.record_need(
        title=words["title"],
        statement=words["statement"],
        group=Group(words["group"]),
        confidence=Confidence(words["confidence"]),
        observed_on=seen,
        area_name=words["area_name"],
        sensitivity=_sensitivity(words),
        evidence=[
            EvidenceGiven(
                source=one["source"],
                observed_on=seen,
                indicator_code=one.get("indicator", ""),
                figure=one.get("figure", ""),
            )
            for one in words["evidence"]
        ],
        by=stage.people[words["by"]],
        on=seen,
    )


def _outcome(stage: Stage, words: Words) -> None:
    given = words["measure"]
    measure = MeasureGiven(
        title=given["title"],
        unit=given["unit"],
        polarity=Polarity(given["better"]),
        baseline=_figure(given["baseline"]),
        baseline_on=stage.day(given["baseline_day"]),
        target=_figure(given["target"]),
        due_on=stage.day(given["target_day"]),
        source=given["source"],
        frequency=Frequency.QUARTERLY,
        indicator_code=given.get("indicator", ""),
    )
    stage.refs[f"outcome:{words['key']}"] = outcomes.set_outcome(
        title=words["title"],
        statement=words["statement"],
        group=Group(words["group"]),
        measures=[measure],
        needs=stage.ids("need", words["needs"]),
        framework=words.get("framework", ""),
        board=stage.ref(f"board:{words['board']}").public_id,
        is_priority=words.get("priority", False),
        sensitivity=_sensitivity(words),
        by=stage.people[words["by"]],
        on=stage.day(given["baseline_day"] + 15),
    )


def _plan(stage: Stage, words: Words) -> None:
    begins = words.get("due", -300)
    by, on = stage.people[words["by"]], stage.day(begins - 60)
    sections = Sections(
        objectives=words["objectives"], core_activity=words["core"], collective_areas=words["collective"]
    )
    ref = plans.write_plan(
        title=words["title"],
        kind=PlanKind(words["kind"]),
        sections=sections,
        begins_on=stage.day(begins),
        ends_on=stage.day(begins + 4 * 365),
        board=stage.ref(f"board:{words['board']}").public_id,
        parent=stage.ref(f"plan:{words['parent']}").public_id if "parent" in words else "",
        outcomes=stage.ids("outcome", words.get("outcomes", [])),
        sensitivity=Sensitivity.PARTNERSHIP if words["state"] == "draft" else Sensitivity.PUBLIC,
        by=by,
        on=on,
    )
    stage.refs[f"plan:{words['key']}"] = ref
    if words["state"] == "published":
        remarks = "Challenged by the six sectors in two sessions; objectives sharpened."
        plans.challenge(plan=ref.public_id, remarks=remarks, by=by, on=stage.day(begins - 40))
        plans.finalise(plan=ref.public_id, by=by, on=stage.day(begins - 20))
        plans.publish(plan=ref.public_id, by=by, on=stage.day(begins - 10))


def _intention(stage: Stage, words: Words) -> None:
    by = stage.people[words["by"]]
    on = stage.day(min(words["starts"] - 160, -120))
    intended = Intended(
        title=words["title"],
        change=Change(words["kind"]),
        summary=words["summary"],
        group=Group(words["group"]),
        fit=words["fit"],
        service=words["service"],
        starts_on=stage.day(words["starts"]),
    )
    ref = plans.raise_intention(
        intended=intended,
        needs=stage.ids("need", words["needs"]),
        outcomes=stage.ids("outcome", words["outcomes"]),
        plans=stage.ids("plan", [words["plan"]]),
        affects=stage.bodies(words["affects"]),
        money={stage.year(year): stage.amount(amount) for year, amount in words["money"].items()},
        sensitivity=Sensitivity.PUBLIC if words["state"] in {"agreed", "under_way"} else Sensitivity.PARTNERSHIP,
        by=by,
        on=on,
    )
    stage.refs[f"intention:{words['key']}"] = ref
    if words["state"] != "raised":
        plans.propose(intention=ref.public_id, by=by, on=on)


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
