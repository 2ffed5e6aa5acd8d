"""What was decided: at a meeting with its papers, elsewhere, and what was refused."""

from wholeplace.edges.demo.boards import SET_UP
from wholeplace.edges.demo.script import Stage, Words
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions as decisions
from wholeplace.together.decisions.actions.agenda import About
from wholeplace.together.decisions.actions.weighing import Taken
from wholeplace.together.decisions.queries import item as the_item
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.meetings import StandingItem
from wholeplace.together.decisions.rules.papers import ReportField
from wholeplace.together.decisions.rules.ratifying import Position
from wholeplace.together.partnership.queries import board as the_board
from wholeplace.together.partnership.queries import seats as the_seats
from wholeplace.together.partnership.rules.topics import Level, Topic

SECTION: dict[StandingItem, str] = {
    StandingItem.INSIGHTS: "Discharge delays rose for the third month; a note is with the papers.",
    StandingItem.PRIORITIES: "No change since the last meeting.",
    StandingItem.PLANNING: "One commissioning plan is late; its lead reports.",
    StandingItem.GOVERNANCE: "The delegation agreement is in force; one interest declared.",
    StandingItem.PERFORMANCE: "One measure of the recovery service is below target.",
}


def decide(stage: Stage) -> None:
    """Hold the meetings, record what was decided elsewhere, and try what is not allowed."""
    for words in stage.part("meeting"):
        _meeting(stage, words)
    for words in stage.part("decision"):
        _elsewhere(stage, words)
    for words in stage.part("item"):
        decisions.put_on_agenda(
            board=_board(stage, words).public_id, about=_about(stage, words), by=stage.people[words["by"]],
            on=stage.day(-3),
        )  # fmt: skip
    for words in stage.part("refused_decision"):
        _refused(stage, words)


def _board(stage: Stage, words: Words) -> Ref:
    return stage.ref(f"board:{words['board']}")


def _about(stage: Stage, words: Words) -> About:
    return About(
        title=words["title"],
        topic=Topic(words["topic"]),
        level=Level(words["level"]),
        amount=stage.amount(words["amount"]),
        subject=stage.ref(words["subject"]),
        affected=stage.bodies(words.get("affected", [])),
        concerned=stage.bodies(words.get("concerned", [])),
    )


def _meeting(stage: Stage, words: Words) -> None:
    """A meeting from the item brought to it, through its paper, to the decision and the partners' agreement."""
    board, item_words = _board(stage, words), words["item"]
    chair = stage.people[words["by"]]
    about = _about(stage, item_words)
    item = decisions.put_on_agenda(
        board=board.public_id, about=about, meets_on=stage.day(words["day"]), place="Civic Hall, room 1",
        sensitivity=Sensitivity.PUBLIC, by=chair, on=stage.day(words["called"]),
    )  # fmt: skip
    paper = decisions.write_paper(
        item=item.public_id, title=item_words["paper"], answers=_answers(item_words), by=chair,
        on=stage.day(words["called"] + 5),
    )  # fmt: skip
    decisions.publish_paper(paper=paper.public_id, by=chair, on=stage.day(words["issued"]))
    with speaking_for(chair):
        meeting = the_item(reference=item.public_id, seen_by=chair).meeting
        assert meeting is not None, "the item called its meeting"
        board_number = the_board(reference=board.public_id, seen_by=chair, on=stage.day(SET_UP)).number
        present = [one.public_id for one in the_seats(board=board_number, seen_by=chair, on=stage.day(words["day"]))]
    decisions.issue_papers(meeting=meeting.public_id, section=SECTION, by=chair, on=stage.day(words["issued"]))
    decisions.hold_meeting(meeting=meeting.public_id, present=present, by=chair, on=stage.day(words["day"]))
    decision = words["decision"]
    ref = decisions.record_decision(
        decider=board, about=about, taken=_taken(stage, decision, day=words["day"]), item=item.public_id,
        meeting=meeting.public_id, present=present, sensitivity=Sensitivity.PUBLIC, by=chair,
        on=stage.day(words["day"]),
    )  # fmt: skip
    stage.refs[f"decision:{decision['key']}"] = ref
    for person, body in decision.get("ratified_by", {}).items():
        decisions.ratify(
            decision=ref.public_id, position=Position.AGREED, body_name=body, taken_on=stage.day(words["day"] + 20),
            by=stage.people[person], on=stage.day(words["day"] + 20),
        )  # fmt: skip


def _answers(words: Words) -> dict[ReportField, str]:
    written = {
        ReportField.PURPOSE: f"To decide on: {words['title']}.",
        ReportField.BACKGROUND: "Set out in the business case and the needs assessment.",
        ReportField.MAIN_ISSUES: "Four services with four waiting lists; none starts at a weekend.",
        ReportField.WARDS: "All wards.",
        ReportField.CONSULTATION: "Carers and older people took part in three workshops; providers in two.",
        ReportField.EQUALITY: "People over 75 and carers gain; no group loses. Screening attached.",
        ReportField.RECOMMENDATIONS: words["recommendations"],
    }
    return {one: written.get(one, "Nothing to report beyond the main issues.") for one in ReportField}


def _taken(stage: Stage, words: Words, *, day: int) -> Taken:
    return Taken(
        outcome=Outcome(words["outcome"]),
        taken_on=stage.day(day),
        reasons=words["reasons"],
        options=words["rejected"],
        conditions=words.get("conditions", ""),
    )


def _elsewhere(stage: Stage, words: Words) -> None:
    stage.refs[f"decision:{words['key']}"] = decisions.record_elsewhere(
        taken_by="",
        decider=_board(stage, words),
        source=words["elsewhere"],
        about=_about(stage, words),
        taken=_taken(stage, words, day=words["day"]),
        sensitivity=Sensitivity.PUBLIC,
        by=stage.people[words["by"]],
        on=stage.day(words["day"] + 5),
    )


def _refused(stage: Stage, words: Words) -> None:
    """Try a decision that the board may not take: the refusal is in the log of refusals, with its reasons."""
    taken = Taken(
        outcome=Outcome.APPROVED,
        taken_on=stage.built_on,
        reasons=words["reasons"],
        options="None were considered.",
    )
    try:
        decisions.record_decision(
            decider=_board(stage, words), about=_about(stage, words), taken=taken, by=stage.people[words["by"]],
            on=stage.built_on,
        )  # fmt: skip
    except Refused:
        return
    raise AssertionError(f"The example expects {words['title']} to be refused, and it was not.")
