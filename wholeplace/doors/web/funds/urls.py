"""The pages of money on the map."""

from wholeplace.doors.web.funds import views
from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.ground.access.permissions import Permission

pages = [
    page("money", views.money, name="money", needs=PUBLIC),
    page("funds/open", views.open_fund, name="open-fund", needs=Permission.FUND_KEEP),
    page("funds/<str:reference>", views.fund, name="fund", needs=PUBLIC),
    page("funds/<str:reference>/contribute", views.contribute, name="contribute", needs=Permission.FUND_KEEP),
    page("funds/<str:reference>/line", views.add_line, name="add-line", needs=Permission.FUND_KEEP),
    page("lines/<str:reference>", views.line, name="line", needs=PUBLIC),
    page("lines/<str:reference>/move", views.move, name="move-money", needs=Permission.FUND_KEEP),
    page("lines/<str:reference>/outcome", views.link_outcome, name="link-line", needs=Permission.FUND_KEEP),
]
