"""More time, more attempts and other times in tests: for one participant and for everybody, in one place."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.graded.api import (
    Accommodation,
    accommodate,
    accommodations_in,
    quizzes_of,
    set_quiz_times,
    withdraw_accommodation,
)
from courses.api import Enrolment, Run, groups_of, participants_of
from lms.dashboard.arranging import ArrangementForm, TimesForm, Whom, words_of
from lms.dashboard.matrix import name_of
from lms.dashboard.views.access import run_of
from lms.dashboard.views.participants import other_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def person(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """What has been arranged for one participant, and arranging more; nobody arranges for themselves."""
    found = run_of(request, run)
    return _arrange(request, found, other_of(found, pk, request.user))


@form_page
def everybody(request: HttpRequest, run: str) -> HttpResponse:
    """The tests of a run with their times, all that has been arranged, and arranging for everybody."""
    return _arrange(request, run_of(request, run), None)


def _arrange(request: HttpRequest, run: Run, enrolment: Enrolment | None) -> HttpResponse:
    quizzes = quizzes_of(run)
    whom = None if enrolment else _others(run, me=request.user)
    form = ArrangementForm(request.POST if request.method == "POST" else None, quizzes=quizzes, whom=whom)
    if form.is_valid():
        _make(request, run, form, enrolment)
        messages.success(request, _("Arranged. Who is at the test just now has it at once."))
        return redirect(request.path)
    context = {"form": form, "run": run, "quizzes": quizzes, "enrolment": enrolment}
    context["rows"] = _rows(run, enrolment, me=request.user)
    context["name"] = name_of(enrolment.learner) if enrolment else ""
    return render(request, "dashboard/trainer/arrangements.html", context, status=422 if form.is_bound else 200)


def _others(run: Run, *, me: Any) -> Whom:
    """Whom somebody may arrange for: not themselves, nor a group of theirs. What is for all is for all."""
    people = list(participants_of(run))
    mine = {one.group_id for one in people if one.learner.user_id == me.pk}
    groups = [one for one in groups_of(run) if one.pk not in mine]
    return Whom(groups, [one for one in people if one.learner.user_id != me.pk])


def _make(request: HttpRequest, run: Run, form: ArrangementForm, enrolment: Enrolment | None) -> None:
    person, group = (enrolment, None) if enrolment else form.whose()
    accommodate(
        run=run,
        enrolment=person,
        group=group,
        activity_id=form.activity_id(),
        granted=form.granted(),
        reason=form.cleaned_data["reason"],
        actor=request.user,
    )


def _rows(run: Run, enrolment: Enrolment | None, *, me: Any) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "who": _who(row),
            "test": row.activity.title if row.activity_id else _("All tests"),
            "words": words_of(row),
            "is_own": row.enrolment_id is not None and row.enrolment.learner.user_id == me.pk,
        }
        for row in accommodations_in(run, enrolment=enrolment)
    ]


def _who(row: Accommodation) -> str:
    if row.enrolment_id:
        return name_of(row.enrolment.learner)
    return _("Group %(name)s") % {"name": row.group.name} if row.group_id else _("Everybody")


@require_POST
def withdraw(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Take an arrangement back; who is at the test keeps the time that was promised."""
    found = run_of(request, run)
    row = get_object_or_404(Accommodation.objects.select_related("enrolment__learner"), run=found, pk=pk)
    if row.enrolment_id and row.enrolment.learner.user_id == request.user.pk:
        raise Http404
    withdraw_accommodation(accommodation=row, actor=request.user)
    messages.success(request, _("Taken back. Who is at the test just now keeps the time."))
    if row.enrolment_id:
        return redirect("trainer:person-arrangements", found.code, row.enrolment_id)
    return redirect("trainer:arrangements", found.code)


@form_page
def times(request: HttpRequest, run: str, quiz: str) -> HttpResponse:
    """When one test of the run opens and closes."""
    found = run_of(request, run)
    test = next((one for one in quizzes_of(found) if one.item.activity.slug == quiz), None)
    if test is None:
        raise Http404
    now = {"opens_at": test.item.opens_at, "closes_at": test.item.closes_at}
    form = TimesForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        set_quiz_times(run=found, activity_id=test.item.activity_id, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The times of the test are saved."))
        return redirect("trainer:arrangements", found.code)
    context = {"form": form, "run": found, "test": test}
    return render(request, "dashboard/trainer/quiz_times.html", context, status=422 if form.is_bound else 200)
