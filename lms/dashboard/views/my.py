"""What a signed-in person studies: my page, the course home, and the name on the certificates."""

from django.contrib import messages
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.graded.api import SetByHand, set_by_hand
from certificates.api import award_of
from content.changed_facts import changed_since_done
from courses.api import Course, Enrolment, Step, next_step, reasons_by_hand, steps_of
from courses.discussions.api import news_of
from courses.meetings.api import days_at_home
from lms.accounts.api import Learner
from lms.dashboard import awards, queries
from lms.dashboard.cards import continue_card, missed_rows, study_rows
from lms.dashboard.dates import before_me, coming_rows
from lms.dashboard.forms import NameForm
from lms.dashboard.outline import sections_of, step_address
from lms.dashboard.requirements import requirements_for
from lms.dashboard.services import give_name


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My page: one thing to continue, then the rest."""
    studies, language = queries.studies_of_account(request.user), get_language()
    card = continue_card(studies, language=language)
    coming, awaited = before_me(request.user, studies)
    context = {
        "card": card,
        "others": study_rows(studies[1:] if card else studies, language=language),
        "studies": studies,
        "missed": missed_rows(studies),
        "coming": coming_rows(coming),
        "unread": sum(study.unread for study in studies),
        "certificates": awards.rows_of(Learner(pk=studies[0].learner_id)) if studies else [],
        "duties": queries.duties_of(request.user),
        "awaited": awaited,
    }
    return render(request, "dashboard/home.html", context)


@require_safe
def course(request: HttpRequest, run: str) -> HttpResponse:
    """The course home. After the last requirement the learner comes here and finds the certificate on top."""
    enrolment = queries.enrolment_of_account(request.user, run)
    if enrolment is None:
        raise Http404
    if enrolment.run.course.policy == Course.Policy.PRIVATE:
        return redirect("coaching:path", enrolment.run.code)
    return render(request, "dashboard/course.html", course_home(enrolment))


@require_safe
def certificate(request: HttpRequest, run: str) -> HttpResponse:
    """Where the last requirement leads: the certificate itself, or the course home, which says what it waits for."""
    enrolment = queries.enrolment_of_account(request.user, run)
    if enrolment is None:
        raise Http404
    award = award_of(enrolment)
    if award is None:
        return redirect("dashboard:course", enrolment.run.code)
    return redirect("own_certificates:detail", award.key)


def course_home(enrolment: Enrolment) -> dict:
    """What the course home shows."""
    run, now, language = enrolment.run, timezone.now(), get_language()
    home = reverse("dashboard:course", args=[run.code])
    steps = steps_of(enrolment)
    step, days = next_step(steps), days_at_home(enrolment)
    return {
        "enrolment": enrolment,
        "run": run,
        "title": run.course.title_in(language),
        "facts": run.course.facts.get(language) or run.course.facts.get("fi", {}),
        "sections": sections_of(steps, home=home, next_slug=step.slug if step else "", now=now),
        "requirements": requirements_for(enrolment, steps, days=days.fact, home=home, now=now),
        "next": step,
        "next_url": step_address(home, step) if step else "",
        "done": sum(step.is_done for step in steps),
        "total": len(steps),
        "trainers": queries.trainers_of(run),
        "days": days,
        "news": news_of(enrolment),
        "changed_facts": [(step, step_address(home, step), titles) for step, titles in changed_since_done(steps)],
        "marked_by_hand": marked_by_hand(enrolment, steps),
        "set_results": results_by_hand(enrolment, steps),
        "starts_later": bool(run.starts and run.starts > timezone.localdate()),
        "certificate": awards.state_of(enrolment),
    }


def marked_by_hand(enrolment: Enrolment, steps: list[Step]) -> list[tuple[Step, str]]:
    """The steps that the trainer marked as done, with the reason; asks only when there are any."""
    marked = [step for step in steps if step.evidence_kind == "by_hand"]
    reasons = reasons_by_hand(enrolment.pk) if marked else {}
    return [(step, reasons[step.activity_id]) for step in marked if reasons.get(step.activity_id)]


def results_by_hand(enrolment: Enrolment, steps: list[Step]) -> list[tuple[Step, SetByHand]]:
    """The results that the trainer has set; asks only when there may be any."""
    given = set_by_hand(enrolment.pk) if enrolment.any_set_by_hand else {}
    return [(step, given[step.activity_id]) for step in steps if step.activity_id in given]


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Ask the name for the certificates; a certificate that waited for it is made at once."""
    known = {"first_name": request.user.first_name, "last_name": request.user.last_name}
    form = NameForm(request.POST) if request.method == "POST" else NameForm(initial=known)
    if form.is_valid():
        give_name(user=request.user, **form.cleaned_data)
        messages.success(request, _("Your name is saved."))
        run = own_run(request)
        return redirect("dashboard:course", run) if run else redirect("dashboard:home")
    return render(request, "dashboard/name.html", {"form": form}, status=422 if form.is_bound else 200)


def own_run(request: HttpRequest) -> str:
    """Code of the run from whose course home the person came, if it is their own."""
    code = request.GET.get("toteutus", "")
    known = slug_re.match(code) and queries.enrolment_of_account(request.user, code)
    return code if known else ""
