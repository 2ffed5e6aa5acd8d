"""The pages of indicators on the map."""

from wholeplace.doors.web.indicators import views
from wholeplace.doors.web.shell.routes import PUBLIC, page

pages = [
    page("areas/<str:area>/indicators/<str:code>", views.indicator, name="indicator", needs=PUBLIC),
    page("indicators", views.indicators, name="indicators", needs=PUBLIC),
    page("indicators/<str:code>", views.measure, name="measure", needs=PUBLIC),
    page("files-taken-in", views.batches, name="batches", needs=PUBLIC),
    page("files-taken-in/<str:reference>", views.batch, name="batch", needs=PUBLIC),
]
