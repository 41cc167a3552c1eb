"""Who may reach a view: nothing is open unless its view says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lms.accounts.roles import COACH, has_role

View = TypeVar("View", bound=Callable)


def public(view: View) -> View:
    """Anybody may see this view; it gives the same page to all or checks a secret of its own."""
    view.login_required = False
    view.audience = "public"
    return view


def for_learner(view: View) -> View:
    """Anybody may see this view, also without an account: it answers with ``request.learner``'s own things,
    which for a newcomer is nothing yet."""
    view.login_required = False
    view.audience = "learner"
    return view


def open_post(view: View) -> View:
    """A POST of this view is checked by its Origin, so that a cached page without a token can be sent
    (architecture decision 20)."""
    view.open_post = True
    return view


def coaches_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Coaches alone may see this view, it is a 404 for everybody else; and nothing here stays in a browser's cache."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role(request.user, COACH):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
