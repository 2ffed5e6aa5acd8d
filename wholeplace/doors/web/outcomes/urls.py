"""The pages of outcomes on the map."""

from wholeplace.doors.web.outcomes import views
from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("outcomes", views.outcomes, name="outcomes", needs=PUBLIC),
    page("outcomes/set", views.set_outcome, name="set-outcome", needs=Permission.OUTCOME_SET),
    page("outcomes/<str:reference>", views.outcome, name="outcome", needs=PUBLIC),
    page("outcomes/<str:reference>/close", views.close, name="close-outcome", needs=Permission.OUTCOME_SET),
    page(
        "outcomes/<str:reference>/measure", views.add_measure, name="add-outcome-measure", needs=Permission.OUTCOME_SET
    ),
    page("outcomes/<str:reference>/need", views.link_need, name="link-need", needs=Permission.OUTCOME_SET),
    page("outcome-measures/<str:reference>/target", views.set_target, name="set-target", needs=Permission.OUTCOME_SET),
]
