"""Every page of the site, room by room."""

from wholeplace.doors.web.home import urls as home
from wholeplace.doors.web.joined import urls as joined
from wholeplace.doors.web.law import urls as law
from wholeplace.doors.web.needs import urls as needs
from wholeplace.doors.web.tokens import urls as tokens

pages = [*home.pages, *joined.pages, *law.pages, *needs.pages, *tokens.pages]
