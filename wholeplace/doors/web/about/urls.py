"""The pages that a service says of itself on the map."""

from wholeplace.doors.web.about import views
from wholeplace.doors.web.shell.routes import PUBLIC, page

pages = [
    page("accessibility", views.accessibility, name="accessibility", needs=PUBLIC),
    page("privacy", views.privacy, name="privacy", needs=PUBLIC),
    page("cookies", views.cookies, name="cookies", needs=PUBLIC),
    page("help", views.help_page, name="help", needs=PUBLIC),
    page("seals", views.seals, name="seals", needs=PUBLIC),
    page("seals/verify_trail.py", views.verifier, name="verifier", needs=PUBLIC),
]
