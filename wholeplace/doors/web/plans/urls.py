"""The pages of plans and intentions on the map."""

from wholeplace.doors.web.plans import intentions, plans
from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.ground.access.permissions import Permission as P

pages = [
    page("plans", plans.plans, name="plans", needs=PUBLIC),
    page("plans/write", plans.write, name="write-plan", needs=P.PLAN_WRITE),
    page("plans/<str:reference>", plans.plan, name="plan", needs=PUBLIC),
    page("plans/<str:reference>/revise", plans.revise, name="revise-plan", needs=P.PLAN_WRITE),
    page("plans/<str:reference>/challenge", plans.challenge, name="challenge-plan", needs=P.PLAN_WRITE),
    page("plans/<str:reference>/finalise", plans.finalise, name="finalise-plan", needs=P.PLAN_WRITE),
    page("plans/<str:reference>/publish", plans.publish, name="publish-plan", needs=P.PLAN_WRITE),
    page("intentions", intentions.intentions, name="intentions", needs=PUBLIC),
    page("intentions/raise", intentions.raise_intention, name="raise-intention", needs=P.INTENTION_RAISE),
    page("intentions/<str:reference>", intentions.intention, name="intention", needs=PUBLIC),
    page("intentions/<str:reference>/agree", intentions.agree, name="agree-intention", needs=P.INTENTION_RAISE),
    page("intentions/<str:reference>/begin", intentions.begin, name="begin-intention", needs=P.INTENTION_RAISE),
    page("intentions/<str:reference>/finish", intentions.finish, name="finish-intention", needs=P.INTENTION_RAISE),
    page("intentions/<str:reference>/drop", intentions.drop, name="drop-intention", needs=P.INTENTION_RAISE),
    page("intentions/<str:reference>/money", intentions.fund, name="fund-intention", needs=P.FUND_KEEP),
]
