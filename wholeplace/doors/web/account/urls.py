"""One's own sign-in on the map."""

from wholeplace.doors.web.account import views
from wholeplace.doors.web.shell.routes import page
from wholeplace.ground.access.permissions import Permission

# Not once: a password must leave no digest, and what ends sessions is done whenever it is asked for.
NEEDS = Permission.ACCOUNT_KEEP
pages = [
    page("account", views.account, name="account", needs=NEEDS),
    page("account/password", views.change_password, name="change-password", needs=NEEDS, once=False),
    page("account/sign-out-everywhere", views.sign_out_everywhere, name="sign-out-everywhere", needs=NEEDS, once=False),
    page("account/password-again", views.give_password_again, name="password-again", needs=NEEDS, once=False),
]
