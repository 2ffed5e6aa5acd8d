"""The pages of results on the map."""

from wholeplace.doors.web.results import views
from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("results", views.results, name="results", needs=PUBLIC),
    page("results/record", views.record_result, name="record-result", needs=Permission.RESULT_RECORD),
    page("results/<str:reference>", views.result, name="result", needs=PUBLIC),
    page("results/<str:reference>/withdraw", views.withdraw, name="withdraw-result", needs=Permission.RESULT_RECORD),
]
