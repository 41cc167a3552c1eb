"""Writing to the organiser: contact and accessibility feedback, open to everybody."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_safe

from content.forms import FeedbackForm
from content.organiser import organiser
from lms.accounts.api import open_post, public
from lms.jobs.api import queue_mail

#: What one may write about, by the last part of the address.
SUBJECTS = {"yhteys": gettext_lazy("Message from the site"), "saavutettavuus": gettext_lazy("Accessibility feedback")}


@public
@open_post
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, about: str) -> HttpResponse:
    """The form by itself; pages carry it too and send it here."""
    if about not in SUBJECTS:
        raise Http404
    form = FeedbackForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "about": about}
        return render(request, "content/pages/feedback.html", context, status=422 if form.is_bound else 200)
    if not form.is_from_machine:
        send_feedback(about, form.cleaned_data)
    return redirect("feedback_thanks")


def send_feedback(about: str, message: dict[str, str]) -> None:
    """Store the message as a mail to the organiser, in the organiser's language."""
    with override(settings.LANGUAGE_CODE):
        sender = _("From: %(name)s %(email)s") % {"name": message["name"] or "–", "email": message["email"]}
        queue_mail(
            key=f"feedback:{uuid.uuid4()}",
            to=organiser().email or settings.DEFAULT_FROM_EMAIL,
            subject=str(SUBJECTS[about]),
            text=f"{message['message']}\n\n{sender.strip()}\n",
        )


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Sent."""
    return render(request, "content/pages/feedback_thanks.html")
