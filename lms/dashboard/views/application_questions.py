"""What applicants to a run are asked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.admissions.api import (
    Question,
    ask_question,
    change_question,
    drop_question,
    move_question_up,
    questions_of,
    way_into,
)
from courses.api import CannotEnrol
from lms.dashboard.admitting import QuestionForm
from lms.dashboard.views.admitting import admitting_run

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def questions(request: HttpRequest, run: str) -> HttpResponse:
    """The questions in order, and a form for one more."""
    found = admitting_run(request, run)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial={"kind": Question.Kind.SHORT})
    if form.is_valid():
        try:
            ask_question(run=found, actor=request.user, **form.cleaned_data)
            messages.success(request, _("The question is added."))
            return redirect("trainer:application-questions", found.code)
        except CannotEnrol as refusal:
            form.add_error(None, str(refusal))
    context = {"run": found, "questions": questions_of(found), "form": form, "admission": way_into(found)}
    return render(request, "dashboard/trainer/application_questions.html", context, status=422 if form.errors else 200)


@form_page
def question(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Word one question anew."""
    found = admitting_run(request, run)
    asked = get_object_or_404(Question, run=found, pk=pk)
    known = {name: getattr(asked, name) for name in ("kind", "text", "why", "required")}
    known["options"] = "\n".join(asked.options)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        change_question(question=asked, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The question is saved."))
        return redirect("trainer:application-questions", found.code)
    context = {"run": found, "form": form, "question": asked}
    return render(request, "dashboard/trainer/application_question.html", context, status=422 if form.is_bound else 200)


@require_POST
def drop(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Ask it no more."""
    found = admitting_run(request, run)
    drop_question(question=get_object_or_404(Question, run=found, pk=pk), actor=request.user)
    messages.success(request, _("The question is deleted. Applications that were sent keep their answers."))
    return redirect("trainer:application-questions", found.code)


@require_POST
def up(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Move it before the question above."""
    found = admitting_run(request, run)
    move_question_up(question=get_object_or_404(Question, run=found, pk=pk), actor=request.user)
    return redirect("trainer:application-questions", found.code)
