"""The pages of law on the map."""

from wholeplace.doors.web.law import views
from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("law", views.law, name="law", needs=PUBLIC),
    page("law/set", views.set_number, name="set-law", needs=Permission.LAW_OVERRIDE),
    page("law/end/<str:override>", views.end_number, name="end-law", needs=Permission.LAW_OVERRIDE),
]
