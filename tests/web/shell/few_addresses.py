"""A site of which a partnership has switched off most."""

from django.urls import path

from tests.web.shell.addresses import nothing

urlpatterns = [path(name, nothing, name=name) for name in ("home", "needs")]
