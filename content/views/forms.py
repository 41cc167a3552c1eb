"""Writing to the organiser: contact and accessibility feedback, open to everybody."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_safe

from content.forms import FeedbackForm
from content.organiser import organiser
from lms.accounts.api import open_post, public
from lms.jobs.api import queue_mail

#: What one may write about, by the last part of the address.
SUBJECTS = {"yhteys": gettext_lazy("Message from the site"), "saavutettavuus": gettext_lazy("Accessibility feedback")}


#: Messages that one address may send in an hour: a school sits behind one.
MESSAGES_AN_HOUR = 30


@public
@open_post
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, about: str) -> HttpResponse:
    """The form by itself; pages carry it too and send it here."""
    if about not in SUBJECTS:
        raise Http404
    form = FeedbackForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, about, form, status=422 if form.is_bound else 200)
    if too_many_messages(request):
        form.add_error(None, _("Too many messages have come from here. Your text is still below; send it in an hour."))
        return _form_page(request, about, form, status=429)
    if not form.is_from_machine:
        send_feedback(about, form.cleaned_data)
    return redirect("feedback_thanks")


def _form_page(request: HttpRequest, about: str, form: FeedbackForm, *, status: int) -> HttpResponse:
    return render(request, "content/pages/feedback.html", {"form": form, "about": about}, status=status)


def too_many_messages(request: HttpRequest) -> bool:
    """Count this message and say whether it is one too many. The address itself is not kept."""
    sender = salted_hmac("content.feedback", get_adapter(request).get_client_ip(request)).hexdigest()[:32]
    key = f"feedback:{sender}:{int(time.time() // 3600)}"
    cache.add(key, 0, timeout=3600)
    try:
        return cache.incr(key) > MESSAGES_AN_HOUR
    except ValueError:  # the cache was emptied between the two lines
        return False


def send_feedback(about: str, message: dict[str, str]) -> None:
    """Store the message as a mail to the organiser, in the organiser's language. The same message sent again on the
    same day is the same mail: a button is pressed twice more often than a person has nothing new to say."""
    words = f"{timezone.localdate()} {about} {sorted(message.items())}"
    with override(settings.LANGUAGE_CODE):
        sender = _("From: %(name)s %(email)s") % {"name": message["name"] or "–", "email": message["email"]}
        queue_mail(
            key=f"feedback:{salted_hmac('content.feedback', words).hexdigest()}",
            to=organiser().email or settings.DEFAULT_FROM_EMAIL,
            subject=str(SUBJECTS[about]),
            text=f"{message['message']}\n\n{sender.strip()}\n",
        )


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Sent."""
    return render(request, "content/pages/feedback_thanks.html")
