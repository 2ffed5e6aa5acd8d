"""Everything that can be done to meetings, items, papers and decisions."""

from wholeplace.together.decisions.actions.agenda import (
    About,
    call_meeting,
    cancel_meeting,
    hold_meeting,
    issue_papers,
    put_on_agenda,
)
from wholeplace.together.decisions.actions.deciding import ratify, record_decision, record_elsewhere
from wholeplace.together.decisions.actions.papers import publish_paper, revise_paper, write_paper
from wholeplace.together.decisions.actions.weighing import Taken

__all__ = [
    "About",
    "Taken",
    "call_meeting",
    "cancel_meeting",
    "hold_meeting",
    "issue_papers",
    "publish_paper",
    "put_on_agenda",
    "ratify",
    "record_decision",
    "record_elsewhere",
    "revise_paper",
    "write_paper",
]
