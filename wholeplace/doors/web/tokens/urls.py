"""The pages of tokens on the map."""

from wholeplace.doors.web.shell.routes import page
from wholeplace.doors.web.tokens import views
from wholeplace.ground.access.permissions import Permission

pages = [
    page("tokens", views.tokens, name="tokens", needs=Permission.TOKEN_ISSUE),
    page("tokens/issue", views.issue, name="issue-token", needs=Permission.TOKEN_ISSUE, fresh=True),
    page("tokens/<str:reference>/revoke", views.revoke, name="revoke-token", needs=Permission.TOKEN_ISSUE),
]
