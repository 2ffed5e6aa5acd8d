"""The pages of files that are brought in, on the map."""

from wholeplace.doors.web.brought import views
from wholeplace.doors.web.shell.routes import SIGNED_IN, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("bring-in", views.bring_in, name="bring-in", needs=Permission.FILE_BRING),
    page("brought-in", views.files, name="brought-files", needs=SIGNED_IN),
    page("brought-in/<str:reference>", views.brought, name="brought-file", needs=SIGNED_IN),
    page("brought-in/<str:reference>/refused", views.refused_rows, name="brought-refused", needs=SIGNED_IN),
    page("brought-in/<str:reference>/confirm", views.confirm, name="confirm-file", needs=Permission.FILE_CONFIRM),
    page("brought-in/<str:reference>/again", views.ask_again, name="ask-again-for-file", needs=Permission.FILE_CONFIRM),
    page("brought-in/<str:reference>/cancel", views.cancel, name="cancel-file", needs=Permission.FILE_BRING),
]
