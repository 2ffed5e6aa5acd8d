"""What is held about somebody, on the map."""

from wholeplace.doors.web.shell.routes import page
from wholeplace.doors.web.subject import views
from wholeplace.ground.access.permissions import Permission

pages = [page("held-about", views.held_about, name="held-about", needs=Permission.SUBJECT_READ)]
