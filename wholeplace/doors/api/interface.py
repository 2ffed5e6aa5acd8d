"""The programming interface as a whole: its description, its operations room by room, and its problems."""

from ninja import NinjaAPI

from wholeplace.doors.api.needs import router as needs
from wholeplace.doors.api.operations import answer_with_problems
from wholeplace.doors.api.thread import router as thread

api = NinjaAPI(
    title="Wholeplace",
    version="1",
    description=(
        "The same queries and actions as the pages, under the same rules. Public records need no token; for the rest"
        " send `Authorization: Bearer …` with a token made under your name on the site."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=None,
)
api.add_router("/needs", needs, tags=["Needs"])
api.add_router("/thread", thread, tags=["Golden thread"])
answer_with_problems(api)
