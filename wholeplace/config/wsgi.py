"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholeplace.config.settings")
application = get_wsgi_application()

# Every page is imported before the first is asked for. What is loaded now stays: looking through it again for garbage
# at every page would cost more than the page.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
