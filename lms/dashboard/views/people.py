"""Looking for a person across runs, and joining two accounts of one person. For those who look after every run. Names
and addresses travel in posts, never in addresses of pages."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.accounts.api import CannotJoin, User, join_accounts, refuse_joining
from lms.dashboard.people import (
    MOST_FOUND,
    JoiningForm,
    OtherAccountForm,
    PeopleForm,
    Plan,
    people_called,
    person_by_key,
    plan_of,
    studies_of,
)
from lms.dashboard.views.access import only_for_managers
from lms.records.audit import log_fact


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """A question in a post, the answer below it. That somebody searched is on record, not what for."""
    only_for_managers(request)
    form = PeopleForm(request.POST if request.method == "POST" else None)
    found = people_called(form.cleaned_data["who"]) if form.is_valid() else []
    if form.is_valid():
        log_fact("people.searched", subject=request.user, actor=request.user, detail={"found": len(found)})
    context = {"form": form, "found": found[:MOST_FOUND], "more": len(found) > MOST_FOUND, "asked": form.is_valid()}
    return render(request, "dashboard/trainer/people.html", context, status=422 if form.errors else 200)


def person_of(request: HttpRequest, key: uuid.UUID) -> User:
    """Somebody with trainings; for others than managers there is nobody."""
    only_for_managers(request)
    found = person_by_key(key)
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
def person(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The person's trainings, and the way to join another account."""
    found = person_of(request, key)
    return _person(request, found, OtherAccountForm())


def _person(request: HttpRequest, found: User, form: OtherAccountForm, status: int = 200) -> HttpResponse:
    context = {"person": found, "name": name_of(found), "studies": studies_of(found), "form": form}
    return render(request, "dashboard/trainer/person.html", context, status=status)


def name_of(user: User) -> str:
    return user.get_full_name() or _("No name given")


@never_cache
@require_POST
def check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What joining the named account would do. Nothing is done yet."""
    target = person_of(request, key)
    form = OtherAccountForm(request.POST)
    if form.is_valid():
        try:
            refuse_joining(form.account, target)
        except CannotJoin as refusal:
            form.add_error("email", str(refusal))
    if form.errors:
        return _person(request, target, form, status=422)
    plan = plan_of(form.account, target)
    return _plan(request, form.account, target, plan, JoiningForm(initial={"seen": plan.fingerprint}))


def _plan(
    request: HttpRequest, source: User, target: User, plan: Plan, form: JoiningForm, status: int = 200
) -> HttpResponse:
    context = {"source": source, "target": target, "plan": plan, "form": form}
    context |= {"name": name_of(target), "other_name": name_of(source)}
    return render(request, "dashboard/trainer/join_accounts.html", context, status=status)


@never_cache
@require_POST
def join(request: HttpRequest, key: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Join, if it is still what was looked at; with a reason."""
    target, source = person_of(request, key), person_of(request, other)
    form, plan = JoiningForm(request.POST), plan_of(source, target)
    if form.is_valid() and form.cleaned_data["seen"] != plan.fingerprint:
        form = JoiningForm({**request.POST.dict(), "seen": plan.fingerprint})
        form.add_error(None, _("Something has changed since you looked. Look once more and press again."))
    if form.errors:
        return _plan(request, source, target, plan, form, status=422)
    try:
        join_accounts(source=source, target=target, reason=form.cleaned_data["reason"], actor=request.user)
    except CannotJoin as refusal:
        form.add_error(None, str(refusal))
        return _plan(request, source, target, plan, form, status=409)
    messages.success(request, _("The accounts are joined. Both addresses are told by e-mail."))
    return redirect("trainer:person", target.key)
