"""The pages of requests for information on the map."""

from wholeplace.doors.web.information_requests import answering, views
from wholeplace.doors.web.shell.routes import page
from wholeplace.ground.access.permissions import PUBLIC, Permission

ANSWER = Permission.REQUEST_ANSWER

pages = [
    page("requests", views.requests, name="requests", needs=ANSWER),
    page("requests/log", views.log_request, name="log-request", needs=ANSWER),
    page("requests/<str:reference>", views.request, name="request", needs=ANSWER),
    page("requests/<str:reference>/ask", views.ask_applicant, name="ask-applicant", needs=ANSWER),
    page("requests/<str:reference>/reply", views.note_reply, name="note-reply", needs=ANSWER),
    page("requests/<str:reference>/close", views.close_request, name="close-request", needs=ANSWER),
    page("requests/<str:reference>/gather", answering.gather_records, name="gather-records", needs=ANSWER),
    page("requests/<str:reference>/records/<str:held>", answering.held_record, name="held-record", needs=ANSWER),
    page("requests/<str:reference>/records/<str:held>/line", answering.handle_line, name="handle-line", needs=ANSWER),
    page(
        "requests/<str:reference>/records/<str:held>/leave-out",
        answering.leave_out_record,
        name="leave-out-record",
        needs=ANSWER,
    ),
    page("requests/<str:reference>/explain", answering.explain_exemption, name="explain-exemption", needs=ANSWER),
    page("requests/<str:reference>/answer", answering.draft_answer, name="draft-answer", needs=ANSWER),
    page("requests/<str:reference>/propose", answering.propose_answer, name="propose-answer", needs=ANSWER),
    page("requests/<str:reference>/send-back", answering.send_answer_back, name="send-answer-back", needs=ANSWER),
    page("requests/<str:reference>/release", answering.release_answer, name="release-answer", needs=ANSWER, fresh=True),
    page("disclosures", answering.disclosures, name="disclosures", needs=PUBLIC),
    page("disclosures/<str:reference>", answering.disclosure, name="disclosure", needs=PUBLIC),
    page("disclosures/<str:reference>/text", answering.disclosure_text, name="disclosure-text", needs=PUBLIC),
]
