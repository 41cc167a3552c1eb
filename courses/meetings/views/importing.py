"""Attendance from a file: first what it would do, then doing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses.meetings.models import Attendance, Meeting
from courses.meetings.pages.importing import ImportForm, matched, said
from courses.meetings.pages.roll import name_of
from courses.meetings.queries.lists import expected_at
from courses.meetings.rules.marks_list import MarkLine
from courses.meetings.services.marking import Mark, save_roll
from courses.meetings.views.access import day_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Check the list, show what each line would do, and save it when it was looked at."""
    meeting = day_or_404(request, run, pk)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(meeting, *posted)
    if not form.is_valid():
        return _show(request, meeting, form, 422 if form.is_bound else 200)
    people = list(expected_at(meeting))
    lines = matched(form, people)
    good = [line for line in lines if not line.problem]
    if form.is_confirmed() and good:
        return _save(request, meeting, good)
    names = {one.pk: name_of(one) for one in people}
    told = [said(line, names) for line in lines]
    return _show(request, meeting, form.after_check(), lines=told, number=len(good))


def _show(request: HttpRequest, meeting: Meeting, form: ImportForm, status: int = 200, **more: object) -> HttpResponse:
    context = {"run": meeting.run, "meeting": meeting, "form": form} | more
    return render(request, "meetings/trainer/import.html", context, status=status)


def _save(request: HttpRequest, meeting: Meeting, lines: list[MarkLine]) -> HttpResponse:
    marks = [Mark(line.enrolment_id, (line.state, line.minutes, line.reason)) for line in lines]
    changed = save_roll(meeting=meeting, marks=marks, actor=request.user, how=Attendance.By.IMPORT, force=True)
    sentence = ngettext("Saved: one mark changed.", "Saved: %(n)d marks changed.", changed) % {"n": changed}
    messages.success(request, sentence)
    return redirect("days:roll", meeting.run.code, meeting.pk)
