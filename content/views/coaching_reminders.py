"""A reminder, only for who chooses one. The links of its messages ask first and act on a POST."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.personal.api import (
    OwnReminder,
    confirm_reminder,
    programme_reminded_of,
    read_token,
    reminder_of,
    set_reminder,
)
from assessments.personal.api import stop_reminder as stop
from content.coaching import Programme, programme_for
from content.coaching_letter import letter_in
from content.coaching_place import answers_in
from content.reminding import ReminderForm
from content.sending_to import too_many_confirmations
from content.views.coaching import answer
from lms.accounts.api import deletion_date, for_learner, open_post, public


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, programme: str) -> HttpResponse:
    """Choose a reminder or change it."""
    found = programme_for(request.learner, programme)
    if not request.learner:
        return redirect("coaching:path", programme)
    mine, day = reminder_of(request.learner), letter_ahead(request, found)
    known = {"has_account": bool(request.learner.user_id), "mine": mine, "letter_day": day}
    form = ReminderForm(request.POST or None, **known)
    if request.method == "POST" and form.is_valid() and keep(request, found, form, mine):
        return redirect("reminders:own", programme)
    goes_on = deletion_date(request.learner)
    context = {"programme": found, "form": form, "mine": mine}
    context |= {"deleted_on": goes_on if day and goes_on and goes_on <= day else None}
    return answer(request, "reminder", context, status=422 if form.errors else 200)


def letter_ahead(request: HttpRequest, found: Programme) -> date | None:
    """The day of the person's letter, when it is still to come."""
    letter = letter_in(found, answers_in(request.learner, found))
    return letter.day if letter and letter.day > timezone.localdate() else None


@sensitive_variables()
def keep(request: HttpRequest, found: Programme, form: ReminderForm, mine: OwnReminder | None) -> bool:
    """Keep what was chosen; False when the form has to say something."""
    address = form.chosen["address"]
    if address and not (mine and mine.address == address) and too_many_confirmations(request, address):
        form.add_error("address", _("This address has been asked several times today. Try again tomorrow."))
        return False
    kept = set_reminder(learner=request.learner, run=found.run, language=get_language(), **form.chosen)
    asked = _("We sent a message there. Open its link and say yes; then the reminders begin.")
    messages.success(request, _("Saved. We remind you on these days.") if kept.is_confirmed else asked)
    return True


@open_post
@for_learner
@require_POST
def end(request: HttpRequest, programme: str) -> HttpResponse:
    """The person stops the reminder on their own page."""
    if not request.learner:
        raise Http404
    stop(learner=request.learner)
    messages.success(request, _("The reminders have ended."))
    return redirect("reminders:own", programme)


@never_cache
@public
@open_post
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, programme: str, token: str) -> HttpResponse:
    """Where the first message leads: opening asks, posting says yes. Scanners of mail open every link."""
    key = read_token(token)
    if key is None:
        raise Http404
    said = request.method == "POST" and confirm_reminder(key)
    state = "yes" if said else "gone" if request.method == "POST" else "ask"
    return by_mail(request, programme, {"about": "confirm", "state": state})


@csrf_exempt  # RFC 8058: the mail program posts; the signed address is the proof, and all it can do is end mail
@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_mail(request: HttpRequest, programme: str, token: str) -> HttpResponse:
    """The link of every reminder: opening asks, posting ends."""
    key = read_token(token)
    if key is None:
        raise Http404
    if request.method == "POST":
        stop(key=key)
    return by_mail(request, programme, {"about": "stop", "state": "done" if request.method == "POST" else "ask"})


@never_cache
@public
@require_safe
def message(request: HttpRequest, programme: str, token: str) -> HttpResponse:
    """Where every text message leads: going on or stopping."""
    if read_token(token) is None:
        raise Http404
    return by_mail(request, programme, {"about": "message", "token": token})


@never_cache
@public
@require_safe
def open_message(request: HttpRequest, token: str) -> HttpResponse:
    """The one link of a text message, short and neutral: on to the page that asks. What has ended says so."""
    key = read_token(token)
    if key is None:
        raise Http404
    found = programme_reminded_of(key)
    if found is None:
        return render(request, "content/coaching/reminder_mail.html", {"about": "message", "state": "gone"})
    programme, has_said_yes = found
    return redirect("reminders:message" if has_said_yes else "reminders:confirm", programme, token)


def by_mail(request: HttpRequest, programme: str, context: dict[str, str]) -> HttpResponse:
    """A page that a message leads to; nothing on it tells whose reminder it is."""
    response = answer(request, "reminder_mail", {"programme": programme_for(None, programme)} | context)
    response["Cache-Control"] = "private, no-store"
    return response
