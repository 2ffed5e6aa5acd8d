"""Every page of the site, room by room."""

from wholeplace.doors.web.about import urls as about
from wholeplace.doors.web.account import urls as account
from wholeplace.doors.web.assurance import urls as assurance
from wholeplace.doors.web.brought import urls as brought
from wholeplace.doors.web.contracts import urls as contracts
from wholeplace.doors.web.decisions import urls as decisions
from wholeplace.doors.web.directory import urls as directory
from wholeplace.doors.web.funds import urls as funds
from wholeplace.doors.web.holds import urls as holds
from wholeplace.doors.web.home import urls as home
from wholeplace.doors.web.indicators import urls as indicators
from wholeplace.doors.web.information_requests import urls as information_requests
from wholeplace.doors.web.joined import urls as joined
from wholeplace.doors.web.law import urls as law
from wholeplace.doors.web.needs import urls as needs
from wholeplace.doors.web.openings import urls as openings
from wholeplace.doors.web.operations import urls as operations
from wholeplace.doors.web.outcomes import urls as outcomes
from wholeplace.doors.web.partnership import urls as partnership
from wholeplace.doors.web.places import urls as places
from wholeplace.doors.web.plans import urls as plans
from wholeplace.doors.web.readings import urls as readings
from wholeplace.doors.web.results import urls as results
from wholeplace.doors.web.sharing import urls as sharing
from wholeplace.doors.web.spend import urls as spend
from wholeplace.doors.web.subject import urls as subject
from wholeplace.doors.web.tokens import urls as tokens

ROOMS = (about, home, joined, law, directory, partnership, places, indicators, decisions,
    needs, outcomes, plans, funds, spend, brought, contracts, results, sharing, openings, readings, subject,
    holds, information_requests, assurance, tokens, account, operations,
)  # fmt: skip
pages = [page for room in ROOMS for page in room.pages]
