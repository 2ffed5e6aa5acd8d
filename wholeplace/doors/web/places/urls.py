"""The pages of areas on the map."""

from wholeplace.doors.web.places import views
from wholeplace.doors.web.shell.routes import PUBLIC, page

pages = [
    page("areas", views.areas, name="areas", needs=PUBLIC),
    page("areas/<str:reference>", views.area, name="area", needs=PUBLIC),
    page("areas/<str:reference>/figures", views.area_figures, name="area-figures", needs=PUBLIC),
    page("areas/<str:reference>/within", views.area_parts, name="area-parts", needs=PUBLIC),
]
