"""The coach's pages: who lets them walk beside, what they show, and the codes to find the coach by."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.personal.api import (
    ShownPage,
    TooManyCodes,
    Written,
    codes_of,
    end_as_coach,
    end_code,
    link_of_coach,
    make_code,
    read_share,
    settle_call,
    was_shared_with,
    wish_of,
)
from content.coaching_coach import begin_together
from content.measure_results import shown_of
from lms.accounts.api import coaches_only
from lms.dashboard.coaching import CodeForm, people_of, poster_of, runs_to_begin

#: What a shown thing is called, by the name under which its template takes it.
TITLES = {
    "answer": lazy("An answer shown to you"),
    "result": lazy("A result shown to you"),
    "day": lazy("A page of a journal shown to you"),
    "page": lazy("A page “My strengths” shown to you"),
}
NAMES = {dict: "result", Written: "day", ShownPage: "page"}


@require_safe
@coaches_only
def home(request: HttpRequest) -> HttpResponse:
    """The people, and how to walk beside them."""
    return render(request, "dashboard/coach/home.html", {"people": people_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@coaches_only
def codes(request: HttpRequest) -> HttpResponse:
    """One's own codes, and the form for a new one."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = make_code(coach=request.user, **form.cleaned_data)
            return redirect("coach:poster", made.pk)
        except TooManyCodes:
            form.add_error(None, _("You have many codes already. End one that is not needed, then make this one."))
    context = {"form": form, "codes": codes_of(request.user)}
    return render(request, "dashboard/coach/codes.html", context, status=422 if form.is_bound else 200)


@require_safe
@coaches_only
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The code large and as a picture, on one A4."""
    code = codes_of(request.user).select_related("coach", "run__course").filter(pk=pk).first()
    if code is None or not code.is_usable:
        raise Http404
    return render(request, "dashboard/coach/poster.html", poster_of(code))


@require_POST
@coaches_only
def end_my_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody can begin with this code any more."""
    if not end_code(coach=request.user, pk=pk):
        raise Http404
    messages.success(request, _("The code has ended. Those who have begun with it go on."))
    return redirect("coach:codes")


@require_http_methods(["GET", "HEAD", "POST"])
@coaches_only
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then end it with a person."""
    person = next((line for line in people_of(request.user) if line["link"].pk == pk), None)
    if person is None:
        raise Http404
    if request.method != "POST":
        return render(request, "dashboard/coach/end.html", person)
    end_as_coach(coach=request.user, link_id=pk)
    messages.success(request, _("It has ended. You see nothing of the person any more."))
    return redirect("coach:home")


@require_safe
@coaches_only
@sensitive_variables()
def shared(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing that a person shows; a neutral word once they do not."""
    shown = read_share(coach=request.user, share_id=pk)
    if shown is None:
        if not was_shared_with(request.user, pk):
            raise Http404
        return render(request, "dashboard/coach/not_shared.html", status=410)
    name = NAMES.get(type(shown), "answer")
    what = {name: shown_of(shown) if name == "result" else shown}
    return render(request, "dashboard/coach/shared.html", {"title": TITLES[name]} | what)


@require_http_methods(["GET", "HEAD", "POST"])
@coaches_only
@sensitive_variables()
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """How a person would like to be called; the button deletes it."""
    link = link_of_coach(request.user, pk)
    wish = wish_of(link) if link else None
    if wish is None:
        raise Http404
    if request.method != "POST":
        return render(request, "dashboard/coach/call.html", {"link": link, "wish": wish})
    settle_call(coach=request.user, link_id=pk)
    messages.success(request, _("Done. The number is deleted here."))
    return redirect("coach:home")


@require_http_methods(["GET", "HEAD", "POST"])
@coaches_only
def together(request: HttpRequest) -> HttpResponse:
    """Sign the coach out and let a person begin on the same device."""
    runs = runs_to_begin()
    chosen = next((run for run in runs if str(run["pk"]) == request.POST.get("run")), None)
    if request.method != "POST" or chosen is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "dashboard/coach/together.html", {"runs": runs}, status=status)
    begin_together(request)
    response = redirect("coaching:path", chosen["code"])
    response["Clear-Site-Data"] = '"cache"'  # what the coach looked at is not for the person
    return response
