"""A taught run's lessons and quizzes, to be read by its trainer. Nothing here is a learner's act."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.graded.api import StageTask, assignment_in_words, stages_in_words
from content.levels import keep_level, lesson_at_level
from content.render import built, fill
from content.teaching import entries_of, quiz_in, readable_steps, taught_run
from courses.api import Activity, Run, Step


@require_safe
def contents(request: HttpRequest, run: str) -> HttpResponse:
    """What the run is made of."""
    found = run_taught_by(request, run)
    context = frame(found, readable_steps(found))
    return render(request, "content/teaching/contents.html", context)


@require_safe
def lesson(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """One lesson as participants read it."""
    found, steps, here = step_of(request, run, step, kind=Activity.Kind.LESSON)
    context = lesson_at_level(request, here)
    context["body"] = fill(context["lesson"].segments, context["lesson"].language)
    return keep_level(request, render(request, "content/teaching/lesson.html", frame(found, steps, here) | context))


@require_safe
def quiz(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """The questions of a quiz with the right answers and the reasons; no attempt is begun."""
    found, steps, here = step_of(request, run, step, kind=Activity.Kind.QUIZ)
    published = quiz_in(here.activity_key, found.language)
    if published is None:
        raise Http404
    settings, questions = published
    context = {"settings": settings, "intro": settings.intro_in(found.language), "questions": questions}
    return render(request, "content/teaching/quiz.html", frame(found, steps, here) | context)


@require_safe
def assignment(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """What an assignment asks and what is looked at, as participants read it; nothing is handed in."""
    found, steps, here = step_of(request, run, step, kind=Activity.Kind.ASSIGNMENT)
    task = assignment_in_words(here.activity_key, found.language)
    if task is None:
        raise Http404
    text = built(here.publication_id, here.activity_key)
    context = {"task": task, "lesson": text, "body": fill(text.segments, text.language)}
    return render(request, "content/teaching/assignment.html", frame(found, steps, here) | context)


@require_safe
def project(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """What a development project asks, milestone by milestone; nothing is written."""
    found, steps, here = step_of(request, run, step, kind=Activity.Kind.PROJECT)
    text = built(here.publication_id, here.activity_key)
    stages = [(one, _instructions(one)) for one in stages_in_words(here.activity_id, found.language)]
    context = {"lesson": text, "body": fill(text.segments, text.language), "stages": stages}
    return render(request, "content/teaching/project.html", frame(found, steps, here) | context)


def _instructions(stage: StageTask) -> str:
    """The instructions of one milestone as HTML; empty until it is published."""
    if stage.publication_id is None:
        return ""
    text = built(stage.publication_id, stage.activity_key)
    return fill(text.segments, text.language)


def run_taught_by(request: HttpRequest, code: str) -> Run:
    """The run, if the one who asks teaches it; else it is missing."""
    run = taught_run(request.user, code)
    if run is None:
        raise Http404
    return run


def step_of(request: HttpRequest, code: str, slug: str, *, kind: str) -> tuple[Run, list[Step], Step]:
    """A step of a taught run, with the steps around it."""
    run = run_taught_by(request, code)
    steps = readable_steps(run)
    here = next((step for step in steps if step.slug == slug and step.kind == kind), None)
    if here is None:
        raise Http404
    return run, steps, here


def frame(run: Run, steps: list[Step], here: Step | None = None) -> dict[str, Any]:
    """What every page here shows: the run, its contents, and the steps before and after."""
    entries = entries_of(run, steps, here=here)
    place = steps.index(here) if here else 0
    return {
        "run": run,
        "course_title": run.course.title_in(get_language()),
        "step": here,
        "entries": entries,
        "previous": entries[place - 1] if here and place else None,
        "following": entries[place + 1] if here and place + 1 < len(entries) else None,
        "content_language": "" if run.language == get_language() else run.language,
    }
