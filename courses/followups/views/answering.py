"""Somebody answers by a signed link, without an account. Opening the link changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.followups.forms import AnswerForm
from courses.followups.models import FollowUp
from courses.followups.queries import by_link
from courses.followups.services.talking import FollowUpOver, answer_by_link, refuse_by_link
from lms.accounts.api import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, link: str) -> HttpResponse:
    """Three questions, or no more contact. The page names the training and nobody."""
    found = by_link(link)
    if found is None:
        raise Http404
    one, serial = found
    if one.serial != serial or not one.has_link:
        return over(request, one, serial)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    refuses = request.method == "POST" and request.POST.get("answer") == "no"
    if refuses or form.is_valid():
        return _act(request, link, one, serial, None if refuses else form)
    context = {"form": form, "until": one.link_ends, "course": one.enrolment.run.course.title_in(get_language())}
    return render(request, "followups/answer.html", context, status=422 if form.is_bound else 200)


def _act(request: HttpRequest, link: str, one: FollowUp, serial: int, form: AnswerForm | None) -> HttpResponse:
    try:
        if form is None:
            refuse_by_link(follow_up_id=one.pk, serial=serial)
        else:
            answer_by_link(follow_up_id=one.pk, serial=serial, answers=form.answers)
    except FollowUpOver:
        one.refresh_from_db()
        return over(request, one, serial)
    return redirect("asked:answer", link)


def over(request: HttpRequest, one: FollowUp, serial: int) -> HttpResponse:
    """Thanks for the answer, or that the link does nothing any more. What was answered is not shown again."""
    answered = one.serial == serial and one.channel == FollowUp.Channel.LINK and not one.is_open
    context = {"answered": answered, "refused": one.state == FollowUp.State.REFUSED}
    return render(request, "followups/over.html", context, status=200 if answered else 410)
