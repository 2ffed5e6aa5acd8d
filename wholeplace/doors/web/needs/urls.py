"""The pages of needs on the map."""

from wholeplace.doors.web.needs import views
from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("needs", views.needs, name="needs", needs=PUBLIC),
    page("needs/record", views.record_need, name="record-need", needs=Permission.NEED_RECORD),
    page("needs/<str:reference>", views.need, name="need", needs=PUBLIC),
    page("needs/<str:reference>/close", views.close_need, name="close-need", needs=Permission.NEED_RECORD),
]
