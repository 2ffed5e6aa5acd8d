"""Delegations, interests, posts, members and words."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.partnership.forms import (
    DelegationForm,
    InterestForm,
    LastDayForm,
    MatrixFilter,
    PostConsentForm,
    PostsFilter,
    TermForm,
    WhoForm,
    WithdrawForm,
)
from wholeplace.doors.web.partnership.pages import registers as pages
from wholeplace.doors.web.shell.asking import (
    asking,
    boards_here,
    here,
    organisations_here,
    posts_here,
)
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link, ListPage
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.queries import PostCard
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.terms import Word
from wholeplace.together.partnership.rules.topics import Level, Topic


def delegations(request: Asked) -> HttpResponse:
    """The delegation matrix of a place."""
    place = place_asked_for(request)
    filters = MatrixFilter(request.GET)
    answers = filters.answers()
    cards = queries.matrix(
        within=place.number,
        seen_by=request.actor,
        on=request.today,
        topic=Topic(answers["topic"]) if answers.get("topic") else None,
        level=Level(answers["level"]) if answers.get("level") else None,
    )
    return _list(request, pages.matrix_page(cards, place=place, request=request, filters=filters))


def who_can_approve(request: Asked) -> HttpResponse:
    """Who can approve a matter, the smallest sufficient first."""
    place = place_asked_for(request)
    form = WhoForm(request.GET)
    answers = form.answers()
    asked = bool(answers.get("topic") and answers.get("level"))
    cards = (
        queries.who_can_approve(
            topic=Topic(answers["topic"]),
            level=Level(answers["level"]),
            amount=answers.get("amount"),
            within=place.number,
            seen_by=request.actor,
            on=request.today,
        )
        if asked
        else ()
    )
    return _list(request, pages.who_page(cards, asked=asked, place=place, form=form))


def delegate(request: Asked) -> HttpResponse:
    """Record what one's organisation lets a board or post decide."""
    actor, today = request.actor, request.today
    deciders = [(f"board:{ref}", title) for ref, title in boards_here(actor, on=today)]
    deciders += [(f"post:{ref}", title) for ref, title in posts_here(actor, on=today)]
    initial = {"to": request.GET.get("to", ""), "begins_on": today}
    form = DelegationForm(request.POST or None, initial=initial, choices={"to": deciders})
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            to = Ref.parse(answers["to"])
            actions.delegate(
                to=to,
                topic=Topic(answers["topic"]),
                level=Level(answers["level"]),
                limit=answers["limit"],
                source=answers["source"],
                conditions=answers["conditions"],
                begins_on=answers["begins_on"],
                ends_on=answers["ends_on"],
                by=actor,
                on=today,
            )
            return redirect(to.kind, reference=to.public_id)
    page = FormPage(
        title="Record a delegation",
        caption=actor.organisation_name,
        area="decisions",
        submit="Record it",
        back=Link("What each may decide", reverse("delegations")),
        what_happens="From its first day, what the board or post decides within it stands for your organisation.",
        who_sees="Everyone can see it: the matrix is published.",
    )
    return asking(request, page, form)


def end_delegation(request: Asked, reference: str) -> HttpResponse:
    """Say which is the last day of a delegation."""
    card = queries.delegation(reference=reference, seen_by=request.actor)
    form = LastDayForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_delegation(
                delegation=reference,
                last_day=form.cleaned_data["last_day"],
                by=request.actor,
                on=request.today,
            )
            return redirect("delegations")
    page = FormPage(
        title="End this delegation",
        caption=f"{card.decider_name}: {card.topic.label.lower()}, {card.size}",
        area="decisions",
        submit="End the delegation",
        kind="warning",
        back=Link("What each may decide", reverse("delegations")),
        what_happens="What was decided under it stands.",
    )
    return asking(request, page, form)


def interests(request: Asked) -> HttpResponse:
    """The register of interests of a place."""
    place = place_asked_for(request)
    cards = queries.interests(within=place.number, seen_by=request.actor, on=request.today)
    return _list(request, pages.interests_page(cards, place=place, request=request))


def declare_interest(request: Asked) -> HttpResponse:
    """Declare an interest of one's own."""
    choices = {"organisation": organisations_here(request.actor, on=request.today)}
    form = InterestForm(request.POST or None, initial={"begins_on": request.today}, choices=choices)
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            actions.declare_interest(
                nature=Nature(answers["nature"]),
                words=answers["words"],
                organisation=answers["organisation"] or "",
                topic=Topic(answers["topic"]) if answers["topic"] else None,
                begins_on=answers["begins_on"],
                by=request.actor,
                on=request.today,
            )
            return redirect("interests")
    page = FormPage(
        title="Declare an interest",
        area="decisions",
        submit="Declare it",
        back=Link("Register of interests", reverse("interests")),
        what_happens="You cannot help decide matters this affects. For smaller decisions it is only flagged.",
        who_sees="Every organisation of the partnership can see it.",
    )
    return asking(request, page, form)


def end_interest(request: Asked, reference: str) -> HttpResponse:
    """Say which is the last day of an interest of one's own."""
    card = queries.interest(reference=reference, seen_by=request.actor)
    form = LastDayForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_interest(
                interest=reference,
                last_day=form.cleaned_data["last_day"],
                by=request.actor,
                on=request.today,
            )
            return redirect("interests")
    page = FormPage(
        title="End this interest",
        caption=card.about,
        area="decisions",
        submit="End the interest",
        what_happens="From the day after, it keeps nobody from deciding. It stays in the register as ended.",
        kind="warning",
        back=Link("Register of interests", reverse("interests")),
    )
    return asking(request, page, form)


def posts(request: Asked) -> HttpResponse:
    """The posts and joint posts of a place."""
    place = place_asked_for(request)
    filters = PostsFilter(request.GET)
    joint = True if filters.answers().get("joint") == "yes" else None
    rows = queries.posts(within=place.number, seen_by=request.actor, on=request.today, joint=joint)
    shown, numbers = (rows, None) if wants_csv(request) else one_page(request, rows)
    cards = queries.post_cards(rows=shown, seen_by=request.actor, on=request.today)
    return _list(request, pages.posts_page(cards, place=place, request=request, filters=filters, pages=numbers))


def post(request: Asked, reference: str) -> HttpResponse:
    """One post."""
    card = queries.post(reference=reference, seen_by=request.actor, on=request.today)
    granted = queries.delegations_of(decider=card.ref, seen_by=request.actor, on=request.today)
    return render(request, "record.html", {"page": pages.post_page(card, delegations=granted, request=request)})


def consent_to_post(request: Asked, reference: str) -> HttpResponse:
    """Let a joint post act for one's organisation."""
    card = _post_of_ours(request, reference)
    form = PostConsentForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.consent_to_post(post=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("post", reference=reference)
    page = FormPage(
        title=f"Consent for {request.actor.organisation_name}",
        caption=card.title,
        area="decisions",
        submit="Record the consent",
        back=Link(card.title, reverse("post", kwargs={"reference": reference})),
        what_happens="From today whoever holds this post may also work for your organisation, with the post's roles.",
    )
    return asking(request, page, form)


def withdraw_from_post(request: Asked, reference: str) -> HttpResponse:
    """Say until which day a joint post acts for one's organisation."""
    card = _post_of_ours(request, reference)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.withdraw_from_post(post=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("post", reference=reference)
    page = FormPage(
        title=f"Withdraw {request.actor.organisation_name}",
        caption=card.title,
        area="decisions",
        submit="Withdraw",
        kind="warning",
        back=Link(card.title, reverse("post", kwargs={"reference": reference})),
        what_happens="After the last day nobody acts for your organisation in this post. What was done stands.",
    )
    return asking(request, page, form)


def _post_of_ours(request: Asked, reference: str) -> PostCard:
    """The post, if it answers to the reader's organisation."""
    card = queries.post(reference=reference, seen_by=request.actor, on=request.today)
    if request.actor.organisation_id not in {share.body.number for share in card.shares}:
        raise NotThere("post")
    return card


def members(request: Asked) -> HttpResponse:
    """Who has joined what."""
    place = place_asked_for(request)
    joined = queries.joined(within=place.number, seen_by=request.actor, on=request.today)
    accepted = queries.accepted(within=place.number, seen_by=request.actor, on=request.today)
    return _list(request, pages.members_page(joined, accepted, place=place, request=request))


def words(request: Asked) -> HttpResponse:
    """What this partnership calls things."""
    place = place_asked_for(request)
    cards = queries.vocabulary(within=place.number, seen_by=request.actor, on=request.today)
    return _list(request, pages.words_page(cards, place=place, request=request))


def settle_word(request: Asked, word: str) -> HttpResponse:
    """Settle what the partnership calls something."""
    this = next((one for one in Word if one.name.lower() == word), None)
    if this is None:
        raise NotThere("word")
    known = queries.vocabulary(within=here(request.actor), seen_by=request.actor, on=request.today)
    card = next(one for one in known if one.word is this)
    initial = {"label": card.label, "definition": card.definition}
    form = TermForm(request.POST or None, initial=initial)
    if form.is_valid():
        with form.refusals():
            actions.settle_term(word=this, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("words")
    page = FormPage(
        title=f"Settle the word “{this.label}”",
        area="decisions",
        submit="Settle it",
        back=Link("Words", reverse("words")),
        what_happens="From today the page of words shows your label and definition.",
        who_sees="Everyone can see it.",
    )
    return asking(request, page, form)


def _list(request: Asked, page: ListPage) -> HttpResponse:
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})
