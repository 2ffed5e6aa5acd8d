"""Everything that can be done to partnerships, posts, boards, delegations, arrangements, interests and words."""

from wholeplace.together.partnership.actions.arrangements import (
    ArrangementTerms,
    complete_arrangement,
    consent,
    move_arrangement,
    register_arrangement,
    withdraw,
)
from wholeplace.together.partnership.actions.boards import (
    TermsOfReference,
    change_terms,
    end_board,
    end_seat,
    give_seat,
    set_up_board,
)
from wholeplace.together.partnership.actions.delegations import delegate, end_delegation
from wholeplace.together.partnership.actions.interests import declare_interest, end_interest
from wholeplace.together.partnership.actions.partnerships import admit, set_up
from wholeplace.together.partnership.actions.posts import (
    consent_to_post,
    fill_post,
    leave_post,
    set_up_post,
    withdraw_from_post,
)
from wholeplace.together.partnership.actions.terms import settle_term

__all__ = [
    "ArrangementTerms",
    "TermsOfReference",
    "admit",
    "change_terms",
    "complete_arrangement",
    "consent",
    "consent_to_post",
    "declare_interest",
    "delegate",
    "end_board",
    "end_delegation",
    "end_interest",
    "end_seat",
    "fill_post",
    "give_seat",
    "leave_post",
    "move_arrangement",
    "register_arrangement",
    "set_up",
    "set_up_board",
    "set_up_post",
    "settle_term",
    "withdraw",
    "withdraw_from_post",
]
