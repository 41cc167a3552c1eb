"""Giving what is ready: a page that lists whom, and then at once or at a set time."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.graded.pages.releasing import plans_in, release_rows
from assessments.graded.queries.marking import teaches
from assessments.graded.queries.releasing import Ready, plan_of, ready_for
from assessments.graded.services.releasing import (
    InThePast,
    NothingReady,
    cancel_release,
    give_together,
    plan_release,
)
from assessments.graded.views.queue import filters_in

NOW, LATER = "now", "later"


class ReleaseForm(forms.Form):
    """When what is ticked is given."""

    when = forms.ChoiceField(
        label=lazy("When do the learners get it?"),
        choices=((NOW, lazy("At once")), (LATER, lazy("At a time I set"))),
        widget=forms.RadioSelect,
        initial=NOW,
    )
    at = forms.DateTimeField(
        label=lazy("Day and time"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("when") != LATER or "at" in self.errors:
            return values
        if not values.get("at"):
            self.add_error("at", _("Write the day and the time."))
        elif values["at"] <= timezone.now():
            self.add_error("at", _("Choose a time that has not gone yet."))
        return values


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Whom would it reach? A POST gives what is ticked, or plans it."""
    if not teaches(request.user):
        raise Http404
    chosen = filters_in(request.POST if request.method == "POST" else request.GET)
    ready = ready_for(request.user, run=chosen.run, assignment=chosen.assignment)
    if request.method != "POST":
        return _show(request, ready, ReleaseForm())
    form = ReleaseForm(request.POST)
    submissions, answers = ready.chosen(request.POST.getlist("item"))
    if not submissions and not answers:
        form.add_error(None, _("Tick at least one. What is ready is listed below."))
    if not form.is_valid():
        return _show(request, ready, form, status=422)
    return _given(request, ready, form, {"submission_ids": submissions, "response_ids": answers})


def _given(request: HttpRequest, ready: Ready, form: ReleaseForm, items: dict[str, list[int]]) -> HttpResponse:
    if form.cleaned_data["when"] == NOW:
        given = give_together(**items, actor=request.user)
        told = ngettext("%(given)d feedback given.", "%(given)d feedbacks given.", given) % {"given": given}
        messages.success(request, told)
        return redirect("marking:queue")
    try:
        plan_release(**items, at=form.cleaned_data["at"], actor=request.user)
    except (InThePast, NothingReady):
        form.add_error(None, _("Something changed meanwhile. Look at the list once more."))
        return _show(request, ready, form, status=409)
    messages.success(request, _("The time is set. You can cancel it here until then."))
    return redirect("marking:give")


def _show(request: HttpRequest, ready: Ready, form: ReleaseForm, *, status: int = 200) -> HttpResponse:
    rows = release_rows(list(ready.submissions), list(ready.answers))
    ticked = set(request.POST.getlist("item")) if request.method == "POST" else {row.value for row in rows}
    chosen = filters_in(request.POST if request.method == "POST" else request.GET)
    context = {"rows": rows, "ticked": ticked, "form": form, "plans": plans_in(rows), "chosen": chosen}
    return render(request, "graded/marking/give.html", context, status=status)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is given at the time that was set; all stays ready."""
    plan = plan_of(request.user, pk) if pk < 2**63 and request.user.is_staff else None
    if plan is None:
        raise Http404
    cancel_release(plan_id=plan.pk, actor=request.user)
    messages.success(request, _("The set time is cancelled. The feedback stays ready and is not given yet."))
    return redirect("marking:give")
