"""The door: the owner's first visit, signing in and out, a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from newsbox.errors import MarkError
from newsbox.shelf import marks, queries
from newsbox.web.forms import OwnerForm, SignInForm

if TYPE_CHECKING:
    from newsbox.shelf.models import Person

WELCOME = "newsbox.welcome"
VISIT = "newsbox.visit"
DAY = 24 * 3600


def _state(person: Person) -> str:
    """What changes when somebody signs in or gets a new password: a link that holds it is stale then."""
    return f"{person.last_login.isoformat() if person.last_login else ''} {person.get_session_auth_hash()[:16]}"


def welcome_path() -> str:
    """Where the owner makes herself known: good for a day, and only as long as the box has no owner."""
    return reverse("welcome", args=[signing.dumps("owner", salt=WELCOME)])


def visit_path(name: str) -> str:
    """A link that signs somebody in once, within ten minutes: for the demo, and for whoever forgot her password and holds the machine."""
    person = queries.person_named(name)
    if person is None:
        raise MarkError("there is nobody of this name.", about=name)
    return reverse(
        "visit",
        args=[signing.dumps([person.pk, _state(person)], salt=VISIT)],
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Makes the owner. The link dies with its use."""
    try:
        signing.loads(token, salt=WELCOME, max_age=DAY)
    except signing.BadSignature:
        return _stale(request)
    if queries.is_owned():
        return _stale(request)
    form = OwnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = marks.make_owner(form.cleaned_data["name"], form.cleaned_data["password"])
        except MarkError as error:
            form.add_error(None, error.what)
        else:
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            messages.success(request, "The box is yours. Add the first source.")
            return redirect("add")
    return render(request, "web/welcome.html", {"form": form}, status=400 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET"])
def visit(request: HttpRequest, token: str) -> HttpResponse:
    """Signs in by a link from the terminal. Signing in makes the link stale."""
    try:
        pk, state = signing.loads(token, salt=VISIT, max_age=600)
    except signing.BadSignature:
        return _stale(request)
    person = queries.person_numbered(pk)
    if person is None or _state(person) != state:
        return _stale(request)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("front")


def _stale(request: HttpRequest) -> HttpResponse:
    """For a link from the terminal that has done its work."""
    return render(request, "web/stale.html", status=404)


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Signing in."""

    template_name = "web/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Signing out."""


class NewPassword(PasswordChangeView):
    """A new password."""

    template_name = "web/password.html"
    success_url = reverse_lazy("front")

    def form_valid(self, form: object) -> HttpResponse:
        """Says so."""
        messages.success(self.request, "Your password is changed.")
        return super().form_valid(form)  # type: ignore[arg-type]
