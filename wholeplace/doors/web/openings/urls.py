"""The pages of openings in an emergency on the map."""

from wholeplace.doors.web.openings import views
from wholeplace.doors.web.shell.routes import SIGNED_IN, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("openings", views.openings, name="openings", needs=SIGNED_IN),
    page("openings/new", views.ask, name="ask-to-open", needs=Permission.EMERGENCY_OPEN),
    page("openings/<str:reference>", views.opening, name="opening", needs=SIGNED_IN),
    page("openings/<str:reference>/agree", views.agree, name="agree-to-open", needs=Permission.EMERGENCY_AGREE),
    page("openings/<str:reference>/close", views.close, name="close-opening", needs=SIGNED_IN),
]
