"""The pages of boards, delegations, arrangements, interests, posts, members and words on the map."""

from wholeplace.doors.web.partnership.views import arrangements, boards, registers
from wholeplace.doors.web.shell.routes import PUBLIC, SIGNED_IN, page
from wholeplace.ground.access.permissions import Permission as P

pages = [
    page("boards", boards.boards, name="boards", needs=PUBLIC),
    page("boards/set-up", boards.set_up_board, name="set-up-board", needs=P.BOARD_SET_UP),
    page("boards/themes", boards.theme_boards, name="theme-boards", needs=PUBLIC),
    page("boards/<str:reference>", boards.board, name="board", needs=PUBLIC),
    page("boards/<str:reference>/terms", boards.change_terms, name="change-terms", needs=P.BOARD_SET_UP),
    page("boards/<str:reference>/seats", boards.give_seat, name="give-seat", needs=P.BOARD_SET_UP),
    page("boards/<str:reference>/seats/<str:seat>/end", boards.end_seat, name="end-seat", needs=P.BOARD_SET_UP),
    page("delegations", registers.delegations, name="delegations", needs=PUBLIC),
    page("delegations/who", registers.who_can_approve, name="who-can-approve", needs=PUBLIC),
    page("delegations/record", registers.delegate, name="delegate", needs=P.DELEGATION_GRANT),
    page("delegations/<str:reference>/end", registers.end_delegation, name="end-delegation", needs=P.DELEGATION_GRANT),
    page("arrangements", arrangements.arrangements, name="arrangements", needs=PUBLIC),
    page(
        "arrangements/register",
        arrangements.register_arrangement,
        name="register-arrangement",
        needs=P.ARRANGEMENT_REGISTER,
    ),
    page("arrangements/<str:reference>", arrangements.arrangement, name="arrangement", needs=PUBLIC),
    page(
        "arrangements/<str:reference>/complete",
        arrangements.complete_arrangement,
        name="complete-arrangement",
        needs=P.ARRANGEMENT_REGISTER,
    ),
    page(
        "arrangements/<str:reference>/move",
        arrangements.move_arrangement,
        name="move-arrangement",
        needs=P.ARRANGEMENT_REGISTER,
    ),
    page("arrangements/<str:reference>/consent", arrangements.consent, name="consent", needs=P.CONSENT_GIVE),
    page("arrangements/<str:reference>/withdraw", arrangements.withdraw, name="withdraw", needs=P.CONSENT_GIVE),
    page("interests", registers.interests, name="interests", needs=SIGNED_IN),
    page("interests/declare", registers.declare_interest, name="declare-interest", needs=P.INTEREST_DECLARE),
    page("interests/<str:reference>/end", registers.end_interest, name="end-interest", needs=P.INTEREST_DECLARE),
    page("posts", registers.posts, name="posts", needs=PUBLIC),
    page("posts/<str:reference>", registers.post, name="post", needs=PUBLIC),
    page("posts/<str:reference>/consent", registers.consent_to_post, name="consent-to-post", needs=P.CONSENT_GIVE),
    page("posts/<str:reference>/withdraw", registers.withdraw_from_post, name="withdraw-post", needs=P.CONSENT_GIVE),
    page("members", registers.members, name="members", needs=PUBLIC),
    page("words", registers.words, name="words", needs=PUBLIC),
    page("words/<str:word>/settle", registers.settle_word, name="settle-word", needs=P.TERM_SETTLE),
]
