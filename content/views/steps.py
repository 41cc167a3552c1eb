"""A step of a run as its learner studies it (architecture decision 13: never through Wagtail's routing)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from content.access import OwnStudy, own_study
from content.levels import keep_level, lesson_at_level
from content.outline import is_locked, place_of, step_address, trail_html
from content.render import fill
from content.teaching import readable_steps, reading_address, taught_run
from courses.api import (
    Activity,
    CannotUndo,
    Done,
    Evidence,
    Outline,
    Step,
    StepLocked,
    complete_activity,
    next_step,
    outline_for,
    reasons_by_hand,
    undo_completion,
)


@require_safe
def show(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """One step: read, and marked as done at its end. Whoever teaches the run reads it elsewhere."""
    try:
        study, steps, here = own_step(request, run, step)
    except Http404:
        return to_reading(request, run, step)
    if is_locked(here, timezone.now()):
        raise StepLocked(study.run, here)
    if here.kind == Activity.Kind.PART:
        return redirect("coaching:path", run)
    if here.kind != Activity.Kind.LESSON:
        return redirect(step_address(run, here))
    shown = render(request, "content/steps/lesson.html", lesson_context(request, study, steps, here))
    return keep_level(request, shown)


def own_step(request: HttpRequest, run: str, slug: str) -> tuple[OwnStudy, Outline, Step]:
    """The learner's place, the run's outline and the step in it; 404 for what is not theirs or hidden. Two queries."""
    study = own_study(request, run)
    if study is None:
        raise Http404
    steps = outline_for(study.run, study.enrolment_id)
    here = next((step for step in steps if step.slug == slug and step.publication_id), None)
    if here is None:
        raise Http404
    return study, steps, here


def to_reading(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """To where the trainer of the run reads the step; 404 for everybody else. Costs a learner nothing."""
    run = taught_run(request.user, code) if request.user.is_staff else None
    here = next((step for step in readable_steps(run) if step.slug == slug), None) if run else None
    if here is None:
        raise Http404
    return redirect(reading_address(code, here))


def lesson_context(request: HttpRequest, study: OwnStudy, steps: list[Step], here: Step) -> dict[str, object]:
    """What the lesson's template shows."""
    read = lesson_at_level(request, here)
    return read | {
        "run": study.run,
        "course_title": study.course_title,
        "step": here,
        "place": place_of(here, steps),
        "body": fill(read["lesson"].segments, read["lesson"].language, since=here.done_at),
        "trail": trail_html(steps, current=here, now=timezone.now()),
        "done": sum(step.is_done for step in steps),
        "total": len(steps),
        "next_url": onward(study.run.code, steps, here),
        "reason": reasons_by_hand(study.enrolment_id).get(here.activity_id) if here.evidence_kind == "by_hand" else "",
    }


def onward(code: str, steps: list[Step], here: Step) -> str:
    """Where one goes after this step: the next unfinished one that is open, or the certificate, if all is done."""
    now = timezone.now()
    rest = [step for step in steps if step.slug == here.slug or not is_locked(step, now)]
    left = [step for step in rest if step.slug != here.slug]
    following = next_step(rest, after=here.slug)
    if following is None or following.slug == here.slug or not any(s.required and not s.is_done for s in left):
        return reverse("dashboard:certificate", args=[code])
    return f"{step_address(code, following)}#otsikko"


@require_POST
def mark_done(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """Mark a lesson as done and go on, or only go on where that is enough; doing it twice changes nothing."""
    study, steps, here = own_step(request, run, step)
    if here.kind != Activity.Kind.LESSON:
        raise Http404
    if is_locked(here, timezone.now()):
        raise StepLocked(study.run, here)
    complete_activity(
        enrolment_id=study.enrolment_id,
        activity_id=here.activity_id,
        evidence=Evidence("viewed" if here.rule.done == Done.VIEWED else "self_marked"),
        actor=request.user,
        publication_id=here.publication_id,
    )
    return redirect(onward(study.run.code, steps.once_done(here), here))


@require_POST
def undo(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """Take back what one marked oneself, unless something rests on it."""
    study, _steps, here = own_step(request, run, step)
    try:
        undo_completion(enrolment_id=study.enrolment_id, activity_id=here.activity_id, actor=request.user)
    except CannotUndo as refusal:
        messages.warning(request, str(refusal))
    return redirect("steps:step", run, step)
