"""The page of whoever looks after the site, on the map."""

from wholeplace.doors.web.operations import views
from wholeplace.doors.web.shell.routes import page
from wholeplace.ground.access.permissions import Permission

pages = [page("operations", views.operations, name="operations", needs=Permission.OPERATIONS_READ)]
