"""Where it is decided: boards and their seats, delegations, arrangements and interests."""

from wholeplace.edges.demo.people import BEGAN
from wholeplace.edges.demo.script import Stage, Words
from wholeplace.ground.foundation.money import Money
from wholeplace.together.partnership import actions as partnership
from wholeplace.together.partnership.actions.arrangements import ArrangementTerms
from wholeplace.together.partnership.actions.boards import TermsOfReference
from wholeplace.together.partnership.rules.arrangements import SEVEN, ArrangementType, Element
from wholeplace.together.partnership.rules.arrangements import Stage as ArrangementStage
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Level, Topic

SET_UP = BEGAN + 200
"""How many days ago the boards were set up."""

ELEMENTS: dict[Element, str] = {
    Element.AIMS: "People live the lives they choose, in homes of their own.",
    Element.CONTRIBUTIONS: "As listed; changed once a year with three months' notice.",
    Element.FUNCTIONS: "Community health services, and the council's functions for adults' care and support.",
    Element.PEOPLE_AND_SERVICES: "Adults with a learning disability; accommodation, support and day opportunities.",
    Element.RESOURCES: "The council provides the team, the ledger and the premises.",
    Element.DURATION: "Three years; reviewed each spring; ended with twelve months' notice.",
    Element.MANAGEMENT: "The council hosts; reports each quarter to both partners.",
}


def set_up(stage: Stage) -> None:
    """Set up the boards, top first, then what they may decide and what binds the organisations."""
    for words in stage.part("board"):
        _board(stage, words)
    for words in stage.part("delegation"):
        _delegation(stage, words)
    for words in stage.part("interest"):
        partnership.declare_interest(
            nature=Nature(words["nature"]),
            words=words["words"],
            organisation=stage.organisations[words["organisation"]].ref.public_id,
            by=stage.people[words["post"]],
            on=stage.day(-300),
        )
    for words in stage.part("arrangement"):
        _arrangement(stage, words)


def _board(stage: Stage, words: Words) -> None:
    by, on = stage.people[words["by"]], stage.day(SET_UP)
    terms = TermsOfReference(
        title=words["title"],
        kind=BoardKind(words["kind"]),
        words=words["terms"],
        parent=stage.ref(f"board:{words['parent']}").public_id if "parent" in words else "",
        theme=Topic(words["theme"]) if "theme" in words else None,
        lead_post=stage.posts[words["lead"]].public_id if "lead" in words else "",
        quorum=words["quorum"],
        set_size=words["size"],
        paper_lead_days=words["lead_days"],
        serves=stage.ids("board", words.get("serves", [])),
    )
    ref = partnership.set_up_board(terms_of_reference=terms, by=by, on=on)
    stage.refs[f"board:{words['key']}"] = ref
    for seat in words["seats"]:
        partnership.give_seat(
            board=ref.public_id,
            organisation=stage.organisations[seat["organisation"]].ref.public_id,
            role=SeatRole(seat["role"]),
            voting=seat["role"] != "observer",
            post=stage.posts[seat["post"]].public_id if "post" in seat else "",
            by=by,
            on=on,
        )


def _delegation(stage: Stage, words: Words) -> None:
    partnership.delegate(
        to=stage.ref(f"board:{words['board']}"),
        topic=Topic(words["topic"]),
        level=Level(words["level"]),
        limit=stage.amount(words["limit"]) if "limit" in words else None,
        source=words["source"],
        by=stage.people[words["by"]],
        on=stage.day(SET_UP + 10),
    )


def _arrangement(stage: Stage, words: Words) -> None:
    by = stage.people[words["by"]]
    parties = {
        stage.organisations[body].ref.public_id: stage.amount(amount) for body, amount in words["parties"].items()
    }
    terms = ArrangementTerms(
        lead=stage.organisations[words["lead"]].ref.public_id,
        host=stage.organisations[words["host"]].ref.public_id,
        pool_manager=words["pool_manager"],
        scope=words["services"],
        services=words["services"],
        risk_share=words["risk_share"],
        budget=Money.total(parties.values()),
        consultation=words["consultation"],
        next_report_on=stage.day(words["next_report"]),
        signed_on=stage.day(words["signed"]),
        begins_on=stage.day(words["begins"]),
        ends_on=stage.day(words["ends"]),
        review_on=stage.day(words["review"]),
        texts={element: ELEMENTS[element] for element in SEVEN},
    )
    on = stage.day(words["signed"])
    ref = partnership.register_arrangement(
        title=words["title"], type=ArrangementType(words["kind"]), parties=parties, terms=terms, by=by, on=on
    )
    stage.refs[f"arrangement:{words['key']}"] = ref
    for person, consented_by in words["consents"].items():
        partnership.consent(arrangement=ref.public_id, consented_by=consented_by, by=stage.people[person], on=on)
    for to in (ArrangementStage.PREPARE, ArrangementStage.LIVE):
        partnership.move_arrangement(arrangement=ref.public_id, to=to, by=by, on=stage.day(words["begins"]))
