"""The pages of meetings, items, papers and decisions on the map."""

from wholeplace.doors.web.decisions.views import deciding, items, meetings
from wholeplace.doors.web.shell.routes import PUBLIC, SIGNED_IN, page
from wholeplace.ground.access.permissions import Permission as P

pages = [
    page("decisions", deciding.decisions, name="decisions", needs=PUBLIC),
    page("decisions/to-agree", deciding.to_agree, name="to-agree", needs=SIGNED_IN),
    page("decisions/record", deciding.record_decision, name="record-decision", needs=P.DECISION_TAKE),
    page("decisions/elsewhere", deciding.record_elsewhere, name="record-elsewhere", needs=P.DECISION_TAKE),
    page("decisions/<str:reference>", deciding.decision, name="decision", needs=PUBLIC),
    page("decisions/<str:reference>/pack", deciding.pack, name="decision-pack", needs=P.TRAIL_READ, fresh=True),
    page("decisions/<str:reference>/agree", deciding.ratify, name="ratify", needs=P.DECISION_RATIFY),
    page("meetings", meetings.meetings, name="meetings", needs=PUBLIC),
    page("meetings/call", meetings.call_meeting, name="call-meeting", needs=P.MEETING_CALL),
    page("meetings/<str:reference>", meetings.meeting, name="meeting", needs=PUBLIC),
    page("meetings/<str:reference>/issue", meetings.issue_papers, name="issue-papers", needs=P.MEETING_CALL),
    page("meetings/<str:reference>/held", meetings.hold_meeting, name="hold-meeting", needs=P.MEETING_CALL),
    page("meetings/<str:reference>/cancel", meetings.cancel_meeting, name="cancel-meeting", needs=P.MEETING_CALL),
    # Any of several permissions lets somebody bring items: the views ask for one of them.
    page("items", items.items, name="items", needs=PUBLIC),
    page("items/take", items.take_to_board, name="take-to-board", needs=SIGNED_IN),
    page("items/<str:reference>", items.item, name="item", needs=PUBLIC),
    page("items/<str:reference>/papers", items.write_paper, name="write-paper", needs=SIGNED_IN),
    page("papers/<str:reference>", items.paper, name="paper", needs=PUBLIC),
    page("papers/<str:reference>/revise", items.revise_paper, name="revise-paper", needs=SIGNED_IN),
    page("papers/<str:reference>/publish", items.publish_paper, name="publish-paper", needs=SIGNED_IN),
]
