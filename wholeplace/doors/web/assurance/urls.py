"""The pack of assurance, on the map."""

from wholeplace.doors.web.assurance import views
from wholeplace.doors.web.shell.routes import SIGNED_IN, page

pages = [
    page("assurance", views.assurance, name="assurance", needs=SIGNED_IN),
    page("assurance.json", views.as_data, name="assurance-data", needs=SIGNED_IN),
]
