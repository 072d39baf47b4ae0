"""Where hubs call: to ask whether we meant it, and to tell of a source's news (WebSub). No sign-in, but a secret each."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsbox.library import hubs
from newsbox.web.pages import whole_number


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def calls(request: HttpRequest, token: str) -> HttpResponse:
    """A hub asks (GET) or tells (POST). What it tells is not believed: the source is visited, that is all."""
    return _told(request, token) if request.method == "POST" else _asked(request, token)


def _asked(request: HttpRequest, token: str) -> HttpResponse:
    lease = whole_number(request.GET.get("hub.lease_seconds", ""), digits=11)
    is_ours = hubs.answered(
        token,
        mode=request.GET.get("hub.mode", ""),
        topic=request.GET.get("hub.topic", ""),
        lease=float(lease) if lease is not None else None,
        now=timezone.now(),
    )
    if not is_ours:
        raise Http404("nobody asked for this")
    return HttpResponse(request.GET.get("hub.challenge", ""), content_type="text/plain; charset=utf-8")


def _told(request: HttpRequest, token: str) -> HttpResponse:
    signature = request.headers.get("X-Hub-Signature", "")
    if hubs.called(token, request.body, signature, now=timezone.now()) is None:
        raise Http404("nobody asked for this")
    # A wrong signature is answered like a right one (WebSub, 8): whoever guesses learns nothing.
    return HttpResponse(status=202)
