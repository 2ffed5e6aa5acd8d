"""The first pages of everybody."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.home.forms import ActingAsForm, SignInForm
from wholeplace.doors.web.home.pages import front_page, home_page
from wholeplace.doors.web.middleware import ACTING_AS, Asked
from wholeplace.doors.web.sessions import password_was_given
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.throttle import too_many_from_here
from wholeplace.together.partnership.queries import partnerships


def front(request: Asked) -> HttpResponse:
    """What Wholeplace is, and the places in it."""
    return render(request, "home.html", {"page": front_page(partnerships(seen_by=request.actor))})


def home(request: Asked) -> HttpResponse:
    """What needs the reader, and how the place stands."""
    return render(request, "home.html", {"page": home_page(request)})


def acting_as(request: Asked) -> HttpResponse:
    """Choose in which post, and for which organisation, one works now."""
    form = ActingAsForm(request.POST or None, capacities=request.capacities)
    if form.is_valid():
        request.session[ACTING_AS] = form.cleaned_data["capacity"]
        request.session.cycle_key()
        return redirect("home")
    page = FormPage(
        title="Who are you acting as?",
        lead="Everything you do is recorded under the post and the organisation you choose.",
        submit="Continue",
        back=Link("Home", reverse("home")),
    )
    return asking(request, page, form)


class SignIn(LoginView):
    """Sign in with an e-mail address and a password."""

    template_name = "form.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        """Look at no password of a network that failed too often."""
        if too_many_from_here(request):
            return locked_out(request, {})
        return super().post(request, *args, **given)

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember when the password was given."""
        response = super().form_valid(form)
        password_was_given(self.request)
        return response

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The page round the form."""
        page = FormPage(title="Sign in", submit="Sign in", back=Link("Wholeplace", reverse("front")))
        return super().get_context_data(**given) | {"page": page}


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **given: Any) -> HttpResponse:
    """Too many failed tries from one place for one address: say so, and for how long."""
    return render(request, "error.html", {"status": 429}, status=429)
