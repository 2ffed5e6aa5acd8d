"""Who has looked, on the map."""

from wholeplace.doors.web.readings import views
from wholeplace.doors.web.shell.routes import page
from wholeplace.ground.access.permissions import Permission

pages = [page("readings", views.readings, name="readings", needs=Permission.TRAIL_READ)]
"""One register, narrowed to one record by its reference: it says nothing of what was never read."""
