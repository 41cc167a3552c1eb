"""Scales for anybody in a programme: a statement at a time, the result in words, and the question of figures.

Nothing of it is ever required. As in the exercises, a newcomer's page is the same for all, and the first reply makes
the pseudonymous person.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.personal.api import (
    Finished,
    answer_consent,
    consent_of,
    delete_measurements,
    finish_measurement,
    finished_of,
    smallest_group,
)
from content.coaching import programme_for
from content.coaching_acts import CodeRefused, person_by_code
from content.coaching_code import code_card
from content.measure_results import result_of
from content.measuring import MOMENTS, Statement, asking_of, keep, overview_of, paper_of, statement_of
from content.views.coaching import answer, has_lost_its_person
from courses.api import CannotEnrol
from lms.accounts.api import for_learner, open_post


@for_learner
@require_safe
def overview(request: HttpRequest, programme: str) -> HttpResponse:
    """The scales there are, and what the person has done with each."""
    found = programme_for(request.learner, programme)
    context = {"programme": found, "scales": overview_of(found, request.learner)}
    context |= {"says": consent_of(request.learner) if request.learner else None}
    return answer(request, "measure_list", context)


@for_learner
@require_safe
def begin(request: HttpRequest, programme: str, scale: str, word: str) -> HttpResponse:
    """What is coming, before the first statement."""
    asking = asking_of(request, programme, scale, word)
    if asking.is_finished:
        return redirect(asking.result_url)
    return answer(request, "measure_begin", {"programme": asking.programme, "asking": asking})


@open_post
@for_learner
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, programme: str, scale: str, word: str, number: int) -> HttpResponse:
    """One statement. Every button keeps its reply and goes on."""
    place = statement_of(request, programme, scale, word, number)
    if place.asking.is_finished:
        return redirect(place.asking.result_url)
    if request.method != "POST":
        return show(request, place)
    if has_lost_its_person(request):
        if not request.POST.get("code"):
            return show(request, place, lost=request.POST["known"])
        try:
            person_by_code(request, request.POST["code"])
        except CodeRefused as refusal:
            return show(request, place, lost="code", error=str(refusal))
        place = statement_of(request, programme, scale, word, number)
    return reply(request, place)


@sensitive_variables()
def reply(request: HttpRequest, place: Statement) -> HttpResponse:
    """Keep what was pressed and go on; a reply to what is finished meanwhile changes nothing."""
    known, chosen = place.reads(request.POST.get("answer", ""))
    if not known:
        return show(request, place, error=_("Choose one of the options, or go on without answering."))
    try:
        keep(request, place, chosen)
    except Finished:
        return redirect(place.asking.result_url)
    except CannotEnrol as refusal:
        return show(request, place, error=str(refusal))
    return redirect(place.next_url)


@sensitive_variables()
def show(request: HttpRequest, place: Statement, *, lost: str = "", error: str = "") -> HttpResponse:
    """The statement; 422 with the reason when a reply could not be kept."""
    context: dict[str, Any] = {"programme": place.asking.programme, "place": place, "lost": lost}
    context |= {"error": "" if lost else error, "code_error": error if lost else ""}
    context |= {"pressed": request.POST.get("answer", "")[:3]}
    return answer(request, "measure_statement", context, status=422 if lost or error else 200)


@open_post
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, programme: str, scale: str, word: str) -> HttpResponse:
    """What was replied, before it is finished. Leaving it open is fine too."""
    asking = asking_of(request, programme, scale, word)
    if asking.mine is None:
        return redirect(asking.named("measure-begin"))
    if request.method == "POST":
        finish_measurement(learner=request.learner, version=asking.version, moment=asking.moment)
    if asking.is_finished or request.method == "POST":
        return redirect(asking.result_url)
    context = {"programme": asking.programme, "asking": asking, "card": code_card(request, asking.programme)}
    return answer(request, "measure_review", context)


@for_learner
@require_safe
def result(request: HttpRequest, programme: str, scale: str) -> HttpResponse:
    """The person's own result: words, then rows, then a table."""
    found = programme_for(request.learner, programme)
    done = finished_of(request.learner, scale) if request.learner else {}
    if not done:
        return redirect("coaching:measures", programme)
    askings = [asking_of(request, programme, scale, word) for word, moment in MOMENTS.items() if moment in done]
    context = {"programme": found, "askings": askings, "asking": askings[-1]}
    if askings[-1].instrument.compares:
        context |= {"result": result_of(done), "asks": consent_of(request.learner) is None}
    return answer(request, "measure_result", context)


@open_post
@for_learner
@require_POST
def delete(request: HttpRequest, programme: str, scale: str, word: str) -> HttpResponse:
    """Delete what one answered at a moment."""
    moment = MOMENTS.get(word, "")
    if not request.learner or not delete_measurements(learner=request.learner, scale_slug=scale, moment=moment):
        raise Http404
    messages.success(request, _("Deleted."))
    return redirect("coaching:measures", programme)


@open_post
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, programme: str) -> HttpResponse:
    """May the answers be counted in figures of groups? Yes and no weigh the same, and either can be changed."""
    context = {"programme": programme_for(request.learner, programme), "least": smallest_group()}
    if not request.learner:
        return redirect("coaching:measures", programme)
    if request.method != "POST":
        return answer(request, "measure_consent", context | {"says": consent_of(request.learner)})
    if request.POST.get("answer") not in ("yes", "no"):
        return answer(request, "measure_consent", context | {"says": consent_of(request.learner)}, status=422)
    says_yes = request.POST["answer"] == "yes"
    answer_consent(learner=request.learner, says_yes=says_yes)
    told = _("Your answers may be counted in figures of groups.") if says_yes else _("Your answers are not counted.")
    messages.success(request, told)
    return redirect("coaching:measures", programme)


@for_learner
@require_safe
def paper(request: HttpRequest, programme: str, scale: str) -> HttpResponse:
    """The same statements on one sheet, numbered as on the screen."""
    found = programme_for(request.learner, programme)
    asking = paper_of(found, scale)
    return answer(request, "measure_paper", {"programme": found, "asking": asking, "options": asking.options_in_words})
