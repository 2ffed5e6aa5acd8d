"""Every address of the site. Doors that are not ours stand here by name, each with its declared policy."""

from django.urls import URLPattern, URLResolver, path, re_path

from wholeplace.doors.api.interface import api
from wholeplace.doors.api.middleware import nothing_there
from wholeplace.doors.web.urls import pages

urlpatterns: list[URLPattern | URLResolver] = [
    *pages,
    path("api/v1/", api.urls),
    re_path(r"^api(?:/.*)?$", nothing_there),
]

handler404 = "wholeplace.doors.web.shell.routes.not_found"
handler500 = "wholeplace.doors.web.shell.failing.failed"
