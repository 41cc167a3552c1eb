"""Assessing oneself at the start and at the end, and one's own change. Trainers see figures of the group only."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.graded.pages.competence import CompetenceForm, EvidenceForm, own_page, word_of
from assessments.graded.queries.competence import GroupLine, OwnCompetence, competence_for, group_figures
from assessments.graded.rules.competence import SMALLEST_GROUP
from assessments.graded.services.competence import (
    NothingChosen,
    Overtaken,
    Page,
    delete_levels,
    drop_draft_levels,
    save_draft_levels,
    save_evidence,
    save_levels,
    skip_competence,
)
from assessments.graded.views.guiding import run_or_404
from assessments.graded.views.marking import count_or_none, page_in


def found_or_404(request: HttpRequest, run: str, slug: str) -> OwnCompetence:
    """The self-assessment in the learner's own run."""
    found = competence_for(request.learner, run, slug) if request.user.is_authenticated else None
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, found: OwnCompetence) -> CompetenceForm:
    sent = [request.POST] if request.method == "POST" else []
    chosen = found.draft.levels if found.draft else found.here.levels or {}
    return CompetenceForm(found.here.settings, found.enrolment.run.language, chosen, *sent)


@require_http_methods(["GET", "HEAD", "POST"])
def competence(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """The statements to be answered, or what was answered and how it has changed. A page that saves by itself says
    that it wants JSON."""
    found = found_or_404(request, run, slug)
    if request.method != "POST":
        asks = found.here.levels is None or found.draft is not None or "muuta" in request.GET
        return _show(request, found, _form(request, found), asks=asks)
    if request.headers.get("Accept") == "application/json":
        return _draft(request, found)
    if "cancel" in request.POST:
        drop_draft_levels(enrolment=found.enrolment, activity_id=found.here.step.activity_id)
        return redirect("graded:competence", run, slug)
    form = _form(request, found)
    if "over" not in request.POST and not _page(request).has_seen(found.draft):
        return _show(request, found, form, overtaken=True, status=409)
    if not _saved(found, form):
        return _show(request, found, form, status=422)
    messages.success(request, _("Saved."))
    return redirect("graded:competence", run, slug)


def _show(
    request: HttpRequest,
    found: OwnCompetence,
    form: CompetenceForm,
    *,
    asks: bool = True,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = own_page(found, form, asks=asks) | {"overtaken": overtaken}
    return render(request, "graded/competence/page.html", page, status=status)


def _page(request: HttpRequest) -> Page:
    """Which open page sends."""
    sent = page_in(request)
    return Page(sent["writer"], sent["base"] or 0)


def _draft(request: HttpRequest, found: OwnCompetence) -> JsonResponse:
    """Autosave. A 2xx answer means that what was chosen is committed."""
    chosen = {name.removeprefix("level-"): value for name, value in request.POST.items()}
    try:
        draft = save_draft_levels(
            enrolment=found.enrolment,
            activity_id=found.here.step.activity_id,
            settings=found.here.settings,
            levels=chosen,
            page=_page(request),
            seq=count_or_none(request.POST.get("seq", "")) or 0,
        )
    except Overtaken:
        return JsonResponse({"error": "conflict"}, status=409)
    return JsonResponse({"seq": draft.seq, "saved_at": draft.saved_at})


def _saved(found: OwnCompetence, form: CompetenceForm) -> bool:
    if not form.is_valid():
        return False
    step, version = found.here.step, found.here.version
    try:
        save_levels(enrolment=found.enrolment, activity_id=step.activity_id, version=version, levels=form.levels)
    except NothingChosen:
        form.add_error(None, _("Choose at least one, or skip the self-assessment."))
        return False
    return True


@require_POST
def skip(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Leave it unanswered; the step is done."""
    found = found_or_404(request, run, slug)
    skip_competence(enrolment=found.enrolment, activity_id=found.here.step.activity_id)
    messages.success(request, _("You skipped the self-assessment. You can still do it later if you like."))
    return redirect("dashboard:course", run)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Which of one's own works show what one is able to do."""
    found = found_or_404(request, run, slug)
    if found.here.answer is None or not found.works:
        return redirect("graded:competence", run, slug)
    form = EvidenceForm(found, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        save_evidence(answer=found.here.answer, evidence=form.evidence)
        messages.success(request, _("Saved."))
        return redirect("graded:competence", run, slug)
    page = own_page(found, form, asks=False)
    return render(request, "graded/competence/evidence.html", page, status=422 if form.errors else 200)


@require_POST
def delete(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Delete one's own answers."""
    found = found_or_404(request, run, slug)
    delete_levels(enrolment=found.enrolment, activity_id=found.here.step.activity_id)
    messages.success(request, _("Your answers were deleted."))
    return redirect("graded:competence", run, slug)


@require_safe
def group(request: HttpRequest, run: str) -> HttpResponse:
    """The group's figures."""
    found = run_or_404(request, run)
    sets = [(one, _rows(one.lines), _rows(one.all_lines), word_of(one.aim)) for one in group_figures(found)]
    return render(request, "graded/competence/group.html", {"run": found, "sets": sets, "least": SMALLEST_GROUP})


def _rows(lines: list[GroupLine]) -> list[tuple[str, Any, Any]]:
    return [(line.text, _said(line.start), _said(line.end)) for line in lines]


def _said(average: float | None) -> tuple[str, float] | None:
    """An average with the word that is nearest to it."""
    return (word_of(round(average)), average) if average is not None else None
