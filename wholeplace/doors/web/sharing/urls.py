"""The pages of sharing on the map."""

from wholeplace.doors.web.sharing import views
from wholeplace.doors.web.shell.routes import SIGNED_IN, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("shares", views.shares, name="shares", needs=SIGNED_IN),
    page("shares/new", views.share, name="share-record", needs=Permission.SHARE_GRANT, fresh=True),
    page("shares/<str:reference>/end", views.end, name="end-share", needs=Permission.SHARE_GRANT, fresh=True),
]
