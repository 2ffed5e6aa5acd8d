"""What the web server calls."""

import gc
import os
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created
from django.template import engines
from django.urls import get_resolver

PLANS_KEPT = 500
"""How many queries a connection keeps the plans of: about as many as all pages ask. Its usual 100 would be thrown out
by the next page and made anew.
"""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholeplace.config.settings")
application = get_wsgi_application()

from wholeplace.config.standing import must_stand  # noqa: E402  (it reads models, which are there only now)

must_stand()


def keep_plans(connection: Any, **_: Any) -> None:
    """Let a new connection keep its plans."""
    connection.connection.prepared_max = PLANS_KEPT


connection_created.connect(keep_plans)

# Every page and its template are there before the first is asked for. What is loaded now stays: looking through it
# again for garbage at every page would cost more than the page.
get_resolver().url_patterns  # noqa: B018
templates = engines["jinja2"].env  # type: ignore[attr-defined]
for name in templates.list_templates():
    templates.get_template(name)
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
