"""The pages of contracts on the map."""

from wholeplace.doors.web.contracts.views import entering, running, showing
from wholeplace.doors.web.shell.routes import PUBLIC, page
from wholeplace.ground.access.permissions import Permission as P

pages = [
    page("contracts", showing.contracts, name="contracts", needs=PUBLIC),
    page("contracts/providers", showing.providers_shared, name="providers-shared", needs=PUBLIC),
    page("contracts/enter", entering.enter_contract, name="enter-contract", needs=P.CONTRACT_ENTER),
    page("contracts/<str:reference>", showing.contract, name="contract", needs=PUBLIC),
    page("contracts/<str:reference>/link", entering.link_contract, name="link-contract", needs=P.CONTRACT_ENTER),
    page("contracts/<str:reference>/measure", running.add_measure, name="add-measure", needs=P.CONTRACT_ENTER),
    page("contracts/<str:reference>/extend", running.extend_contract, name="extend-contract", needs=P.CONTRACT_ENTER),
    page("contracts/<str:reference>/end", running.end_contract, name="end-contract", needs=P.CONTRACT_ENTER),
    page("contracts/<str:reference>/review", running.review_contract, name="review-contract", needs=P.RESULT_RECORD),
    page(
        "contract-measures/<str:reference>/retire",
        running.retire_measure,
        name="retire-measure",
        needs=P.CONTRACT_ENTER,
    ),
]
