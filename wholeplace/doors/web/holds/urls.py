"""The pages of holds on the map."""

from wholeplace.doors.web.holds import views
from wholeplace.doors.web.shell.routes import page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("holds", views.holds, name="holds", needs=Permission.RECORD_HOLD),
    page("holds/new", views.place, name="place-hold", needs=Permission.RECORD_HOLD),
    page("holds/<str:reference>/lift", views.lift, name="lift-hold", needs=Permission.RECORD_HOLD),
]
