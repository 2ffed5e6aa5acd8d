"""The pages of published spend on the map."""

from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.doors.web.spend import views

pages = [
    page("spend", views.spenders, name="spenders", needs=PUBLIC),
    page("spend/payees", views.payees, name="payees", needs=PUBLIC),
    page("spend/<str:reference>", views.spend, name="spend", needs=PUBLIC),
    page("spend/<str:reference>/payees", views.payees_of, name="spend-payees", needs=PUBLIC),
    page("spend/<str:reference>/payments", views.payments, name="spend-payments", needs=PUBLIC),
]
