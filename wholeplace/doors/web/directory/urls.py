"""The pages of organisations on the map."""

from wholeplace.doors.web.directory import views
from wholeplace.doors.web.shell.routes import PUBLIC, page

pages = [
    page("organisations/<str:reference>", views.organisation, name="organisation", needs=PUBLIC),
]
