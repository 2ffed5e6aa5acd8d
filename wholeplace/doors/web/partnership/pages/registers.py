"""The registers in words: the delegation matrix, interests, posts, members and words."""

from collections.abc import Sequence

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.partnership.forms import MatrixFilter, PostsFilter, WhoForm
from wholeplace.doors.web.partnership.pages.boards import delegations_table
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Crumb,
    Fact,
    Link,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import address_of, history_of, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.roles import ROLES
from wholeplace.together.partnership.queries import (
    AcceptedLine,
    DelegationCard,
    InterestCard,
    MemberCard,
    PartnershipCard,
    PostCard,
    TermCard,
)


def matrix_page(
    cards: Sequence[DelegationCard], *, place: PartnershipCard, request: Asked, filters: MatrixFilter
) -> ListPage:
    """The published delegation matrix."""
    may = request.actor.may(Permission.DELEGATION_GRANT, partnership=place.number)
    record = Step("Record a delegation", reverse("delegate"), kind="secondary")
    who = Step("Who can approve this?", f"{reverse('who-can-approve')}?place={place.slug}")
    return ListPage(
        title="What each may decide",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        lead="The delegation matrix: which board or post decides what, at which level, up to what amount.",
        steps=(who, record) if may else (who,),
        filters=filters,
        csv=csv_link(request),
        table=TableView(
            caption="Delegations",
            caption_hidden=True,
            headings=(
                "Subject",
                "Who decides",
                "Level",
                "Up to",
                "For",
                "Source",
                "Since",
                *(("Change",) if may else ()),
            ),
            numeric=frozenset({3}),
            rows=tuple(_matrix_row(card, may=may, request=request) for card in cards),
            empty="Nothing has been delegated yet.",
            empty_step=record if may else None,
        ),
    )


def who_page(cards: Sequence[DelegationCard], *, asked: bool, place: PartnershipCard, form: WhoForm) -> ListPage:
    """Who can approve a matter, the smallest sufficient first."""
    return ListPage(
        title="Who can approve this?",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("What each may decide", f"{reverse('delegations')}?place={place.slug}"),),
        lead="Say what is to be approved. The first in the list is the smallest that can take it.",
        filters=form,
        table=TableView(
            caption="Boards and posts that can approve it, the smallest sufficient first",
            caption_hidden=not asked,
            headings=("Who", "Up to", "For", "Conditions", "Source"),
            numeric=frozenset({1}),
            rows=tuple(
                (
                    Cell(
                        card.decider_name,
                        href=address_of(card.decider),
                        tag=Tag("Smallest", "green") if number == 0 else None,
                    ),
                    card.limit.brief() if card.limit is not None else "Without limit",
                    card.by.name,
                    card.conditions or "–",
                    card.source,
                )
                for number, card in enumerate(cards)
            ),
            empty="No board or post here can approve this. It goes to the member organisations themselves."
            if asked
            else "Choose a subject and a level to see who can approve it.",
        ),
    )


def interests_page(cards: Sequence[InterestCard], *, place: PartnershipCard, request: Asked) -> ListPage:
    """The register of interests."""
    step = Step("Declare an interest", reverse("declare-interest"))
    return ListPage(
        title="Register of interests",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        lead="Whoever has an interest in a matter takes no part in deciding it, as strictly as its level asks.",
        steps=(step,),
        csv=csv_link(request),
        table=TableView(
            caption="Interests",
            caption_hidden=True,
            headings=("Who", "Interest in", "What", "Since", "Change"),
            rows=tuple(
                (
                    Cell(card.person_name),
                    card.about,
                    Cell(card.nature.label, hint=card.words),
                    day(card.begins_on),
                    _end_interest(card) if card.person == request.actor.person_id else "–",
                )
                for card in cards
            ),
            empty="Nobody has declared an interest.",
            empty_step=step,
        ),
    )


def posts_page(
    cards: Sequence[PostCard], *, place: PartnershipCard, request: Asked, filters: PostsFilter, pages: Pages | None
) -> ListPage:
    """Posts and joint posts, with what each body pays and which are vacant."""
    return ListPage(
        title="Posts and joint posts",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        lead="Who works for whom, who pays which share, and which posts are vacant.",
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Posts",
            caption_hidden=True,
            headings=("Post", "Employed by", "Paid by", "Held by"),
            rows=tuple(
                (
                    Cell(card.title, href=address_of(card.ref), tag=Tag("Joint", "blue") if card.is_joint else None),
                    card.host.name,
                    _shares(card),
                    _holders(card),
                )
                for card in cards
            ),
            empty="No post is open to you here.",
        ),
    )


def post_page(card: PostCard, *, delegations: Sequence[DelegationCard], request: Asked) -> RecordPage:
    """One post: whom it answers to, who pays, and what it may decide for each of them."""
    bodies = ", ".join(share.body.name for share in card.shares)
    return RecordPage(
        title=card.title,
        caption="Joint post" if card.is_joint else "Post",
        area="decisions",
        crumbs=(Crumb("Posts and joint posts", in_place("posts", within=card.partnership, request=request)),),
        status=f"Answers to {bodies}." if card.held else f"Vacant. Answers to {bodies}.",
        tag=Tag("Held", "green") if card.held else Tag("Vacant", "orange"),
        steps=_post_steps(card, request=request),
        facts=(
            Fact("Employed by", card.host.name),
            Fact("Held by", _holders(card)),
            Fact("Roles", ", ".join(ROLES[role].name for role in card.roles)),
            Fact("Since", day(card.begins_on)),
        ),
        sections=(
            Section(
                title="Who pays",
                id="shares",
                tables=(
                    TableView(
                        caption="Shares",
                        caption_hidden=True,
                        headings=("Organisation", "Share", "Acts for it"),
                        numeric=frozenset({1}),
                        rows=tuple(
                            (
                                share.body.name,
                                f"{share.percent.normalize():f}%",
                                "Yes" if share.acts_for_it else "Once it consents",
                            )
                            for share in card.shares
                        ),
                    ),
                ),
            ),
            Section(
                title="What it may decide, and for whom",
                id="delegations",
                lead="A decision by a joint post records whose authority was used." if card.is_joint else None,
                tables=(delegations_table(delegations),),
            ),
        ),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _post_steps(card: PostCard, *, request: Asked) -> tuple[Step, ...]:
    """Consenting and withdrawing, for a body of a joint post that does not employ it."""
    actor, ref = request.actor, {"reference": card.ref.public_id}
    mine = next((share for share in card.shares if share.body.number == actor.organisation_id), None)
    may = actor.may(Permission.CONSENT_GIVE, partnership=card.partnership)
    if mine is None or mine.body.number == card.organisation or not may:
        return ()
    if mine.acts_for_it:
        return (Step("Withdraw your organisation", reverse("withdraw-post", kwargs=ref), kind="warning"),)
    return (Step("Consent for your organisation", reverse("consent-to-post", kwargs=ref)),)


def members_page(
    cards: Sequence[MemberCard], accepted: Sequence[AcceptedLine], *, place: PartnershipCard, request: Asked
) -> ListPage:
    """Who has joined what, by whose consent, and what each has accepted to do by when."""
    return ListPage(
        title="Who has joined what",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        lead="Each organisation joins by its own recorded consent, and may withdraw it.",
        csv=csv_link(request),
        table=TableView(
            caption="Organisations",
            caption_hidden=True,
            headings=("Organisation", "Joined", "Consent given by", "Arrangements it consents to"),
            rows=tuple(
                (
                    Cell(
                        card.organisation.name,
                        hint=card.organisation.kind.label + ("" if card.commissions else ", does not commission"),
                    ),
                    day(card.begins_on),
                    card.consented_by,
                    _accepted([one for one in accepted if one.organisation == card.organisation.number]),
                )
                for card in cards
            ),
            empty="No organisation has joined yet.",
        ),
    )


def words_page(cards: Sequence[TermCard], *, place: PartnershipCard, request: Asked) -> ListPage:
    """What this partnership calls things, and what it means by them."""
    may = request.actor.may(Permission.TERM_SETTLE, partnership=place.number)
    return ListPage(
        title="Words",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        lead="What the organisations here have agreed to call things, so that everybody means the same.",
        csv=csv_link(request),
        table=TableView(
            caption="Words",
            caption_hidden=True,
            headings=("Word", "Called here", "What it means", "Settled", *(("Change",) if may else ())),
            rows=tuple(
                (
                    card.word.label,
                    card.label,
                    card.definition,
                    day(card.begins_on) if card.begins_on else "As everywhere",
                    *(
                        (Cell("Settle", href=reverse("settle-word", kwargs={"word": card.word.name.lower()})),)
                        if may
                        else ()
                    ),
                )
                for card in cards
            ),
        ),
    )


def _matrix_row(card: DelegationCard, *, may: bool, request: Asked) -> tuple[Cell | str, ...]:
    own = card.by.number == request.actor.organisation_id
    end = Cell("End", href=reverse("end-delegation", kwargs={"reference": card.ref.public_id})) if own else Cell("–")
    return (
        card.topic.label,
        Cell(card.decider_name, href=address_of(card.decider)),
        card.level.word.capitalize(),
        card.limit.brief() if card.limit is not None else "Without limit",
        card.by.name,
        Cell(card.source, hint=card.conditions or None),
        day(card.begins_on),
        *((end,) if may else ()),
    )


def _end_interest(card: InterestCard) -> Cell:
    return Cell("End", href=reverse("end-interest", kwargs={"reference": card.ref.public_id}))


def _shares(card: PostCard) -> str:
    return ", ".join(f"{share.body.called} {share.percent.normalize():f}%" for share in card.shares)


def _holders(card: PostCard) -> str:
    if not card.held:
        return "Vacant"
    return ", ".join(person.name for person in card.holders) or "Held"


def _accepted(lines: Sequence[AcceptedLine]) -> Cell:
    if not lines:
        return Cell("None yet")
    promised = [f"{one.accepts} by {day(one.due_on)}" for one in lines if one.accepts and one.due_on]
    return Cell(
        f"{len(lines)} {'arrangement' if len(lines) == 1 else 'arrangements'}",
        hint="; ".join(promised) or None,
        links=tuple(Link(one.title, address_of(one.arrangement)) for one in lines),
    )
