"""Home and sign-in on the map."""

from django.contrib.auth.views import LogoutView

from wholeplace.doors.web.home import views
from wholeplace.doors.web.shell.routes import PUBLIC, SIGNED_IN, page

pages = [
    page("", views.front, name="front", needs=PUBLIC),
    page("home", views.home, name="home", needs=SIGNED_IN),
    page("acting-as", views.acting_as, name="acting-as", needs=SIGNED_IN, once=False),
    page("sign-in", views.SignIn.as_view(), name="sign-in", needs=PUBLIC, once=False),
    page("sign-out", LogoutView.as_view(), name="sign-out", needs=PUBLIC, once=False),
]
