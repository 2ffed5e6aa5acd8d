"""The pages of requests for information on the map."""

from wholeplace.doors.web.information_requests import views
from wholeplace.doors.web.shell.routes import page
from wholeplace.ground.access.permissions import Permission

ANSWER = Permission.REQUEST_ANSWER

pages = [
    page("requests", views.requests, name="requests", needs=ANSWER),
    page("requests/log", views.log_request, name="log-request", needs=ANSWER),
    page("requests/<str:reference>", views.request, name="request", needs=ANSWER),
    page("requests/<str:reference>/ask", views.ask_applicant, name="ask-applicant", needs=ANSWER),
    page("requests/<str:reference>/reply", views.note_reply, name="note-reply", needs=ANSWER),
    page("requests/<str:reference>/close", views.close_request, name="close-request", needs=ANSWER),
]
