"""Joined-up pages on the map."""

from wholeplace.doors.web.joined import views
from wholeplace.doors.web.shell.routes import PUBLIC, SIGNED_IN, page

pages = [
    page("thread/<str:reference>", views.whole_thread, name="thread", needs=PUBLIC),
    page("gaps", views.not_linked, name="gaps", needs=SIGNED_IN),
    page("search", views.search, name="search", needs=PUBLIC),
]
